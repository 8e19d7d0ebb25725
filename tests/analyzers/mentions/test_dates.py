"""Dates of a text: what is read, what a weekday means, what is no date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche import DispatchDate, Kind, Precision
from depeche.analyzers.mentions.dates import dates
from depeche.analyzers.mentions.texts import Text

TUESDAY = DispatchDate("2018-07-31T16:39", Precision.MINUTE)
JULY = DispatchDate("2018-07", Precision.MONTH)
YEAR = DispatchDate("2018", Precision.YEAR)
WORDS = (
    *("lundi", "mardi", "Mardi", "dimanche", "3", "31", "1er", "mars", "mai", "juil.", "décembre", "2018", "2011", "hier"),
    *("dernier", "prochain", "et", "au", "du", "à", "-", "/", ",", "07", "le", "avant-hier", "aujourd'hui", "en", "\n"),
    *("20²8", "٢٠١٨", "0"),
)
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=9).map("".join),
)
PUBLISHED = st.one_of(
    st.none(),
    st.sampled_from([TUESDAY, JULY, YEAR, DispatchDate("rien", Precision.DAY), DispatchDate("9999-12-31", Precision.DAY)]),
    st.dates().map(lambda day: DispatchDate(day.isoformat(), Precision.DAY)),
)


def found(text, published=TUESDAY):
    return [(one.surface, one.id) for one in dates(Text(text), published)]


def ids(text, published=TUESDAY):
    return [id_ for _, id_ in found(text, published)]


@given(TEXTS, PUBLISHED)
def test_mentions_lie_in_any_text_in_order_and_apart_with_ids_of_the_calendar(text, published):
    at = 0
    for one in dates(Text(text), published):
        assert at <= one.start < one.end <= len(text)
        at = one.end
        assert (one.surface, one.kind, one.label) == (text[one.start : one.end], Kind.DATE, one.id)
        assert one.type == {4: "year", 7: "month", 10: "day"}[len(one.id)]
        assert date.fromisoformat(one.id + "-01-01"[: 10 - len(one.id)] if len(one.id) == 4 else f"{one.id}-01"[:10])
        assert one.why


@pytest.mark.parametrize("published", [TUESDAY, None])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 31 juillet 2018 à 16h39", [("31 juillet 2018", "2018-07-31")]),
        ("le 31/07/2018, ou le 31.07.2018", [("31/07/2018", "2018-07-31"), ("31.07.2018", "2018-07-31")]),
        ("2018-07-31T16:39", [("2018-07-31", "2018-07-31")]),
        ("lundi 21 mai 2018", [("lundi 21 mai 2018", "2018-05-21")]),
        ("Publié le Mardi 31 Juillet 2018", [("Mardi 31 Juillet 2018", "2018-07-31")]),
        ("le 1er août 2018", [("1er août 2018", "2018-08-01")]),
        ("le 31 juil. 2018", [("31 juil. 2018", "2018-07-31")]),
        ("en juillet 2018", [("juillet 2018", "2018-07")]),
        ("Août 2018, fin.", [("Août 2018", "2018-08")]),
        ("la guerre de juin 1967", [("juin 1967", "1967-06")]),
        (" date 2018-07 ", [("2018-07", "2018-07")]),
    ],
)
def test_a_date_with_its_year_is_read_whatever_the_dispatch_s_own(text, expected, published):
    assert found(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du 3 au 5 mars 2018", [("3", "2018-03-03"), ("5 mars 2018", "2018-03-05")]),
        ("les 3, 4 et 5 mars 2018", [("3", "2018-03-03"), ("4", "2018-03-04"), ("5 mars 2018", "2018-03-05")]),
        ("du 28 février au 3 mars 2018", [("28 février", "2018-02-28"), ("3 mars 2018", "2018-03-03")]),
        ("du 30 décembre au 2 janvier 2018", [("30 décembre", "2017-12-30"), ("2 janvier 2018", "2018-01-02")]),
        ("lundi 5 et mardi 6 mars 2018", [("lundi 5", "2018-03-05"), ("mardi 6 mars 2018", "2018-03-06")]),
        ("de mars à juin 2018", [("mars", "2018-03"), ("juin 2018", "2018-06")]),
        ("mars-avril 2018", [("mars", "2018-03"), ("avril 2018", "2018-04")]),
    ],
)
def test_both_ends_of_a_range_and_all_days_of_a_list_are_dates(text, expected):
    assert found(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Déclenché en 2011, le conflit dure depuis 2014", ["2011", "2014"]),
        ("dès 2012, l'été 2013, fin 2014, l'année 2015 (2016)", ["2012", "2013", "2014", "2015", "2016"]),
        ("de 2011 à 2014, entre 2003 et 2008, 1914-1918", ["2011", "2014", "2003", "2008", "1914", "1918"]),
        ("la guerre de 2006 avec le Hezbollah, le génocide de 1994.", ["2006", "1994"]),
        ("d'ici 2030, d'ici à 2025, au premier semestre 2020, la présidentielle 2017", ["2030", "2025", "2020", "2017"]),
        ("en 2011, 2014 et 2016", ["2011", "2014", "2016"]),
        ("un bilan de 2000, près de 1900, 350 de 2000, de 2000 combattants", []),
        ("des 2012 morts, 2018 combattants, plus de 2000 civils, les années 1990", []),
        ("en 2 018 jours, 350.000 morts, en 1500 mètres, 1 600 combattants", []),
        ("la saison 2011-12", []),
    ],
)
def test_a_number_is_a_year_only_where_it_is_clearly_one(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De violents combats opposent mardi les forces", [("mardi", "2018-07-31")]),
        ("lundi soir, puis mercredi", [("lundi", "2018-07-30"), ("mercredi", "2018-07-25")]),
        ("Samedi, l'armée a repris", [("Samedi", "2018-07-28")]),
        ("mardi dernier et lundi dernier", [("mardi dernier", "2018-07-24"), ("lundi dernier", "2018-07-30")]),
        ("mardi prochain, jeudi à venir", [("mardi prochain", "2018-08-07"), ("jeudi à venir", "2018-08-02")]),
        ("d'ici vendredi, d'ici à dimanche", [("vendredi", "2018-08-03"), ("dimanche", "2018-08-05")]),
        ("dans la nuit de lundi à mardi", [("lundi", "2018-07-30"), ("mardi", "2018-07-31")]),
        ("dans la nuit du samedi au dimanche", [("samedi", "2018-07-28"), ("dimanche", "2018-07-29")]),
        ("hier, avant-hier, aujourd'hui", [("hier", "2018-07-30"), ("avant-hier", "2018-07-29"), ("aujourd'hui", "2018-07-31")]),
    ],
)
def test_a_weekday_is_seen_from_the_day_of_publication(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("published", [JULY, YEAR, None, DispatchDate("rien", Precision.DAY)])
def test_where_the_day_of_publication_is_unknown_a_weekday_is_no_mention(published):
    assert found("mardi, hier, aujourd'hui, lundi dernier", published) == []


@pytest.mark.parametrize(
    "text",
    [
        *("la veille", "le lendemain", "le lundi, chaque mardi", "du lundi au vendredi", "mardi suivant", "mardi gras"),
        *("Le Journal du Dimanche", "la mission Mars 2020", "la planète Mars", "Mai Chidiac", "31 février 2018", "en mai"),
    ],
)
def test_what_names_no_day_of_its_own_is_no_mention(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("le 25 juillet", TUESDAY, ["2018-07-25"]),
        ("le 1er août", TUESDAY, ["2018-08-01"]),
        ("le 10 janvier", DispatchDate("2018-12-20", Precision.DAY), ["2019-01-10"]),
        ("lundi 21 mai", DispatchDate("2018-05", Precision.MONTH), ["2018-05-21"]),
        ("lundi 21 mai", YEAR, ["2018-05-21"]),
        ("mardi 21 mai", TUESDAY, []),
        ("le 21 mai", YEAR, []),
        ("le 21 mai", None, []),
        ("le 11-Septembre, le 11 Septembre", TUESDAY, []),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one_that_its_weekday_allows(text, published, expected):
    assert ids(text, published) == expected


def test_why_says_what_a_date_rests_on():
    text = "mardi, lundi, le 25 juillet, samedi 28 juillet, le 31 juillet 2018, 31/07/2018, juillet 2018, en 2018"
    assert [one.why for one in dates(Text(text), TUESDAY)] == [
        *("weekday of 2018-07-31", "weekday before 2018-07-31", "nearest to 2018-07-31", "nearest to 2018-07-31, with its weekday"),
        *("day, month and year", "in figures", "month and year", "year"),
    ]
