"""Dispatches analysed, marked as copies and written, group by group, with a commit every so often.

Whole dispatches are written between two commits, always. What is near-identical to another text, of the run or of the archive, is
marked so. Not here: what must be stored (``refreshing``), analysis (``workers``, ``records``), whose archive it is (``ingest``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from depeche.core.model import Dispatch
from depeche.indexer import commits
from depeche.indexer.cards import Cards
from depeche.indexer.copies.clusters import Clusters
from depeche.indexer.engines.contract import Reader, Writer
from depeche.indexer.manifest import Manifest
from depeche.indexer.pacing import Pace
from depeche.indexer.records import Draft
from depeche.indexer.refreshing import Entry
from depeche.indexer.report import Report
from depeche.indexer.workers import Rules, drafted

__all__ = ["Hooks", "Intake"]

_GROUP = 100_000
"""Code points of text that are analysed, marked and written together."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Who is told how a run goes: `progress` of each dispatch that is dealt with, `on_commit` how many have been stored so far."""

    progress: Callable[[Dispatch], object] | None = None
    on_commit: Callable[[int], object] | None = None


class Intake:
    """A run's way into an archive; close it or use ``with``. `reader` has what is stored already, None for nothing.

    `folder` is the archive's, where what a run needs is kept in a file without a name; `made` is its manifest. The first commit
    has the number `number`. `pace` says when to commit, None: in the end.
    """

    def __init__(
        self,
        folder: Path,
        writer: Writer,
        reader: Reader | None,
        made: Manifest,
        number: int,
        *,
        pace: Pace | None = None,
        hooks: Hooks | None = None,
    ) -> None:
        self.report = Report()
        self._writer, self._made, self._number = writer, made, number
        self._pace, self._hooks = pace, hooks or Hooks()
        self._clusters = Clusters(reader, folder)
        self._cards = Cards(reader)
        self._is_dirty = False

    def store(self, entries: Iterable[Entry], rules: Rules, workers: int = 1) -> None:
        """Store the dispatches of `entries`; `workers` processes analyse them."""
        for group, drafts in drafted(_groups(entries), rules, workers):
            self._write(group, drafts)
            if self._pace and self._pace.is_due(sum(draft.characters for draft in drafts)):
                self.commit()

    def delete(self, ids: list[str]) -> None:
        """Drop the dispatches with these ids."""
        if ids:
            self._writer.delete(ids)
            self._is_dirty = True

    def commit(self, *, always: bool = False) -> None:
        """Make durable what was written, if anything was, or `always`."""
        if not (self._is_dirty or always):
            return
        self._writer.commit(commits.new(self._number, self._made.fingerprint, entities=self._made.entities), self._cards.take())
        self._number += 1
        self._is_dirty = False
        if self._pace:
            self._pace.restart()
        if self._hooks.on_commit:
            self._hooks.on_commit(self.report.dispatches)

    def pass_by(self, dispatch: Dispatch) -> None:
        """Tell that a dispatch has been dealt with."""
        if self._hooks.progress:
            self._hooks.progress(dispatch)

    def close(self) -> None:
        """Release what a run needs besides the archive."""
        self._clusters.close()

    def __enter__(self) -> "Intake":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _write(self, group: Sequence[Entry], drafts: Sequence[Draft]) -> None:
        self.delete([id_ for entry in group for id_ in (entry.dispatch.id, *entry.replaced)])
        marks = self._clusters.marks([draft.copies for draft in drafts])
        arrivals = [self._number if entry.arrival is None else entry.arrival for entry in group]
        self._writer.add([record for each in map(Draft.records, drafts, arrivals, marks) for record in each])
        for entry, draft in zip(group, drafts, strict=True):
            self._cards.note(draft.cards)
            self.report.stored(entry.kind, len(draft.parts), draft.characters)
            self.pass_by(entry.dispatch)


def _groups(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield groups of so much text or just above; of one id twice in a group only the last is in it."""
    group: dict[str, Entry] = {}
    filled = 0
    for entry in entries:
        group[entry.dispatch.id] = entry
        filled += len(entry.dispatch.text)
        if filled >= _GROUP:
            yield list(group.values())
            group, filled = {}, 0
    if group:
        yield list(group.values())
