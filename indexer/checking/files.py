"""The files of an archive: its manifest, those that the engine's last commit names, and what something interrupted has left.

An engine's files are checked by what they say themselves, so a manifest that is a commit behind is no fault. A writer may be at
work meanwhile: where a file is gone because of a new commit, the new one is checked. Not here: what is in the files.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from depeche.core.errors import ArchiveDamaged, ArchiveNotFound
from depeche.core.frozen import frozen
from depeche.indexer import manifest
from depeche.indexer.checking.findings import Finding
from depeche.indexer.engines import registry
from depeche.indexer.engines.files import Files, files
from depeche.indexer.manifest import ENGINE, NAME, Manifest

__all__ = ["RESCUE", "Checked", "check_files", "engine_of"]

RESCUE = "`depeche check --repair` keeps what can still be read"
_REMADE = "`depeche check --repair` makes it again"
_LEFT = "left by something interrupted: `depeche check --repair` removes it"
_PARTIAL = ("*.part", "*.new")
_FOLDERS = (".", "user", "cache")


@frozen
class Checked:
    """What the files say: the findings, the manifest (None if it is lost or damaged), engine and folder (None if none is found)."""

    findings: tuple[Finding, ...]
    manifest: Manifest | None
    engine: str | None
    folder: Path | None


def check_files(archive: Path) -> Checked:
    """Check the files of the archive in that folder.

    ArchiveNotFound if there is none, ArchiveFormatError if another version made it.
    """
    found: list[Finding] = []
    try:
        made: Manifest | None = manifest.read(archive)
    except ArchiveDamaged as error:
        made = None
        found.append(Finding(NAME, _reason(error), _REMADE))
    engine, folder = (made.engine, archive / made.folder) if made else engine_of(archive)
    if engine is None or folder is None:
        raise ArchiveNotFound(f"{archive} holds no archive: neither its manifest nor the folder of an engine can be read")
    found += _engine(files(engine), folder, made)
    found += _left(archive, folder)
    return Checked(tuple(found), made, engine, folder)


def engine_of(archive: Path) -> tuple[str | None, Path | None]:
    """Return the engine and the folder that the lost manifest must have named: of those whose commit can be read, the fullest."""
    found = [one for folder in archive.glob(f"{ENGINE}*/") for engine in registry.NAMES for one in _candidate(engine, folder)]
    _, engine, folder = max(found, default=(0, None, None))
    return engine, folder


def _candidate(engine: str, folder: Path) -> Iterator[tuple[int, str, Path]]:
    with suppress(ArchiveDamaged, ImportError, OSError):
        yield files(engine).documents(folder), engine, folder


def _engine(engine: Files, folder: Path, made: Manifest | None) -> list[Finding]:
    """Check the files that the last commit names; those of the next one if that comes meanwhile."""
    while True:
        try:
            names = engine.committed(folder)
        except ArchiveDamaged as error:
            return [Finding(folder.name, str(error), RESCUE)]
        found = [one for name in names for one in _faults(engine, folder, name, made)]
        if not found or names == _committed(engine, folder):
            return found + _unneeded(engine, folder)


def _committed(engine: Files, folder: Path) -> list[str]:
    try:
        return engine.committed(folder)
    except ArchiveDamaged:
        return []


def _faults(engine: Files, folder: Path, name: str, made: Manifest | None) -> Iterator[Finding]:
    try:
        fault = engine.fault(folder / name, made.files.get(name) if made else None)
    except FileNotFoundError:
        fault = "missing"
    except OSError as error:
        fault = f"cannot be read ({error.strerror or error})"
    if fault:
        yield Finding(f"{folder.name}/{name}", fault, RESCUE)


def _unneeded(engine: Files, folder: Path) -> list[Finding]:
    try:
        names = engine.unneeded(folder)
    except (ArchiveDamaged, OSError):
        return []
    return [Finding(f"{folder.name}/{name}", "no commit needs it", _LEFT, harmless=True) for name in names]


def _left(archive: Path, folder: Path) -> Iterator[Finding]:
    """Yield what the writers of other files have left: a rebuild that was interrupted, files not yet renamed."""
    for other in sorted(archive.glob(f"{ENGINE}*/")):
        if other.name != folder.name:
            yield Finding(other.name, "the manifest does not name it", _LEFT, harmless=True)
    for place in _FOLDERS:
        for pattern in _PARTIAL:
            for left in sorted((archive / place).glob(pattern)):
                yield Finding(str(left.relative_to(archive)), "was never finished", _LEFT, harmless=True)


def _reason(error: ArchiveDamaged) -> str:
    return str(error).partition(NAME)[2].partition(": `")[0].strip()
