"""Both engines against a model in memory: random plans over small random collections.

The model tries every place for every word and computes BM25 in double precision, so scores agree to 3 decimals.
"""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise, permutations, product
from math import log

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.core import fields
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

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = "abcdé"
STEMS = {"a": "a", "b": "a", "c": "c", "d": "d", "é": "é", "z": "z"}
"""The stem of each word: two have the same."""
PLACES = ("p", "q", "r s")


class Model:
    """A collection of records in memory; `total` is what the engine calls N."""

    def __init__(self, records, total):
        self.records = {(item.dispatch, item.ordinal): item for item in records}
        self.total = total

    def page(self, plan, order):
        """Return the key, date and score of each match in order; a score of 0 where sorted by date."""
        found = self.scores(plan)
        rows = [(key, self.records[key].date_key, score if order is Order.SCORE else 0.0) for key, score in found.items()]
        if order is Order.OLDEST:
            return sorted(rows, key=lambda row: (row[1] == 0, row[1], row[0]))
        return sorted(rows, key=lambda row: (-row[2], -row[1], row[0]))

    def scores(self, plan):
        return getattr(self, "_" + type(plan).__name__.lower())(plan)

    def _everything(self, _):
        return dict.fromkeys(self.records, 0.0)

    def _values(self, plan):
        return {key: 0.0 for key, item in self.records.items() if set(plan.values) & set(self._held(item, plan.field))}

    def _held(self, item, field):
        own = {fields.DISPATCH: (item.dispatch,), fields.PASSAGE: (f"{item.ordinal} {item.dispatch}",)}
        return own.get(field) or item.values.get(field, ())

    def _not(self, plan):
        return dict.fromkeys(self.records.keys() - self.scores(plan.child).keys(), 0.0)

    def _constant(self, plan):
        return dict.fromkeys(self.scores(plan.child), plan.score)

    def _boosted(self, plan):
        return {key: plan.weight * score for key, score in self.scores(plan.child).items()}

    def _raised(self, plan):
        raising = [self.scores(child) for child in plan.by]
        return {key: score + sum(scores.get(key, 0.0) for scores in raising) for key, score in self.scores(plan.child).items()}

    def _indispatch(self, plan):
        wanted = {dispatch for dispatch, _ in self.scores(plan.child)}
        return {key: 0.0 for key in self.records if key[0] in wanted}

    def _allof(self, plan):
        found = [self.scores(child) for child in plan.children]
        met = set.intersection(*map(set, found)) if found else ()
        return {key: sum(scores[key] for scores in found) for key in met}

    def _anyof(self, plan):
        found = defaultdict(list)
        for child in plan.children:
            for key, score in self.scores(child).items():
                found[key].append(score)
        return {key: max(scores) + plan.tie * (sum(scores) - max(scores)) for key, scores in found.items()}

    def _term(self, plan):
        return self._best(plan, lambda text: Counter((word,) for word in text if word == plan.term))

    def _sequence(self, plan):
        return self._row(plan, [tuple(range(len(plan.positions)))])

    def _near(self, plan):
        return self._row(plan, [*permutations(range(len(plan.positions)))])

    def _row(self, plan, orders):
        if plan.field in fields.PLACED.values() or len(plan.positions) < 2:
            return self._best(plan, lambda text: ways(text, plan, orders))
        placed, found = fields.PLACED[plan.field], {}
        for words in product(*plan.positions):
            stems = replace(plan, field=placed, positions=tuple((STEMS[word],) for word in words), stems=())
            for key, score in self._row(stems, orders).items():
                if set(words) <= set(self._text(self.records[key], plan.field)):
                    found[key] = max(score, found.get(key, score))
        return found

    def _best(self, plan, count):
        found = {key: count(self._text(item, plan.field)) for key, item in self.records.items()}
        return {
            key: max(plan.weight * self._bm25(plan.field, key, way[: (len(way) + 1) // 2], times) for way, times in counted.items())
            for key, counted in found.items()
            if counted
        }

    def _text(self, item, field):
        return (item.streams.get(field) or item.sets.get(field) or "").split()

    def _bm25(self, field, key, words, times):
        texts = {key: self._text(item, field) for key, item in self.records.items()}
        holding = [sum(word in text for text in texts.values()) for word in words]
        idf = sum(log(1 + (self.total - n + 0.5) / (n + 0.5)) for n in holding)
        average = sum(map(len, texts.values())) / self.total
        return idf * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * len(texts[key]) / average))


def ways(text, plan, orders):
    """Return how often each way stands in `text`: its words in order, then the steps between their places."""
    starts = defaultdict(set)
    for order in orders:
        sites = [[at for at, word in enumerate(text) if word in plan.positions[n]] for n in order]
        for places in product(*sites) if sites else ():
            steps = [after - before for before, after in pairwise(places)]
            if all(step > 0 for step in steps) and sum(steps) - len(steps) <= plan.slop:
                starts[(*(text[at] for at in places), *steps)].add(places[0])
    return Counter({way: len(found) for way, found in starts.items()})


STREAM = st.lists(st.sampled_from(WORDS), max_size=9)
WEIGHT = st.sampled_from([1.0, 0.3, 0.75, 2.0])
FIELD = st.sampled_from(fields.STREAMS)
POSITIONS = st.lists(st.lists(st.sampled_from([*WORDS, "z"]), max_size=2).map(tuple), max_size=3).map(tuple)


def stemmed(node):
    """Return a sequence with the stems of its words, where it is one of words as written."""
    if node.field in fields.PLACED.values():
        return node
    return replace(node, stems=tuple(tuple(STEMS[word] for word in position) for position in node.positions))


LEAVES = st.one_of(
    st.builds(Term, st.sampled_from([*fields.STREAMS, fields.COMPOUND]), st.sampled_from([*WORDS, "z"]), WEIGHT),
    st.builds(Sequence, FIELD, POSITIONS, st.integers(0, 2), WEIGHT).map(stemmed),
    st.builds(Near, FIELD, POSITIONS, st.integers(0, 2), WEIGHT).map(stemmed),
    st.builds(Near, FIELD, st.lists(st.tuples(st.sampled_from(WORDS)), min_size=2, max_size=3).map(tuple), st.integers(0, 3)).map(
        stemmed
    ),
    st.builds(Values, st.just(fields.PLACE), st.lists(st.sampled_from(PLACES), max_size=2).map(tuple)),
    st.builds(Values, st.just(fields.PASSAGE), st.just(("0 d0", "1 d 1"))),
    st.builds(Everything),
)


def nodes(children):
    many = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AnyOf, many, st.sampled_from([0, 0.4, 1])),
        st.builds(AllOf, many),
        st.builds(Not, children),
        st.builds(Constant, children, st.sampled_from([0.0, 0.1, 1.0, 3.7])),
        st.builds(Boosted, children, WEIGHT),
        st.builds(Raised, children, many),
        st.builds(InDispatch, children),
    )


