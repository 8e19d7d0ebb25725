"""What is stored of the passages at given addresses, read back: columns at once, and the payload from its dispatch's first passage.

The passages of a dispatch are added one after the other, so the first mostly lies as far before a passage as its ordinal says: a
column tells whether it does. Where it does not (a segment was full between them), it is looked up.
Not here: which addresses match (``reader``), writing (``writer``).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tantivy import DocAddress, Document, Occur, Query, Schema, Searcher

from depeche.core import fields
from depeche.indexer.engines.compression import given
from depeche.indexer.engines.contract import Payload
from depeche.indexer.engines.tantivy.compression import Compression
from depeche.indexer.engines.tantivy.schema import DATE_KEY, ID, NUMBER, ORDINAL, PAYLOAD

__all__ = ["Found", "Stored"]


class Found(NamedTuple):
    """A passage at an address; as in ``Match``."""

    date_key: int
    dispatch: str
    ordinal: int
    payload: Payload


class Stored:
    """Reads what one snapshot stores. May be shared by threads."""

    def __init__(self, searcher: Searcher, schema: Schema, compression: Compression) -> None:
        self._searcher = searcher
        self._compression = compression
        self._schema = schema

    def found(self, addresses: Sequence[DocAddress]) -> Iterator[Found]:
        """Yield what is stored of each passage, in the order of `addresses`."""
        wanted = list(addresses)
        if not wanted:
            return
        ordinals, dates = self._column(ORDINAL, wanted), self._column(DATE_KEY, wanted)
        for lead, ordinal, date in zip(self._leads(wanted, ordinals), ordinals, dates, strict=True):
            document = self._searcher.doc(lead)
            yield Found(date, bytes(document[ID][0]).decode(), ordinal, Payload(ordinal, self.block(document)))

    def named(self, addresses: Sequence[DocAddress]) -> list[tuple[str, int]]:
        """Return dispatch and ordinal of each passage, in the order of `addresses`; no block is unpacked for that."""
        if not addresses:
            return []
        wanted = list(addresses)
        ordinals = self._column(ORDINAL, wanted)
        ids = (bytes(self._searcher.doc(lead)[ID][0]).decode() for lead in self._leads(wanted, ordinals))
        return list(zip(ids, ordinals, strict=True))

    def block(self, document: Document) -> bytes:
        """Return the block that the first passage of a dispatch holds."""
        return given(bytes(document[PAYLOAD][0]), self._compression.unpacked)

    def _column(self, name: str, addresses: list[DocAddress]) -> list[int]:
        return [int(value or 0) for value in self._searcher.fast_field_values(name, addresses)]

    def _leads(self, addresses: list[DocAddress], ordinals: list[int]) -> list[DocAddress]:
        """Return the address of the first passage of the dispatch of each."""
        likely = [DocAddress(one.segment_ord, max(0, one.doc - n)) for one, n in zip(addresses, ordinals, strict=True)]
        same = zip(self._column(NUMBER, addresses), self._column(NUMBER, likely), self._column(ORDINAL, likely), strict=True)
        return [
            lead if number == other and first == 0 else self._lead(number)
            for lead, (number, other, first) in zip(likely, same, strict=True)
        ]

    def _lead(self, number: int) -> DocAddress:
        of_dispatch = Query.term_query(self._schema, NUMBER, number, index_option="basic")
        lead = Query.term_query(self._schema, fields.LEAD, "1", index_option="basic")
        both = Query.boolean_query([(Occur.Must, of_dispatch), (Occur.Must, lead)])
        address: DocAddress = self._searcher.search(both, 1, count=False).hits[0][1]
        return address
