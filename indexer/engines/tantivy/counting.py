"""Exact counts with tantivy: passages, distinct dispatches, and the values of facets.

To name a value costs more than to count it, and an aggregation names all that it returns of each segment. So of fields with many
values a few of each segment are asked first. What a segment left out says how far those counts may be too low; the values that may
be among the largest are then counted each by itself. Where that does not tell, all are named.
Dispatches are counted over their numbers (``numbers``). Not here: plans as queries (``query``), one value as a filter (``valued``).
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from typing import Any

from tantivy import Query, Searcher

from depeche.core import fields as names
from depeche.indexer.engines.contract import Count, Only
from depeche.indexer.engines.tantivy import numbers
from depeche.indexer.engines.tantivy.combining import both
from depeche.indexer.engines.tantivy.query import Queries
from depeche.indexer.engines.tantivy.valued import Counted, Valued

__all__ = ["Counting"]

_MANY = frozenset([names.PLACE, names.ACTOR])
"""The fields of which a few values of each segment are asked first,"""
_ENOUGH = 2000
"""if so many passages match: of fewer, to name the values they have takes no longer."""


class Counting:
    """Counts over one snapshot."""

    def __init__(self, searcher: Searcher, queries: Queries) -> None:
        self._searcher = searcher
        self._queries = queries
        self._numbers = queries.numbers
        self._valued = Valued(searcher)

    def of(self, query: Query, dispatches: bool, known: int | None = None) -> Count:
        """Count what matches, if that is not `known`, and on request its dispatches; the value is empty."""
        total = self._numbers.passages(query) if known is None else known
        return Count("", total, self._numbers.count(query, total) if dispatches else None)

    def facets(
        self, query: Query, fields: Sequence[str], limit: int, dispatches: bool, only: Only, known: int | None = None
    ) -> dict[str, list[Count]]:
        """Return of each of `fields` the `limit` values, or those of them in `only`, that most of the matching passages have.

        `known` is how many passages match, if that is known.
        """
        wanted = [field for field in fields if only.get(field, True)]
        is_many = known is None or known >= _ENOUGH
        few = _MANY.intersection(wanted).difference(only) if is_many else frozenset[str]()
        counted = self._largest(query, wanted, few, limit, only) if limit else {}
        return {field: list(self._counts(query, field, counted.get(field, []), dispatches)) for field in fields}

    def _counts(self, query: Query, field: str, counted: list[Counted], dispatches: bool) -> Iterator[Count]:
        of = dict(self._of_values(query, field, counted)) if dispatches else {}
        return (Count(value, passages, of.get(value)) for value, passages in counted)

    def _largest(self, query: Query, fields: list[str], few: frozenset[str], limit: int, only: Only) -> dict[str, list[Counted]]:
        """Return at least the `limit` largest values of each field; of those in `few`, a few of each segment are asked first."""
        size = min(limit * 4 + 16, numbers.BUCKETS)
        counts = self._surest(
            query, {f: _terms(f, size, size if f in few else numbers.BUCKETS, only.get(f)) for f in fields}, limit
        )
        counts |= self._surest(query, {field: _terms(field, size, numbers.BUCKETS) for field in few - counts.keys()}, limit)
        every = {field: counts[field] if field in counts else self._every(query, field, only.get(field)) for field in fields}
        return {field: nsmallest(limit, every[field], key=lambda count: (-count[1], count[0])) for field in fields}

    def _surest(self, query: Query, asked: dict[str, Any], limit: int) -> dict[str, list[Counted]]:
        """Return exact counts of all that may be among the largest, of the fields of which that can be told."""
        found = self._aggregated(query, asked) if asked else {}
        likely = {field: values for field in found if (values := _likely(found[field], asked[field]["terms"]["size"], limit))}
        unsure = {field for field in likely if found[field].get("doc_count_error_upper_bound")}
        counted = self._valued.passages(query, {field: [value for value, _ in likely[field]] for field in unsure})
        sure = {field: counts for field, counts in likely.items() if field not in unsure}
        empty = {field: list[Counted]() for field in found if not found[field]["buckets"]}
        return empty | sure | counted

    def _aggregated(self, query: Query, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the buckets of each; none where they are too many."""
        try:
            return self._searcher.aggregate(query, asked)
        except ValueError:
            return {}

    def _every(self, query: Query, field: str, only: Collection[str] | None) -> list[Counted]:
        """Return all values, which takes as long as the field has values."""
        every = self._searcher.terms_with_prefix(field, "", filter_query=query)
        wanted = frozenset(only or ())
        return every if only is None else [count for count in every if count[0] in wanted]

    def _of_values(self, query: Query, field: str, counted: list[Counted]) -> Iterator[Counted]:
        few: list[Counted] = []
        room = numbers.STEP
        for value, passages in counted:
            if passages > numbers.STEP:
                yield value, self._numbers.count(both(query, self._queries.values(field, [value])), passages)
                continue
            if passages > room:
                yield from self._valued.dispatches(query, field, few)
                few, room = [], numbers.STEP
            few.append((value, passages))
            room -= passages
        yield from self._valued.dispatches(query, field, few)


def _terms(field: str, size: int, of_segment: int, only: Collection[str] | None = None) -> dict[str, Any]:
    """Return the aggregation of the `size` largest values of a field, of each segment of at most so many."""
    terms: dict[str, Any] = {"field": field, "size": size, "segment_size": of_segment}
    return {"terms": terms | ({} if only is None else {"include": list(only)})}


def _likely(found: dict[str, Any], size: int, limit: int) -> list[Counted]:
    """Return the values that may be among the `limit` largest, or tie with the last of them; none where that cannot be told."""
    counts = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in found["buckets"]]
    missed = int(found.get("doc_count_error_upper_bound") or 0)
    is_cut = len(counts) >= size
    least = counts[limit - 1][1] if limit <= len(counts) else 0
    unseen = missed + (counts[-1][1] if is_cut else 0)
    if (is_cut or missed) and unseen >= least:
        return []
    return [(value, count) for value, count in counts if count + missed >= least]
