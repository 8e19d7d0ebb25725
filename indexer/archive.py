"""An archive on disk: a folder with an engine's index, a cache, the user's tables, and a manifest that says what made it.

::

    manifest.json   says format, engine and its folder, fingerprint of analysis and gazetteer
    engine*/        the engine's own files; only the folder that the manifest names counts
    cache/          tables derived from a commit, named after it; may be deleted at any time
    user/           the user's own tables of places and actors

The manifest is replaced at once (``rename``) and decides: a folder that it does not name is what an interrupted rebuild left.
Opening needs no flag. Counts are not here but in the engine's commits.
Not here: what goes into it (``ingest``), building it anew (``rebuild``), what is asked of it (``depeche.search``).
"""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from depeche.core.errors import ArchiveExists, ArchiveFormatError, ArchiveNotFound, DepecheError
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Engine, Reader, Writer
from depeche.indexer.replacing import replace_file

__all__ = ["FORMAT", "ArchiveFolder", "Manifest"]

FORMAT = 3
"""The version of this layout and of what payloads, cards and fields hold."""

_MANIFEST = "manifest.json"
_ENGINE = "engine"
_Opened = TypeVar("_Opened", Reader, Writer)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made an archive: the format's version, the engine, its version and folder, the fingerprint of analysis and gazetteer."""

    format: int
    engine: str
    engine_version: str
    fingerprint: str
    folder: str = _ENGINE


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """An archive's folder, opened; :meth:`create` and :meth:`open` make it. Others may write to it and rebuild it meanwhile."""

    path: Path

    @classmethod
    def create(cls, path: Path, engine: str | None = None) -> "ArchiveFolder":
        """Make an empty archive in `path`, a folder that is missing or empty; ArchiveExists otherwise.

        `engine` is a name of ``registry.NAMES``; None takes the default one.
        """
        if path.exists() and not (path.is_dir() and not any(path.iterdir())):
            raise ArchiveExists(f"{path} exists and is not an empty folder")
        chosen = registry.engine(engine) if engine else registry.default()
        folder = cls(path)
        made = Manifest(FORMAT, chosen.name, chosen.version, folder.fingerprint())
        chosen.create(folder.path / made.folder)
        folder.turn(made)
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
        found = _manifest(self.path)
        if found.format != FORMAT:
            raise ArchiveFormatError(
                f"{self.path} has format {found.format}, of another version of Dépêche: "
                "export its dispatches with that one and index them into a new archive"
            )
        if found.engine not in registry.NAMES:
            raise ArchiveFormatError(
                f"{self.path} was made by the engine {found.engine}, which this version of Dépêche does not have"
            )
        return found

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
        from depeche.indexer.records import fingerprint  # loads the analysers, which a search does not need

        return fingerprint(*self.tables)

    def reader(self) -> Reader:
        """Open a snapshot of the last commit."""
        return self._opened(lambda engine, path: engine.reader(path))

    def writer(self) -> Writer:
        """Open the archive for writing; ArchiveLocked while another writer holds it.

        ArchiveFormatError if the analysis or the gazetteer has changed since it was made: what it holds would not be found.
        """
        writer = self.lock()
        if self.manifest.fingerprint != self.fingerprint():
            writer.close()
            raise ArchiveFormatError(
                f"{self.path} was analysed with other rules or tables than those of now: run `depeche rebuild`"
            )
        return writer

    def lock(self) -> Writer:
        """Open the archive for writing whatever has changed; ArchiveLocked while another writer holds it.

        What an interrupted rebuild or an interrupted change of the user's tables has left is removed.
        """
        while True:
            made = self.manifest
            writer = self._opened(lambda engine, path: engine.writer(path))
            if self.manifest == made:
                break
            writer.close()
        self._sweep(made.folder)
        for left in self.user_path.glob("*.part"):
            with suppress(OSError):
                left.unlink()
        return writer

    def turn(self, manifest: Manifest) -> None:
        """Make `manifest` the archive's, all at once, and then remove the folders that it does not name."""
        replace_file(self.path / _MANIFEST, json.dumps(asdict(manifest), indent=2) + "\n")
        self._sweep(manifest.folder)

    def _opened(self, opening: Callable[[Engine, Path], _Opened]) -> _Opened:
        """Open the folder that the manifest names; again if it has been rebuilt meanwhile."""
        while True:
            made = self.manifest
            try:
                return opening(registry.engine(made.engine), self.path / made.folder)
            except DepecheError:
                if self.manifest == made:
                    raise

    def _sweep(self, kept: str) -> None:
        for left in self.path.glob(f"{_ENGINE}*"):
            if left.name != kept:
                shutil.rmtree(left, ignore_errors=True)


def _manifest(path: Path) -> Manifest:
    try:
        return Manifest(**json.loads((path / _MANIFEST).read_text("utf-8")))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArchiveNotFound(f"{path} holds no archive; `depeche index` makes one") from error
    except TypeError as error:
        raise ArchiveFormatError(f"{path / _MANIFEST} is not the manifest of an archive") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ArchiveFormatError(f"{path / _MANIFEST} cannot be read: {error}") from error
