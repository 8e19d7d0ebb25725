"""Fields of a question: places and countries with what lies in them, actors by any name, types, sources."""

from collections import Counter

import pytest

import depeche
from depeche import Dispatch

ALL = 1000


def dispatches(archive, question):
    return sorted({hit.dispatch for hit in archive.search(question, limit=ALL, copies=True).passages})


def passages(archive, question):
    return {(hit.dispatch, hit.start) for hit in archive.search(question, limit=ALL, copies=True).passages}


def numbers(archive, question):
    """Return the numbers that the names of the seeds begin with."""
    return "".join(id_[2] for id_ in dispatches(archive, question))


@pytest.mark.parametrize(
    ("question", "expected"), [("date:2018", "0234"), ("date:2018-07-31", "0"), ("date:2018-02..2018-05", "234")]
)
def test_the_seeds_are_found_by_the_dates_their_texts_give(seed_archive, question, expected):
    assert numbers(seed_archive, question) == expected


@pytest.mark.parametrize("name", ["Syrie", "Syria", "SY", "syrie", "سوريا"])
def test_a_country_finds_what_lies_in_it(seed_archive, name):
    found = passages(seed_archive, f"place:{name}")
    for inside in ("Deraa", "Soueida", "Idleb", "Qadam", "Damas"):
        assert passages(seed_archive, f"place:{inside}") < found


def test_a_place_is_found_by_any_spelling(seed_archive):
    expected = passages(seed_archive, "place:Deraa")
    assert expected
    for name in ("Daraa", "Dera'a", "درعا", "deraa"):
        assert passages(seed_archive, f"place:{name}") == expected


def test_a_place_has_no_passage_that_does_not_name_it_or_what_lies_in_it(seed_archive):
    for hit in seed_archive.search("place:Idlib", limit=ALL).passages:
        assert "Idleb" in hit.text or "Khowein" in hit.text


@pytest.mark.parametrize("name", ["Daech", "EI", '"Etat islamique"', "« État islamique »", "ISIS", '"actor:ei"'])
def test_an_actor_is_found_by_any_name(seed_archive, name):
    assert len(passages(seed_archive, f"actor:{name}")) == 17


@pytest.mark.parametrize("name", ["Syrie", "Syria", "سوريا", "SY"])
def test_a_country_is_found_by_any_name_with_what_lies_in_it(seed_archive, name):
    expected = passages(seed_archive, "place:Syrie")
    assert passages(seed_archive, f"country:{name}") == passages(seed_archive, f"pays:{name}") == expected
    assert passages(seed_archive, "country:Deraa") == set()


@pytest.mark.parametrize("name", ["NGO", "ngo", '"NGO"'])
def test_a_type_is_that_of_actors(seed_archive, name):
    found = seed_archive.search(f"type:{name}", limit=ALL).passages
    assert found
    assert all("NGO" in {actor.type for actor in hit.actors} for hit in found)
    assert passages(seed_archive, 'type:NGO AND type:"armed group"') == passages(seed_archive, "type:NGO") & passages(
        seed_archive, 'type:"armed group"'
    )


def test_a_place_is_no_actor_and_an_actor_no_place(seed_archive):
    assert seed_archive.search("actor:Deraa").total.passages == 0
    assert seed_archive.search("place:Daech").total.passages == 0


@pytest.mark.parametrize("name", ["AFP", "afp", "Afp", '"AFP"'])
def test_a_source_is_found_in_any_case(seed_archive, name):
    assert numbers(seed_archive, f"source:{name}") == "03"
    assert seed_archive.search(f"source:{name}", limit=ALL).total.passages == 8


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("place:Tombouctou", "no place “Tombouctou” in this archive"),
        ("actor:Zyqx", "no actor “Zyqx” in this archive"),
        ("source:Reuters", "no source “Reuters” in this archive"),
        ("type:zyqx", "no type “zyqx” in this archive"),
        ("pays:Zyqx", "no country “Zyqx” in this archive"),
    ],
)
def test_a_value_that_the_archive_does_not_hold_finds_nothing_and_is_noted(seed_archive, question, note):
    results = seed_archive.search(f"Damas {question}")
    assert (results.total.passages, results.passages, results.notes) == (0, (), (note,))


def test_values_of_one_field_are_alternatives(seed_archive):
    deraa, idleb = passages(seed_archive, "place:Deraa"), passages(seed_archive, "place:Idleb")
    assert passages(seed_archive, "place:Deraa place:Idleb") == deraa | idleb
    assert passages(seed_archive, "place:(Deraa Idleb)") == deraa | idleb
    assert passages(seed_archive, "place:Deraa OR place:Idleb") == deraa | idleb
    assert passages(seed_archive, "place:Deraa AND place:Idleb") == deraa & idleb


def test_fields_and_words_must_all_hold(seed_archive):
    words, place, actor = (passages(seed_archive, q) for q in ("jihadistes", "place:Damas", "actor:Daech"))
    assert passages(seed_archive, "jihadistes place:Damas") == words & place
    assert passages(seed_archive, "jihadistes place:Damas actor:Daech") == words & place & actor
    assert passages(seed_archive, "jihadistes -place:Damas") == words - place
    assert passages(seed_archive, "date:2018-05 place:Damas") == passages(seed_archive, "date:2018-05") & place


def test_fields_do_not_score(seed_archive):
    plain = {(hit.dispatch, hit.start): hit.score for hit in seed_archive.search("jihadistes", limit=ALL).passages}
    filtered = seed_archive.search("jihadistes actor:Daech date:2018", limit=ALL).passages
    assert filtered
    assert all(hit.score == plain[hit.dispatch, hit.start] for hit in filtered)
    assert all(hit.score == 0 for hit in seed_archive.search("actor:Daech").passages)


def test_a_source_that_is_also_the_id_of_a_country_keeps_its_own_label(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add([Dispatch("a", "Un mot sur la France.", source="FR")])
        facets = archive.search("mot").facets
    assert [(count.label, count.kind) for count in facets["source"]] == [("FR", None)]
    assert Counter(count.label for count in facets["place"]) == {"France": 1}
