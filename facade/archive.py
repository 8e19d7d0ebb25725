"""What a program uses: an archive to add dispatches to and to ask. The command line is made of the same calls.

Not here: how answers are printed (``depeche.cli``).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Unpack

from depeche.core.errors import NotFound
from depeche.core.model import Dispatch, Entity, Mention
from depeche.core.plan import Everything
from depeche.core.results import Results, Totals
from depeche.indexer import commits
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.payload import StoredPassage, assemble, decode, first_facts, grouped, mention, mentions
from depeche.search.searcher import Searcher, SearchOptions
from depeche.search.spellings import Spelling
from depeche.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from depeche.indexer.ingest import Report
    from depeche.indexer.readers.contract import Problem
    from depeche.indexer.user_tables import UserTables

__all__ = ["Archive", "Snapshot", "Stored", "create", "open_archive"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A dispatch as an archive stores it: its mentions, without their `why`, and the place where it was filed.

    `entities` has the places and actors of both, and what these lie in, by id.
    """

    dispatch: Dispatch
    mentions: list[Mention]
    dateline: Entity | None
    entities: dict[str, Entity]


class Snapshot:
    """One state of an archive: what was committed when it was opened. May be shared by threads; close it or use ``with``."""

    def __init__(self, folder: ArchiveFolder) -> None:
        self._reader = folder.reader()
        self.commit = commits.name(self._reader.record)
        self._vocabulary = Vocabulary(self._reader, folder.cache_path, self.commit)
        self._searcher = Searcher(self._reader, self._vocabulary, self.commit)

    def search(self, question: str, **options: Unpack[SearchOptions]) -> Results:
        """Answer `question`; as ``Archive.search``."""
        return self._searcher.search(question, **options)

    def spellings(self, name: str) -> list[Spelling]:
        """Return the words and the runs of words of the archive that may spell `name`, folded, the likeliest first."""
        from depeche.search.listing import Listing

        return Listing(self._reader, self._vocabulary).spellings(name)

    def dispatch(self, id: str) -> Dispatch:
        """Return the dispatch with that id, its text exactly as it was read; NotFound if there is none."""
        return assemble(self._passages(id))

    def mentions(self, id: str) -> list[Mention]:
        """Return the mentions of the dispatch with that id as they are stored, without their `why`; NotFound if there is none."""
        return self.stored(id).mentions

    def dateline(self, id: str) -> Entity | None:
        """Return the place where the dispatch with that id was filed, as its dateline names it; NotFound if there is none."""
        return self.stored(id).dateline

    def stored(self, id: str) -> Stored:
        """Return the dispatch with that id and all that is stored of what it names; NotFound if there is none."""
        passages = self._passages(id)
        dispatch, names, filed = assemble(passages), mentions(passages), first_facts(passages).dateline
        entities = self._entities({*(id_ for _, _, id_, _ in names), *([filed] if filed else [])})
        found = [mention(name, dispatch.text, entities.get(name[2])) for name in names]
        return Stored(dispatch, found, entities.get(filed or ""), entities)

    def entity(self, id: str) -> Entity | None:
        """Return the place or actor with that id, if a dispatch names it or something that lies in it."""
        return self._vocabulary.entity(id)

    def dispatches(self) -> Iterator[Dispatch]:
        """Yield all dispatches, by id."""
        return map(assemble, grouped(self._reader.dispatches()))

    def _entities(self, ids: set[str]) -> dict[str, Entity]:
        """Return those of the `ids` that are of places and actors, and what these lie in."""
        found = {id_: one for id_ in ids if (one := self.entity(id_))}
        above = {id_ for one in found.values() for id_ in one.ancestors} - found.keys()
        return found | {id_: one for id_ in above if (one := self.entity(id_))}

    def _passages(self, id: str) -> list[StoredPassage]:
        payloads = self._reader.dispatch(id.encode(errors="replace").decode())
        if not payloads:
            raise NotFound(f"no dispatch {id} in this archive")
        return [decode(payload) for payload in payloads]

    def totals(self) -> Totals:
        """Count all passages and dispatches."""
        count = self._reader.count(Everything())
        return Totals(count.passages, count.dispatches)

    def derive(self) -> None:
        """Derive the vocabulary's tables now rather than at the first question."""
        self._vocabulary.derive()

    def close(self) -> None:
        """Release what the snapshot holds."""
        self._reader.close()

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


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
        from depeche.analyzers.gazetteer import gazetteer
        from depeche.indexer.ingest import ingest

        writer = self._folder.writer()
        try:
            report = ingest(writer, dispatches, gazetteer(*self._folder.tables), progress=progress)
        finally:
            writer.close()
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
    def outdated(self) -> bool:
        """Whether rules or tables have changed since the archive was made: it answers as before, but takes in nothing more."""
        return self._folder.fingerprint() != self._folder.manifest.fingerprint

    def search(self, question: str, **options: Unpack[SearchOptions]) -> Results:
        """Answer `question` with a page of ranked passages, exact totals, and facets over all matches.

        Options (``SearchOptions``): ``limit``, ``offset`` or ``cursor``; ``levels``; the selections ``place``, ``actor``, ``type``,
        ``country``, ``source`` and ``month``; ``facet_limit``, ``facet_search``, ``facet_dispatches``, ``dispatches``. Raises
        QuestionError for what cannot be asked.
        """
        return self.snapshot().search(question, **options)

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
