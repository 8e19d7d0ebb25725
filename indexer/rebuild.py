"""An archive analysed again with the rules and tables of now, in one commit.

The new engine is built beside the old one, which keeps answering; one replaced file, the manifest, then names the new one.
Interrupted before, the archive is the old one and the next writer removes what was begun; after, it is the new one. The old
engine's lock is held throughout, so nothing is added to it meanwhile. Snapshots of the old one stay good while they are open.
Not here: what a dispatch becomes (``records``), archives of another format (export and index).
"""

import shutil
import uuid
from collections.abc import Callable

from depeche.analyzers.gazetteer import gazetteer
from depeche.core.model import Dispatch
from depeche.indexer.archive import FORMAT, ArchiveFolder, Manifest
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Engine, Writer
from depeche.indexer.ingest import Report, ingest
from depeche.indexer.payload import grouped, original

__all__ = ["rebuild"]


def rebuild(folder: ArchiveFolder, engine: str | None = None, *, progress: Callable[[Dispatch], object] | None = None) -> Report:
    """Analyse all dispatches of the archive again, into the engine called `engine` or the one it has, and report.

    `progress` is called with each dispatch. ArchiveLocked while a writer is at work.
    """
    chosen = registry.engine(engine or folder.manifest.engine)
    held = folder.lock()
    try:
        made = Manifest(FORMAT, chosen.name, chosen.version, folder.fingerprint(), f"engine-{uuid.uuid4().hex[:12]}")
        report = _built(chosen, folder, made.folder, progress)
        folder.turn(made)
    finally:
        held.close()
    return report


def _built(engine: Engine, folder: ArchiveFolder, name: str, progress: Callable[[Dispatch], object] | None) -> Report:
    path = folder.path / name
    try:
        engine.create(path)
        return _filled(engine.writer(path), folder, progress)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def _filled(writer: Writer, folder: ArchiveFolder, progress: Callable[[Dispatch], object] | None) -> Report:
    reader = folder.reader()
    try:
        return ingest(writer, map(original, grouped(reader.dispatches())), gazetteer(*folder.tables), progress=progress)
    finally:
        writer.close()
        reader.close()
