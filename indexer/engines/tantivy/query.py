"""A plan as a query of tantivy.

The commit's record is a document too, and so are cards: only a query over all documents could meet them, so Everything leaves them
out, and all else either names a term of a passage or starts from Everything. Not here: order, counts.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from tantivy import Occur, Query, Schema, Searcher

from depeche.core.fields import PLACED
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
from depeche.indexer.engines.shared import gaps, matching, standing, words
from depeche.indexer.engines.tantivy.combining import best, boosted, unscored
from depeche.indexer.engines.tantivy.numbers import Numbers
from depeche.indexer.engines.tantivy.schema import CARDS, MARK, NUMBER, RECORD

__all__ = ["Queries"]

_FEW = 100
"""So many values are asked for one by one; of more, tantivy walks through the dictionary."""
_KEPT = 8
"""Queries for whole dispatches that are kept: a search, its count and its facets ask for the same."""

_TERMS = 20_000
"""Terms whose counts are kept: a question asks for each of its own several times, in each of its fields."""


class Queries:
    """Builds queries for one snapshot. `holding` says in how many documents a term of a field stands."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self.schema = schema
        self.numbers = Numbers(searcher, schema)
        self.holding = lru_cache(_TERMS)(searcher.doc_freq)
        self._kept: dict[InDispatch, Query] = {}

    def query(self, node: Node) -> Query:
        """Return `node` as a query with the scores that the plan gives it; EngineError for a sequence with too many ways."""
        return self._query(node) or Query.empty_query()

    def values(self, field: str, values: Iterable[str | int]) -> Query:
        """Return a filter: documents with any of `values`."""
        every = list(values)
        if len(every) > _FEW:
            return unscored(Query.term_set_query(self.schema, field, every))
        each = [Query.term_query(self.schema, field, value, index_option="basic") for value in every]
        return unscored(best(each, 1.0) or Query.empty_query())

    def _query(self, node: Node) -> Query | None:
        """Return the query, None where the archive holds nothing of `node`."""
        match node:
            case Term() | Sequence() | Near():
                return boosted(best(list(self._ways(node)), 0.0), node.weight)
            case AnyOf():
                return best([query for child in node.children if (query := self._query(child))], node.tie)
            case AllOf() | Not():
                return self._all(node.children if isinstance(node, AllOf) else (node,))
            case Raised():
                return self._raised(node)
            case Constant() | Boosted():
                return self._rescored(node)
            case _:
                return self._filter(node)

    def record(self) -> Query:
        """Return the query that only the commit's record matches."""
        return Query.term_query(self.schema, MARK, RECORD, index_option="basic")

    def _rescored(self, node: Constant | Boosted) -> Query | None:
        if isinstance(node, Boosted):
            return boosted(self._query(node.child), node.weight)
        query = self._near(node.child) if isinstance(node.child, Near) else self._query(node.child)
        return query and Query.const_score_query(query, float(node.score))

    def _near(self, node: Near) -> Query | None:
        """Return what matches as `node` does, whatever it scores: two words with one between at most are one way in each order."""
        if len(node.positions) != 2 or node.slop != 1 or node.field not in PLACED.values():
            return self._query(node)
        pairs = [choice for choice in self._choices(node) if choice[0] != choice[1]]
        same = [choice for choice in self._choices(node) if choice[0] == choice[1]]
        ways = [Query.phrase_query(self.schema, node.field, list(pair), slop=1) for pair in pairs]
        return best([*ways, *(way for choice in same for way in self._spaced(node, choice))], 1.0)

    def _raised(self, node: Raised) -> Query | None:
        child = self._query(node.child)
        raising = [(Occur.Should, query) for each in node.by if (query := self._query(each))]
        return Query.boolean_query([(Occur.Must, child), *raising]) if child and raising else child

    def _filter(self, node: InDispatch | Values | Everything) -> Query:
        if isinstance(node, Values):
            return self.values(node.field, node.values)
        return self._in_dispatch(node) if isinstance(node, InDispatch) else self._everything()

    def _in_dispatch(self, node: InDispatch) -> Query:
        query = self._kept.get(node)
        if query is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            numbers = self.numbers.of(self.query(matching(node.child)))
            query = self._kept[node] = self.values(NUMBER, numbers)
        return query

    def _everything(self) -> Query:
        every = unscored(Query.all_query())
        return Query.boolean_query([(Occur.Must, every), (Occur.MustNot, self.values(MARK, (RECORD, CARDS)))])

    def _all(self, children: tuple[Node, ...]) -> Query | None:
        wanted = [self._query(child) for child in children if not isinstance(child, Not)]
        barred = [(Occur.MustNot, query) for child in children if isinstance(child, Not) if (query := self._query(child.child))]
        known = [(Occur.Must, query) for query in wanted if query]
        if not children or len(known) < len(wanted):
            return None
        if len(known) == 1 and not barred:
            return known[0][1]
        return Query.boolean_query([*(known or [(Occur.Must, self._everything())]), *barred])

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self.schema, field, term, index_option="freq")

    def _ways(self, node: Term | Sequence | Near) -> Iterator[Query]:
        if isinstance(node, Term):
            if self.holding(node.field, node.term):
                yield self._term(node.field, node.term)
            return
        if len(node.positions) > 1:
            standing(node)
        for choice in self._choices(node):
            yield from self._spaced(node, choice)

    def _choices(self, node: Sequence | Near) -> Iterator[tuple[str, ...]]:
        return words(node, lambda word: self.holding(node.field, word) > 0)

    def _spaced(self, node: Sequence | Near, choice: tuple[str, ...]) -> Iterator[Query]:
        """Yield the ways of words in this order, by how many others stand between."""
        if len(choice) == 1:
            yield self._term(node.field, choice[0])
            return
        placed, terms = standing(node)
        held = [
            (Occur.Must, query) for word in dict.fromkeys(choice) for query in self._held(node.field, word, placed, terms[word])
        ]
        for places in gaps(len(choice), node.slop):
            row = Query.phrase_query(
                self.schema, placed, [(place, terms[word]) for place, word in zip(places, choice, strict=True)]
            )
            yield Query.boolean_query([(Occur.Must, row), *held]) if held else row

    def _held(self, field: str, word: str, placed: str, stem: str) -> Iterator[Query]:
        """Yield a filter of a word whose stem stands for others too."""
        if field != placed and self.holding(field, word) != self.holding(placed, stem):
            yield unscored(self._term(field, word))
