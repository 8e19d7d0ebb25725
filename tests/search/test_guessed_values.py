"""Names of filters that are none of the archive: misspelt ones are guessed and noted, those of other places are not."""

import pytest

import depeche
from depeche import Dispatch

NEWS = {
    "germany": "L'Allemagne a démenti, la RFA aussi.",
    "iran": "Des responsables ont été reçus en Iran.",
    "kenya": "Une attaque a fait trois morts au Kenya.",
    "syria": "Des combats ont éclaté à Soueida et à Deraa, selon l'OSDH.",
    "idleb": "Une frappe a visé Deir Ezzor et Mossoul.",
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def news(request, tmp_path_factory):
    """An archive of a sentence a dispatch; not to be added to."""
    with depeche.create(tmp_path_factory.mktemp("guessed") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(id_, text, source="Al-Jazeera" if id_ == "iran" else "AFP") for id_, text in NEWS.items())
        yield archive


@pytest.mark.parametrize("place", ["Rafah", "Oran", "Konya", "Amman", "Tombouctou", "رفح"])
def test_a_place_that_the_archive_does_not_hold_is_not_read_as_one_that_sounds_like_it(news, place):
    for results in (news.search("", place=place), news.search(f"place:{place}")):
        assert (results.total.passages, results.notes) == (0, (f"no place “{place}” in this archive",))


@pytest.mark.parametrize(
    ("place", "label"), [("Soueïdaa", "Soueida"), ("Mossull", "Mossoul"), ("Deir Ezzorr", "Deir Ezzor"), ("Deraah", "Deraa")]
)
def test_a_misspelt_place_finds_the_one_that_is_meant_and_says_so(news, place, label):
    expected = {hit.dispatch for hit in news.search("", place=label).passages}
    for results in (news.search("", place=place), news.search(f'place:"{place}"')):
        assert {hit.dispatch for hit in results.passages} == expected != set()
        assert results.notes == (f"place “{place}” was read as {label}",)


@pytest.mark.parametrize("place", ["Soueida", "SOUEIDA", "Sweida", "درعا", "Dera'a", "SY", "سوريا"])
def test_a_name_of_the_place_is_no_guess(news, place):
    results = news.search("", place=place)
    assert (results.total.passages, results.notes) == (1 if place not in ("SY", "سوريا") else 2, ())


def test_what_is_guessed_is_said_once(news):
    assert news.search("place:Mossull OR place:Mossull", place="Mossull").notes == ("place “Mossull” was read as Mossoul",)


def test_a_country_is_not_guessed_from_a_place_and_a_place_not_from_an_actor(news):
    assert news.search("", country="Mossull").notes == ("no country “Mossull” in this archive",)
    assert news.search("", place="OSDHH").notes == ("no place “OSDHH” in this archive",)


def test_a_misspelt_source_is_noted_and_one_of_another_name_is_none(news):
    results = news.search("", source="Aljazira")
    assert ([hit.dispatch for hit in results.passages], results.notes) == (["iran"], ("source “Aljazira” was read as Al-Jazeera",))
    assert news.search("", source="al-jazeera").notes == ()
    assert news.search("", source="AP").notes == ("no source “AP” in this archive",)


@pytest.mark.parametrize("text", ["Aljazira", "al-jazeera", "jaz"])
def test_a_facet_search_finds_sources_as_a_selection_does_and_by_a_part(news, text):
    assert [count.label for count in news.search("", place="Iran", facet_search=text).facets["source"]] == ["Al-Jazeera"]


@pytest.mark.parametrize("text", ["-", "…", " ** "])
def test_a_facet_search_of_signs_only_is_ignored_and_noted(news, text):
    results, whole = news.search("Iran", facet_search=text), news.search("Iran")
    assert (results.facets, whole.notes) == (whole.facets, ())
    assert results.notes == (f"facet search “{text.strip()}” has no letter or digit and was ignored",)
