"""Exact counts with tantivy: passages, distinct dispatches, and the values of facets.

Dispatches are counted over their numbers (``numbers``). Not here: plans as queries (``query``).
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from typing import Any

from tantivy import Query, Searcher

from depeche.indexer.engines.contract import Count, Only
from depeche.indexer.engines.tantivy import numbers
from depeche.indexer.engines.tantivy.combining import both
from depeche.indexer.engines.tantivy.query import Queries

__all__ = ["Counting"]

_Counted = tuple[str, int]
"""A value and the passages that have it."""


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

    def facets(self, query: Query, fields: Sequence[str], limit: int, dispatches: bool, only: Only) -> dict[str, list[Count]]:
        """Return of each of `fields` the `limit` values, or those of them in `only`, that most of the matching passages have."""
        counted = self._largest(query, [field for field in fields if only.get(field, True)], limit, only) if limit else {}
        return {field: list(self._counts(query, field, counted.get(field, []), dispatches)) for field in fields}

    def _counts(self, query: Query, field: str, counted: list[_Counted], dispatches: bool) -> Iterator[Count]:
        of = dict(self._of_values(query, field, counted)) if dispatches else {}
        return (Count(value, passages, of.get(value)) for value, passages in counted)

    def _largest(self, query: Query, fields: list[str], limit: int, only: Only) -> dict[str, list[_Counted]]:
        size = min(limit * 4 + 16, numbers.BUCKETS)
        asked = {field: _terms(field, size, only.get(field)) for field in fields}
        found = self._aggregated(query, asked) if fields else {}
        counts = {field: _complete(found[field], size, limit) if found else None for field in fields}
        every = {field: self._every(query, field, only.get(field)) if counts[field] is None else counts[field] for field in fields}
        return {field: nsmallest(limit, every[field] or (), key=lambda count: (-count[1], count[0])) for field in fields}

    def _aggregated(self, query: Query, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the buckets of each; none where they are too many."""
        try:
            return self._searcher.aggregate(query, asked)
        except ValueError:
            return {}

    def _every(self, query: Query, field: str, only: Collection[str] | None) -> list[_Counted]:
        """Return all values, which takes as long as the field has values."""
        every = self._searcher.terms_with_prefix(field, "", filter_query=query)
        wanted = frozenset(only or ())
        return every if only is None else [count for count in every if count[0] in wanted]

    def _of_values(self, query: Query, field: str, counted: list[_Counted]) -> Iterator[tuple[str, int]]:
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


def _terms(field: str, size: int, only: Collection[str] | None) -> dict[str, Any]:
    """Return the aggregation of the `size` largest values of a field, of each segment as many as there may be."""
    terms: dict[str, Any] = {"field": field, "size": size, "segment_size": numbers.BUCKETS}
    return {"terms": terms | ({} if only is None else {"include": list(only)})}


def _complete(found: dict[str, Any], size: int, limit: int) -> list[_Counted] | None:
    """Return the largest values with all that tie with the last of them; None where an aggregation cannot tell."""
    counts = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in found["buckets"]]
    complete = len(counts) < size or (limit < size and counts[-1][1] < counts[limit - 1][1])
    return counts if complete and not found.get("doc_count_error_upper_bound") else None
