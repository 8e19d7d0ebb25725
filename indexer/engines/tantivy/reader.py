"""Reading a snapshot with tantivy: ranked pages, exact counts, dictionaries, whole dispatches.

tantivy breaks ties by where a document lies, so a page is cut from hits fetched until the score drops, sorted here.
Not here: which hits are the best (``ranking``), orders by date (``dating``), which share a value (``collapsing``), counts of facets
and distinct dispatches (``counting``), plans as queries (``query``).
"""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from tantivy import DocAddress, Index, Searcher

from depeche.core import fields as names
from depeche.core.errors import EngineError
from depeche.core.plan import Node, Order
from depeche.indexer.engines.contract import Count, Match, Only, Payload, Sought
from depeche.indexer.engines.shared import even, matching, overlapping
from depeche.indexer.engines.tantivy.alike import Alike
from depeche.indexer.engines.tantivy.collapsing import Collapsing, Paging
from depeche.indexer.engines.tantivy.compression import Compression
from depeche.indexer.engines.tantivy.counting import Counting
from depeche.indexer.engines.tantivy.dating import Dating
from depeche.indexer.engines.tantivy.dictionary import committed
from depeche.indexer.engines.tantivy.guard import Guard
from depeche.indexer.engines.tantivy.query import Queries
from depeche.indexer.engines.tantivy.ranking import Ranking
from depeche.indexer.engines.tantivy.schema import PAYLOAD
from depeche.indexer.engines.tantivy.stored import Stored

__all__ = ["TantivyReader"]


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
            self._ranking = Ranking(self._open, self._queries, self._all)
            self._stored = Stored(self._open, index.schema, Compression(committed(self._open, index.schema)))
            self._dating = Dating(self._open, index.schema, self._stored)
            self._collapsing = Collapsing(self._open)
            self._alike = Alike(self._open, index.schema)

    @property
    def record(self) -> str | None:
        """The text given with the snapshot's commit."""
        return self._record

    @property
    def _searcher(self) -> Searcher:
        if self._open is None:
            raise EngineError("The reader is closed.")
        return self._open

    def search(
        self, plan: Node, limit: int, offset: int = 0, order: Order = Order.SCORE, *, collapse: str | None = None
    ) -> list[Match]:
        """Return the matches `offset` to `offset + limit` in `order`."""
        _ = self._searcher
        start, stop = min(offset, self._all), min(offset + limit, self._all)
        if start >= stop:
            return []
        with Guard("The search failed"):
            paging = self._paging(plan, order)
            return self._matches(self._collapsing.page(paging, collapse, start, stop) if collapse else list(paging(start, stop)))

    def count(self, plan: Node, *, dispatches: bool = True) -> Count:
        """Count all matches, exactly."""
        _ = self._searcher
        with Guard("The count failed"):
            known = self._ranking.counted(plan)
            if known is not None and not dispatches:
                return Count("", known)
            return self._counting.of(self._queries.query(matching(plan)), dispatches, known)

    def facets(
        self, plan: Node, fields: Sequence[str], limit: int, *, dispatches: bool = True, only: Only | None = None
    ) -> dict[str, list[Count]]:
        """Count the values of `fields` over all matches."""
        _ = self._searcher
        with Guard("The facets cannot be counted"):
            query = self._queries.query(matching(plan))
            return self._counting.facets(query, fields, limit, dispatches, only or {}, self._ranking.counted(plan))

    def alike(self, field: str, texts: Sequence[Sought], most: int, limit: int) -> list[list[Match] | None]:
        """Return for each text the passages that may be near it."""
        _ = self._searcher
        with Guard("The search failed"):
            near = list(self._alike.near(field, texts, most, limit))
            matches = iter(self._matches([(0.0, address) for addresses in near for address in addresses or ()]))
            return [None if addresses is None else list(islice(matches, len(addresses))) for addresses in near]

    def dictionary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the terms of a field that begin with `prefix`, with the number of passages that hold them."""
        with Guard("The dictionary cannot be read"):
            return iter(sorted(self._searcher.terms_with_prefix(field, prefix)))

    def doc_freq(self, field: str, term: str) -> int:
        """Return how many passages hold the term."""
        with Guard("The dictionary cannot be read"):
            _ = self._searcher
            return int(self._queries.holding(field, term))

    def size(self) -> int:
        """Return N of the score."""
        return self._size

    def dispatch(self, id: str) -> list[Payload]:
        """Return the payloads of a dispatch's passages in order of ordinal."""
        with Guard("The dispatch cannot be read"):
            return self._payloads([id])

    def dispatches(self, *, batch: int = 1000) -> Iterator[Payload]:
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
        self.__dict__.pop("_ranking", None)
        self.__dict__.pop("_dating", None)
        self.__dict__.pop("_collapsing", None)
        self.__dict__.pop("_stored", None)
        self.__dict__.pop("_alike", None)

    def _commit(self) -> tuple[str | None, int]:
        searcher, query = self._searcher, self._queries.record()
        hits = searcher.search(query, 1, count=False).hits
        if not hits:
            return None, searcher.num_docs
        address = hits[0][1]
        return _text(searcher.doc(address)[PAYLOAD][0]), _total(query.explain(searcher, address).to_json())

    def _paging(self, plan: Node, order: Order) -> Paging:
        """Return what gives the matches of `plan` from one place in `order` to another."""
        score = even(plan) if order is Order.SCORE else 0.0
        if score is None:
            return partial(self._ranked, plan)
        query, by_date = self._queries.query(matching(plan)), Order.OLDEST if order is Order.OLDEST else Order.NEWEST
        return lambda start, stop: ((round(score, 4), address) for address in self._dating.page(query, start, stop, by_date))

    def _ranked(self, plan: Node, start: int, stop: int) -> Iterator[tuple[float, DocAddress]]:
        hits = self._ranking.best(plan, stop)
        for run, first, last in overlapping(hits, lambda hit: hit[0], start, stop):
            for address in self._dating.tied([address for _, address in run], first, last):
                yield run[0][0], address

    def _matches(self, hits: Sequence[tuple[float, DocAddress]]) -> list[Match]:
        found = self._stored.found([address for _, address in hits])
        return [Match(score, *stored) for (score, _), stored in zip(hits, found, strict=True)]

    def _payloads(self, ids: list[str]) -> list[Payload]:
        searcher, query = self._searcher, self._queries.values(names.DISPATCH, ids)
        total = self._queries.numbers.passages(query)
        hits = searcher.search(query, total, count=False).hits if total else []
        found = sorted(self._matches(hits), key=lambda match: (match.dispatch, match.ordinal))
        return [match.payload for match in found]


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
