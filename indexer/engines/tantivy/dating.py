"""Passages by date, and the order of those that tie: date down, dispatch id and ordinal up.

Dates and ordinals are columns; ids are a column that orders but cannot be read, so those of few come from what is stored.
Not here: scores.
"""

from collections.abc import Iterator
from itertools import groupby, islice
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
        groups = [(key, [address for _, address in run]) for key, run in groupby(hits, lambda hit: hit[0])]
        runs = zip((key for key, _ in groups), self._named([run for _, run in groups]), strict=True)
        return [address for _, run in sorted(runs, key=lambda run: run[0] == 0) for address in run]

    def tied(self, addresses: list[DocAddress], start: int, stop: int) -> list[DocAddress]:
        """Return from place `start` to `stop` those of `addresses`, which are all that tie."""
        if len(addresses) == 1:
            return addresses[start:stop]
        dates = self._searcher.fast_field_values(DATE_KEY, addresses)
        dated = sorted(zip(dates, addresses, strict=True), key=lambda pair: -int(pair[0] or 0))
        reached = list(overlapping(dated, lambda pair: pair[0], start, stop))
        runs = self._named([[address for _, address in run] for run, _, _ in reached])
        return [address for run, (_, first, last) in zip(runs, reached, strict=True) for address in run[first:last]]

    def _page(self, query: Query, start: int, stop: int, order: tantivy.Order) -> Iterator[DocAddress]:
        hits = self._searcher.search(query, stop, count=False, order_by_field=DATE_KEY, order=order).hits
        reached = list(overlapping(hits, lambda hit: hit[0], start, stop))
        few = [len(run) <= _FEW and (len(hits) < stop or run[-1] is not hits[-1]) for run, _, _ in reached]
        runs = self._named(
            [[address for _, address in run] if is_few else [] for (run, _, _), is_few in zip(reached, few, strict=True)]
        )
        for (run, first, last), is_few, named in zip(reached, few, runs, strict=True):
            yield from named[first:last] if is_few else self._by_id(both(query, self._of_date(run[0][0])), first, last)

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

    def _named(self, runs: list[list[DocAddress]]) -> list[list[DocAddress]]:
        """Return the addresses of each run by id and ordinal; all are looked up at once."""
        names = iter(self._stored.named([address for run in runs if len(run) > 1 for address in run]))
        return [run if len(run) < 2 else _sorted(list(islice(names, len(run))), run) for run in runs]

    def _of_date(self, key: int) -> Query:
        return unscored(Query.range_query(self._schema, DATE_KEY, FieldType.Integer, key, key))


def _sorted(names: list[tuple[str, int]], addresses: list[DocAddress]) -> list[DocAddress]:
    return [address for _, address in sorted(zip(names, addresses, strict=True), key=lambda pair: pair[0])]
