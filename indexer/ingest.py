"""Dispatches into an archive: batch by batch, one commit at the end.

What a run adds is seen by readers all at once. A dispatch whose id is stored already is replaced. What is near-identical to another
text, of the run or of the archive, is marked so.
Not here: reading files (``readers``), what a record holds (``records``).
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from depeche.analyzers.gazetteer import Gazetteer, gazetteer
from depeche.core.model import Dispatch
from depeche.indexer import commits
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.arrivals import Arrivals
from depeche.indexer.copies.clusters import Clusters
from depeche.indexer.engines.contract import Reader, Record, Writer
from depeche.indexer.readers.contract import Problem
from depeche.indexer.records import analyse

__all__ = ["Report", "add", "ingest"]

_BATCH = 4_000_000
"""Code points of text that the engine is given at once."""

_GROUP = 200_000
"""Code points of text that are analysed before the archive is asked for copies of them."""


@dataclass(slots=True)
class Report:
    """What came of a run: how many dispatches and passages were stored, of how many code points, and what was not read."""

    dispatches: int = 0
    passages: int = 0
    characters: int = 0
    problems: list[Problem] = field(default_factory=list)


def add(
    folder: ArchiveFolder, items: Iterable[Dispatch | Problem], *, progress: Callable[[Dispatch], object] | None = None
) -> Report:
    """Store the dispatches among `items` in the archive, with its own tables, and report; as :func:`ingest`.

    ArchiveLocked while another writer is at work, ArchiveFormatError where rules or tables have changed since it was made.
    """
    writer = folder.writer()
    try:
        reader = folder.reader()
        try:
            return ingest(writer, items, gazetteer(*folder.tables), reader, progress=progress)
        finally:
            reader.close()
    finally:
        writer.close()


def ingest(
    writer: Writer,
    items: Iterable[Dispatch | Problem],
    known: Gazetteer | None = None,
    reader: Reader | None = None,
    *,
    arrivals: Arrivals | None = None,
    progress: Callable[[Dispatch], object] | None = None,
) -> Report:
    """Store the dispatches among `items` through `writer`, commit, and report; problems are passed on in the report.

    `known` is the gazetteer, by default the one that ships. `reader` has what is stored already, None for nothing: copies of it are
    looked for; `arrivals` says when dispatches came, by default as `reader` does. `progress` is called with each dispatch when its
    records are made. If an error is raised, nothing of the run is stored. An id that is empty or cannot be shown is a problem, its
    dispatch is skipped.
    """
    report, came, clusters = Report(), arrivals or Arrivals(reader), Clusters(reader)
    try:
        for batch in _groups(_dispatches(items, report), _BATCH):
            writer.delete([dispatch.id for dispatch in batch])
            for group in _groups(iter(batch), _GROUP):
                writer.add(_records(group, known, clusters, came, report, progress))
    finally:
        clusters.close()
    writer.commit(commits.new(came.number))
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


def _groups(dispatches: Iterator[Dispatch], size: int) -> Iterator[list[Dispatch]]:
    """Yield groups of `size` code points of text or just above; of one id twice in a group only the last is in it."""
    group: dict[str, Dispatch] = {}
    filled = 0
    for dispatch in dispatches:
        group[dispatch.id] = dispatch
        filled += len(dispatch.text)
        if filled >= size:
            yield list(group.values())
            group, filled = {}, 0
    if group:
        yield list(group.values())


def _records(
    group: list[Dispatch],
    known: Gazetteer | None,
    clusters: Clusters,
    arrivals: Arrivals,
    report: Report,
    progress: Callable[[Dispatch], object] | None,
) -> Iterator[Record]:
    analyses = [analyse(dispatch, known) for dispatch in group]
    marks = clusters.marks([(analysis.dispatch.id, analysis.words) for analysis in analyses])
    for dispatch, analysis, own in zip(group, analyses, marks, strict=True):
        made = analysis.records(arrivals.of(dispatch), own)
        report.dispatches += 1
        report.passages += len(made)
        report.characters += len(dispatch.text)
        yield from made
        if progress:
            progress(dispatch)
