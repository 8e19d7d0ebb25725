"""An archive on disk: a folder with an engine's index, a cache, the user's tables, and a manifest that says what made it.

::

    manifest.json   says format, engine and its folder, fingerprint of analysis and gazetteer
    engine*/        the engine's own files; only the folder that the manifest names counts
    damaged-*/      what a repair has put aside; nothing reads it
    cache/          tables derived from a commit, named after it; may be deleted at any time
    user/           the user's own tables of places and actors
    making          is there while the archive is made, so that what an interrupted creation left is known as that
    write.lock      locked by who writes, with who that is beside it (`write.holder`); neither is ever the archive's content

The manifest is replaced at once (``rename``) and decides: a folder that it does not name is what an interrupted rebuild left.
Opening needs no flag.
Not here: what the manifest says (``manifest``), what goes into the archive (``ingest``), building it anew (``rebuild``), what is
asked of it (``depeche.search``).
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from depeche.core.errors import ArchiveError, ArchiveExists, ArchiveFormatError, DepecheError
from depeche.core.frozen import frozen
from depeche.indexer import manifest
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Reader, Record, Writer
from depeche.indexer.locking import Lock, hold
from depeche.indexer.manifest import ENGINE, FORMAT, MAKING, NAME, Manifest

__all__ = ["ArchiveFolder", "ArchiveWriter"]

_LOCK = "write.lock"
_BESIDE = ("write.holder", f"{NAME}.new")
"""What may lie beside: who holds the lock, and a manifest that is being written."""


@frozen
class ArchiveFolder:
    """An archive's folder, opened; :meth:`create` and :meth:`open` make it. Others may write to it and rebuild it meanwhile."""

    path: Path

    @classmethod
    def create(cls, path: Path, engine: str | None = None, *, entities: bool = True) -> "ArchiveFolder":
        """Make an empty archive in `path`; ArchiveExists where anything is but what an interrupted creation has left.

        `engine` is a name of ``registry.NAMES``; None takes the default one. Without `entities` its texts will not be searched
        for places and actors. ArchiveLocked while another process makes one there.
        """
        chosen = registry.engine(engine) if engine else registry.default()
        folder = cls(path)
        folder._check_free()
        with folder._made(), folder.hold():
            folder._check_free()
            (path / MAKING).touch()
            folder._sweep("")
            made = Manifest(FORMAT, chosen.name, chosen.version, folder._fingerprint(entities=entities), entities=entities)
            chosen.create(path / made.folder)
            folder.turn(made)
            folder.sweep()
        return folder

    @classmethod
    def open(cls, path: Path) -> "ArchiveFolder":
        """Open the archive in `path`; ArchiveNotFound if there is none, ArchiveFormatError if something else made it."""
        folder = cls(path)
        _ = folder.manifest
        return folder

    @property
    def manifest(self) -> Manifest:
        """What the manifest says now; errors as for :meth:`open`."""
        return manifest.read(self.path)

    @property
    def engine_path(self) -> Path:
        """The folder of the engine's own files."""
        return self.path / self.manifest.folder

    @property
    def cache_path(self) -> Path:
        """The folder of derived tables."""
        return self.path / "cache"

    @property
    def user_path(self) -> Path:
        """The folder of the user's tables."""
        return self.path / "user"

    @property
    def tables(self) -> tuple[Path, ...]:
        """The user's tables, by name."""
        return tuple(sorted(path for path in self.user_path.glob("*.tsv") if path.is_file()))

    def fingerprint(self) -> str:
        """Return the fingerprint of the analysis and tables of now; the manifest's is of those that the archive was made with."""
        return self._fingerprint(entities=self.manifest.entities)

    def reader(self) -> Reader:
        """Open a snapshot of the last commit."""
        while True:
            made = self.manifest
            try:
                return registry.engine(made.engine).reader(self.path / made.folder)
            except DepecheError:
                if self.manifest.folder == made.folder:
                    raise

    def writer(self, wait: float = 0.0) -> "ArchiveWriter":
        """Open the archive for writing; ArchiveLocked if another writer holds it for more than `wait` seconds.

        ArchiveFormatError if the analysis or the gazetteer has changed since it was made: what it holds would not be found.
        """
        writer = self.lock(wait)
        if self.manifest.fingerprint != self.fingerprint():
            writer.close()
            rebuilt = manifest.command(self.path, "rebuild")
            raise ArchiveFormatError(f"{self.path} was analysed with other rules or tables than those of now: run `{rebuilt}`")
        return writer

    def lock(self, wait: float = 0.0) -> "ArchiveWriter":
        """Open the archive for writing whatever has changed; ArchiveLocked if another holds it for more than `wait` seconds."""
        held = self.hold(wait)
        try:
            self.sweep()
            made = self.manifest
            return ArchiveWriter(self, registry.engine(made.engine).writer(self.path / made.folder), held)
        except BaseException:
            held.release()
            raise

    def hold(self, wait: float = 0.0) -> Lock:
        """Keep all who write out, without opening the engine; ArchiveLocked if one is at work for more than `wait` seconds."""
        return hold(self.path / _LOCK, str(self.path), wait)

    def sweep(self) -> None:
        """Remove what an interrupted rebuild or change of the user's tables has left; only who holds the lock may."""
        self._sweep(self.manifest.folder)
        for left in (self.path / MAKING, *self.user_path.glob("*.part")):
            with suppress(OSError):
                left.unlink()

    def describe(self) -> None:
        """Bring the manifest up to the engine's last commit and files; only who holds the lock may."""
        reader = self.reader()
        try:
            manifest.write(self.path, manifest.described(self.path, self.manifest, reader))
        finally:
            reader.close()

    def turn(self, made: Manifest) -> None:
        """Make `made` the archive's, all at once, and then remove the folders that it does not name."""
        manifest.write(self.path, made)
        self._sweep(made.folder)

    def _fingerprint(self, *, entities: bool) -> str:
        from depeche.indexer.records import fingerprint  # loads the analysers, which a search does not need

        return fingerprint(*self.tables, entities=entities)

    def _check_free(self) -> None:
        if self.path.exists() and not (self.path.is_dir() and _is_free([path.name for path in self.path.iterdir()])):
            raise ArchiveExists(f"{self.path} exists and is not an empty folder")

    @contextmanager
    def _made(self) -> Iterator[None]:
        """Make the folder, if need be, for what is to be made in it; ArchiveError where that cannot be written."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            yield
        except OSError as error:
            raise ArchiveError(f"{self.path} cannot be made: {error.strerror or error}") from error

    def _sweep(self, kept: str) -> None:
        import shutil  # reads archives of all kinds

        for left in self.path.glob(f"{ENGINE}*"):
            if left.name != kept:
                shutil.rmtree(left, ignore_errors=True)


class ArchiveWriter:
    """The one writer of an archive, as an engine's: with the archive's lock, and its manifest after each commit."""

    def __init__(self, folder: ArchiveFolder, writer: Writer, lock: Lock) -> None:
        self._folder, self._writer, self._lock = folder, writer, lock
        self._is_described = True

    def add(self, records: Iterable[Record]) -> None:
        """Add a batch of passages."""
        self._writer.add(records)

    def delete(self, dispatches: Iterable[str]) -> None:
        """Delete all passages of these dispatches that were added before this call; unknown ids are no error."""
        self._writer.delete(dispatches)

    def commit(self, record: str, cards: Collection[str] = ()) -> None:
        """Make all since the last commit visible and durable at once with `record`, and note it in the manifest."""
        self._writer.commit(record, cards)
        self._is_described = False
        self._folder.describe()

    def close(self) -> None:
        """Release the archive; what was not committed is dropped. After a commit the manifest tells the files as merged."""
        try:
            self._writer.close()
            if not self._is_described:
                self._folder.describe()
                self._is_described = True
        finally:
            self._lock.release()


def _is_free(names: list[str]) -> bool:
    """Return whether an archive may be made where files with these names lie: an interrupted creation may have left them."""
    beside = {_LOCK, *_BESIDE, MAKING}
    return all(name in beside or (MAKING in names and name.startswith((ENGINE, "cache"))) for name in names)
