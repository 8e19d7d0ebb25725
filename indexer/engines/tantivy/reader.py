"""Reading a snapshot with tantivy: ranked pages, exact counts, dictionaries, whole dispatches.

tantivy breaks ties by where a document lies, so a page is cut from hits fetched until the score drops, sorted here.
Not here: counts of facets and distinct dispatches (``counting``), plans as queries (``query``).
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import tantivy
from tantivy import DocAddress, Index, Query, Searcher

from depeche.core import fields as names
from depeche.core.errors import EngineError
from depeche.core.plan import Node, Order
from depeche.indexer.engines.contract import Count, Match, Only
from depeche.indexer.engines.shared import even, matching, overlapping
from depeche.indexer.engines.tantivy.counting import Counting
from depeche.indexer.engines.tantivy.guard import Guard
from depeche.indexer.engines.tantivy.query import Queries
from depeche.indexer.engines.tantivy.schema import DATE_KEY, NEWEST, OLDEST, PAYLOAD, unordered

__all__ = ["TantivyReader"]

_MORE = 32
"""Hits fetched beyond those wanted, in the hope that the score drops among them."""


class TantivyReader:
    """One snapshot; see :class:`depeche.indexer.engines.contract.Reader`. Threads may share it."""

    def __init__(self, index: Index) -> None:
        with Guard("The snapshot cannot be opened"):
            index.reload()
            self._open: Searcher | None = index.searcher()
            self._queries = Queries(self._open, index.schema)
            self._counting = Counting(self._open, self._queries)
            self._record, self._size = self._commit()
            self._all = max(self._open.num_docs, 1)

    @property
    def record(self) -> str | None:
        """The text given with the snapshot's commit."""
        return self._record

    @property
    def _searcher(self) -> Searcher:
        if self._open is None:
            raise EngineError("The reader is closed.")
        return self._open

    def search(self, plan: Node, limit: int, offset: int = 0, order: Order = Order.SCORE) -> list[Match]:
        """Return the matches `offset` to `offset + limit` in `order`."""
        searcher = self._searcher
        if limit <= 0:
            return []
        with Guard("The search failed"):
            query = self._queries.query(plan)
            score = even(plan) if order is Order.SCORE else 0.0
            if score is None:
                return list(self._ranked(query, offset, offset + limit))
            column = OLDEST if order is Order.OLDEST else NEWEST
            hits = searcher.search(query, min(limit, self._all), False, column, offset, tantivy.Order.Asc).hits
            return [self._match(round(score, 4), address) for _, address in hits]

    def count(self, plan: Node, *, dispatches: bool = True) -> Count:
        """Count all matches, exactly."""
        _ = self._searcher
        with Guard("The count failed"):
            return self._counting.of(self._queries.query(matching(plan)), dispatches)

    def facets(
        self, plan: Node, fields: Sequence[str], limit: int, *, dispatches: bool = True, only: Only | None = None
    ) -> dict[str, list[Count]]:
        """Count the values of `fields` over all matches."""
        _ = self._searcher
        with Guard("The facets cannot be counted"):
            query = self._queries.query(matching(plan))
            within = only or {}
            return {field: self._counting.facet(query, field, limit, dispatches, within.get(field)) for field in fields}

    def dictionary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the terms of a field that begin with `prefix`, with the number of passages that hold them."""
        with Guard("The dictionary cannot be read"):
            return iter(sorted(self._searcher.terms_with_prefix(field, prefix)))

    def doc_freq(self, field: str, term: str) -> int:
        """Return how many passages hold the term."""
        with Guard("The dictionary cannot be read"):
            return int(self._searcher.doc_freq(field, term))

    def size(self) -> int:
        """Return N of the score."""
        return self._size

    def dispatch(self, id: str) -> list[str]:
        """Return the payloads of a dispatch's passages in order of ordinal."""
        with Guard("The dispatch cannot be read"):
            return self._payloads([id])

    def dispatches(self, *, batch: int = 1000) -> Iterator[str]:
        """Yield the payloads of all passages, by dispatch id up, then ordinal up."""
        ids = [id_ for id_, _ in self.dictionary(names.DISPATCH)]
        for start in range(0, len(ids), batch):
            with Guard("The dispatches cannot be read"):
                payloads = self._payloads(ids[start : start + batch])
            yield from payloads

    def close(self) -> None:
        """Release what the snapshot holds."""
        self._open = None
        self.__dict__.pop("_queries", None)
        self.__dict__.pop("_counting", None)

    def _commit(self) -> tuple[str | None, int]:
        searcher, query = self._searcher, self._queries.record()
        hits = searcher.search(query, 1, count=False).hits
        if not hits:
            return None, searcher.num_docs
        address = hits[0][1]
        return _text(searcher.doc(address)[PAYLOAD][0]), _total(query.explain(searcher, address).to_json())

    def _ranked(self, query: Query, start: int, stop: int) -> Iterator[Match]:
        hits = [(round(score, 4), address) for score, address in self._hits(query, stop)]
        for run, first, last in overlapping(hits, lambda hit: hit[0], start, stop):
            score = run[0][0]
            for address in self._tied([address for _, address in run], first, last):
                yield self._match(score, address)

    def _hits(self, query: Query, wanted: int) -> list[tuple[float, DocAddress]]:
        limit = min(wanted + _MORE, self._all)
        while True:
            hits: list[tuple[float, DocAddress]] = self._searcher.search(query, limit, count=False).hits
            if limit == self._all or len(hits) < limit or round(hits[-1][0], 4) < round(hits[wanted - 1][0], 4):
                return hits
            limit = min(limit * 4, self._all)

    def _tied(self, addresses: list[DocAddress], start: int, stop: int) -> Iterator[DocAddress]:
        if len(addresses) == 1:
            yield addresses[0]
            return
        dates = self._searcher.fast_field_values(DATE_KEY, addresses)
        dated = sorted(zip(dates, addresses, strict=True), key=lambda pair: -int(pair[0] or 0))
        for run, first, last in overlapping(dated, lambda pair: pair[0], start, stop):
            tied = [address for _, address in run]
            yield from (sorted(tied, key=self._key) if len(tied) > 1 else tied)[first:last]

    def _key(self, address: DocAddress) -> str:
        return str(self._searcher.doc(address)[NEWEST][0])

    def _match(self, score: float, address: DocAddress) -> Match:
        document = self._searcher.doc(address)
        date_key, dispatch, ordinal = unordered(document[NEWEST][0])
        return Match(score, date_key, dispatch, ordinal, _text(document[PAYLOAD][0]))

    def _payloads(self, ids: list[str]) -> list[str]:
        searcher, query = self._searcher, self._queries.values(names.DISPATCH, ids)
        total = self._queries.numbers.passages(query)
        hits = searcher.search(query, total, count=False).hits if total else []
        found = []
        for _, address in hits:
            document = searcher.doc(address)
            found.append((unordered(document[NEWEST][0])[1:], _text(document[PAYLOAD][0])))
        return [payload for _, payload in sorted(found, key=lambda pair: pair[0])]


def _text(payload: bytes) -> str:
    return bytes(payload).decode()


def _total(explanation: str) -> int:
    """Return N out of an explained score: nothing else tells how many documents, deleted ones too, a snapshot holds."""

    def found(node: dict[str, Any]) -> Iterator[int]:
        if node["description"].startswith("N,"):
            yield int(node["value"])
        for part in node.get("details", ()):
            yield from found(part)

    return next(found(json.loads(explanation)))
