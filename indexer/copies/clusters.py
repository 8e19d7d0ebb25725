"""Which texts are near-identical: each gets the mark of the first of its kind, in one pass.

A text that is near-identical to none before it leads: the mark is its own, and it is stored with bands, so that later ones find it.
The others are stored with its mark alone. So a text is compared with leaders only, and a chain of small changes does not make one
kind of what has become another text. When a dispatch replaces one of its id, a text of it that its own old text leads takes that
one's place. Where a leader goes without such an heir, the texts it led keep their mark, but later copies of them have a new one
until the archive is rebuilt. Not here: how alike two texts are (``texts``).
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from depeche.analyzers import chain
from depeche.core import fields
from depeche.core.plan import Values
from depeche.indexer.copies.leaders import Leader, Leaders
from depeche.indexer.copies.texts import Copied, Text, copied
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import assemble, decode

__all__ = ["Clusters", "Mark", "Marks"]

_EXPECTED = 1000
"""How many leaders of the archive are fetched before they are counted."""


class Mark(NamedTuple):
    """The mark of a text, None where it has no words, and its `bands` if it leads."""

    mark: str | None = None
    bands: tuple[str, ...] = ()


class Marks(NamedTuple):
    """The mark of a dispatch and those of its passages, in order."""

    dispatch: Mark
    passages: tuple[Mark, ...]


class Clusters:
    """The kinds of near-identical texts of one run; close it in the end. `reader` has what the archive holds, None for nothing.

    `folder` is where a temporary file may be made.
    """

    def __init__(self, reader: Reader | None = None, folder: Path | None = None) -> None:
        self._reader = reader if reader and reader.record else None
        self._leaders = Leaders(folder)
        self._recalled: set[tuple[str, int | None]] = set()
        self._turn = 0

    def marks(self, dispatches: Sequence[Copied]) -> list[Marks]:
        """Return the marks of each of `dispatches`; of near-identical ones the first leads. The archive is asked once a call."""
        if self._reader:
            self._recall(self._reader, dispatches)
        return list(map(self._marked, dispatches))

    def close(self) -> None:
        """Drop what the run has learned."""
        self._leaders.close()

    def _marked(self, texts: Copied) -> Marks:
        self._turn += 1
        passages = tuple(self._mark(texts, ordinal, text) for ordinal, text in enumerate(texts.passages))
        return Marks(self._mark(texts, None, texts.whole), passages)

    def _mark(self, texts: Copied, ordinal: int | None, text: Text | None) -> Mark:
        if not text or not text.bands:
            return Mark(text.mark if text else None)
        leader = self._leaders.nearest(texts, ordinal, text)
        if leader and (leader.dispatch != texts.dispatch or leader.turn == self._turn):
            return Mark(leader.mark)
        mark = leader.mark if leader else text.mark
        self._leaders.add(texts, ordinal, Leader(mark, texts.dispatch, self._turn))
        return Mark(mark, text.bands)

    def _recall(self, reader: Reader, dispatches: Sequence[Copied]) -> None:
        """Make the leaders of the archive known that have a band of `dispatches`."""
        passages = {band for texts in dispatches for text in texts.passages if text for band in text.bands}
        wholes = {band for texts in dispatches if texts.whole for band in texts.whole.bands}
        leading: list[tuple[str, int | None]] = [(match.dispatch, match.ordinal) for match in _matches(reader, passages)]
        leading += [(match.dispatch, None) for match in _matches(reader, wholes)]
        new = [place for place in dict.fromkeys(leading) if place not in self._recalled]
        self._recalled.update(new)
        for dispatch, places in groupby(sorted(new, key=lambda place: place[0]), key=lambda place: place[0]):
            self._take(reader, dispatch, [ordinal for _, ordinal in places])

    def _take(self, reader: Reader, dispatch: str, leading: Iterable[int | None]) -> None:
        """Make passages of a dispatch that the archive holds known, or the whole, which lead."""
        stored = [decode(payload) for payload in reader.dispatch(dispatch)]
        passages = [(one.text, " ".join(chain.exacts(one.text))) for one in stored]
        texts = copied(dispatch, assemble(stored).text, passages)
        for ordinal in leading:
            mark = stored[0].version if ordinal is None else stored[ordinal].copy
            if mark:
                self._leaders.add(texts, ordinal, Leader(mark, dispatch, 0))


def _matches(reader: Reader, bands: set[str]) -> list[Match]:
    """Return the passages of the archive that have one of `bands`."""
    plan = Values(fields.BAND, tuple(sorted(bands)))
    found = reader.search(plan, _EXPECTED) if bands else []
    return found if len(found) < _EXPECTED else reader.search(plan, reader.count(plan, dispatches=False).passages)
