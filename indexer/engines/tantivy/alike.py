"""Which passages may be near a text: those that share a band with it, told apart by their sketches, from a column.

Most texts share no band with any, and the dictionary says so; columns are read for many texts at once.
Not here: what bands and sketches are (``depeche.indexer.copies``).
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from tantivy import DocAddress, Query, Schema, Searcher

from depeche.core import fields
from depeche.indexer.engines.contract import Sought
from depeche.indexer.engines.shared import LIKELY
from depeche.indexer.engines.tantivy.combining import best
from depeche.indexer.engines.tantivy.schema import column, key, sketched

__all__ = ["Alike"]


class Alike:
    """Finds them in one snapshot."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self._searcher = searcher
        self._schema = schema

    def near(self, field: str, texts: Sequence[Sought], most: int, limit: int) -> Iterator[list[DocAddress] | None]:
        """Yield for each text the passages that may be near it; as ``Reader.alike``."""
        sharing = [self._sharing(text.bands) for text in texts]
        found = [address for addresses in sharing for address in addresses]
        columns = zip(found, self._column(sketched(field), found), self._column(column(field), found), strict=True)
        for text, addresses in zip(texts, sharing, strict=True):
            yield _nearest(text, list(islice(columns, len(addresses))), most, limit) if addresses else []

    def _column(self, name: str, addresses: list[DocAddress]) -> list[int | None]:
        values = self._searcher.fast_field_values(name, addresses) if addresses else ()
        return [None if value is None else int(value) for value in values]

    def _sharing(self, bands: Sequence[str]) -> list[DocAddress]:
        """Return the passages that have one of `bands`; of very many those that have most of them."""
        known = [band for band in bands if self._searcher.doc_freq(fields.BAND, band)]
        terms = [Query.term_query(self._schema, fields.BAND, band, index_option="basic") for band in known]
        query = best([Query.const_score_query(term, 1.0) for term in terms], 1.0)
        return [address for _, address in self._searcher.search(query, LIKELY, count=False).hits] if query else []


_Held = tuple[DocAddress, int | None, int | None]
"""A passage, its sketch, and the key of its mark."""


def _nearest(text: Sought, held: list[_Held], most: int, limit: int) -> list[DocAddress] | None:
    """Return those of `held` with the nearest sketches, None where one has the mark of the text."""
    mark = key(text.mark)
    if any(value == mark for _, sketch, value in held if sketch is not None):
        return None
    far = ((text.sketch ^ sketch).bit_count() if sketch is not None else most + 1 for _, sketch, _ in held)
    near = sorted((bits, at) for at, bits in enumerate(far) if bits <= most)
    return [held[at][0] for _, at in near[:limit]]
