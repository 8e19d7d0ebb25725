"""Writing passages with tantivy: one writer, one thread (so the order of passages is kept), one document per passage.

Until an archive has a dictionary, passages wait for enough of them to make one, at most till the commit.
Not here: the fields (``schema``), reading.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

import tantivy
from tantivy import Document, Index, IndexWriter, Query

from depeche.core import fields
from depeche.core.errors import EngineError
from depeche.indexer.engines.contract import Record
from depeche.indexer.engines.shared import check, kept
from depeche.indexer.engines.tantivy.compression import ENOUGH, Compression, trained
from depeche.indexer.engines.tantivy.dictionary import committed, copied, copy, sealed
from depeche.indexer.engines.tantivy.files import share
from depeche.indexer.engines.tantivy.guard import Guard
from depeche.indexer.engines.tantivy.schema import (
    CARDS,
    DATE_KEY,
    DICTIONARY,
    FILLER,
    ID,
    MARK,
    NUMBER,
    ORDINAL,
    PAYLOAD,
    RECORD,
    column,
    key,
    sketched,
)
from depeche.indexer.replacing import sync_folder

__all__ = ["TantivyWriter"]

_HEAP = 128_000_000
"""Bytes that tantivy collects before it writes a segment."""
_FILLERS = f" {FILLER}" * max(fields.CONSTANTS.values())


class TantivyWriter:
    """The writer of the index in `folder`; see :class:`depeche.indexer.engines.contract.Writer`."""

    def __init__(self, index: Index, folder: Path) -> None:
        self._index = index
        self._folder = folder
        self._numbers = _Numbers(index)
        self._waiting: list[Record] = []
        self._dirty = False
        with Guard("The index cannot be written"):
            self._open: IndexWriter | None = index.writer(_HEAP, 1)
            self._open.garbage_collect_files()  # what an interrupted commit left may be in the way of the next one
            self._numbers.renew()
            self._compression = Compression(self._numbers.dictionary())
            if self._compression.dictionary and copied(folder) is None:
                copy(folder, self._compression.dictionary)

    @property
    def _writer(self) -> IndexWriter:
        if self._open is None:
            raise EngineError("The writer is closed.")
        return self._open

    def add(self, records: Iterable[Record]) -> None:
        """Add a batch of passages."""
        _, every = self._writer, list(records)
        for record in every:
            check(record)
        self._waiting += every
        if self._compression.dictionary or sum(len(record.payload) for record in self._waiting) >= ENOUGH:
            self._flush()

    def delete(self, dispatches: Iterable[str]) -> None:
        """Delete all passages of these dispatches that were added before this call."""
        writer, ids = self._writer, list(dispatches)
        if not {record.dispatch for record in self._waiting}.isdisjoint(ids):
            self._flush()
        with Guard("Dispatches cannot be deleted"):
            for dispatch in filter(self._numbers.has, ids):
                writer.delete_documents_by_term(fields.DISPATCH, dispatch)
                self._dirty = True

    def commit(self, record: str, cards: Collection[str] = ()) -> None:
        """Make all since the last commit visible and durable at once, with cards that are new."""
        writer = self._writer
        self._flush()
        with Guard("The commit failed"):
            writer.delete_documents_by_term(MARK, RECORD)
            writer.add_document(_commit(record, self._compression.dictionary))
            if cards:
                writer.add_document(_cards(cards))
            writer.commit()
            self._dirty = False
            sync_folder(self._folder)
            share(self._folder)
            writer.garbage_collect_files()
            self._numbers.renew()

    def close(self) -> None:
        """Release the archive when running merges have ended; what was not committed is dropped."""
        writer, self._open = self._open, None
        if writer is None:
            return
        with Guard("The writer cannot be closed"):
            try:
                if self._dirty:
                    writer.rollback()
            finally:
                writer.wait_merging_threads()

    def _flush(self) -> None:
        """Hand over all passages that wait, packed behind a dictionary if there is one now."""
        writer, waiting = self._writer, self._waiting
        if not self._compression.dictionary:
            self._train()
        with Guard("A passage cannot be added"):
            for record in waiting:
                self._dirty = True
                writer.add_document(_document(record, self._numbers.of(record.dispatch), self._compression))
        self._waiting = []

    def _train(self) -> None:
        if dictionary := trained([record.payload for record in self._waiting if record.payload]):
            copy(self._folder, dictionary)
            self._compression = Compression(dictionary)


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
        hits = self._searcher.search(Query.all_query(), 1, count=False, order_by_field=NUMBER, order=tantivy.Order.Desc).hits
        self._next = next((int(number) + 1 for number, _ in hits if number is not None), 0)
        self._new = {}

    def dictionary(self) -> bytes | None:
        """Return the dictionary of the last commit."""
        return committed(self._searcher, self._index.schema)

    def has(self, dispatch: str) -> bool:
        """Whether passages of a dispatch were added, in the last commit or since."""
        return dispatch in self._new or self._searcher.doc_freq(fields.DISPATCH, dispatch) > 0

    def of(self, dispatch: str) -> int:
        """Return the number of a dispatch, a new one if it has none yet."""
        number = self._new.get(dispatch)
        if number is None:
            number = self._new[dispatch] = self._committed(dispatch)
        return number

    def _committed(self, dispatch: str) -> int:
        if self.has(dispatch):
            query = Query.term_query(self._index.schema, fields.DISPATCH, dispatch, index_option="basic")
            hits = self._searcher.search(query, 1, count=False, order_by_field=NUMBER).hits
            if hits:
                return int(hits[0][0])
        self._next += 1
        return self._next - 1


def _document(record: Record, number: int, compression: Compression) -> Document:
    document = Document()
    add = document.add_text
    for name, text in record.streams.items():
        add(name, text)
    if compounds := record.sets.get(fields.COMPOUND):
        add(fields.COMPOUND, compounds)
    for name in fields.CONSTANTS:
        add(name, _padded(name, record))
    place = {fields.DISPATCH: (record.dispatch,), fields.PASSAGE: (fields.passage(record.dispatch, record.ordinal),)}
    for name, values in {**record.values, **place}.items():
        for value in values:
            add(name, value)
    document.add_integer(DATE_KEY, record.date_key)
    document.add_unsigned(ORDINAL, record.ordinal)
    document.add_unsigned(NUMBER, number)
    for name, told in _numbers(record).items():
        document.add_unsigned(name, told)
    if record.ordinal == 0:
        document.add_bytes(ID, record.dispatch.encode())
        document.add_bytes(PAYLOAD, compression.packed(record.payload))
    return document


def _numbers(record: Record) -> dict[str, int]:
    """Return the keys and the sketches of a passage, by column."""
    keys = {column(name): key(next(iter(record.values.get(name, ())), None)) for name in fields.COLLAPSED}
    return keys | {sketched(name): sketch for name, sketch in record.sketches.items()}


def _padded(name: str, record: Record) -> str:
    """Return the text of a field of ``fields.CONSTANTS``, as long in tokens as that of every document."""
    text, wanted = record.sets.get(name, ""), fields.CONSTANTS[name]
    count = text.count(" ") + 1 if text else 0
    return text + _FILLERS[: 2 * (wanted - count)] if count <= wanted else " ".join(kept(record, name))


def _commit(record: str, dictionary: bytes | None) -> Document:
    document = _apart(RECORD)
    document.add_bytes(PAYLOAD, record.encode())
    if dictionary:
        document.add_bytes(DICTIONARY, sealed(dictionary))
    return document


def _cards(cards: Iterable[str]) -> Document:
    document = _apart(CARDS)
    for card in cards:
        document.add_text(fields.CARD, card)
    return document


def _apart(mark: str) -> Document:
    """Return a document that is no passage; it too is as long as all in the fields of ``fields.CONSTANTS``."""
    document = Document()
    document.add_text(MARK, mark)
    for name, wanted in fields.CONSTANTS.items():
        document.add_text(name, _FILLERS[: 2 * wanted])
    return document
