"""Dispatches into an archive: what is new or has changed, commit by commit; what is gone out of it, on request.

What is written is seen by readers with the commit that it is in. A run that is cut short leaves what it has committed, and the
same run again goes on from there. Not here: reading files (``readers``), the steps (``refreshing``, ``intake``, ``pruning``).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from depeche.core.model import Dispatch
from depeche.indexer import commits
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.engines.contract import Reader
from depeche.indexer.intake import Hooks, Intake
from depeche.indexer.pacing import EVERY, Pace
from depeche.indexer.pruning import gone
from depeche.indexer.readers.contract import Problem
from depeche.indexer.refreshing import Refresh
from depeche.indexer.report import Report
from depeche.indexer.sources import Sources
from depeche.indexer.workers import Rules

__all__ = ["add"]

_UNSHOWN = {"Cc", "Cs", "Zl", "Zp"}
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of what follows, so that an id would look like another."""


def add(
    folder: ArchiveFolder,
    items: Iterable[Dispatch | Problem],
    *,
    workers: int = 1,
    prune: Iterable[str | Path] = (),
    wait: float = 0.0,
    every: float = EVERY,
    hooks: Hooks | None = None,
) -> Report:
    """Store what is new or has changed of the dispatches among `items` in the archive, and report; problems are passed on.

    `workers` processes analyse. Dispatches that were stored from at or below a path of `prune`, and are not among `items`, are
    dropped, save where a file could not be read whole. There is a commit every `every` megabytes of text. An id that is empty or
    cannot be shown is a problem, its dispatch is skipped. ArchiveLocked while another writer is at work for more than `wait`
    seconds, ArchiveFormatError where rules or tables have changed since the archive was made. If an error is raised, what was
    committed stays, and the rest is not stored.
    """
    writer = folder.writer(wait)
    try:
        reader = folder.reader()
        try:
            number = commits.number(reader.record) + 1
            with Intake(folder.path, writer, reader, folder.manifest, number, pace=Pace(every), hooks=hooks) as intake:
                rules = Rules(folder.tables, folder.manifest.entities)
                sources = Sources(prune)
                refresh = Refresh(folder.path, reader, sources, intake.report, intake.pass_by)
                intake.store(refresh.wanted(_dispatches(sources.noted(items), intake.report)), rules, workers)
                _drop(intake, reader, refresh, sources)
                intake.commit()
                return intake.report
        finally:
            reader.close()
    finally:
        writer.close()


def _drop(intake: Intake, reader: Reader, refresh: Refresh, sources: Sources) -> None:
    intake.delete(refresh.dropped)
    for ids in gone(reader, refresh, sources) if sources.roots else ():
        intake.delete(ids)
        intake.report.removed += len(ids)


def _dispatches(items: Iterable[Dispatch | Problem], report: Report) -> Iterator[Dispatch]:
    for item in items:
        if isinstance(item, Problem):
            report.problems.append(item)
        elif unfit := _unfit(item):
            report.problems.append(Problem(item.path or "", unfit, line=item.line))
        else:
            yield item


def _unfit(dispatch: Dispatch) -> str | None:
    """Return why a dispatch cannot be stored: an id that is empty or steers what shows it, a source that is no text.

    Joiners, and characters younger than Python's tables, are no reason: names of files have them.
    """
    id_, source = dispatch.id, dispatch.source or ""
    if not id_ or any(unicodedata.category(c) in _UNSHOWN or c in _TURNING for c in id_):
        return f"{id_!r} is no id: it is empty or cannot be shown"
    if "\0" in source or any("\ud800" <= c <= "\udfff" for c in source):
        return "its source holds a NUL or a lone surrogate"
    return None
