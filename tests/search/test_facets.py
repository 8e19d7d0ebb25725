"""Facets of an answer: what is counted, how values are told apart, and the search within their values."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depeche
from depeche import Dispatch, DispatchDate, Kind, Precision

ALL = 1000
FACETS = ["place", "actor", "type", "country", "source", "month"]
TOWNS = {
    "city": "Des obus sont tombés sur la ville de Homs.",
    "province": "Des obus sont tombés dans la province de Homs.",
    "lebanon": "Des obus sont tombés au Liban.",
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def many(request, tmp_path_factory):
    """An archive where one place stands in one dispatch and twenty months in many; not to be added to."""
    dates = [DispatchDate(f"{year}-{month:02}", Precision.MONTH) for year in (2017, 2018) for month in range(1, 11)]
    with depeche.create(tmp_path_factory.mktemp("many") / "archive", engine=request.param) as archive:
        archive.add(
            Dispatch(f"{date.value}-{n}", "Des combats à Deraa, à Idleb et à Alep, selon l'OSDH.", date, "AFP")
            for date in dates
            for n in range(2)
        )
        archive.add([Dispatch("x", "Des combats à Homs, selon Bachar al-Assad.", DispatchDate("2019", Precision.YEAR), "RFI")])
        yield archive


def labels(archive, facet, **options):
    return {count.label for count in archive.search("combats", **options).facets[facet]}


def test_an_answer_has_six_facets(seed_archive):
    assert list(seed_archive.search("jihadistes").facets) == FACETS
    assert list(seed_archive.search("zyqx").facets) == FACETS
    assert seed_archive.search("jihadistes", facet_limit=0).facets == {}


def test_selecting_a_value_finds_as_many_passages_and_dispatches_as_it_counts(seed_archive):
    for facet in FACETS[1:]:
        for count in seed_archive.search("jihadistes", facet_limit=ALL).facets[facet]:
            assert seed_archive.search("jihadistes", **{facet: count.id}).total == count.totals


def test_a_place_counts_where_it_is_itself_named_and_selecting_it_finds_what_lies_in_it_too(seed_archive):
    for count in seed_archive.search("jihadistes", facet_limit=ALL).facets["place"]:
        hits = seed_archive.search("jihadistes", place=count.id, limit=ALL).passages
        assert sum(count.id in {place.id for place in hit.places} for hit in hits) == count.totals.passages <= len(hits)


def test_countries_have_labels_though_no_passage_names_them(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add([Dispatch("a", "Des combats à Idleb.")])
        (country,) = archive.search("combats").facets["country"]
    assert (country.label, country.kind, country.type, country.within) == ("Syrie", Kind.PLACE, "country", ())
    assert country.to_dict().keys() == {"id", "label", "type", "within", "passages", "dispatches", "selected"}


def test_places_of_one_label_are_told_apart(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add(Dispatch(id_, text) for id_, text in TOWNS.items())
        results = archive.search("obus")
    homs = [count for count in results.facets["place"] if count.label == "Homs"]
    assert {(count.type, count.within[-1]) for count in homs} == {("city", "Syrie"), ("province", "Syrie")}
    named = {hit.dispatch: hit.places for hit in results.passages}
    assert [(place.label, place.type) for place in named["province"]] == [("Homs", "province")]
    assert named["city"][0].to_dict()["within"][-1] == "Syrie"


def test_no_two_values_of_a_facet_look_alike(seed_archive):
    for counts in seed_archive.search("-zyqx", facet_limit=ALL).facets.values():
        assert len({(count.label, count.type, count.within) for count in counts}) == len(counts)


def test_dispatches_of_facets_alone_can_be_left_out(seed_archive):
    whole = seed_archive.search("jihadistes")
    found = seed_archive.search("jihadistes", facet_dispatches=False)
    assert found.total == whole.total
    for facet, counts in found.facets.items():
        assert {count.totals.dispatches for count in counts} == {None}
        assert [(c.id, c.totals.passages) for c in counts] == [(c.id, c.totals.passages) for c in whole.facets[facet]]


@pytest.mark.parametrize("text", ["Homs", "hom", "HOMS", "oms", "حمص", "Homss"])
def test_a_value_far_below_the_largest_is_found_by_a_part_or_a_spelling_of_its_name(many, text):
    found = [count for count in many.search("combats", facet_limit=1, facet_search=text).facets["place"] if count.label == "Homs"]
    assert [count.totals for count in found] == [depeche.Totals(1, 1)]


@pytest.mark.parametrize("text", ["Bachar", "assad", "Asad", "Bashar al-Assad", "الأسد"])
def test_an_actor_is_found_by_a_word_of_its_name_in_any_spelling(many, text):
    assert "Bachar al-Assad" in labels(many, "actor", facet_search=text)


def test_a_facet_search_leaves_out_all_other_values(many):
    facets = many.search("combats", facet_search="Idlib").facets
    assert {count.label for count in facets["place"]} == {"Idleb"}
    assert [facets[name] for name in FACETS[1:]] == [(), (), (), (), ()]


def test_a_facet_search_looks_into_countries_types_sources_and_months(many):
    assert labels(many, "country", facet_search="syri") == {"Syrie"}
    assert labels(many, "type", facet_search="ngo") == {"NGO"}
    assert labels(many, "source", facet_search="rf") == {"RFI"}
    assert labels(many, "month", facet_search="2018-0", facet_limit=99) == {f"2018-{month:02}" for month in range(1, 10)}


def test_a_facet_search_does_not_change_what_is_found(many):
    whole, searched = many.search("combats"), many.search("combats", facet_search="Homs")
    assert (searched.total, searched.passages, searched.notes) == (whole.total, whole.passages, whole.notes)


@pytest.mark.parametrize("text", ["", " ", "\0", "\n\t"])
def test_a_blank_facet_search_is_none(many, text):
    assert many.search("combats", facet_search=text) == many.search("combats")


def test_a_facet_search_holds_for_what_is_selected_too(many):
    months = many.search("combats", month=["2017-01", "2018-02"], facet_search="2018", facet_limit=1).facets["month"]
    assert [(count.label, count.selected) for count in months] == [("2018-01", False), ("2018-02", True)]


@settings(max_examples=60)
@given(text=st.text() | st.sampled_from(["a", "Deraa", "درعا", "…", "\ud800", "\u0301", "2018", "x" * 9000]))
def test_any_text_can_be_searched_in_facets(seed_archives, text):
    whole = seed_archives["tantivy"].search("jihadistes", facet_limit=ALL)
    one, other = (archive.search("jihadistes", facet_search=text, facet_limit=ALL) for archive in seed_archives.values())
    assert (one.total, one.facets) == (other.total, other.facets)
    for facet, counts in one.facets.items():
        assert set(counts) <= set(whole.facets[facet])
