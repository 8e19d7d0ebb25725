import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.analyzers.layout import dates
from depeche.core.model import DispatchDate, Precision


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2018", "2018"),
        ("2018-07", "2018-07"),
        ("2018-07-31", "2018-07-31"),
        ("2018-07-31T16:39", "2018-07-31T16:39"),
        ("2018-07-31 16:39:05", "2018-07-31T16:39"),
        ("2018-07-31T16:39:05.123Z", "2018-07-31T16:39"),
        ("2018-07-31T16:39:05+02:00", "2018-07-31T16:39"),
        ("20180731", "2018-07-31"),
        ("20180731T163905+0200", "2018-07-31T16:39"),
    ],
)
def test_an_iso_date_is_read_to_the_minute_as_its_clock_is_written(text, value):
    assert dates.parse(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("31 juillet 2018 16h39", "2018-07-31T16:39"),
        ("31 juillet 2018 à 16 h 39", "2018-07-31T16:39"),
        ("mardi 31 juillet 2018, 16:39", "2018-07-31T16:39"),
        ("le 31 JUILLET 2018", "2018-07-31"),
        ("1er août 2018", "2018-08-01"),
        ("1er aout 2018", "2018-08-01"),
        ("1er aou\u0302t 2018", "2018-08-01"),
        ("3 janv. 2019", "2019-01-03"),
        ("3 févr. 2019", "2019-02-03"),
        ("3 fevrier 2019", "2019-02-03"),
        ("3 fe\u0301vrier 2019", "2019-02-03"),
        ("3 mars 2019", "2019-03-03"),
        ("3 avr. 2019", "2019-04-03"),
        ("3 mai 2019", "2019-05-03"),
        ("3 juin 2019", "2019-06-03"),
        ("3 juil. 2019", "2019-07-03"),
        ("3 sept. 2019", "2019-09-03"),
        ("3 oct. 2019", "2019-10-03"),
        ("3 nov. 2019", "2019-11-03"),
        ("3 déc. 2019", "2019-12-03"),
        ("3\xa0décembre\xa02019", "2019-12-03"),
        ("31/07/2018", "2018-07-31"),
        ("31.07.2018", "2018-07-31"),
        ("31/07/2018 - 16:39", "2018-07-31T16:39"),
        ("31/07/2018 16h", "2018-07-31T16:00"),
        ("juillet 2018", "2018-07"),
        ("07/2018", "2018-07"),
        ("  2018-07 \n", "2018-07"),
    ],
)
def test_a_french_date_is_read_with_or_without_accents_and_abbreviated(text, value):
    assert dates.parse(text).value == value


@pytest.mark.parametrize(
    "text",
    ["31 février 2018", "2018-02-30", "2018-13", "0000", "0000-07", "31/13/2018", "31 juillet 2018 25h00", "2018-07-31T24:61"],
)
def test_a_date_no_calendar_holds_is_no_date(text):
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    "text", ["", "mardi", "lundi 21 mai", "31 juillet", "hier", "2018-07-31 environ", "350.000", "31/07/18", "20187", "16h39"]
)
def test_what_lacks_a_year_or_says_more_is_no_date(text):
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2018", Precision.YEAR),
        ("juillet 2018", Precision.MONTH),
        ("31/07/2018", Precision.DAY),
        ("31/07/2018 16h39", Precision.MINUTE),
    ],
)
def test_a_date_knows_its_precision_and_evidence(text, precision):
    date = dates.parse(text)
    assert (date.precision, date.evidence) == (precision, text)


def _dates(*values):
    return [dates.parse(value) for value in values]


def test_the_first_date_is_made_more_precise_by_those_that_agree():
    assert dates.agree(_dates("2018", "2018-07", "2018-07-31T16:39")).value == "2018-07-31T16:39"


def test_a_date_that_contradicts_the_first_is_left_out():
    assert dates.agree(_dates("2018-07", "2018-08-01")).value == "2018-07"
    assert dates.agree(_dates("2018-07-31T16:39", "2018-07")).value == "2018-07-31T16:39"
    assert dates.agree([]) is None


def test_a_day_without_a_year_completes_a_month_it_agrees_with():
    month = dates.parse("2018-07")
    assert dates.complete(month, "31 juil.") == DispatchDate("2018-07-31", Precision.DAY, "31 juil.")
    assert dates.complete(month, "2 août") == month
    assert dates.complete(month, "31 février") == month
    assert dates.complete(None, "31 juil") is None


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_date_or_none(text):
    dates.parse(text)
    dates.match(text)
    dates.ends(text)


@settings(deadline=None)
@given(st.datetimes())
def test_every_iso_minute_comes_back(moment):
    value = moment.isoformat(timespec="minutes")
    assert dates.parse(value).value == value
    assert dates.parse(moment.isoformat()).value == value


@pytest.mark.parametrize("run", ["1", " ", "lundi ", "31/", "1 mai "])
def test_long_runs_are_read_in_no_time(run):
    text = run * (200_000 // len(run))
    assert (dates.parse(text), dates.ends("31 juillet 2018" + text)) == (None, None)
