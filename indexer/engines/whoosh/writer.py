"""Writing passages with Whoosh: one lock for the writer's life, one segment per commit, small segments merged.

Whoosh cannot delete what is not committed; the numbers of such passages are kept and marked in the segment to come.
Not here: the fields (``schema``), reading.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import Any

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from depeche.core import fields
from depeche.core.errors import ArchiveLocked, EngineError
from depeche.indexer.engines.compression import compressed
from depeche.indexer.engines.contract import Record
from depeche.indexer.engines.shared import check, kept, values
from depeche.indexer.engines.whoosh.guard import Guard
from depeche.indexer.engines.whoosh.schema import (
    CARDS,
    DATE_KEY,
    ID,
    MARK,
    ORDINAL,
    PAYLOAD,
    RECORD,
    SCORED,
    VALUED,
    joined,
    length,
    sketched,
    valued,
)
from depeche.indexer.engines.whoosh.storage import sweep

__all__ = ["WhooshWriter"]

_MEGABYTES = 128
"""What Whoosh collects before it writes postings to a temporary file."""
_SEGMENTS = 8
"""A commit that would leave more segments merges the smaller ones."""


class WhooshWriter:
    """The writer of one index; see :class:`depeche.indexer.engines.contract.Writer`."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._batch: _Batch | None = None
        self._lock: Any = index.lock("WRITELOCK")
        if not self._lock.acquire():
            raise ArchiveLocked("Another writer holds the archive.")
        sweep(index)

    def add(self, records: Iterable[Record]) -> None:
        """Add a batch of passages."""
        batch = self._opened()
        for record in records:
            check(record)
            with Guard("A passage cannot be added"):
                batch.add(record)

    def delete(self, dispatches: Iterable[str]) -> None:
        """Delete all passages of these dispatches that were added before this call."""
        batch = self._opened()
        with Guard("Dispatches cannot be deleted"):
            for dispatch in dispatches:
                batch.delete(dispatch)

    def commit(self, record: str, cards: Collection[str] = ()) -> None:
        """Make all since the last commit visible and durable at once, with cards that are new."""
        batch = self._opened()
        self._batch = None
        with Guard("The commit failed"):
            batch.commit(record, cards)

    def close(self) -> None:
        """Release the archive; what was not committed is dropped."""
        batch, self._batch = self._batch, None
        lock, self._lock = self._lock, None
        with Guard("The writer cannot be closed"):
            try:
                if batch is not None:
                    batch.cancel()
            finally:
                if lock is not None:
                    lock.release()

    def _opened(self) -> "_Batch":
        if self._lock is None:
            raise EngineError("The writer is closed.")
        if self._batch is None:
            with Guard("The index cannot be written"):
                self._batch = _Batch(self._index)
        return self._batch


class _Batch:
    """What becomes one commit: Whoosh's own writer is used up by it. The caller holds the lock."""

    def __init__(self, index: FileIndex) -> None:
        self._writer = index.writer(limitmb=_MEGABYTES, _lk=False, codec=_codec())
        self._committed = self._writer.reader()
        self._added: dict[str, list[int]] = defaultdict(list)

    def add(self, record: Record) -> None:
        number = self._writer.docnum
        self._writer.add_document(**_document(record))
        self._added[record.dispatch].append(number)

    def delete(self, dispatch: str) -> None:
        self._delete(fields.DISPATCH, dispatch)
        for number in self._added.pop(dispatch, ()):
            self._writer.newsegment.delete_document(number)

    def commit(self, record: str, cards: Collection[str]) -> None:
        try:
            self._committed_as(record, cards)
        except BaseException:
            with suppress(Exception):  # half written, it cannot be ended in order; the next writer sweeps
                self.cancel()
            raise

    def cancel(self) -> None:
        self._writer.cancel()
        self._close()

    def _committed_as(self, record: str, cards: Collection[str]) -> None:
        self._delete(MARK, RECORD)
        self._writer.add_document(**_apart(RECORD, record.encode()))
        if cards:
            self._writer.add_document(**_apart(CARDS), **{fields.CARD: list(cards)})
        self._writer.commit(mergetype=_merge)
        self._close()

    def _delete(self, field: str, term: str) -> None:
        for leaf, base in self._committed.leaf_readers():
            if (field, term) in leaf:
                for number in list(leaf.postings(field, term).all_ids()):
                    self._writer.delete_document(base + number)

    def _close(self) -> None:
        for leaf, _ in self._committed.leaf_readers():
            leaf.close()


def _codec() -> W3Codec:
    """Return Whoosh's codec, kept from looking on disk, for each posting, for a length of its own that it never has."""
    codec = W3Codec()
    codec.length_stats = False
    return codec


def _document(record: Record) -> dict[str, Any]:
    document: dict[str, Any] = {PAYLOAD: compressed(record.payload) if record.ordinal == 0 else b"", ID: record.dispatch.encode()}
    document |= {DATE_KEY: record.date_key, ORDINAL: record.ordinal}
    for name in SCORED:
        terms = _terms(record, name)
        document |= {name: terms, length(name): len(terms)}
    document |= {name: list(values(record, name)) for name in fields.VALUES}
    document |= {sketched(name): sketch for name, sketch in record.sketches.items()}
    return document | {valued(name): joined(values(record, name)) for name in VALUED}


def _apart(mark: str, payload: bytes = b"") -> dict[str, Any]:
    """Return a document that is no passage."""
    return {MARK: [mark], PAYLOAD: payload, ID: b""} | dict.fromkeys(map(valued, VALUED), b"")


def _terms(record: Record, name: str) -> list[str]:
    return record.streams.get(name, "").split() if name in fields.STREAMS else kept(record, name)


def _merge(writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
    """Merge what is mostly deleted, and with too many segments all but those that hold more than the rest together."""
    crowded = len(segments) >= _SEGMENTS
    half = sum(segment.doc_count_all() for segment in segments) / 2
    kept = []
    for segment in segments:
        size = segment.doc_count_all()
        if size < 2 * segment.deleted_count() or (crowded and size <= half):
            _add(writer, segment)
        else:
            kept.append(segment)
    return kept


def _add(writer: SegmentWriter, segment: Segment) -> None:
    reader = SegmentReader(writer.storage, writer.schema, segment)
    writer.add_reader(reader)
    reader.close()
