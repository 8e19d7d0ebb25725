"""An archive checked, and what is derived in it made again. Nothing that is whole is ever thrown away.

Not here: the single checks (``depeche.indexer.checking``), how findings are printed (``depeche.cli``).
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from depeche.analyzers.gazetteer import gazetteer
from depeche.core import fields
from depeche.core.errors import ArchiveError, DepecheError
from depeche.core.frozen import frozen
from depeche.indexer import commits, manifest
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.checking import Checked, Finding, check_files, check_stored, check_terms, check_user
from depeche.indexer.checking.files import RESCUE
from depeche.indexer.checking.salvage import Remains
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Reader
from depeche.indexer.engines.files import files
from depeche.indexer.manifest import FORMAT, Manifest
from depeche.indexer.rebuild import rebuild
from depeche.search.vocabulary import Vocabulary

__all__ = ["Finding", "Repaired", "check", "repair"]

_DERIVED = "`depeche check --repair` derives it again, and so does the next question"


@frozen
class Repaired:
    """What a repair came to: lines that say what was `done`, and the findings of a check after it."""

    done: tuple[str, ...]
    left: tuple[Finding, ...]


def check(path: str | Path, *, deep: bool = False) -> list[Finding]:
    """Check the archive in the folder `path` and return what is found; an archive is whole if all of that is harmless.

    All files of the last commit and all stored texts are read. If `deep`, all of them are analysed again and compared with the
    terms of the index, else some are. Nothing is changed, and a writer may be at work. ArchiveNotFound if there is no archive,
    ArchiveFormatError if another version made it.
    """
    folder = ArchiveFolder(Path(path))
    checked = check_files(folder.path)
    return [*checked.findings, *_contents(folder, checked, deep=deep), *check_user(folder)]


def repair(path: str | Path, *, deep: bool = False) -> Repaired:
    """Check the archive, make again what is derived from its texts where that is damaged, and check it once more.

    The manifest and the cache's tables are made again, what something interrupted has left is removed. Where the engine's own
    files are damaged, a new index is made of all dispatches that can still be read; the old files stay, in a folder
    ``damaged-…``. ArchiveLocked while a writer is at work, ArchiveError where the archive cannot be written.
    """
    folder = ArchiveFolder(Path(path))
    done = [*_mended(folder)]
    checked = check_files(folder.path)
    found = [*checked.findings, *_contents(folder, checked, deep=deep)]
    if any(one.remedy == RESCUE for one in found):
        done += [*_manifest(folder), *_salvaged(folder, checked)]
    else:
        done += [*_manifest(folder), *_swept(folder)]
    done += _derived(folder)
    return Repaired(tuple(done), tuple(check(path, deep=deep)))


def _contents(folder: ArchiveFolder, checked: Checked, *, deep: bool) -> Iterator[Finding]:
    """Yield what is wrong with what the engine's files hold, as far as the engine opens them."""
    if checked.engine is None or checked.folder is None:
        return
    where = checked.folder.name
    try:
        reader = registry.engine(checked.engine).reader(checked.folder)
    except DepecheError as error:
        if all(one.harmless or one.remedy != RESCUE for one in checked.findings):
            yield Finding(where, f"cannot be opened: {error}", RESCUE)
        return
    with closing(reader):
        yield from check_stored(reader, where, checked.manifest)
        yield from _terms(folder, reader, where, checked.manifest, deep=deep)
        with suppress(DepecheError):
            yield from _tables(folder, reader)


def _terms(folder: ArchiveFolder, reader: Reader, where: str, made: Manifest | None, *, deep: bool) -> Iterator[Finding]:
    """Yield what the analysis of now finds otherwise than the index has it, in an archive of the rules and tables of now."""
    try:
        if made and made.fingerprint == folder.fingerprint():
            known = gazetteer(*folder.tables) if made.entities else None
            yield from check_terms(reader, where, known, entities=made.entities, deep=deep)
    except DepecheError as error:
        yield Finding(where, f"its terms cannot be compared: {error}", RESCUE)


def _tables(folder: ArchiveFolder, reader: Reader) -> Iterator[Finding]:
    """Yield which tables of the cache are not what the engine's dictionaries give."""
    derived = Vocabulary(reader, folder.cache_path, commits.name(reader.record)).derived
    for path, fault in derived.faults().items():
        yield Finding(f"cache/{path.name}", fault, _DERIVED)
    for path in sorted(folder.cache_path.glob("*.lines")):
        if path not in derived.paths:
            yield Finding(f"cache/{path.name}", "is of another commit or other rules", _DERIVED, harmless=True)


