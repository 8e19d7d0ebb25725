"""What has certain values, counted by filters: of a few values, much less work than an aggregation that is to include them.

Not here: which values these are (``counting``), how dispatches are told apart (``numbers``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tantivy import Query, Searcher

from depeche.indexer.engines.tantivy import numbers

__all__ = ["Counted", "Valued"]

Counted = tuple[str, int]
"""A value and how often it is."""

_PLAIN = re.compile(r"[^\"\\\x00-\x1f\x7f]+")
"""A value that stands between quotes in a filter and is read as it is."""
_MOST = 200
"""Values of a field that are counted by filters: each takes a bit for each passage of a segment."""


class Valued:
    """Counts values over one snapshot."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def passages(self, query: Query, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[Counted]]:
        """Return of each field how many passages that match have each value.

        Nothing of fields with many values, or with such as no filter can have.
        """
        able = {field: values for field, values in wanted.items() if len(values) <= _MOST and all(map(_PLAIN.fullmatch, values))}
        pairs = [(field, value) for field, values in able.items() for value in values]
        found = self._searcher.aggregate(query, _filters(pairs, {})) if pairs else {}
        counts = iter([int(found[str(at)]["doc_count"]) for at in range(len(pairs))])
        return {field: list(zip(values, counts, strict=False)) for field, values in able.items()}

    def dispatches(self, query: Query, field: str, counted: Sequence[Counted]) -> Iterator[Counted]:
        """Yield of how many dispatches the passages are that have each value; with each comes how many passages these are."""
        pairs = [(field, value) for value, _ in counted]
        if len(pairs) <= _MOST and all(_PLAIN.fullmatch(value) for _, value in pairs):
            found = self._searcher.aggregate(query, _filters(pairs, {"aggs": {"numbers": numbers.REPEATED}})) if pairs else {}
            buckets = {value: found[str(at)] for at, (_, value) in enumerate(pairs)}
        else:
            buckets = self._included(query, field, [value for _, value in pairs])
        for value, passages in counted:
            yield value, numbers.distinct(passages, buckets[value]["numbers"]["buckets"])

    def _included(self, query: Query, field: str, values: list[str]) -> dict[str, Any]:
        outer = {"terms": {"field": field, "size": len(values), "include": values}, "aggs": {"numbers": numbers.REPEATED}}
        buckets = self._searcher.aggregate(query, {"values": outer})["values"]["buckets"]
        return {str(bucket["key"]): bucket for bucket in buckets}


def _filters(pairs: Sequence[tuple[str, str]], inside: Mapping[str, Any]) -> dict[str, Any]:
    """Return an aggregation for each pair of a field and a value."""
    return {str(at): {"filter": f'{field}:"{value}"', **inside} for at, (field, value) in enumerate(pairs)}
