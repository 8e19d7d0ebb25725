"""The texts that are the first of their kind, as far as the archive holds them: asked of its engine for many texts at once.

The engine gives those that share a band, the nearest sketches first; a few are read and compared, and none where one is the same
text. Not here: those of the run itself (``leaders``).
"""

from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

from depeche.analyzers import chain
from depeche.core import fields
from depeche.indexer.copies.leaders import FEW, Leader, Near
from depeche.indexer.copies.marks import own
from depeche.indexer.copies.signatures import FARTHEST
from depeche.indexer.copies.texts import NEAR, Copied, Text, numbers, pairs
from depeche.indexer.engines.contract import Match, Reader, Sought
from depeche.indexer.payload import located, texts

__all__ = ["Held"]

_Place = tuple[str, int | None]
"""A dispatch, and which of its passages, None for the whole."""


class Held:
    """The leaders that `reader` has; :meth:`ask` comes before :meth:`nearest`."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._found: dict[_Place, list[Match] | None] = {}

    def ask(self, dispatches: Sequence[Copied]) -> None:
        """Ask the archive about `dispatches`, no two of one id, and forget what it was asked before."""
        wholes: dict[_Place, Text | None] = {(one.dispatch, None): one.whole for one in dispatches}
        passages: dict[_Place, Text | None] = {(one.dispatch, n): text for one in dispatches for n, text in enumerate(one.passages)}
        again = {one.dispatch for one in dispatches if self._reader.doc_freq(fields.DISPATCH, one.dispatch)}
        self._found = {**self._asked(fields.VERSION, wholes, again), **self._asked(fields.COPY, passages, again)}

    def nearest(self, copied: Copied, ordinal: int | None, text: Text) -> Near | None:
        """Return the leader that is near `text`; as :meth:`depeche.indexer.copies.leaders.Leaders.nearest`."""
        found = self._found.get((copied.dispatch, ordinal), [])
        if found is None:
            return Near(1.0, Leader(text.mark, "", 0))
        for match in found:
            mark = located(match.payload, of_dispatch=ordinal is None).mark
            likeness = 1.0 if mark == text.mark else _likeness(copied, ordinal, match)
            if mark and likeness >= NEAR:
                return Near(likeness, Leader(mark, match.dispatch, 0))
        return None

    def _asked(self, field: str, each: Mapping[_Place, Text | None], again: Set[str]) -> dict[_Place, list[Match] | None]:
        """Return what may be near each; of the dispatches `again`, which the archive has, it matters whose text is the same."""
        banded = {place: text for place, text in each.items() if text and text.bands}
        sought = [Sought("" if place[0] in again else text.mark, text.bands, text.sketch) for place, text in banded.items()]
        return dict(zip(banded, self._reader.alike(field, sought, FARTHEST, FEW), strict=True))


def _likeness(copied: Copied, ordinal: int | None, match: Match) -> float:
    """Return how alike a text and a stored one are; of passages that the two share, no words are looked for again."""
    stored = texts(match.payload)
    known = {part.mark: words for part, words in zip(copied.passages, copied.words, strict=True) if part}
    compared = stored if ordinal is None else [stored[match.ordinal]]
    return copied.like(pairs(b"".join(known.get(own(text)) or _words(text) for text in compared)), ordinal)


@lru_cache(maxsize=1024)
def _words(text: str) -> bytes:
    """Return the numbers of the words of a stored passage; kept for the next text that may be near it."""
    return numbers(" ".join(chain.exacts(text)))
