"""A plan as a query of tantivy.

The commit's record is a document too: only a query over all documents could meet it, so Everything leaves it out, and all
else either names a term of a passage or starts from Everything. Not here: order, counts.
"""

from collections.abc import Iterable, Iterator

from tantivy import Occur, Query, Schema, Searcher

from depeche.core.plan import AllOf, AnyOf, Everything, Node, Not, Sequence, Term, Values
from depeche.indexer.engines.shared import gaps, words
from depeche.indexer.engines.tantivy.schema import MARK

__all__ = ["Queries"]


class Queries:
    """Builds queries for one snapshot."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self._searcher = searcher
        self.schema = schema

    def query(self, node: Node) -> Query:
        """Return `node` as a query with the scores that the plan gives it; EngineError for a sequence with too many ways."""
        match node:
            case Term():
                return _boosted(Query.term_query(self.schema, node.field, node.term, index_option="freq"), node.weight)
            case Sequence():
                return _boosted(_best(list(self._ways(node)), 0.0), node.weight)
            case AnyOf():
                return _best([self.query(child) for child in node.children], node.tie)
            case AllOf() | Not():
                return self._all(node.children if isinstance(node, AllOf) else (node,))
            case Values():
                return self.values(node.field, node.values)
            case Everything():
                return self._everything()

    def values(self, field: str, values: Iterable[str]) -> Query:
        """Return a filter: documents with any of `values`."""
        return _unscored(Query.term_set_query(self.schema, field, list(values)))

    def record(self) -> Query:
        """Return the query that only the commit's record matches."""
        return Query.term_query(self.schema, MARK, "1", index_option="basic")

    def both(self, plan: Query, condition: Query) -> Query:
        """Return what matches two queries, without scores."""
        return Query.boolean_query([(Occur.Must, _unscored(plan)), (Occur.Must, _unscored(condition))])

    def _everything(self) -> Query:
        every = _unscored(Query.all_query())
        return Query.boolean_query([(Occur.Must, every), (Occur.MustNot, self.record())])

    def _all(self, children: tuple[Node, ...]) -> Query:
        if not children:
            return Query.empty_query()
        wanted = [(Occur.Must, self.query(child)) for child in children if not isinstance(child, Not)]
        barred = [(Occur.MustNot, self.query(child.child)) for child in children if isinstance(child, Not)]
        return Query.boolean_query([*(wanted or [(Occur.Must, self._everything())]), *barred])

    def _ways(self, node: Sequence) -> Iterator[Query]:
        for choice in words(node, lambda word: self._searcher.doc_freq(node.field, word) > 0):
            if len(choice) == 1:
                yield Query.term_query(self.schema, node.field, choice[0], index_option="freq")
                continue
            for places in gaps(len(choice), node.slop):
                yield Query.phrase_query(self.schema, node.field, list(zip(places, choice, strict=True)))


def _best(queries: list[Query], tie: float) -> Query:
    if len(queries) < 2:
        return queries[0] if queries else Query.empty_query()
    if tie == 1:
        return Query.boolean_query([(Occur.Should, query) for query in queries])
    return Query.disjunction_max_query(queries, float(tie))


def _boosted(query: Query, weight: float) -> Query:
    return query if weight == 1 else Query.boost_query(query, float(weight))


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
