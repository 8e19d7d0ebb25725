"""Which texts are near-identical: each gets the mark of the first of its kind, in one pass.

A text that is near-identical to none before it leads: the mark is its own, and it is stored with bands, so that later ones find it.
The others are stored with its mark alone. So a text is compared with leaders only, and a chain of small changes does not make one
kind of what has become another text. When a dispatch replaces one of its id, a text of it that its own old text leads takes that
one's place. Where a leader goes without such an heir, the texts it led keep their mark, but later copies of them have a new one
until the archive is rebuilt. Not here: how alike two texts are (``texts``).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from depeche.indexer.copies.held import Held
from depeche.indexer.copies.leaders import Leader, Leaders
from depeche.indexer.copies.texts import Copied, Text
from depeche.indexer.engines.contract import Reader

__all__ = ["Clusters", "Mark", "Marks"]


class Mark(NamedTuple):
    """The mark of a text, None where it has no words, and its `bands` and `sketch` if it leads."""

    mark: str | None = None
    bands: tuple[str, ...] = ()
    sketch: int = 0


class Marks(NamedTuple):
    """The mark of a dispatch and those of its passages, in order."""

    dispatch: Mark
    passages: tuple[Mark, ...]


class Clusters:
    """The kinds of near-identical texts of one run; close it in the end. `reader` has what the archive holds, None for nothing.

    `folder` is where a temporary file may be made.
    """

    def __init__(self, reader: Reader | None = None, folder: Path | None = None) -> None:
        self._held = Held(reader) if reader and reader.record else None
        self._leaders = Leaders(folder)
        self._turn = 0

    def marks(self, dispatches: Sequence[Copied]) -> list[Marks]:
        """Return the marks of each of `dispatches`; of near-identical ones the first leads. No two are of one id."""
        if self._held:
            self._held.ask(dispatches)
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
        leader = self._nearest(texts, ordinal, text)
        if leader and (leader.dispatch != texts.dispatch or leader.turn == self._turn):
            return Mark(leader.mark)
        mark = leader.mark if leader else text.mark
        self._leaders.add(texts, ordinal, text, Leader(mark, texts.dispatch, self._turn))
        return Mark(mark, text.bands, text.sketch)

    def _nearest(self, texts: Copied, ordinal: int | None, text: Text) -> Leader | None:
        """Return the leader that is near a text; where one of the archive is as near as one of the run, the latter."""
        met = self._leaders.nearest(texts, ordinal, text)
        if self._held and (met is None or met.likeness < 1):
            held = self._held.nearest(texts, ordinal, text)
            met = held if held and (met is None or held.likeness > met.likeness) else met
        return met.leader if met else None
