"""Writing passages with tantivy: one writer, one thread (so the order of passages is kept), one document per passage.

Not here: the fields (``schema``), reading.
"""

from collections.abc import Iterable

import tantivy
from tantivy import Document, Index, IndexWriter, Query

from depeche.core import fields
from depeche.core.errors import EngineError
from depeche.core.plan import Order
from depeche.indexer.engines.contract import Record
from depeche.indexer.engines.shared import check, values
from depeche.indexer.engines.tantivy.guard import Guard
from depeche.indexer.engines.tantivy.schema import DATE_KEY, MARK, NEWEST, NUMBER, OLDEST, PAYLOAD, order

__all__ = ["TantivyWriter"]

_HEAP = 128_000_000
"""Bytes that tantivy collects before it writes a segment."""


class TantivyWriter:
    """The writer of one index; see :class:`depeche.indexer.engines.contract.Writer`."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._numbers = _Numbers(index)
        self._dirty = False
        with Guard("The index cannot be written"):
            self._open: IndexWriter | None = index.writer(_HEAP, 1)
            self._numbers.renew()

    @property
    def _writer(self) -> IndexWriter:
        if self._open is None:
            raise EngineError("The writer is closed.")
        return self._open

    def add(self, records: Iterable[Record]) -> None:
        """Add a batch of passages."""
        writer = self._writer
        for record in records:
            check(record)
            with Guard("A passage cannot be added"):
                writer.add_document(_document(record, self._numbers.of(record.dispatch)))
            self._dirty = True

    def delete(self, dispatches: Iterable[str]) -> None:
        """Delete all passages of these dispatches that were added before this call."""
        writer = self._writer
        with Guard("Dispatches cannot be deleted"):
            for dispatch in dispatches:
                writer.delete_documents_by_term(fields.DISPATCH, dispatch)
                self._dirty = True

    def commit(self, record: str) -> None:
        """Make all since the last commit visible and durable at once."""
        writer = self._writer
        with Guard("The commit failed"):
            writer.delete_documents_by_term(MARK, "1")
            writer.add_document(_commit(record))
            writer.commit()
            self._dirty = False
            writer.garbage_collect_files()
            self._numbers.renew()

    def close(self) -> None:
        """Release the archive when running merges have ended; what was not committed is dropped."""
        writer, self._open = self._open, None
        if writer is None:
            return
        with Guard("The writer cannot be closed"):
            if self._dirty:
                writer.rollback()
            writer.wait_merging_threads()


class _Numbers:
    """A number for each dispatch: the one it has in the last commit, else the next."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._new: dict[str, int] = {}
        self._next = 0

    def renew(self) -> None:
        """Start from the last commit."""
        self._index.reload()
        self._searcher = self._index.searcher()
        self._empty = self._searcher.num_docs == 0
        hits = self._searcher.search(Query.all_query(), 1, count=False, order_by_field=NUMBER, order=tantivy.Order.Desc).hits
        self._next = next((int(number) + 1 for number, _ in hits if number is not None), 0)
        self._new = {}

    def of(self, dispatch: str) -> int:
        """Return the number of a dispatch, a new one if it has none yet."""
        number = self._new.get(dispatch)
        if number is None:
            number = self._new[dispatch] = self._committed(dispatch)
        return number

    def _committed(self, dispatch: str) -> int:
        if not self._empty:
            query = Query.term_query(self._index.schema, fields.DISPATCH, dispatch, index_option="basic")
            hits = self._searcher.search(query, 1, count=False, order_by_field=NUMBER).hits
            if hits:
                return int(hits[0][0])
        self._next += 1
        return self._next - 1


def _document(record: Record, number: int) -> Document:
    document = Document()
    for name in fields.STREAMS:
        document.add_text(name, " ".join(record.streams.get(name, ())))
    for name in fields.SETS:
        document.add_text(name, " ".join(record.sets.get(name, ())))
    for name in fields.VALUES:
        for value in values(record, name):
            document.add_text(name, value)
    for name, by in ((NEWEST, Order.NEWEST), (OLDEST, Order.OLDEST)):
        document.add_text(name, order(by, record.date_key, record.dispatch, record.ordinal))
    document.add_integer(DATE_KEY, record.date_key)
    document.add_unsigned(NUMBER, number)
    document.add_bytes(PAYLOAD, record.payload.encode())
    return document


def _commit(record: str) -> Document:
    document = Document()
    document.add_text(MARK, "1")
    document.add_bytes(PAYLOAD, record.encode())
    return document
