"""The order of matches, and pages of it, as every engine must do it."""

import random

import pytest

from depeche.core.plan import AnyOf, Everything, Not, Order, Term, Values
from depeche.indexer.engines.contract import Payload


def test_ties_are_broken_by_date_then_dispatch_then_ordinal(archive, record, ids):
    batch = [
        record("b", 0, "mot", date=5),
        record("b", 1, "mot", date=5),
        record("a", 0, "mot", date=5),
        record("a", 1, "mot", date=5),
        record("é", 0, "mot", date=5),
        record("zz", 0, "mot"),
        record("c", 0, "mot", date=201807311639),
        record("aa", 0, "mot", date=5),
    ]
    reader = archive(batch[:2], batch[2:])
    expected = [("c", 0), ("a", 0), ("a", 1), ("aa", 0), ("b", 0), ("b", 1), ("é", 0), ("zz", 0)]
    for plan in (Everything(), Term("exact", "mot"), Values("dispatch", ("a", "aa", "b", "c", "é", "zz"))):
        matches = reader.search(plan, 20)
        assert ids(matches) == expected
        assert [match.date_key for match in matches] == [201807311639, 5, 5, 5, 5, 5, 5, 0]
        assert [match.payload for match in matches] == [Payload(ordinal, dispatch.encode()) for dispatch, ordinal in expected]


@pytest.mark.parametrize("plan", [Everything(), Term("exact", "a"), AnyOf((Term("exact", "a"), Term("exact", "b")), 0.5)])
def test_pages_neither_repeat_nor_skip(archive, record, plan, ids):
    random_ = random.Random(3)
    batch = [
        record(f"d{n // 3}", n % 3, " ".join(random_.choices("aaabcd", k=random_.randrange(1, 5))), date=random_.randrange(3))
        for n in range(300)
    ]
    reader = archive(batch[:180], batch[180:])
    whole = reader.search(plan, 1000)
    assert [(-m.score, -m.date_key, m.dispatch, m.ordinal) for m in whole] == sorted(
        (-m.score, -m.date_key, m.dispatch, m.ordinal) for m in whole
    )
    assert len(set(ids(whole))) == len(whole) == reader.count(plan).passages
    for size in (1, 7, 50):
        pages = [reader.search(plan, size, offset) for offset in range(0, len(whole) + size, size)]
        assert [match for page in pages for match in page] == whole


def test_no_matches_are_given_beyond_the_last_or_for_no_limit(four):
    for plan in (Everything(), Term("exact", "deraa")):
        assert four.search(plan, 5, 100) == []
        assert four.search(plan, 0) == []
    assert len(four.search(Everything(), 10**9)) == 4
    assert len(four.search(Term("exact", "deraa"), 10**9, 1)) == 1


MIXED = [
    ("b", 0, "mot", 5),
    ("b", 1, "mot mot", 5),
    ("zz", 0, "rare"),
    ("zz", 1, "mot"),
    ("a", 0, "mot rare", 5),
    ("a", 1, "mot", 5),
    ("é", 0, "mot", 5),
    ("aaa", 0, "mot"),
    ("c", 0, "mot autre", 201807311639),
    ("e", 0, "autre", 20180801),
]
OLDEST = [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("é", 0), ("e", 0), ("c", 0), ("aaa", 0), ("zz", 0), ("zz", 1)]
NEWEST = [("c", 0), ("e", 0), ("a", 0), ("a", 1), ("b", 0), ("b", 1), ("é", 0), ("aaa", 0), ("zz", 0), ("zz", 1)]


@pytest.fixture
def mixed(archive, record):
    batch = [record(dispatch, ordinal, words, date=next(iter(date), 0)) for dispatch, ordinal, words, *date in MIXED]
    return archive(batch[:2], batch[2:7], batch[7:])


@pytest.mark.parametrize(("order", "expected"), [(Order.OLDEST, OLDEST), (Order.NEWEST, NEWEST)])
@pytest.mark.parametrize(
    "plan",
    [Everything(), Term("exact", "mot"), Not(Term("exact", "autre")), AnyOf((Term("exact", "rare", 9), Term("exact", "autre")))],
)
def test_sorted_by_date_scores_count_for_nothing_and_what_has_no_date_is_last(mixed, ids, order, expected, plan):
    matching = set(ids(mixed.search(plan, 99)))
    wanted = [key for key in expected if key in matching]
    matches = mixed.search(plan, 99, order=order)
    assert ids(matches) == wanted
    assert {match.score for match in matches} == {0}
    dates = {(dispatch, ordinal): next(iter(date), 0) for dispatch, ordinal, _, *date in MIXED}
    assert [match.date_key for match in matches] == [dates[key] for key in wanted]
    assert [match.payload for match in matches] == [Payload(ordinal, dispatch.encode()) for dispatch, ordinal in wanted]
    for size in (1, 3, 50):
        pages = [mixed.search(plan, size, offset, order) for offset in range(0, 12, size)]
        assert [match for page in pages for match in page] == matches


@pytest.mark.parametrize("order", list(Order))
def test_no_matches_are_given_in_any_order_beyond_the_last_or_for_no_limit(mixed, order):
    assert mixed.search(Everything(), 5, 100, order) == []
    assert mixed.search(Everything(), 0, 0, order) == []
    assert mixed.search(AnyOf(()), 5, 0, order) == []
    assert len(mixed.search(Everything(), 10**9, 0, order)) == len(MIXED)
