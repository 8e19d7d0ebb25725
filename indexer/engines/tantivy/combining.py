"""Queries of tantivy put together with the scores that the plan gives them.

Not here: what a node of the plan asks for (``query``).
"""

from collections.abc import Sequence

from tantivy import Occur, Query

__all__ = ["best", "boosted", "both", "unscored"]


def best(queries: Sequence[Query], tie: float) -> Query | None:
    """Return what matches any query, None for none; scores the best and `tie` times the others."""
    if len(queries) < 2:
        return queries[0] if queries else None
    if tie == 1:
        return Query.boolean_query([(Occur.Should, query) for query in queries])
    return Query.disjunction_max_query(queries, float(tie))


def boosted(query: Query | None, weight: float) -> Query | None:
    """Return `query` with its scores times `weight`."""
    return query if query is None or weight == 1 else Query.boost_query(query, float(weight))


def both(plan: Query, condition: Query) -> Query:
    """Return what matches two queries, without scores."""
    return Query.boolean_query([(Occur.Must, unscored(plan)), (Occur.Must, unscored(condition))])


def unscored(query: Query) -> Query:
    """Return `query` with scores of 0."""
    return Query.const_score_query(query, 0.0)
