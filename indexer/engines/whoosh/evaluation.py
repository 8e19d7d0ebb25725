"""Running a plan over the postings of a Whoosh snapshot, with the scores that tantivy gives.

Each node becomes the scores of the passages that match it, segment by segment. Sums are rounded to single precision as
tantivy's are, and a boost is, as there, handed down to the terms. Not here: order, counts, postings (``leaf``).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce

from depeche.core.errors import EngineError
from depeche.core.fields import CONSTANTS
from depeche.core.plan import (
    AllOf,
    AnyOf,
    Boosted,
    Constant,
    Everything,
    InDispatch,
    Near,
    Node,
    Not,
    Raised,
    Sequence,
    Term,
    Values,
)
from depeche.indexer.engines.bm25 import Score, code, single
from depeche.indexer.engines.shared import gaps, standing, words
from depeche.indexer.engines.whoosh.leaf import Leaf
from depeche.indexer.engines.whoosh.schema import SCORED

__all__ = ["Evaluation", "Scores"]

Scores = dict[int, float]
"""The passages of one segment that match, with their scores."""
Run = Callable[[Leaf], Scores]
"""What finds them."""


class Evaluation:
    """Runs plans over one snapshot."""

    def __init__(self, leaves: list[Leaf]) -> None:
        self._leaves = leaves
        self.total = sum(leaf.size for leaf in leaves)
        self._tokens: dict[str, int] = {}

    def doc_freq(self, field: str, term: str) -> int:
        """Return how many passages hold the term."""
        return sum(leaf.doc_freq(field, term) for leaf in self._leaves)

    def scores(self, plan: Node) -> list[Scores]:
        """Return what matches, for each segment; EngineError for a sequence with too many ways."""
        run = self._runner(plan)
        return [run(leaf) for leaf in self._leaves]

    def _runner(self, node: Node, boost: float = 1.0) -> Run:
        match node:
            case Term() | Sequence() | Near():
                return self._term(node, boost) if isinstance(node, Term) else self._sequence(node, boost)
            case AnyOf():
                return self._any(node, boost)
            case AllOf() | Not():
                return self._all(node.children if isinstance(node, AllOf) else (node,), boost)
            case Boosted():
                return self._runner(node.child, _times(boost, node.weight))
            case Raised():
                return self._raised(node, boost)
            case _:
                return self._even(node, boost)

    def _any(self, node: AnyOf, boost: float) -> Run:
        runners = [self._runner(child, boost) for child in node.children]
        return lambda leaf: _joined((run(leaf) for run in runners), node.tie)

    def _all(self, children: tuple[Node, ...], boost: float) -> Run:
        wanted = [self._runner(child, boost) for child in children if not isinstance(child, Not)]
        barred = [self._runner(child.child) for child in children if isinstance(child, Not)]
        if barred and not wanted:
            wanted = [_filter(Everything())]
        return lambda leaf: _met([run(leaf) for run in wanted], (run(leaf) for run in barred))

    def _raised(self, node: Raised, boost: float) -> Run:
        child, raising = self._runner(node.child, boost), [self._runner(each, boost) for each in node.by]
        return lambda leaf: _lifted(child(leaf), [run(leaf) for run in raising])

    def _even(self, node: Constant | InDispatch | Values | Everything, boost: float) -> Run:
        if isinstance(node, InDispatch):
            return self._in_dispatch(node.child)
        return _level(self._runner(node.child), _times(boost, node.score)) if isinstance(node, Constant) else _filter(node)

    def _in_dispatch(self, child: Node) -> Run:
        found = zip(self._leaves, self.scores(child), strict=True)
        wanted = {leaf.dispatch(number) for leaf, scores in found for number in scores}
        return lambda leaf: {number: 0.0 for number in leaf.passages if wanted and leaf.dispatch(number) in wanted}

    def _term(self, node: Term, boost: float) -> Run:
        score = self._score(node.field, (node.term,), _times(boost, node.weight))
        if node.field in CONSTANTS:
            each = score(code(CONSTANTS[node.field]), 1)
            return lambda leaf: dict.fromkeys(leaf.having(node.field, node.term), each)

        def run(leaf: Leaf) -> Scores:
            codes = leaf.codes(node.field)
            return {number: score(codes[number], times) for number, times in leaf.frequencies(node.field, node.term)}

        return run

    def _sequence(self, node: Sequence | Near, boost: float) -> Run:
        known = [*words(node, lambda word: self.doc_freq(node.field, word) > 0)]
        if len(node.positions) == 1:
            return self._any(AnyOf(tuple(Term(node.field, choice[0], node.weight) for choice in known), 0.0), boost)
        (field, stems), every = standing(node), {word for choice in known for word in choice}
        scores = {choice: self._score(field, tuple(stems[word] for word in choice), _times(boost, node.weight)) for choice in known}

        def run(leaf: Leaf) -> Scores:
            places = {word: leaf.places(field, stems[word]) for word in every}
            if field != node.field:
                places = {word: _held(leaf.having(node.field, word), found) for word, found in places.items()}
            codes = leaf.codes(field)
            best: Scores = {}
            for choice, score in scores.items():
                for number, times in _standing([places[word] for word in choice], node.slop):
                    best[number] = max(best.get(number, 0.0), score(codes[number], times))
            return best

        return run

    def _score(self, field: str, terms: tuple[str, ...], weight: float) -> Score:
        if field not in SCORED:
            raise EngineError(f"The field {field!r} is not scored.")
        if field not in self._tokens:
            self._tokens[field] = CONSTANTS.get(field, 0) * self.total or sum(leaf.tokens(field) for leaf in self._leaves)
        frequencies = [self.doc_freq(field, term) for term in terms]
        return Score(frequencies, max(self.total, 1), max(self._tokens[field], 1), weight)


def _held(having: list[int], places: dict[int, list[int]]) -> dict[int, list[int]]:
    """Return those of `places` that are in passages `having` the word itself."""
    return {number: places[number] for number in having if number in places}


def _times(boost: float, weight: float) -> float:
    return single(boost * single(weight))


def _level(run: Run, score: float) -> Run:
    return lambda leaf: dict.fromkeys(run(leaf), score)


def _lifted(found: Scores, by: list[Scores]) -> Scores:
    return {number: reduce(_plus, (scores[number] for scores in by if number in scores), score) for number, score in found.items()}


def _filter(node: Values | Everything) -> Run:
    if not isinstance(node, Values):
        return lambda leaf: dict.fromkeys(leaf.passages, 0.0)
    return lambda leaf: {number: 0.0 for value in node.values for number in leaf.having(node.field, value)}


def _joined(found: Iterable[Scores], tie: float) -> Scores:
    best: Scores = {}
    total: Scores = {}
    for scores in found:
        for number, score in scores.items():
            best[number] = max(best.get(number, 0.0), score)
            total[number] = single(total[number] + score) if number in total else score
    if tie == 1:
        return total
    return {number: single(top + single(single(total[number] - top) * single(tie))) for number, top in best.items()}


def _met(wanted: list[Scores], barred: Iterable[Scores]) -> Scores:
    if not wanted:
        return {}
    few = min(wanted, key=len)
    met = {number for number in few if all(number in scores for scores in wanted)}.difference(*barred)
    return {number: reduce(_plus, (scores[number] for scores in wanted)) for number in met}


def _plus(left: float, right: float) -> float:
    return single(left + right)


def _standing(places: list[dict[int, list[int]]], slop: int) -> Iterator[tuple[int, int]]:
    """Yield the passages where words stand in order, each with how often they do in the way they do most."""
    for number in min(places, key=len):
        if all(number in place for place in places):
            times = _occurrences([set(place[number]) for place in places], slop)
            if times:
                yield number, times


def _occurrences(places: list[set[int]], slop: int) -> int:
    first, *rest = places
    ways = (at[1:] for at in gaps(len(places), slop))
    return max(sum(all(start + gap in place for gap, place in zip(way, rest, strict=True)) for start in first) for way in ways)
