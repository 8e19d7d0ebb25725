"""One segment of a Whoosh snapshot: postings, lengths and columns by the number of a passage in it.

Not here: scores and plans (``evaluation``). A leaf must not be used by two threads at once: Whoosh seeks in shared files.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from whoosh.columns import ColumnReader
from whoosh.matching import Matcher
from whoosh.reading import IndexReader

from depeche.indexer.engines.bm25 import code
from depeche.indexer.engines.compression import decompressed, given
from depeche.indexer.engines.contract import Payload
from depeche.indexer.engines.whoosh.schema import (
    CARDS,
    DATE_KEY,
    ID,
    MARK,
    ORDINAL,
    PAYLOAD,
    RECORD,
    length,
    sketched,
    split,
    valued,
)

__all__ = ["Leaf"]


class Leaf:
    """One segment. `size` counts all its documents, the deleted ones too."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._columns: dict[str, Any] = {}
        self._lengths: dict[str, list[int]] = {}
        self._codes: dict[str, bytes] = {}
        self.size: int = reader.doc_count_all()

    @cached_property
    def passages(self) -> frozenset[int]:
        """The numbers of all passages that are not deleted."""
        return frozenset(self._reader.all_doc_ids()).difference(self.having(MARK, RECORD), self.having(MARK, CARDS))

    @property
    def record(self) -> str | None:
        """The commit's record, where this segment holds it."""
        return next((self._stored(number).decode() for number in self.having(MARK, RECORD)), None)

    def having(self, field: str, term: str) -> list[int]:
        """Return the passages that hold a term."""
        postings = self._postings(field, term)
        return list(postings.all_ids()) if postings else []

    def frequencies(self, field: str, term: str) -> Iterator[tuple[int, int]]:
        """Yield the passages that hold a term, each with the number of its occurrences."""
        postings = self._postings(field, term)
        while postings and postings.is_active():
            yield postings.id(), int(postings.weight())
            postings.next()

    def places(self, field: str, term: str) -> dict[int, list[int]]:
        """Return the passages that hold a term, each with the positions where it stands."""
        postings, found = self._postings(field, term), {}
        while postings and postings.is_active():
            found[postings.id()] = postings.value_as("positions")
            postings.next()
        return found

    def tokens(self, field: str) -> int:
        """Return the number of tokens of a field in all documents, the deleted ones too."""
        return sum(self._length(field))

    def codes(self, field: str) -> bytes:
        """Return the length code of a field in each document."""
        if field not in self._codes:
            self._codes[field] = bytes(map(code, self._length(field)))
        return self._codes[field]

    def doc_freq(self, field: str, term: str) -> int:
        """Return how many documents hold a term, the deleted ones too."""
        return int(self._reader.doc_frequency(field, term))

    def dictionary(self, field: str, prefix: bytes) -> Iterator[tuple[bytes, int]]:
        """Yield the terms that begin with `prefix`, in order, with the number of documents that hold them."""
        for term, info in self._reader.iter_prefix(field, prefix):
            yield term, info.doc_frequency()

    def dispatch(self, number: int) -> bytes:
        """Return the id of a passage's dispatch, in UTF-8."""
        return bytes(self._column(ID)[number])

    def date_key(self, number: int) -> int:
        """Return the date key of a passage."""
        return int(self._column(DATE_KEY)[number])

    def ordinal(self, number: int) -> int:
        """Return the ordinal of a passage."""
        return int(self._column(ORDINAL)[number])

    def values(self, field: str, number: int) -> list[bytes]:
        """Return the values of a field of ``schema.VALUED`` in a passage, in UTF-8."""
        return split(self._column(valued(field))[number])

    def sketch(self, field: str, number: int) -> int:
        """Return the sketch of a passage for a field of ``fields.COLLAPSED``, 0 for none."""
        return int(self._column(sketched(field))[number])

    def payload(self, number: int) -> Payload:
        """Return the payload of a passage as a match gives it: that of its dispatch, whose passages lie one after the other."""
        ordinal = self.ordinal(number)
        return Payload(ordinal, given(self._stored(number - ordinal), decompressed))

    def close(self) -> None:
        """Close the segment's files."""
        self._columns.clear()
        self._reader.close()

    def _stored(self, number: int) -> bytes:
        return bytes(self._reader.stored_fields(number)[PAYLOAD])

    def _postings(self, field: str, term: str) -> Matcher | None:
        known = field in self._reader.schema and (field, term) in self._reader
        return self._reader.postings(field, term) if known else None

    def _length(self, field: str) -> list[int]:
        if field not in self._lengths:
            self._lengths[field] = list(self._column(length(field)))
        return self._lengths[field]

    def _column(self, name: str) -> ColumnReader:
        if name not in self._columns:
            self._columns[name] = self._reader.column_reader(name, translate=False)
        return self._columns[name]
