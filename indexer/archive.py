"""An archive on disk: a folder with an engine's index, a cache, and a manifest that says what made it.

::

    manifest.json   written when the archive is made; says format, engine, fingerprint of analysis and gazetteer
    engine/         the engine's own files
    cache/          tables derived from a commit, named after it; may be deleted at any time

Opening needs no flag: the manifest names the engine. Counts are not here but in the engine's commits.
Not here: what goes into it (``ingest``), what is asked of it (``depeche.search``).
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from depeche.core.errors import ArchiveExists, ArchiveFormatError, ArchiveNotFound
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Reader, Writer

__all__ = ["FORMAT", "ArchiveFolder", "Manifest"]

FORMAT = 1
"""The version of this layout and of what payloads, cards and fields hold."""

_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made an archive: the format's version, the engine and its version, the fingerprint of analysis and gazetteer."""

    format: int
    engine: str
    engine_version: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """An archive's folder, opened; :meth:`create` and :meth:`open` make it."""

    path: Path
    manifest: Manifest

    @classmethod
    def create(cls, path: Path, engine: str | None = None) -> "ArchiveFolder":
        """Make an empty archive in `path`, a folder that is missing or empty; ArchiveExists otherwise.

        `engine` is a name of ``registry.NAMES``; None takes the default one.
        """
        if path.exists() and not (path.is_dir() and not any(path.iterdir())):
            raise ArchiveExists(f"{path} exists and is not an empty folder")
        from depeche.indexer.records import fingerprint  # loads the analysers, which a search does not need

        chosen = registry.engine(engine) if engine else registry.default()
        folder = cls(path, Manifest(FORMAT, chosen.name, chosen.version, fingerprint()))
        chosen.create(folder.engine_path)
        _write(path / _MANIFEST, json.dumps(asdict(folder.manifest), indent=2) + "\n")
        return folder

    @classmethod
    def open(cls, path: Path) -> "ArchiveFolder":
        """Open the archive in `path`; ArchiveNotFound if there is none, ArchiveFormatError if something else made it."""
        manifest = _manifest(path)
        if manifest.format == FORMAT and manifest.engine not in registry.NAMES:
            raise ArchiveFormatError(
                f"{path} was made by the engine {manifest.engine}, which this version of Dépêche does not have"
            )
        if manifest.format != FORMAT:
            raise ArchiveFormatError(
                f"{path} has format {manifest.format}, of another version of Dépêche: index its dispatches anew"
            )
        return cls(path, manifest)

    @property
    def engine_path(self) -> Path:
        """The folder of the engine's own files."""
        return self.path / "engine"

    @property
    def cache_path(self) -> Path:
        """The folder of derived tables."""
        return self.path / "cache"

    def reader(self) -> Reader:
        """Open a snapshot of the last commit."""
        return registry.engine(self.manifest.engine).reader(self.engine_path)

    def writer(self) -> Writer:
        """Open the archive for writing; ArchiveLocked while another writer holds it.

        ArchiveFormatError if the analysis or the gazetteer has changed since it was made: what it holds would not be found.
        """
        from depeche.indexer.records import fingerprint

        if self.manifest.fingerprint != fingerprint():
            raise ArchiveFormatError(
                f"{self.path} was analysed by another version of the rules or tables: "
                "export its dispatches and index them into a new archive"
            )
        return registry.engine(self.manifest.engine).writer(self.engine_path)


def _manifest(path: Path) -> Manifest:
    try:
        return Manifest(**json.loads((path / _MANIFEST).read_text("utf-8")))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArchiveNotFound(f"{path} holds no archive; `depeche index` makes one") from error
    except TypeError as error:
        raise ArchiveFormatError(f"{path / _MANIFEST} is not the manifest of an archive") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ArchiveFormatError(f"{path / _MANIFEST} cannot be read: {error}") from error


def _write(path: Path, text: str) -> None:
    partial = path.with_suffix(".part")
    partial.write_text(text, "utf-8")
    partial.replace(path)
