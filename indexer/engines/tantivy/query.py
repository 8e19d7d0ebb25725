"""A plan as a query of tantivy.

The commit's record is a document too: only a query over all documents could meet it, so Everything leaves it out, and all
else either names a term of a passage or starts from Everything. Not here: order, counts.
"""

from collections.abc import Iterable, Iterator

from tantivy import Occur, Query, Schema, Searcher

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
from depeche.indexer.engines.shared import gaps, matching, words
from depeche.indexer.engines.tantivy.combining import best, boosted, unscored
from depeche.indexer.engines.tantivy.numbers import Numbers
from depeche.indexer.engines.tantivy.schema import MARK, NUMBER

__all__ = ["Queries"]

_KEPT = 8
"""Queries for whole dispatches that are kept: a search, its count and its facets ask for the same."""


class Queries:
    """Builds queries for one snapshot."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self._searcher = searcher
        self.schema = schema
        self.numbers = Numbers(searcher, schema)
        self._kept: dict[InDispatch, Query] = {}

    def query(self, node: Node) -> Query:
        """Return `node` as a query with the scores that the plan gives it; EngineError for a sequence with too many ways."""
        match node:
            case Term() | Sequence() | Near():
                return boosted(best(list(self._ways(node)), 0.0), node.weight)
            case AnyOf():
                return best([self.query(child) for child in node.children], node.tie)
            case AllOf() | Not():
                return self._all(node.children if isinstance(node, AllOf) else (node,))
            case Raised():
                raising = [(Occur.Should, self.query(child)) for child in node.by]
                return Query.boolean_query([(Occur.Must, self.query(node.child)), *raising])
            case Constant() | Boosted():
                return self._rescored(node)
            case _:
                return self._filter(node)

    def values(self, field: str, values: Iterable[str]) -> Query:
        """Return a filter: documents with any of `values`."""
        return unscored(Query.term_set_query(self.schema, field, list(values)))

    def record(self) -> Query:
        """Return the query that only the commit's record matches."""
        return Query.term_query(self.schema, MARK, "1", index_option="basic")

    def _rescored(self, node: Constant | Boosted) -> Query:
        query = self.query(node.child)
        return boosted(query, node.weight) if isinstance(node, Boosted) else Query.const_score_query(query, float(node.score))

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
            query = self._kept[node] = unscored(Query.term_set_query(self.schema, NUMBER, numbers))
        return query

    def _everything(self) -> Query:
        every = unscored(Query.all_query())
        return Query.boolean_query([(Occur.Must, every), (Occur.MustNot, self.record())])

    def _all(self, children: tuple[Node, ...]) -> Query:
        if not children:
            return Query.empty_query()
        wanted = [(Occur.Must, self.query(child)) for child in children if not isinstance(child, Not)]
        barred = [(Occur.MustNot, self.query(child.child)) for child in children if isinstance(child, Not)]
        return Query.boolean_query([*(wanted or [(Occur.Must, self._everything())]), *barred])

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self.schema, field, term, index_option="freq")

    def _ways(self, node: Term | Sequence | Near) -> Iterator[Query]:
        if isinstance(node, Term):
            yield self._term(node.field, node.term)
            return
        for choice in words(node, lambda word: self._searcher.doc_freq(node.field, word) > 0):
            if len(choice) == 1:
                yield self._term(node.field, choice[0])
                continue
            for places in gaps(len(choice), node.slop):
                yield Query.phrase_query(self.schema, node.field, list(zip(places, choice, strict=True)))