def _mended(folder: ArchiveFolder) -> Iterator[str]:
    """Make those of the engine's own files again that can be."""
    with folder.hold():
        checked = check_files(folder.path)
        if checked.engine and checked.folder:
            for name in files(checked.engine).mend(checked.folder):
                yield f"{checked.folder.name}/{name} made again"


def _manifest(folder: ArchiveFolder) -> Iterator[str]:
    """Make the manifest again where it is lost, damaged or behind."""
    with folder.hold():
        checked = check_files(folder.path)
        made = checked.manifest or _remade(folder, checked)
        with suppress(DepecheError), closing(registry.engine(made.engine).reader(folder.path / made.folder)) as reader:
            made = manifest.described(folder.path, made, reader)
        if made != checked.manifest:
            if checked.manifest is None:
                yield from _kept_engines(folder, made)
            manifest.write(folder.path, made)
            yield f"{manifest.NAME} made again"


def _remade(folder: ArchiveFolder, checked: Checked) -> Manifest:
    """Return the manifest that the engine's commit speaks for; without a commit, that of an archive that must be rebuilt."""
    engine = registry.engine(checked.engine or "")
    name = checked.folder.name if checked.folder else ""
    with suppress(DepecheError), closing(engine.reader(folder.path / name)) as reader:
        if reader.record:
            told = commits.told(reader.record)
            return Manifest(FORMAT, engine.name, engine.version, told["fingerprint"], name, told["entities"])
    return Manifest(FORMAT, engine.name, engine.version, "unknown", name)


def _kept_engines(folder: ArchiveFolder, made: Manifest) -> Iterator[str]:
    """Put other engine folders aside: the lost manifest may have named one of them."""
    for other in sorted(folder.path.glob(f"{manifest.ENGINE}*/")):
        if other.name != made.folder:
            aside = _aside(folder)
            other.rename(aside / other.name)
            yield f"{other.name} put into {aside.name}"


def _swept(folder: ArchiveFolder) -> Iterator[str]:
    """Remove what something interrupted has left, where the manifest and the commit say so plainly."""
    with folder.hold():
        for finding in check_files(folder.path).findings:
            if finding.harmless:
                path = folder.path / finding.file
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
                yield f"{finding.file} removed"


def _derived(folder: ArchiveFolder) -> Iterator[str]:
    """Derive the damaged tables of the cache again, and drop those of a commit that is past."""
    with suppress(DepecheError), closing(folder.reader()) as reader:
        for finding in [*_tables(folder, reader)]:
            (folder.path / finding.file).unlink(missing_ok=True)
            if not finding.harmless:
                yield f"{finding.file} derived again"
        Vocabulary(reader, folder.cache_path, commits.name(reader.record)).derive()


def _salvaged(folder: ArchiveFolder, checked: Checked) -> Iterator[str]:
    """Make a new index of the dispatches that can still be read; ArchiveError if none can."""
    made = folder.manifest
    damaged = {Path(one.file).name for one in checked.findings if not one.harmless}
    with tempfile.TemporaryDirectory(dir=folder.path, prefix="salvage-", suffix=".part", ignore_cleanup_errors=True) as scratch:
        remains = Remains(made.engine, folder.path / made.folder, Path(scratch), damaged)
        with closing(remains):
            known, kept = _ids(folder), {*remains.ids}
            if made.dispatches and not remains.ids:
                raise ArchiveError(f"no dispatch of {folder.path} can be read any more; index them again from their files")
            aside = _aside(folder)
            _linked(folder.path / made.folder, aside / made.folder)
            rebuild(folder, source=cast("Reader", remains))
            yield f"{len(remains.ids)} dispatches of {max(made.dispatches, len(remains.ids))} taken into a new index"
            yield from (f"dispatch {id_} is lost" for id_ in known if id_ not in kept)
            yield f"the files of the old index are in {aside.name}: remove them when they are needed no more"


def _ids(folder: ArchiveFolder) -> list[str]:
    """Return the ids of all dispatches, as far as the damaged index still gives them."""
    with suppress(DepecheError), closing(folder.reader()) as reader:
        return [id_ for id_, _ in reader.dictionary(fields.DISPATCH)]
    return []


def _aside(folder: ArchiveFolder) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    return Path(tempfile.mkdtemp(prefix=f"damaged-{stamp}-", dir=folder.path))


def _linked(source: Path, target: Path) -> None:
    """Give the files of a folder a second name in another one, or copy them where there are no such links."""
    target.mkdir()
    for path in source.iterdir():
        try:
            os.link(path, target / path.name)
        except OSError:
            shutil.copy2(path, target / path.name)
