"""What a program uses: an archive to add dispatches to and to ask. The command line is made of the same calls.

Not here: how answers are printed (``depeche.cli``).
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Unpack

from depeche.core.model import Dispatch
from depeche.core.results import Results
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.pacing import EVERY
from depeche.search.options import SearchOptions
from depeche.snapshot import Snapshot

if TYPE_CHECKING:
    from depeche.checking import Finding
    from depeche.indexer.readers.contract import Problem
    from depeche.indexer.report import Report
    from depeche.indexer.saved import SavedQuestions
    from depeche.indexer.user_tables import UserTables

__all__ = ["Archive", "create", "open_archive"]


class Archive:
    """An archive, opened by :func:`create` or :func:`open_archive`; close it or use ``with``. May be shared by threads.

    Questions are answered from one snapshot, opened with the first of them and again after :meth:`add` or :meth:`reopen`.
    """

    def __init__(self, folder: ArchiveFolder) -> None:
        self._folder = folder
        self._lock = Lock()
        self._snapshot: Snapshot | None = None

    @property
    def path(self) -> Path:
        """The archive's folder."""
        return self._folder.path

    @property
    def engine(self) -> str:
        """The name of the engine that made it."""
        return self._folder.manifest.engine

    @property
    def entities(self) -> bool:
        """Whether its dispatches are searched for places and actors."""
        return self._folder.manifest.entities

    def add(
        self,
        dispatches: "Iterable[Dispatch | Problem]",
        *,
        workers: int = 1,
        prune: Iterable[str | Path] = (),
        wait: float = 0.0,
        commit_every: float = EVERY,
        progress: Callable[[Dispatch], object] | None = None,
        on_commit: Callable[[int], object] | None = None,
    ) -> "Report":
        """Store what is new or has changed of `dispatches`, and report what came of it.

        What the archive holds with the same id, text and facts is passed over; what it holds under another id is stored once: it
        has moved if its file is gone, else it is the same text twice. `prune` names files and folders: what was stored from
        there, and is not among `dispatches`, is dropped, save where a file could not be read whole.

        `workers` processes analyse large runs; more than one need a program whose main module can be imported (``if __name__ ==
        "__main__"``). There is a commit every `commit_every` megabytes of text and every minute; after each, `on_commit` is
        called with the number of dispatches stored so far. `progress` is called with each dispatch that has been dealt with.

        Raises ArchiveLocked if another writer is at work for more than `wait` seconds, ArchiveFormatError where the archive is
        :attr:`outdated`, InputError, which names it, for a dispatch that cannot be analysed. Whatever is raised, what was
        committed stays, and the same call goes on from there.
        """
        from depeche.indexer.ingest import add
        from depeche.indexer.intake import Hooks

        hooks = Hooks(progress, on_commit)
        report = add(self._folder, dispatches, workers=workers, prune=prune, wait=wait, every=commit_every, hooks=hooks)
        self.reopen()
        return report

    def remove(self, ids: Iterable[str], *, wait: float = 0.0) -> list[str]:
        """Remove the dispatches with these ids in one commit, and return the ids of those that there were.

        Raises ArchiveLocked if another writer is at work for more than `wait` seconds.
        """
        from depeche.indexer.pruning import remove

        removed = remove(self._folder, ids, wait=wait)
        self.reopen()
        return removed

    def rebuild(
        self,
        *,
        engine: str | None = None,
        workers: int = 1,
        wait: float = 0.0,
        progress: Callable[[Dispatch], object] | None = None,
    ) -> "Report":
        """Analyse all dispatches again with the rules and tables of now, in one commit, and report what came of it.

        Needed where :attr:`outdated` is true. `engine` names another engine for the archive, `workers` processes analyse (as in
        :meth:`add`), `progress` is called with each dispatch. Whatever interrupts it, the archive is the old one or the new one,
        whole; snapshots in use stay good. Raises ArchiveLocked if a writer is at work for more than `wait` seconds.
        """
        from depeche.indexer.intake import Hooks
        from depeche.indexer.rebuild import rebuild

        report = rebuild(self._folder, engine, workers=workers, wait=wait, hooks=Hooks(progress))
        self.reopen()
        return report

    def check(self, *, deep: bool = False) -> "list[Finding]":
        """Check all that the archive holds and return what is found, as ``depeche.check``: whole if all is harmless."""
        from depeche.checking import check

        return check(self.path, deep=deep)

    @property
    def gazetteer(self) -> "UserTables":
        """The user's own tables of places and actors: ``add(file)``, ``build(geonames)``, ``list()``, ``remove(name)``, ``paths``.

        A change counts once the archive is rebuilt.
        """
        from depeche.indexer.user_tables import UserTables

        return UserTables(self._folder)

    @property
    def saved(self) -> "SavedQuestions":
        """The questions kept with the archive: ``add(name, question, **options)``, ``list()``, ``get(name)``, ``remove(name)``."""
        from depeche.indexer.saved import SavedQuestions

        return SavedQuestions(self._folder)

    @property
    def outdated(self) -> bool:
        """Whether rules or tables have changed since the archive was made: it answers as before, but takes in nothing more."""
        return self._folder.fingerprint() != self._folder.manifest.fingerprint

    def search(self, question: str, **options: Unpack[SearchOptions]) -> Results:
        """Answer `question` with a page of ranked passages, exact totals, and facets over all matches.

        Options (``SearchOptions``): ``limit``, ``offset`` or ``cursor``; ``sort``, ``copies``, ``group``; ``levels``, ``within``,
        ``strict``, ``arrived_after``; the selections ``place``, ``actor``, ``type``, ``country``, ``source`` and ``month``;
        ``facets``, ``facet_limit``, ``facet_search``, ``facet_dispatches``, ``dispatches``; ``explain``. Raises QuestionError where
        one of them or the question cannot be asked.
        """
        return self.snapshot().search(question, **options)

    def more_like(self, id: str, passage: int | None = None, **options: Unpack[SearchOptions]) -> Results:
        """Find passages that share words and names with a dispatch, or with its `passage` (from 0); none of its own.

        Options are those of a search. NotFound if there is no such dispatch or passage.
        """
        return self.snapshot().more_like(id, passage, **options)

    def run(self, question: str, depth: int = 1000, *, passages: bool = False) -> list[tuple[str, int, float]]:
        """Return the best `depth` dispatches for `question`, or passages: id, ordinal of the best passage, score.

        For evaluations: nothing but the order is made, and no copy is left out.
        """
        return self.snapshot().run(question, depth, passages=passages)

    def snapshot(self) -> Snapshot:
        """Return the snapshot that questions are answered from."""
        with self._lock:
            if self._snapshot is None:
                self._snapshot = Snapshot(self._folder)
            return self._snapshot

    def describe(self) -> dict[str, Any]:
        """Return what made the archive and if it is outdated, its commit, exact counts, the bytes of all files, as JSON values."""
        snapshot = self.snapshot()
        size = sum(map(_size, self.path.rglob("*")))
        made = asdict(self._folder.manifest)
        for name in ("folder", "commit", "files", "dispatches", "passages"):
            del made[name]
        counts = {"commit": snapshot.commit, **snapshot.totals().to_dict(), "bytes": size}
        return {"path": str(self.path), **made, "outdated": self.outdated, **counts}

    def reopen(self) -> None:
        """Let the next question see what has been committed since. A snapshot that is still in use stays good."""
        with self._lock:
            self._snapshot = None

    def close(self) -> None:
        """Release what the archive holds."""
        with self._lock:
            if self._snapshot:
                self._snapshot.close()
            self._snapshot = None

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _size(file: Path) -> int:
    """Return the bytes of a file; 0 for a folder, and for a file that a merge has just removed."""
    try:
        return file.stat().st_size if file.is_file() else 0
    except FileNotFoundError:
        return 0


def create(path: str | Path, *, engine: str | None = None, entities: bool = True) -> Archive:
    """Make an empty archive in the folder `path`, with the default engine or the one named ("tantivy", "whoosh").

    Without `entities` its dispatches are not searched for places and actors: faster, and without their facets. Raises ArchiveExists
    if something is there, EngineError if the engine cannot be imported, ArchiveLocked while another process makes one there.
    """
    return Archive(ArchiveFolder.create(Path(path), engine, entities=entities))


def open_archive(path: str | Path) -> Archive:
    """Open the archive in the folder `path`; ArchiveNotFound if there is none, ArchiveFormatError if it cannot be used."""
    return Archive(ArchiveFolder.open(Path(path)))
