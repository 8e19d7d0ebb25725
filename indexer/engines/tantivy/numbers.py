"""The numbers of the dispatches that match, exactly.

They are found with a terms aggregation, which takes no more than 65,000 buckets: where there could be more, it runs over
one range of numbers after another. tantivy's own count of distinct values is an estimate.
Not here: what gives the numbers (``writer``).
"""

from collections.abc import Iterator
from typing import Any

from tantivy import FieldType, Order, Query, Schema, Searcher

from depeche.indexer.engines.tantivy.combining import both, unscored
from depeche.indexer.engines.tantivy.schema import NUMBER

__all__ = ["BUCKETS", "STEP", "TERMS", "Numbers"]

BUCKETS = 65_000
"""The most buckets that an aggregation may make."""
STEP = 60_000
"""Dispatch numbers, or passages, counted at once: fewer than BUCKETS."""
TERMS = {"terms": {"field": NUMBER, "size": BUCKETS, "segment_size": BUCKETS}}
"""The aggregation of dispatch numbers."""


class Numbers:
    """Finds dispatch numbers in one snapshot."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self._searcher = searcher
        self._schema = schema

    def passages(self, query: Query) -> int:
        """Count what matches."""
        found: Any = self._searcher.search(unscored(query), 1)
        return int(found.count)

    def count(self, query: Query, total: int) -> int:
        """Count the dispatches of the `total` passages that match."""
        return sum(map(len, self._buckets(query, total)))

    def of(self, query: Query) -> list[int]:
        """Return the numbers of the dispatches of the passages that match."""
        return [int(bucket["key"]) for found in self._buckets(query, self.passages(query)) for bucket in found]

    def _buckets(self, query: Query, total: int) -> Iterator[list[dict[str, Any]]]:
        for part in self._parts(query, total):
            yield self._searcher.aggregate(part, {"numbers": TERMS})["numbers"]["buckets"]

    def _parts(self, query: Query, total: int) -> Iterator[Query]:
        if total <= STEP:
            return iter((query,))
        hits = self._searcher.search(query, 1, count=False, order_by_field=NUMBER, order=Order.Desc).hits
        return (both(query, self._between(start)) for start in range(0, int(hits[0][0]) + 1, STEP))

    def _between(self, start: int) -> Query:
        return Query.range_query(self._schema, NUMBER, FieldType.Unsigned, start, start + STEP, True, False)
