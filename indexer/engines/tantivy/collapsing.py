"""Matches of which those that share a value are given once: the first in their order.

Values are told apart by columns of numbers, so nothing is fetched of what is not kept.
Not here: the order (``ranking``, ``dating``).
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from tantivy import Searcher

from depeche.core import fields
from depeche.indexer.engines.tantivy.ranking import Hit
from depeche.indexer.engines.tantivy.schema import NUMBER, column

__all__ = ["Collapsing", "Paging"]

_MORE = 16
"""Hits read beyond those wanted, in the hope that they are enough."""

Paging = Callable[[int, int], Iterator[Hit]]
"""Gives the hits from one place in their order to another; fewer where there are no more."""


class Collapsing:
    """Collapses hits of one snapshot."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def page(self, paging: Paging, field: str, start: int, stop: int) -> list[Hit]:
        """Return those from place `start` to `stop` among the hits that are kept: the first of each value of `field`."""
        wanted = stop + _MORE
        while True:
            hits = list(paging(0, wanted))
            kept = list(islice(self._kept(hits, field), stop))
            if len(kept) == stop or len(hits) < wanted:
                return kept[start:]
            wanted *= 4

    def _kept(self, hits: Sequence[Hit], field: str) -> Iterator[Hit]:
        name = NUMBER if field == fields.DISPATCH else column(field)
        values = [int(value or 0) for value in self._searcher.fast_field_values(name, [address for _, address in hits])]
        known: set[int] = set()
        for hit, value in zip(hits, values, strict=True):
            if value not in known or (value == 0 and name != NUMBER):
                known.add(value)
                yield hit
