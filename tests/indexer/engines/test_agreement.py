"""Both engines give the same answers: random archives, random plans.

Scores are computed in single precision by tantivy and rounded to four decimals by both; the sums may be added in another
order. So scores agree to 3 decimals, and passages may only change places where their scores are closer than that.
"""

import random
from itertools import pairwise

import pytest

from depeche.core.plan import (
    AllOf,
    AnyOf,
    Boosted,
    Constant,
    Everything,
    InDispatch,
    Near,
    Not,
    Order,
    Raised,
    Sequence,
    Term,
    Values,
)
from depeche.indexer.engines import registry

NEAR = 5e-4
WORDS = [f"w{n}" for n in range(30)]
PLACES = [f"p{n}" for n in range(12)]


def stem(word):
    return word[:2]


def corpus(seed, record, size=300):
    random_ = random.Random(seed)
    weights = [1 / (n + 1) for n in range(len(WORDS))]
    for n in range(size):
        words = random_.choices(WORDS, weights, k=int(random_.paretovariate(0.7)) % 400)
        yield record(
            f"d{n // 3:03}",
            n % 3,
            date=random_.choice([0, 20180731, 20180801]),
            exact=words,
            stem=[*map(stem, words)],
            compound=random_.sample(words, len(words) // 9),
            place=tuple(random_.sample(PLACES, random_.randrange(4))),
            source=(random_.choice(["AFP", "RFI"]),),
        )


def random_sequence(random_):
    positions = tuple(tuple(random_.sample(WORDS[:12], random_.randrange(1, 4))) for _ in range(random_.randrange(1, 4)))
    stems = tuple(tuple(map(stem, position)) for position in positions)
    if random_.random() < 0.5:
        return Near("exact", positions, random_.randrange(3), random_.choice([1.0, 0.7]), stems)
    return Sequence("exact", positions, random_.randrange(4), random_.choice([1.0, 0.7]), stems)


def random_plan(random_, depth=3):
    leaves = [
        lambda: Term("exact", random_.choice(WORDS), random_.choice([1.0, 0.5, 1.7])),
        lambda: Term(random_.choice(["stem", "compound"]), random_.choice(["w1", "w2", "w5", "w17"]), 0.8),
        lambda: random_sequence(random_),
        lambda: Values("place", tuple(random_.sample(PLACES, random_.randrange(3)))),
        Everything,
    ]
    if depth == 0 or random_.random() < 0.3:
        return random_.choice(leaves)()
    children = tuple(random_plan(random_, depth - 1) for _ in range(random_.randrange(4)))
    kinds = [
        lambda: AnyOf(children, random_.choice([0, 0.5, 1.0])),
        lambda: AllOf(children),
        lambda: Not(random_plan(random_, depth - 1)),
        lambda: Constant(random_plan(random_, depth - 1), random_.choice([0.3, 2.0])),
        lambda: Boosted(random_plan(random_, depth - 1), random_.choice([0.3, 2.0])),
        lambda: Raised(random_plan(random_, depth - 1), children),
        lambda: InDispatch(random_plan(random_, depth - 1)),
    ]
    return random_.choice(kinds)()


@pytest.fixture(params=[1, 2, 3])
def readers(request, tmp_path, build, record):
    batch = list(corpus(request.param, record))
    cuts = [0, len(batch) // 3 // request.param * 3, len(batch)]  # a dispatch is not cut
    parts = [batch[start:stop] for start, stop in pairwise(cuts) if start < stop]
    readers = [build(registry.engine(name), tmp_path / name, *parts) for name in registry.NAMES]
    yield readers
    for reader in readers:
        reader.close()


def agree(first, second):
    """Passages are the same with near scores; those that changed places have near scores."""
    assert {(m.dispatch, m.ordinal) for m in first} == {(m.dispatch, m.ordinal) for m in second}
    scores = {(m.dispatch, m.ordinal): m.score for m in second}
    for one, other in zip(first, second, strict=True):
        assert one.score == pytest.approx(scores[one.dispatch, one.ordinal], abs=NEAR)
        assert one.score == pytest.approx(other.score, abs=NEAR)


def test_random_plans_give_the_same_passages_scores_counts_and_facets(readers):
    random_ = random.Random(11)
    first, second = readers
    same = 0
    for _ in range(110):
        plan = random_plan(random_)
        one, other = first.search(plan, 1000), second.search(plan, 1000)
        agree(one, other)
        same += one == other
        for order in (Order.NEWEST, Order.OLDEST):
            assert first.search(plan, 20, 5, order) == second.search(plan, 20, 5, order)
        assert first.count(plan) == second.count(plan)
        assert first.facets(plan, ["place", "source"], 5) == second.facets(plan, ["place", "source"], 5)
    assert same >= 102


def test_dictionaries_sizes_and_frequencies_are_the_same(readers):
    first, second = readers
    assert first.size() == second.size()
    for field in ("exact", "stem", "compound", "place", "dispatch"):
        assert list(first.dictionary(field)) == list(second.dictionary(field))
        assert list(first.dictionary(field, "w1")) == list(second.dictionary(field, "w1"))
    assert list(first.dispatches(batch=7)) == list(second.dispatches(batch=50))


def test_both_count_what_a_plain_loop_over_the_records_counts(readers, record, request):
    batch = list(corpus(request.node.callspec.params["readers"], record))
    for reader in readers:
        for words, slop in ((("w0", "w1"), 0), (("w0", "w1"), 2), (("w2", "w0", "w1"), 1), (("w0", "w0"), 1)):
            rows = [item for item in batch if stands(item.streams["stem"].split(), [*map(stem, words)], slop)]
            expected = [(item.dispatch, item.ordinal) for item in rows if {*words} <= {*item.streams["exact"].split()}]
            plan = Sequence("exact", tuple((word,) for word in words), slop, 1.0, tuple((stem(word),) for word in words))
            matches = reader.search(plan, 1000)
            assert sorted((m.dispatch, m.ordinal) for m in matches) == sorted(expected)


def stands(text, words, slop, begun=False):
    """Tell by trying every place whether `words` stand in `text` in order with at most `slop` others between."""
    if not words:
        return True
    reach = range(min(len(text), slop + 1) if begun else len(text))
    return any(text[n] == words[0] and stands(text[n + 1 :], words[1:], slop - n if begun else slop, True) for n in reach)
