"""The numbers of the dispatches that match, exactly.

They are found with a terms aggregation, which takes no more than 65,000 buckets: where there could be more, it runs over
one range of numbers after another. tantivy's own count of distinct values is an estimate.
Not here: what gives the numbers (``writer``).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tantivy import FieldType, Order, Query, Schema, Searcher

from depeche.indexer.engines.tantivy.combining import both, unscored
from depeche.indexer.engines.tantivy.schema import NUMBER

__all__ = ["BUCKETS", "REPEATED", "STEP", "Numbers", "distinct"]

BUCKETS = 65_000
"""The most buckets that an aggregation may make."""
STEP = 60_000
"""Dispatch numbers, or passages, counted at once: fewer than BUCKETS."""
_TERMS = {"field": NUMBER, "size": BUCKETS, "segment_size": BUCKETS}
REPEATED = {"terms": _TERMS | {"min_doc_count": 2}}
"""The aggregation of the dispatches with several passages: the others, which are most, need not be read to be counted."""


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
        return distinct(total, (bucket for found in self._buckets(query, total, REPEATED) for bucket in found))

    def of(self, query: Query) -> list[int]:
        """Return the numbers of the dispatches of the passages that match."""
        found = self._buckets(query, self.passages(query), {"terms": _TERMS})
        return [int(bucket["key"]) for buckets in found for bucket in buckets]

    def _buckets(self, query: Query, total: int, asked: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
        for part in self._parts(query, total):
            yield self._searcher.aggregate(part, {"numbers": asked})["numbers"]["buckets"]

    def _parts(self, query: Query, total: int) -> Iterator[Query]:
        if total <= STEP:
            return iter((query,))
        hits = self._searcher.search(query, 1, count=False, order_by_field=NUMBER, order=Order.Desc).hits
        return (both(query, self._between(start)) for start in range(0, int(hits[0][0]) + 1, STEP))

    def _between(self, start: int) -> Query:
        return Query.range_query(self._schema, NUMBER, FieldType.Unsigned, start, start + STEP, True, False)


def distinct(passages: int, repeated: Iterable[dict[str, Any]]) -> int:
    """Return how many dispatches so many `passages` are of, by the buckets of REPEATED."""
    return passages - sum(int(bucket["doc_count"]) - 1 for bucket in repeated)
