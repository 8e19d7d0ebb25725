"""Dispatches that leave an archive: those that are there no more where a run looked, and those that are named.

Not here: those that others take the place of (``refreshing``).
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from depeche.core import fields
from depeche.indexer import commits
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.engines.contract import Reader
from depeche.indexer.refreshing import Refresh
from depeche.indexer.sources import Sources
from depeche.indexer.stored import held

__all__ = ["gone", "remove"]

_BATCH = 1000
"""Dispatches that the archive is asked about at once."""


def gone(reader: Reader, refresh: Refresh, sources: Sources) -> Iterator[list[str]]:
    """Yield, in batches, the ids of what `sources` say is to be dropped: stored from there, and it did not come in the run."""
    ids = (id_ for id_, _ in reader.dictionary(fields.DISPATCH))
    for batch in _batches(id_ for id_ in ids if not refresh.has(id_) and id_ not in refresh.kept):
        yield [id_ for id_, fact in held(reader, batch).items() if sources.is_pruned(fact.path)]


def remove(folder: ArchiveFolder, ids: Iterable[str], *, wait: float = 0.0) -> list[str]:
    """Remove the dispatches with these ids in one commit, and return the ids of those that were there, in the order given.

    ArchiveLocked if another writer holds the archive for more than `wait` seconds.
    """
    named = list(dict.fromkeys(id_.encode(errors="replace").decode() for id_ in ids))
    writer = folder.lock(wait)
    try:
        reader = folder.reader()
        try:
            known = {id_ for batch in _batches(named) for id_ in held(reader, batch)}
            number = commits.number(reader.record) + 1
        finally:
            reader.close()
        removed = [id_ for id_ in named if id_ in known]
        if removed:
            made = folder.manifest
            writer.delete(removed)
            writer.commit(commits.new(number, made.fingerprint, entities=made.entities))
    finally:
        writer.close()
    return removed


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while batch := list(islice(rest, _BATCH)):
        yield batch
