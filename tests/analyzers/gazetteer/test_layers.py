"""The user's tables laid over those that ship."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.gazetteer import cache, sources
from depeche.analyzers.gazetteer.compiling import compile_records
from depeche.analyzers.gazetteer.layering import laid
from depeche.analyzers.gazetteer.records import Name, Record
from depeche.analyzers.gazetteer.sources import records
from depeche.analyzers.gazetteer.store import Gazetteer, gazetteer
from depeche.core.errors import InputError
from depeche.core.model import Kind


def place(id_, *names, people=0, weak=False, **more):
    return Record(id_, Kind.PLACE, "town", names[0], tuple(Name(one, weak=weak) for one in names), population=people, **more)


def known(under, over):
    return Gazetteer(laid(compile_records(under), compile_records(over)))


def readings(found, name):
    return [found.numbered(one.number).id for one in found.candidates(name.lower().split())]


def test_a_new_place_is_found_beside_those_that_were_there():
    found = known([place("a", "Alep")], [place("b", "Zarq")])
    assert (len(found), readings(found, "Alep"), readings(found, "Zarq")) == (2, ["a"], ["b"])


def test_of_one_name_the_shipped_reading_comes_first_then_the_users_then_weak_ones_by_population():
    under = [place("small", "Tripoli", people=1, weak=True), place("sure", "Tripoli")]
    over = [place("large", "Tripoli", people=9, weak=True), place("mine", "Tripoli")]
    assert readings(known(under, over), "Tripoli") == ["sure", "mine", "large", "small"]


def test_a_row_of_a_known_id_adds_names_and_corrects_the_rest():
    found = known(
        [place("a", "Alep", people=5, parents=("SY",), coordinates=(1.0, 2.0))],
        [place("a", "Halep", coordinates=(3.5, 4.5))],
    )
    entity = found["a"]
    assert (entity.label, entity.names, entity.coordinates, found.population(0)) == ("Halep", ("Halep", "Alep"), (3.5, 4.5), 5)
    assert readings(found, "Halep") == readings(found, "Alep") == ["a"]


def test_neither_form_is_changed_by_laying_one_over_the_other():
    under, over = compile_records([place("a", "Alep")]), compile_records([place("a", "Alep", "Halep")])
    before = [list(one.entities) for one in (under, over)] + [dict(one.names) for one in (under, over)]
    laid(under, over)
    assert [list(one.entities) for one in (under, over)] + [dict(one.names) for one in (under, over)] == before


WORDS = st.lists(st.sampled_from(["Alep", "Le Caire", "Zarq", "Deir ez-Zor", "al-Bab", "Les", "حلب"]), min_size=1, max_size=3)
PLACES = st.lists(
    st.builds(
        lambda id_, names, people, weak: place(id_, *names, people=people, weak=weak),
        st.sampled_from("abcd"),
        WORDS,
        st.integers(0, 9),
        st.booleans(),
    ),
    max_size=5,
    unique_by=lambda one: one.id,
)


@given(PLACES, PLACES)
def test_every_name_of_both_layers_leads_to_its_entity_once(under, over):
    found = known(under, over)
    for record in (*under, *over):
        for name in compile_records([record]).names:
            ids = readings(found, name)
            assert ids.count(record.id) == 1
            weak = [one.weak for one in found.candidates(name.split())]
            assert weak == sorted(weak)


@pytest.fixture
def mine(tmp_path, monkeypatch):
    syria = [one for one in records() if one.id.startswith("SY")]
    monkeypatch.setattr(cache, "user_cache_path", lambda name: tmp_path / name)
    for module in (cache, sources):
        monkeypatch.setattr(module, "records", lambda: syria)
    path = tmp_path / "mine.tsv"
    path.write_text("label\tkind\twithin\nKafr Zarqoun\tplace\tIdleb\n", "utf-8")
    return path


def test_the_gazetteer_holds_the_users_places_and_is_made_anew_when_their_table_changes(mine):
    first = gazetteer(mine)
    assert first["user:place:kafr-zarqoun"].ancestors == ("SY.idleb", "SY-ID", "SY")
    assert gazetteer(mine) is first
    before = cache.fingerprint(mine)
    mine.write_text("label\tkind\nBeit Zarqoun\tplace\n", "utf-8")
    assert "user:place:beit-zarqoun" in gazetteer(mine)
    assert cache.fingerprint(mine) != before != cache.fingerprint()


def test_a_table_that_is_gone_is_an_input_error(tmp_path):
    with pytest.raises(InputError):
        gazetteer(tmp_path / "none.tsv")
