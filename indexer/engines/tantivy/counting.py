"""Exact counts with tantivy: passages, distinct dispatches, and the values of facets.

Dispatches are counted over their numbers with a terms aggregation, which takes no more than 65,000 buckets: where there
could be more, it runs over one range of numbers after another. tantivy's own count of distinct values is an estimate.
Not here: plans as queries (``query``), what gives the numbers (``writer``).
"""

from collections.abc import Collection, Iterator
from heapq import nsmallest
from typing import Any

from tantivy import FieldType, Order, Query, Searcher

from depeche.indexer.engines.contract import Count
from depeche.indexer.engines.tantivy.query import Queries
from depeche.indexer.engines.tantivy.schema import NUMBER

__all__ = ["Counting"]

_BUCKETS = 65_000
"""The most buckets that an aggregation may make."""
_STEP = 60_000
"""Dispatch numbers, or passages, counted at once: fewer than _BUCKETS."""


class Counting:
    """Counts over one snapshot."""

    def __init__(self, searcher: Searcher, queries: Queries) -> None:
        self._searcher = searcher
        self._queries = queries

    def passages(self, query: Query) -> int:
        """Count what matches."""
        found: Any = self._searcher.search(Query.const_score_query(query, 0.0), 1)
        return int(found.count)

    def distinct(self, query: Query, total: int) -> int:
        """Count the dispatches of the `total` passages that match."""
        if total <= _STEP:
            return self._numbers(query)
        hits = self._searcher.search(query, 1, count=False, order_by_field=NUMBER, order=Order.Desc).hits
        starts = range(0, int(hits[0][0]) + 1, _STEP)
        return sum(self._numbers(self._queries.both(query, self._between(start))) for start in starts)

    def facet(self, query: Query, field: str, limit: int, dispatches: bool, only: Collection[str] | None = None) -> list[Count]:
        """Return the `limit` values of `field`, or of those in `only`, that most of the matching passages have."""
        counted = self._largest(query, field, limit, only) if only is None or only else []
        if not dispatches:
            return [Count(value, passages) for value, passages in counted]
        of = dict(self._of_values(query, field, counted))
        return [Count(value, passages, of[value]) for value, passages in counted]

    def _numbers(self, query: Query) -> int:
        terms = {"terms": {"field": NUMBER, "size": _BUCKETS, "segment_size": _BUCKETS}}
        return len(self._searcher.aggregate(query, {"numbers": terms})["numbers"]["buckets"])

    def _between(self, start: int) -> Query:
        schema = self._queries.schema
        return Query.range_query(schema, NUMBER, FieldType.Unsigned, start, start + _STEP, True, False)

    def _largest(self, query: Query, field: str, limit: int, only: Collection[str] | None) -> list[tuple[str, int]]:
        counts = self._first(query, field, limit, only)
        if counts is None:
            every = self._searcher.terms_with_prefix(field, "", filter_query=query)
            wanted = frozenset(only or ())
            counts = every if only is None else [count for count in every if count[0] in wanted]
        return nsmallest(limit, counts, key=lambda count: (-count[1], count[0]))

    def _first(self, query: Query, field: str, limit: int, only: Collection[str] | None) -> list[tuple[str, int]] | None:
        """Return the largest values with all that tie with the last of them; None where an aggregation cannot tell."""
        size = min(limit * 4 + 16, _BUCKETS)
        terms: dict[str, Any] = {"field": field, "size": size, "segment_size": _BUCKETS}
        terms |= {} if only is None else {"include": list(only)}
        try:
            found: dict[str, Any] = self._searcher.aggregate(query, {"values": {"terms": terms}})["values"]
        except ValueError:
            return None
        counts = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in found["buckets"]]
        complete = len(counts) < size or (limit < size and counts[-1][1] < counts[limit - 1][1])
        return counts if complete and not found.get("doc_count_error_upper_bound") else None

    def _of_values(self, query: Query, field: str, counted: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
        few: list[str] = []
        room = _STEP
        for value, passages in counted:
            if passages > _STEP:
                yield value, self.distinct(self._queries.both(query, self._queries.values(field, [value])), passages)
                continue
            if passages > room:
                yield from self._together(query, field, few)
                few, room = [], _STEP
            few.append(value)
            room -= passages
        yield from self._together(query, field, few)

    def _together(self, query: Query, field: str, values: list[str]) -> Iterator[tuple[str, int]]:
        if not values:
            return
        inner = {"numbers": {"terms": {"field": NUMBER, "size": _BUCKETS, "segment_size": _BUCKETS}}}
        outer = {"terms": {"field": field, "size": len(values), "include": values}, "aggs": inner}
        for bucket in self._searcher.aggregate(query, {"values": outer})["values"]["buckets"]:
            yield str(bucket["key"]), len(bucket["numbers"]["buckets"])
