import dataclasses
import itertools

import pytest

from depeche.core.model import Dispatch, DispatchDate, Kind, Level, Passage, Precision, Span, Token

YEAR = DispatchDate("2018", Precision.YEAR)
MONTH = DispatchDate("2018-07", Precision.MONTH)
DAY = DispatchDate("2018-07-31", Precision.DAY)
MINUTE = DispatchDate("2018-07-31T16:39", Precision.MINUTE)


@pytest.mark.parametrize(
    ("date", "key"), [(YEAR, 201800000000), (MONTH, 201807000000), (DAY, 201807310000), (MINUTE, 201807311639)]
)
def test_the_key_of_a_date_is_its_digits_with_unknown_parts_0(date, key):
    assert date.key == key


def test_keys_sort_dates_a_less_precise_one_before_what_lies_in_it():
    dates = [YEAR, MONTH, DAY, MINUTE, DispatchDate("2018-08", Precision.MONTH), DispatchDate("2019", Precision.YEAR)]
    assert all(before.key < after.key for before, after in itertools.pairwise(dates))


@pytest.mark.parametrize(
    ("date", "prefixes"),
    [
        (YEAR, ("2018",)),
        (MONTH, ("2018", "2018-07")),
        (DAY, ("2018", "2018-07", "2018-07-31")),
        (MINUTE, ("2018", "2018-07", "2018-07-31")),
    ],
)
def test_prefixes_go_down_to_the_day(date, prefixes):
    assert date.prefixes == prefixes


@pytest.mark.parametrize(("date", "month"), [(YEAR, None), (MONTH, "2018-07"), (DAY, "2018-07"), (MINUTE, "2018-07")])
def test_the_month_is_known_but_where_only_the_year_is(date, month):
    assert date.month == month


def test_levels_stand_strongest_first():
    assert list(Level) == ["exact", "stem", "spelling", "alias"]


def test_kinds_and_precisions_read_as_their_words():
    assert f"{Kind.PLACE} {Kind.ACTOR} {Precision.MINUTE}" == "place actor minute"


@pytest.mark.parametrize("value", [Span(0, 1), MONTH, Passage(0, 0, 1), Dispatch("a", "texte")])
def test_the_words_of_the_field_cannot_be_changed(value):
    name = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, None)


def test_a_token_is_no_capital_and_no_compound_unless_said():
    assert Token(0, 2, "ei", "ei") == (0, 2, "ei", "ei", False, ())


def test_bom_and_encoding_give_the_bytes_of_a_file_back():
    dispatch = Dispatch("a", "état", encoding="utf-8", bom=b"\xef\xbb\xbf")
    assert dispatch.bom + dispatch.text.encode(dispatch.encoding) == "\ufeffétat".encode()
