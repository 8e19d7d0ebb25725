"""The places that ship: their chains, their names, what the large tables add to those written by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.gazetteer import gazetteer
from depeche.analyzers.gazetteer.joining import Site, matched
from depeche.analyzers.gazetteer.naming import Taken, needs_cue, plain
from depeche.analyzers.gazetteer.records import Name, Record
from depeche.analyzers.gazetteer.sources import PACKAGE
from depeche.core.model import Kind
from depeche.core.tables import rows


@pytest.fixture(scope="module")
def known():
    return gazetteer()


def readings(known, name):
    return [known.numbered(one.number).id for one in known.candidates(name.split())]


def test_every_chain_of_ancestors_ends_in_a_country_or_in_what_countries_share(known):
    countries = {row["id"] for row in rows(PACKAGE, "countries.tsv")}
    places = (one for one in known if one.kind == Kind.PLACE and not one.id.startswith("world."))
    assert [one.id for one in places if not {one.id, *one.ancestors} & countries] == []


def test_a_city_lies_in_its_province_and_its_country(known):
    assert known["SY.alep"].ancestors == ("SY-HL", "SY")
    assert known["FR.lyon"].ancestors == ("FR-69", "FR-ARA", "FR")
    assert known["US.boston"].ancestors == ("US-MA", "US")
    assert known["UA.marioupol"].ancestors == ("UA-14", "UA")


@pytest.mark.parametrize(("within", "found"), [({"SY"}, "SY.souweida"), ({"FR"}, None), ((), None)])
def test_a_place_is_meant_by_another_spelling_where_it_may_lie(known, within, found):
    place = known.place_spelled("Soueïdaa", within)
    assert (place.id if place else None) == found


def test_nearly_every_city_has_its_province():
    cities = list(rows(PACKAGE, "cities.tsv.xz"))
    assert len(cities) > 45_000
    assert sum(len(row["within"]) > 2 for row in cities) > 0.98 * len(cities)


def test_a_place_written_by_hand_gains_coordinates_and_population_and_keeps_its_label(known):
    damascus = known["SY.damas"]
    assert (damascus.label, damascus.type) == ("Damas", "city")
    assert damascus.coordinates == pytest.approx((33.5, 36.3), abs=0.1)
    assert known.population(next(one.number for one in known.candidates(["damas"]))) > 1_000_000


def test_no_place_is_there_twice(known):
    both = [row["geonameid"] for row in rows(PACKAGE, "cities.tsv.xz") if row["same"] and f"gn:{row['geonameid']}" in known]
    assert both == []
    assert len(readings(known, "damascus")) == len(set(readings(known, "damascus")))


def test_a_name_of_two_cities_has_both_readings_the_stronger_first(known):
    found = readings(known, "tripoli")
    assert {"LB.tripoli", "LY.tripoli"} <= set(found)
    assert [one.weak for one in known.candidates(["tripoli"])] == sorted(one.weak for one in known.candidates(["tripoli"]))


def test_names_of_the_large_tables_are_weak_those_written_by_hand_are_not(known):
    assert all(one.weak for one in known.candidates(["rodez"]))
    assert not known.candidates(["alep"])[0].weak


@pytest.mark.parametrize(
    "word", ["Tours", "Orange", "Plus", "Nord", "Nord-Ouest", "Mardi", "Rami", "Ben", "Les", "DAM", "Bly", "La Tour", "Assad"]
)
def test_a_common_word_a_first_name_an_acronym_or_a_short_name_needs_a_cue(word):
    assert needs_cue(word)


@pytest.mark.parametrize("name", ["Rodez", "Saint-Flour", "Digne-les-Bains", "Kharkiv", "حلب"])
def test_a_name_that_is_no_word_needs_none(name):
    assert not needs_cue(name)


def test_a_name_that_a_larger_place_has_is_not_given_to_a_smaller_one():
    taken = Taken()
    taken.choose("Cham", (), most=4, most_also=2)
    assert "Cham" not in taken.choose("Chama", ("Cham", "Shama"), most=4, most_also=0).names


def test_of_the_other_names_only_spellings_and_arabic_ones_are_for_texts():
    chosen = Taken().choose("Dar'ā", ("Deraa", "Zorava", "درعا", "Дараа", "DRA", "da er a"), most=4, most_also=2)
    assert set(chosen.names) == {"Dar'ā", "Deraa", "درعا"}
    assert set(chosen.also) == {"Zorava", "Дараа"}


@given(st.text(), st.lists(st.text(max_size=8), max_size=4))
def test_any_names_are_chosen_from_without_a_mark_of_the_tables(label, others):
    chosen = Taken().choose(plain(label), others, most=3, most_also=1)
    for name in (*chosen.names, *chosen.also):
        assert not set(name.removesuffix("{cue}")) & set("|\t\n\r{}")


def site(number, name, province="", people=0, *names):
    return Site(number, "SY", (province,) if province else (), name, names, people)


def place(id_, label, *names, within=()):
    return Record(id_, Kind.PLACE, "town", label, tuple(map(Name, (label, *names))), within)


def test_a_site_is_the_place_of_its_name_in_the_same_province_the_largest_first():
    places = [place("SY.zarq", "Zarq", within=("SY-HL",))]
    sites = [site("1", "Zarq", "SY-ID", 900), site("2", "Zarq", "SY-HL", 5), site("3", "Zarq", "SY-HL", 50)]
    assert matched(sites, places) == {"3": "SY.zarq"}


def test_an_alias_alone_makes_no_site_another_place():
    assert matched([site("1", "Homs", "", 900, "Cham")], [place("SY.zarq", "Zarq", "Cham")]) == {}


def test_another_spelling_in_the_same_province_is_the_place():
    assert matched([site("1", "Khān Arnabah", "SY-QU")], [place("SY.khan", "Khan Arnabé", within=("SY-QU",))]) == {"1": "SY.khan"}
    assert matched([site("1", "Khān Arnabah")], [place("SY.khan", "Khan Arnabé")]) == {}
