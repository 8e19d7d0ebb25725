"""Entities found by how their names are written, and by how they sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.names import likeness
from depeche.core import cards
from depeche.core.model import Entity, Kind
from depeche.search.vocabulary.entity_names import is_comparable, key_lines, name_lines, named, sounding
from depeche.search.vocabulary.lines import SortedLines
from depeche.search.vocabulary.spellings import CUT, coded, key

ENTITIES = [
    Entity("SY.deraa", Kind.PLACE, "city", "Deraa", ("Daraa", "درعا")),
    Entity("SY-DR", Kind.PLACE, "region", "gouvernorat de Deraa", ("Daraa",)),
    Entity("SY.deir-ez-zor", Kind.PLACE, "city", "Deir ez-Zor", ("Deir Ezzor", "دير الزور")),
    Entity("actor:zawahiri", Kind.ACTOR, "person", "Ayman al-Zawahiri", ("Zawahiri",)),
    Entity("actor:kadhafi", Kind.ACTOR, "person", "Mouammar Kadhafi", ("Kadhafi", "القذافي")),
    Entity("actor:onu", Kind.ACTOR, "organisation", "Organisation des Nations unies", ("ONU",)),
]


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return made(tmp_path_factory.mktemp("cache"), ENTITIES)


def made(folder, entities):
    return SortedLines.write(folder / "entities.lines", [*key_lines(entities), *name_lines(entities)])


def ids(found):
    return {id_ for each in found for id_ in each.ids}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("deraa", {"SY.deraa"}),
        ("DARAA", {"SY.deraa", "SY-DR"}),
        ("Deir-ez-Zor", {"SY.deir-ez-zor"}),
        ("onu", {"actor:onu"}),
        ("Der", set()),
        ("", set()),
    ],
)
def test_entities_are_named_by_a_name_of_theirs_up_to_folding(table, name, expected):
    assert set(named(table, name)) == expected


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Dera'a", "SY.deraa"),
        ("درعا", "SY.deraa"),
        ("Zawahri", "actor:zawahiri"),
        ("Gaddafi", "actor:kadhafi"),
        ("Moammar Gaddafi", "actor:kadhafi"),
        ("Deirezzor", "SY.deir-ez-zor"),
        ("Der al-Zor", "SY.deir-ez-zor"),
    ],
)
def test_entities_are_found_by_what_spells_a_name_of_theirs(table, name, id_):
    found = sounding(table, name)
    assert id_ in ids(found)
    assert all(each.probability == likeness(name, each.name) >= CUT for each in found)


@pytest.mark.parametrize("name", ["", "…", "Yahya", "12", "Ouagadougou"])
def test_what_spells_no_name_finds_none(table, name):
    assert sounding(table, name) == []


def test_an_earlier_table_gives_the_lines_of_names_that_it_has(table):
    more = [*ENTITIES, Entity("SY.idleb", Kind.PLACE, "city", "Idleb", ("Idlib",))]
    assert sorted(name_lines(more, coded(table, "~"))) == sorted(name_lines(more))


def test_acronyms_and_single_words_of_another_script_are_not_compared():
    assert is_comparable("Zawahri", "Zawahiri")
    assert not is_comparable("Onno", "ONU")
    assert not is_comparable("Deraa", "درعا")
    assert is_comparable("Deir Ezzor", "دير الزور")


TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5, unique_by=lambda each: cards.prefix(each[0])))
def test_whatever_entities_are_called_they_are_found_by_it(tmp_path_factory, pairs):
    entities = [cards.entity(cards.card(Entity(id_, Kind.PLACE, "city", label))) for id_, label in pairs]
    table = made(tmp_path_factory.mktemp("cache"), entities)
    for entity in entities:
        assert entity.id in named(table, entity.label)
        assert all(len(each.ids) >= 1 for each in sounding(table, entity.label))
    assert {line.split("\t")[0] for line in table.starting("=")} == {f"={key(entity.label)}" for entity in entities}
