"""Of matches that share a value the first is kept, as every engine must do it."""

import random
from itertools import islice

import pytest

from depeche.core import fields
from depeche.core.plan import Everything, Order, Term

PLANS = (Term("exact", "a"), Everything())


def first_of_each(matches, value):
    """Return the matches that are the first with their value, or have none."""
    known = set()
    kept = []
    for match in matches:
        if value(match) is None or value(match) not in known:
            known.add(value(match))
            kept.append(match)
    return kept


@pytest.fixture
def marked(archive, record):
    """Three hundred passages of a hundred dispatches, half of them with one of eight marks, and the marks."""
    random_ = random.Random(5)
    marks = {(f"d{n // 3:03d}", n % 3): random_.choice([None, *"abcdefgh"]) for n in range(300)}
    batch = [
        record(
            dispatch,
            ordinal,
            " ".join(random_.choices("aab", k=random_.randrange(1, 4))),
            date=random_.randrange(3),
            copy=(mark,) if mark else (),
            version=(f"v{int(dispatch[1:]) // 2}",),
        )
        for (dispatch, ordinal), mark in marks.items()
    ]
    return archive(batch[:150], batch[150:]), marks


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("plan", PLANS)
def test_the_first_of_each_mark_is_kept_and_what_has_none(marked, plan, order):
    reader, marks = marked
    whole = reader.search(plan, 1000, order=order)
    wanted = first_of_each(whole, lambda match: marks[match.dispatch, match.ordinal])
    assert reader.search(plan, 1000, order=order, collapse=fields.COPY) == wanted
    assert 8 < len(wanted) < len(whole)


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize(
    ("field", "value"),
    [(fields.DISPATCH, lambda match: match.dispatch), (fields.VERSION, lambda match: int(match.dispatch[1:]) // 2)],
)
def test_a_dispatch_or_its_versions_are_one(marked, field, value, order):
    reader, _ = marked
    whole = reader.search(Term("exact", "b"), 1000, order=order)
    assert reader.search(Term("exact", "b"), 1000, order=order, collapse=field) == first_of_each(whole, value)


def test_pages_count_what_is_kept(marked):
    reader, _ = marked
    whole = reader.search(Term("exact", "a"), 1000, collapse=fields.COPY)
    for size in (1, 3, 10):
        starts = range(0, len(whole) + size, size)
        pages = [reader.search(Term("exact", "a"), size, start, collapse=fields.COPY) for start in islice(starts, 20)]
        assert [match for page in pages for match in page] == whole[: 20 * size]
