"""What was searched for each word of a question, and what the score of a shown passage is made of.

A plan is a sum of pieces, so a passage's score is told by asking for each piece of it alone, where all holds that the piece must
hold with. Pieces are named by the words they answer, those that only raise a passage by what they look at, entities by their
label. Not here: why a word of a passage answers (``highlighting``).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from depeche.core import fields, plan
from depeche.core.frozen import frozen
from depeche.core.results import Explained, Part
from depeche.indexer.engines.contract import Reader
from depeche.search.compiling.matchers import Matchers, Wanted, strength
from depeche.search.vocabulary import Vocabulary

__all__ = ["Explanation"]

_Leaf: TypeAlias = plan.Term | plan.Sequence | plan.Near
_TITLES = frozenset({fields.TITLE, fields.TITLE_STEM, fields.HEAD})


@frozen
class Explanation:
    """Explains the answer that `plan` gives, whose words are known by `matchers`, and its entities by `vocabulary`."""

    reader: Reader
    vocabulary: Vocabulary
    plan: plan.Node
    matchers: Matchers

    def words(self) -> tuple[Explained, ...]:
        """Return a row for each term that was searched, by word of the question, then level, then weight.

        What bare words look for in titles as well is in the parts of scores alone.
        """
        rows: dict[tuple[str, str, str], Explained] = {}
        leaves = ((node, weight) for node, weight in _leaves(self.plan, 1.0) if weight or node.field not in _TITLES)
        for row in (row for node, weight in leaves for row in self._rows(node, weight)):
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
        if _is_looked_at(piece.node):
            looked_at = piece.node.child if isinstance(piece.node, plan.Constant | plan.Boosted) else piece.node
            return _looked_at(looked_at, self.vocabulary)
        rows = (row for leaf, _ in _leaves(piece.node, 1.0) for row in self._rows(leaf, 1.0))
        return " ".join(dict.fromkeys(row.query for row in rows))


class _Piece(NamedTuple):
    """A part of a plan, which counts only `within` what matches each of these."""

    node: plan.Node
    within: tuple[plan.Node, ...] = ()

    def times(self, weight: float) -> "_Piece":
        """Return the piece with so many times its score, what it looks at on the outside."""
        if isinstance(self.node, plan.Constant):
            return _Piece(plan.Constant(self.node.child, self.node.score * weight), self.within)
        return _Piece(plan.Boosted(self.node, weight), self.within)


def _is_looked_at(node: plan.Node) -> bool:
    """Whether of all that `node` scores only that it is there counts."""
    match node:
        case plan.Constant():
            return True
        case plan.Term():
            return node.field in fields.CONSTANTS
        case plan.Boosted():
            return _is_looked_at(node.child)
        case plan.AnyOf():
            return all(map(_is_looked_at, node.children))
        case _:
            return False


def _looked_at(node: plan.Node, vocabulary: Vocabulary) -> str:
    """Return what is looked at where only that it is there counts, and no words are answered."""
    match node:
        case plan.Values():
            named = {id_: vocabulary.entity(id_) for id_ in node.values}
            return ", ".join(entity.label if entity else id_ for id_, entity in named.items())
        case plan.Near():
            return "near each other"
    return "in the title" if any(leaf.field in _TITLES for leaf, _ in _leaves(node, 1.0)) else "is there"


def _pieces(node: plan.Node) -> Iterator[_Piece]:
    """Yield the pieces whose scores add up to that of `node`; what scores nothing is left out."""
    match node:
        case plan.AllOf():
            yield from _pieces_within(node, node.children)
        case plan.AnyOf(tie=1.0):
            yield from (piece for child in node.children for piece in _pieces(child))
        case plan.Raised():
            yield from _pieces(node.child)
            yield from _pieces_within(node.child, node.by)
        case plan.Boosted():
            yield from (piece.times(node.weight) for piece in _pieces(node.child))
        case plan.Not() | plan.Values() | plan.Everything() | plan.InDispatch() | plan.Constant(score=0.0):
            return
        case _:
            yield _Piece(node)


def _pieces_within(whole: plan.Node, nodes: Iterable[plan.Node]) -> Iterator[_Piece]:
    """Yield the pieces of `nodes`, which count only where `whole` matches."""
    within = plan.Constant(whole, 0.0)
    yield from (_Piece(piece.node, (within, *piece.within)) for node in nodes for piece in _pieces(node))


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
