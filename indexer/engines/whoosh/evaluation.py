"""Running a plan over the postings of a Whoosh snapshot, with the scores that tantivy gives.

Each node becomes the scores of the passages that match it, segment by segment. Sums are rounded to single precision as
tantivy's are. Not here: order, counts, postings (``leaf``).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce

from depeche.core.errors import EngineError
from depeche.core.plan import AllOf, AnyOf, Everything, Node, Not, Sequence, Term, Values
from depeche.indexer.engines.bm25 import Score, single
from depeche.indexer.engines.shared import gaps, words
from depeche.indexer.engines.whoosh.leaf import Leaf
from depeche.indexer.engines.whoosh.schema import SCORED

__all__ = ["Evaluation", "Scores"]

Scores = dict[int, float]
"""The passages of one segment that match, with their scores."""


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

    def _runner(self, node: Node) -> Callable[[Leaf], Scores]:
        match node:
            case Term():
                return self._term(node)
            case Sequence():
                return self._sequence(node)
            case AnyOf():
                return self._any(node)
            case AllOf():
                return self._all(node.children)
            case Not():
                return self._all((node,))
            case _:
                return _filter(node)

    def _any(self, node: AnyOf) -> Callable[[Leaf], Scores]:
        runners = [self._runner(child) for child in node.children]
        return lambda leaf: _joined((run(leaf) for run in runners), node.tie)

    def _all(self, children: tuple[Node, ...]) -> Callable[[Leaf], Scores]:
        wanted = [self._runner(child) for child in children if not isinstance(child, Not)]
        barred = [self._runner(child.child) for child in children if isinstance(child, Not)]
        if barred and not wanted:
            wanted = [_filter(Everything())]
        return lambda leaf: _met([run(leaf) for run in wanted], (run(leaf) for run in barred))

    def _term(self, node: Term) -> Callable[[Leaf], Scores]:
        score = self._score(node.field, (node.term,), node.weight)

        def run(leaf: Leaf) -> Scores:
            codes = leaf.codes(node.field)
            return {number: score(codes[number], times) for number, times in leaf.frequencies(node.field, node.term)}

        return run

    def _sequence(self, node: Sequence) -> Callable[[Leaf], Scores]:
        known = [*words(node, lambda word: self.doc_freq(node.field, word) > 0)]
        if len(node.positions) == 1:
            return self._any(AnyOf(tuple(Term(node.field, choice[0], node.weight) for choice in known), 0.0))
        scores = {choice: self._score(node.field, choice, node.weight) for choice in known}

        def run(leaf: Leaf) -> Scores:
            places = {word: leaf.places(node.field, word) for word in {word for choice in known for word in choice}}
            codes = leaf.codes(node.field)
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
            self._tokens[field] = sum(leaf.tokens(field) for leaf in self._leaves)
        frequencies = [self.doc_freq(field, term) for term in terms]
        return Score(frequencies, max(self.total, 1), max(self._tokens[field], 1), weight)


def _filter(node: Node) -> Callable[[Leaf], Scores]:
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
