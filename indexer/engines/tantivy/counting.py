"""Exact counts with tantivy: passages, distinct dispatches, and the values of facets.

Dispatches are counted over their numbers (``numbers``). Not here: plans as queries (``query``).
"""

from collections.abc import Collection, Iterator
from heapq import nsmallest
from typing import Any

from tantivy import Query, Searcher

from depeche.indexer.engines.contract import Count
from depeche.indexer.engines.tantivy import numbers
from depeche.indexer.engines.tantivy.combining import both
from depeche.indexer.engines.tantivy.query import Queries

__all__ = ["Counting"]


class Counting:
    """Counts over one snapshot."""

    def __init__(self, searcher: Searcher, queries: Queries) -> None:
        self._searcher = searcher
        self._queries = queries
        self._numbers = queries.numbers

    def of(self, query: Query, dispatches: bool) -> Count:
        """Count what matches, and on request its dispatches; the value is empty."""
        total = self._numbers.passages(query)
        return Count("", total, self._numbers.count(query, total) if dispatches else None)

    def facet(self, query: Query, field: str, limit: int, dispatches: bool, only: Collection[str] | None = None) -> list[Count]:
        """Return the `limit` values of `field`, or of those in `only`, that most of the matching passages have."""
        counted = self._largest(query, field, limit, only) if only is None or only else []
        if not dispatches:
            return [Count(value, passages) for value, passages in counted]
        of = dict(self._of_values(query, field, counted))
        return [Count(value, passages, of[value]) for value, passages in counted]

    def _largest(self, query: Query, field: str, limit: int, only: Collection[str] | None) -> list[tuple[str, int]]:
        counts = self._first(query, field, limit, only)
        if counts is None:
            every = self._searcher.terms_with_prefix(field, "", filter_query=query)
            wanted = frozenset(only or ())
            counts = every if only is None else [count for count in every if count[0] in wanted]
        return nsmallest(limit, counts, key=lambda count: (-count[1], count[0]))

    def _first(self, query: Query, field: str, limit: int, only: Collection[str] | None) -> list[tuple[str, int]] | None:
        """Return the largest values with all that tie with the last of them; None where an aggregation cannot tell."""
        size = min(limit * 4 + 16, numbers.BUCKETS)
        terms: dict[str, Any] = {"field": field, "size": size, "segment_size": numbers.BUCKETS}
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
        room = numbers.STEP
        for value, passages in counted:
            if passages > numbers.STEP:
                yield value, self._numbers.count(both(query, self._queries.values(field, [value])), passages)
                continue
            if passages > room:
                yield from self._together(query, field, few)
                few, room = [], numbers.STEP
            few.append(value)
            room -= passages
        yield from self._together(query, field, few)

    def _together(self, query: Query, field: str, values: list[str]) -> Iterator[tuple[str, int]]:
        if not values:
            return
        outer = {"terms": {"field": field, "size": len(values), "include": values}, "aggs": {"numbers": numbers.TERMS}}
        for bucket in self._searcher.aggregate(query, {"values": outer})["values"]["buckets"]:
            yield str(bucket["key"]), len(bucket["numbers"]["buckets"])
