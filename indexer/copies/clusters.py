"""Which texts are near-identical: each gets the mark of the first of its kind, in one pass.

A text that is near-identical to none before it leads: the mark is its own, and it is stored with bands, so that later ones find it.
The others are stored with its mark alone. So a text is compared with leaders only, and a chain of small changes does not make one
kind of what has become another text. When a dispatch replaces one of its id, a text of it that its own old text leads takes that
one's place. Where a leader goes without such an heir, the texts it led keep their mark, but later copies of them have a new one
until the archive is rebuilt. Not here: how alike two texts are (``texts``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from depeche.analyzers import chain
from depeche.core import fields
from depeche.core.plan import Values
from depeche.indexer.copies.leaders import Leader, Leaders
from depeche.indexer.copies.signatures import DISPATCH, PASSAGE, bands
from depeche.indexer.copies.texts import Text, passage_text, whole
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import StoredPassage, decode

__all__ = ["Clusters", "Mark", "Marks", "Words"]

Words = tuple[str, Sequence[str]]
"""A passage: its text, and its folded words."""

_EXPECTED = 1000
"""How many leaders of the archive are fetched before they are counted."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a text, None where it has no words, and its `bands` if it leads."""

    mark: str | None = None
    bands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """The mark of a dispatch and those of its passages, in order."""

    dispatch: Mark
    passages: tuple[Mark, ...]


class Clusters:
    """The kinds of near-identical texts of one run; close it in the end. `reader` has what the archive holds, None for nothing."""

    def __init__(self, reader: Reader | None = None) -> None:
        self._reader = reader if reader and reader.record else None
        self._leaders = Leaders()
        self._texts: dict[str, Text | None] = {}
        self._turn = 0

    def marks(self, dispatches: Sequence[tuple[str, Sequence[Words]]]) -> list[Marks]:
        """Return the marks of each of `dispatches`: its id, and its passages.

        The archive is asked once a call. Of near-identical ones the first in order leads.
        """
        ids = [id_ for id_, _ in dispatches]
        self._texts = {text: passage_text(terms) for _, passages in dispatches for text, terms in passages}
        parts = [[self._texts[text] for text, _ in passages] for _, passages in dispatches]
        banded_passages = iter(self._banded(PASSAGE, [text for texts in parts for text in texts]))
        banded_dispatches = self._banded(DISPATCH, [whole(texts) for texts in parts])
        marks = []
        for id_, texts, dispatch in zip(ids, parts, banded_dispatches, strict=True):
            self._turn += 1
            passages = tuple(self._mark(id_, next(banded_passages)) for _ in texts)
            marks.append(Marks(self._mark(id_, dispatch), passages))
        return marks

    def close(self) -> None:
        """Drop what the run has learned."""
        self._leaders.close()

    def _banded(self, kind: str, texts: Sequence[Text | None]) -> list[tuple[Text | None, tuple[str, ...]]]:
        """Return `texts` with their bands, the leaders of the archive that have one of these made known."""
        found = iter(bands(kind, [text for text in texts if text]))
        banded = [(text, next(found) if text else ()) for text in texts]
        wanted = {band for _, own in banded for band in own}
        if self._reader and wanted:
            self._recall(self._reader, kind, wanted)
        return banded

    def _recall(self, reader: Reader, kind: str, wanted: set[str]) -> None:
        plan = Values(fields.BAND, tuple(sorted(wanted)))
        matches = reader.search(plan, _EXPECTED)
        if len(matches) == _EXPECTED:
            matches = reader.search(plan, reader.count(plan, dispatches=False).passages)
        new = [match for match in matches if self._leaders.is_new(f"{kind}{match.ordinal} {match.dispatch}")]
        held = [(match.dispatch, mark, text) for match in new for mark, text in [self._held(reader, kind, match)] if mark and text]
        for (dispatch, mark, text), own in zip(held, bands(kind, [text for *_, text in held]), strict=True):
            self._leaders.add(text, own, Leader(mark, dispatch, 0))

    def _mark(self, dispatch: str, banded: tuple[Text | None, tuple[str, ...]]) -> Mark:
        text, own = banded
        if not text or not own:
            return Mark(text.mark if text else None)
        leader = self._leaders.nearest(text, own)
        if leader and (leader.dispatch != dispatch or leader.turn == self._turn):
            return Mark(leader.mark)
        mark = leader.mark if leader else text.mark
        self._leaders.add(text, own, Leader(mark, dispatch, self._turn))
        return Mark(mark, own)

    def _held(self, reader: Reader, kind: str, match: Match) -> tuple[str | None, Text | None]:
        """Return the mark and the text of a leader that the archive holds: of the passage that matches, or of its dispatch."""
        passage = decode(match.payload)
        if kind == PASSAGE:
            return passage.copy, self._text(passage)
        return passage.version, whole(map(self._text, map(decode, reader.dispatch(match.dispatch))))

    def _text(self, passage: StoredPassage) -> Text | None:
        """Return the text of a stored passage; what is in hand need not be read again."""
        if passage.text not in self._texts:
            self._texts[passage.text] = passage_text(chain.exacts(passage.text))
        return self._texts[passage.text]
