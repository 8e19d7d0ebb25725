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
from depeche.search.options import SearchOptions
from depeche.snapshot import Snapshot

if TYPE_CHECKING:
    from depeche.indexer.ingest import Report
    from depeche.indexer.readers.contract import Problem
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

    def add(
        self,
        dispatches: "Iterable[Dispatch | Problem]",
        *,
        progress: Callable[[Dispatch], object] | None = None,
    ) -> "Report":
        """Store `dispatches` in one commit, replacing those whose id is stored already, and report what came of it.

        `progress` is called with each dispatch. Raises ArchiveLocked while another writer is at work, ArchiveFormatError where
        the archive is :attr:`outdated`.
        """
        from depeche.indexer.ingest import add

        report = add(self._folder, dispatches, progress=progress)
        self.reopen()
        self.snapshot().derive()
        return report

    def rebuild(self, *, engine: str | None = None, progress: Callable[[Dispatch], object] | None = None) -> "Report":
        """Analyse all dispatches again with the rules and tables of now, in one commit, and report what came of it.

        Needed where :attr:`outdated` is true. `engine` names another engine for the archive, `progress` is called with each
        dispatch. Whatever interrupts it, the archive is the old one or the new one, whole; snapshots in use stay good. Raises
        ArchiveLocked while a writer is at work.
        """
        from depeche.indexer.rebuild import rebuild

        report = rebuild(self._folder, engine, progress=progress)
        self.reopen()
        self.snapshot().derive()
        return report

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
        ``facet_limit``, ``facet_search``, ``facet_dispatches``, ``dispatches``; ``explain``. Raises QuestionError where one of them
        or the question cannot be asked.
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
        del made["folder"]
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


def create(path: str | Path, *, engine: str | None = None) -> Archive:
    """Make an empty archive in the folder `path`, with the default engine or the one named ("tantivy", "whoosh").

    Raises ArchiveExists if something is there, EngineError if the engine cannot be imported.
    """
    return Archive(ArchiveFolder.create(Path(path), engine))


def open_archive(path: str | Path) -> Archive:
    """Open the archive in the folder `path`; ArchiveNotFound if there is none, ArchiveFormatError if it cannot be used."""
    return Archive(ArchiveFolder.open(Path(path)))
