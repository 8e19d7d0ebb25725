"""Dates of a question: dates and ranges, bounds, months, and what is no date."""

import pytest

import depeche
from depeche import Dispatch, DispatchDate, Precision, QuestionError

ALL = 1000
DATED = {
    "y": DispatchDate("2018", Precision.YEAR),
    "m1": DispatchDate("2018-02", Precision.MONTH),
    "m2": DispatchDate("2018-05", Precision.MONTH),
    "d1": DispatchDate("2018-02-14", Precision.DAY),
    "d2": DispatchDate("2018-05-31", Precision.DAY),
    "t": DispatchDate("2019-01-01T06:30", Precision.MINUTE),
    "none": None,
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def dated(request, tmp_path_factory):
    with depeche.create(tmp_path_factory.mktemp("dated") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(id_, "Un mot.", date) for id_, date in DATED.items())
        yield archive


def dispatches(archive, question):
    return sorted({hit.dispatch for hit in archive.search(question, limit=ALL, copies=True).passages})


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2018", ["d1", "d2", "m1", "m2", "y"]),
        ("2018-02", ["d1", "m1"]),
        ("2018-02-14", ["d1"]),
        ("2019", ["t"]),
        ("2019-01-01", ["t"]),
        ("2018-02..2018-05", ["d1", "d2", "m1", "m2"]),
        ("2018-02-01..2018-02-28", ["d1", "m1"]),
        ("2018-02-02..2018-05-30", ["d1"]),
        ("2018-02-14..2018-02-14", ["d1"]),
        ("2018-05-01..2018-05-31", ["d2", "m2"]),
        ("2018..2018", ["d1", "d2", "m1", "m2", "y"]),
        ("2018-01-01..2018-12-31", ["d1", "d2", "m1", "m2", "y"]),
        ("2018-05..", ["d2", "m2", "t"]),
        ("..2018-02", ["d1", "m1"]),
        ("..2018-02-28", ["d1", "m1"]),
        ("..2018", ["d1", "d2", "m1", "m2", "y"]),
        ("2018-03..2019", ["d2", "m2", "t"]),
        ("2018-02-14..2018-02", ["d1"]),
        ("2018-05..2018", ["d2", "m2"]),
    ],
)
def test_a_date_or_range_finds_what_lies_wholly_in_it(dated, date, expected):
    assert dispatches(dated, f"date:{date}") == expected


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        ("since:2018", ["d1", "d2", "m1", "m2", "t", "y"]),
        ("depuis:2018-02", ["d1", "d2", "m1", "m2", "t"]),
        ("since:2018-02-02", ["d1", "d2", "m2", "t"]),
        ("since:2018-02-14", ["d1", "d2", "m2", "t"]),
        ("since:2018-05-02", ["d2", "t"]),
        ("since:2019-01-01", ["t"]),
        ("before:2019", ["d1", "d2", "m1", "m2", "y"]),
        ("avant:2018-05", ["d1", "m1"]),
        ("before:2018-05-31", ["d1", "m1"]),
        ("before:2018-06-01", ["d1", "d2", "m1", "m2"]),
        ("before:2018-02-15", ["d1"]),
        ("after:2018", ["t"]),
        ("après:2018-02", ["d2", "m2", "t"]),
        ("apres:2018-02-14", ["d2", "m2", "t"]),
        ("after:2018-05-30", ["d2", "t"]),
        ("after:2018-01-31", ["d1", "d2", "m1", "m2", "t"]),
    ],
)
def test_a_bound_finds_what_lies_wholly_on_its_side(dated, bound, expected):
    assert dispatches(dated, bound) == expected


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ("since:2018-03 before:2019", ["d2", "m2"]),
        ("mot since:2018-02 before:2018-05", ["d1", "m1"]),
        ("since:2018 since:2019", ["t"]),
        ("since:2018-02 date:2018 before:2018-05", ["d1", "m1"]),
        ("date:2018-02 date:2019 since:2018-02-02", ["d1", "t"]),
        ("since:2018-02 -since:2018-05", ["d1", "m1"]),
        ("before:2018-05 OR after:2018", ["d1", "m1", "t"]),
    ],
)
def test_bounds_must_all_hold(dated, bounds, expected):
    assert dispatches(dated, bounds) == expected


@pytest.mark.parametrize(
    ("bound", "note"),
    [
        ("since:2020", "no date since 2020 in this archive"),
        ("avant:2018", "no date before 2018 in this archive"),
        ("after:2019-01-01", "no date after 2019-01-01 in this archive"),
    ],
)
def test_a_bound_that_no_dispatch_is_beyond_finds_nothing_and_is_noted(dated, bound, note):
    results = dated.search(bound)
    assert (results.total.passages, results.notes) == (0, (note,))


@pytest.mark.parametrize(
    "bound", ["since:hier", "depuis:2018-02..2018-05", "avant:2018-13", "après:18/01/2022", "since:2018-04-31", "avant:0000"]
)
def test_a_bound_that_is_no_date_is_a_question_error(dated, bound):
    with pytest.raises(QuestionError, match=r"^(since|before|after):.* is no date: write 2018, 2018-07 or 2018-07-31$"):
        dated.search(f"mot {bound}")


@pytest.mark.parametrize("date", ["2017", "2018-03", "2018-02-15", "2020-02-29", "..2017", "2020.."])
def test_a_date_that_no_dispatch_has_finds_nothing_and_is_noted(dated, date):
    results = dated.search(f"date:{date}")
    assert results.total.passages == 0
    assert results.notes == (f"no date “{date}” in this archive",)


@pytest.mark.parametrize(
    "date",
    [
        *("hier", "18/01/2022", "2018-7", "2018-13", "2018-00", "2018-01-32", "20180731", "2018...2019", "2018..mai", "2018-"),
        *(
            ">2018",
            "2018-02-30",
            "2018-04-31",
            "2019-02-29",
            "0000",
            "0000-05",
            "2018-02-30..",
            "2018..2018-02-30",
            "..",
            "2018-07-",
        ),
    ],
)
def test_what_is_no_date_is_a_question_error_that_says_what_is(dated, date):
    with pytest.raises(QuestionError, match=r"is no date: write 2018, 2018-07, 2018-07-31 or a range"):
        dated.search(f"mot date:{date}")


@pytest.mark.parametrize("date", ["2018-05..2018-02", "2019..2018", "2018-02-15..2018-02-14", "2018-05..2018-04-30"])
def test_a_range_with_its_ends_the_wrong_way_round_is_a_question_error(dated, date):
    with pytest.raises(QuestionError) as raised:
        dated.search(f"mot date:{date}")
    assert str(raised.value) == f"the ends of date:{date} are the wrong way round: write the earlier one first"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("month:2018-02", ["d1", "m1"]),
        ("mois:2018-05", ["d2", "m2"]),
        ("month:2018-02 mois:2018-05", ["d1", "d2", "m1", "m2"]),
        ("mot -mois:2018-05 date:2018", ["d1", "m1", "y"]),
    ],
)
def test_a_month_finds_the_dispatches_dated_in_it(dated, question, expected):
    assert dispatches(dated, question) == expected


@pytest.mark.parametrize("month", ["mai", "2018", "2018-13", "0000-05", "2018-05-31", "2018-05..2018-06"])
def test_what_is_no_month_is_a_question_error(dated, month):
    with pytest.raises(QuestionError, match=r"is no month: write 2018-07$"):
        dated.search(f"mot month:{month}")
    with pytest.raises(QuestionError, match=r"is no month: write 2018-07$"):
        dated.search("mot", month=month)