PLANS = st.recursive(LEAVES, nodes, max_leaves=6)


@st.composite
def collections(draw, record):
    """Return records of up to four dispatches in two batches; a dispatch has one title, or none, and one date, or none."""
    batch = []
    for name in draw(st.lists(st.sampled_from(["d0", "d 1", "é", "d"]), min_size=1, unique=True)):
        title, date = draw(STREAM), draw(st.sampled_from([0, 20180731, 201807311639, 20180801]))
        for ordinal in range(draw(st.integers(1, 3))):
            words, place = draw(STREAM), draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True))
            written = {"exact": words, "title": title}
            streams = written | {fields.PLACED[name]: [STEMS[word] for word in text] for name, text in written.items()}
            batch.append(record(name, ordinal, date=date, compound=draw(STREAM), place=tuple(place), **streams))
    cut = draw(st.sampled_from([n for n, item in enumerate(batch) if not item.ordinal] + [len(batch)]))
    return batch[:cut], batch[cut:]


@pytest.fixture
def drawn(record):
    return collections(record)


def rows(matches):
    return [((match.dispatch, match.ordinal), match.date_key, match.score) for match in matches]


def agree(found, expected, order):
    """The same passages with near scores, in the order that the scores found give them."""
    if order is not Order.SCORE:
        assert found == expected
        return
    assert found == sorted(found, key=lambda row: (-row[2], -row[1], row[0]))
    scores = {key: score for key, _, score in expected}
    assert {key: score for key, _, score in found} == pytest.approx(scores, abs=1e-3)


@SLOW
@given(data=st.data())
def test_both_engines_find_order_and_score_as_the_model_does(tmp_path_factory, build, drawn, data):
    parts = data.draw(drawn)
    folder = tmp_path_factory.mktemp("model")
    readers = [build(registry.engine(name), folder / name, *parts) for name in registry.NAMES]
    model = Model([*parts[0], *parts[1]], readers[0].size())
    for _ in range(6):
        plan = data.draw(PLANS)
        for order in Order:
            expected = model.page(plan, order)
            pages = [reader.search(plan, 99, order=order) for reader in readers]
            for reader, page in zip(readers, pages, strict=True):
                agree(rows(page), expected, order)
                assert reader.search(plan, 2, 1, order) == page[1:3]
                assert reader.count(plan).passages == len(expected)
                assert reader.count(plan).dispatches == len({key[0] for key, _, _ in expected})
            agree(rows(pages[0]), rows(pages[1]), order)
    for reader in readers:
        reader.close()
