"""Passages by date, and the order of those that tie: date down, dispatch id and ordinal up.

Dates and ordinals are columns; ids are a column that orders but cannot be read, so those of few come from what is stored.
Not here: scores.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import tantivy
from tantivy import DocAddress, FieldType, Query, Schema, Searcher

from depeche.core import fields
from depeche.core.plan import Order
from depeche.indexer.engines.shared import overlapping
from depeche.indexer.engines.tantivy.combining import both, unscored
from depeche.indexer.engines.tantivy.schema import DATE_KEY, ORDINAL
from depeche.indexer.engines.tantivy.stored import Stored

__all__ = ["Dating"]

_FEW = 32
"""So many of one date are read to be ordered by id; more are ordered by the column."""


class Dating:
    """Orders passages of one snapshot."""

    def __init__(self, searcher: Searcher, schema: Schema, stored: Stored) -> None:
        self._searcher = searcher
        self._stored = stored
        self._schema = schema

    def page(self, query: Query, start: int, stop: int, order: Order) -> Iterator[DocAddress]:
        """Yield what matches from place `start` to `stop`; what has no date comes last."""
        if order is Order.NEWEST:
            yield from self._page(query, start, stop, tantivy.Order.Desc)
            return
        every = self._searcher.search(query, stop, count=False, order_by_field=DATE_KEY, order=tantivy.Order.Asc).hits
        if len(every) < stop:
            yield from self._undated_last(every)[start:]
            return
        dated = both(query, Query.range_query(self._schema, DATE_KEY, FieldType.Integer, 1))
        found: Any = self._searcher.search(dated, 1)
        known = int(found.count)
        if start < known:
            yield from self._page(dated, start, min(stop, known), tantivy.Order.Asc)
        if stop > known:
            undated = both(query, self._of_date(0))
            yield from self._page(undated, max(start - known, 0), stop - known, tantivy.Order.Asc)

    def _undated_last(self, hits: list[tuple[int, DocAddress]]) -> list[DocAddress]:
        """Return all that matches, given by date up."""
        runs = [(key, self._named([address for _, address in run])) for key, run in groupby(hits, lambda hit: hit[0])]
        return [address for _, run in sorted(runs, key=lambda run: run[0] == 0) for address in run]

    def tied(self, addresses: list[DocAddress], start: int, stop: int) -> list[DocAddress]:
        """Return from place `start` to `stop` those of `addresses`, which are all that tie."""
        if len(addresses) == 1:
            return addresses[start:stop]
        dates = self._searcher.fast_field_values(DATE_KEY, addresses)
        dated = sorted(zip(dates, addresses, strict=True), key=lambda pair: -int(pair[0] or 0))
        found: list[DocAddress] = []
        for run, first, last in overlapping(dated, lambda pair: pair[0], start, stop):
            found += self._named([address for _, address in run])[first:last]
        return found

    def _page(self, query: Query, start: int, stop: int, order: tantivy.Order) -> Iterator[DocAddress]:
        hits = self._searcher.search(query, stop, count=False, order_by_field=DATE_KEY, order=order).hits
        for run, first, last in overlapping(hits, lambda hit: hit[0], start, stop):
            is_whole = len(hits) < stop or run[-1] is not hits[-1]
            if is_whole and len(run) <= _FEW:
                yield from self._named([address for _, address in run])[first:last]
            else:
                yield from self._by_id(both(query, self._of_date(run[0][0])), first, last)

    def _by_id(self, query: Query, start: int, stop: int) -> list[DocAddress]:
        """Return what matches from place `start` to `stop` by id and ordinal."""
        limit = stop + _FEW
        while True:
            hits = self._searcher.search(query, limit, count=False, order_by_field=fields.DISPATCH, order=tantivy.Order.Asc).hits
            if len(hits) < limit or hits[-1][0] != hits[stop - 1][0]:
                break
            limit *= 4
        groups = (self._in_order(address for _, address in group) for _, group in groupby(hits, lambda hit: hit[0]))
        return [address for group in groups for address in group][start:stop]

    def _in_order(self, addresses: Iterator[DocAddress]) -> list[DocAddress]:
        every = list(addresses)
        ordinals = self._searcher.fast_field_values(ORDINAL, every)
        return [address for _, address in sorted(zip(ordinals, every, strict=True), key=lambda pair: int(pair[0] or 0))]

    def _named(self, addresses: list[DocAddress]) -> list[DocAddress]:
        """Return `addresses` by id and ordinal."""
        if len(addresses) == 1:
            return addresses
        keyed = zip(self._stored.found(addresses), addresses, strict=True)
        return [address for _, address in sorted(keyed, key=lambda pair: (pair[0].dispatch, pair[0].ordinal))]

    def _of_date(self, key: int) -> Query:
        return unscored(Query.range_query(self._schema, DATE_KEY, FieldType.Integer, key, key))
