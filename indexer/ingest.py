"""Dispatches into an archive: batch by batch, one commit at the end.

What a run adds is seen by readers all at once. A dispatch whose id is stored already is replaced.
Not here: reading files (``readers``), what a record holds (``records``).
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from depeche.analyzers.gazetteer import Gazetteer
from depeche.core.model import Dispatch
from depeche.indexer import commits
from depeche.indexer.engines.contract import Record, Writer
from depeche.indexer.readers.contract import Problem
from depeche.indexer.records import records

__all__ = ["Report", "ingest"]

_BATCH = 4_000_000
"""Code points of text that are analysed before the engine is given their records."""


@dataclass(slots=True)
class Report:
    """What came of a run: how many dispatches and passages were stored, of how many code points, and what was not read."""

    dispatches: int = 0
    passages: int = 0
    characters: int = 0
    problems: list[Problem] = field(default_factory=list)


def ingest(
    writer: Writer,
    items: Iterable[Dispatch | Problem],
    known: Gazetteer | None = None,
    *,
    progress: Callable[[Dispatch], object] | None = None,
) -> Report:
    """Store the dispatches among `items` through `writer`, commit, and report; problems are passed on in the report.

    `known` is the gazetteer, by default the one that ships. `progress` is called with each dispatch when it has been analysed. If
    an error is raised, nothing of the run is stored. An id that is empty or cannot be shown is a problem, its dispatch is skipped.
    """
    report = Report()
    for batch in _batches(_dispatches(items, report)):
        writer.delete([dispatch.id for dispatch in batch])
        writer.add(_records(batch, known, report, progress))
    writer.commit(commits.new())
    return report


def _dispatches(items: Iterable[Dispatch | Problem], report: Report) -> Iterator[Dispatch]:
    for item in items:
        if isinstance(item, Problem):
            report.problems.append(item)
        elif unfit := _unfit(item):
            report.problems.append(Problem(item.path or "", unfit, line=item.line))
        else:
            yield item


def _unfit(dispatch: Dispatch) -> str | None:
    """Return why a dispatch cannot be stored: an id that is empty or cannot be printed (blanks can), a source that is no text."""
    id_, source = dispatch.id, dispatch.source or ""
    if not id_ or not all(c.isprintable() or unicodedata.category(c) == "Zs" for c in id_):
        return f"{id_!r} is no id: it is empty or cannot be shown"
    if "\0" in source or any("\ud800" <= c <= "\udfff" for c in source):
        return "its source holds a NUL or a lone surrogate"
    return None


def _batches(dispatches: Iterator[Dispatch]) -> Iterator[list[Dispatch]]:
    batch: dict[str, Dispatch] = {}
    size = 0
    for dispatch in dispatches:
        batch[dispatch.id] = dispatch
        size += len(dispatch.text)
        if size >= _BATCH:
            yield list(batch.values())
            batch, size = {}, 0
    if batch:
        yield list(batch.values())


def _records(
    batch: list[Dispatch], known: Gazetteer | None, report: Report, progress: Callable[[Dispatch], object] | None
) -> Iterator[Record]:
    for dispatch in batch:
        made = records(dispatch, known)
        report.dispatches += 1
        report.passages += len(made)
        report.characters += len(dispatch.text)
        yield from made
        if progress:
            progress(dispatch)
