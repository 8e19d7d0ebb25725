"""What was searched for each word of a question, and what the score of a shown passage is made of.

A plan is a sum of pieces, so a passage's score is told by asking for each piece of it alone. Pieces are named by the words they
answer, those that only raise a passage by what they look at. Not here: why a word of a passage answers (``highlighting``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from depeche.core import fields, plan
from depeche.core.results import Explained, Part
from depeche.indexer.engines.contract import Reader
from depeche.search.compiling.matchers import Matchers, Wanted, strength

__all__ = ["Explanation"]

_Leaf: TypeAlias = plan.Term | plan.Sequence | plan.Near
_RAISING = {fields.TITLE: "in the title", fields.TITLE_STEM: "in the title", fields.FAMILY: "is there"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Explains the answer that `plan` gives, whose words are known by `matchers`."""

    reader: Reader
    plan: plan.Node
    matchers: Matchers

    def words(self) -> tuple[Explained, ...]:
        """Return a row for each term that was searched, by word of the question, then level, then weight."""
        rows: dict[tuple[str, str, str], Explained] = {}
        for row in (row for node, weight in _leaves(self.plan, 1.0) for row in self._rows(node, weight)):
            key = row.query, row.field, row.term
            rows[key] = max(rows.get(key, row), row, key=lambda each: each.weight)
        order = list(dict.fromkeys(row.query for row in rows.values()))
        return tuple(sorted(rows.values(), key=lambda row: (order.index(row.query), strength(row.level), -row.weight, row.term)))

    def parts(self, keys: Iterable[str]) -> dict[str, tuple[Part, ...]]:
        """Return the parts of the scores of the passages with these keys (``fields.passage``), by key."""
        among = plan.Values(fields.PASSAGE, tuple(keys))
        found: dict[str, dict[str, float]] = {key: {} for key in among.values}
        for piece in _pieces(self.plan) if found else ():
            name = self._name(piece)
            for match in self.reader.search(plan.AllOf((*piece.within, piece.node, among)), len(found)):
                told = found[fields.passage(match.dispatch, match.ordinal)]
                told[name] = told.get(name, 0.0) + match.score
        return {key: tuple(Part(name, score) for name, score in told.items() if score) for key, told in found.items()}

    def _rows(self, node: _Leaf, weight: float) -> Iterator[Explained]:
        if isinstance(node, plan.Term):
            wanted = self.matchers.terms.get((node.field, node.term))
            if wanted:
                passages = self.reader.doc_freq(node.field, node.term)
                yield Explained(wanted.query, wanted.level, node.field, node.term, passages, weight)
            return
        wanted_by = [self._wanted(node.field, position) for position in node.positions]
        weakest = max(filter(None, wanted_by), key=lambda wanted: strength(wanted.level), default=None)
        if weakest:
            query = " ".join(dict.fromkeys(wanted.query for wanted in wanted_by if wanted))
            term = " ".join("|".join(position) for position in node.positions)
            yield Explained(query, weakest.level, node.field, term, self.reader.count(node, dispatches=False).passages, weight)

    def _wanted(self, field: str, terms: Iterable[str]) -> Wanted | None:
        """Return what any of the `terms` answers, alone or in a row."""
        for term in terms:
            if (field, term) in self.matchers.terms:
                return self.matchers.terms[field, term]
            for run in self.matchers.runs:
                for position in run.positions if run.field == field else ():
                    if term in position:
                        return position[term]
        return None

    def _name(self, piece: "_Piece") -> str:
        """Return what a piece of the plan is called: the words it answers, or what it looks at."""
        leaves = [leaf for leaf, _ in _leaves(piece.node, 1.0)]
        looked_at = [_RAISING[leaf.field] for leaf in leaves if leaf.field in _RAISING]
        if looked_at:
            return looked_at[0]
        if isinstance(piece.node, plan.Constant):
            return _RAISED.get(type(piece.node.child), "is there")
        return " ".join(dict.fromkeys(row.query for leaf in leaves for row in self._rows(leaf, 1.0)))


class _Piece(NamedTuple):
    """A part of a plan, which counts only `within` what matches each of these."""

    node: plan.Node
    within: tuple[plan.Node, ...] = ()

    def times(self, weight: float) -> "_Piece":
        """Return the piece with so many times its score, what it looks at on the outside."""
        if isinstance(self.node, plan.Constant):
            return _Piece(plan.Constant(self.node.child, self.node.score * weight), self.within)
        return _Piece(plan.Boosted(self.node, weight), self.within)


_RAISED: dict[type, str] = {plan.Near: "near each other", plan.Values: "the lead"}


def _pieces(node: plan.Node) -> Iterator[_Piece]:
    """Yield the pieces whose scores add up to that of `node`; what scores nothing is left out."""
    match node:
        case plan.AllOf():
            yield from (piece for child in node.children for piece in _pieces(child))
        case plan.AnyOf(tie=1.0):
            yield from (piece for child in node.children for piece in _pieces(child))
        case plan.Raised():
            yield from _pieces(node.child)
            within = plan.Constant(node.child, 0.0)
            yield from (_Piece(piece.node, (within, *piece.within)) for child in node.by for piece in _pieces(child))
        case plan.Boosted():
            yield from (piece.times(node.weight) for piece in _pieces(node.child))
        case plan.Not() | plan.Values() | plan.Everything() | plan.InDispatch():
            return
        case _:
            yield _Piece(node)


def _leaves(node: plan.Node, weight: float) -> Iterator[tuple[_Leaf, float]]:
    """Yield the terms and rows of `node` with their weights; of what is only there or not, the score that it gives."""
    match node:
        case plan.Term() | plan.Sequence() | plan.Near():
            yield node, weight * node.weight
        case plan.AnyOf() | plan.AllOf():
            for child in node.children:
                yield from _leaves(child, weight)
        case plan.Raised():
            for child in (node.child, *node.by):
                yield from _leaves(child, weight)
        case plan.Boosted():
            yield from _leaves(node.child, weight * node.weight)
        case plan.Constant():
            yield from _leaves(node.child, 0.0)
        case _:
            return
