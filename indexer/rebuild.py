"""An archive analysed again with the rules and tables of now, in one commit.

The new engine is built beside the old one, which keeps answering; one replaced file, the manifest, then names the new one.
Interrupted before, the archive is the old one and the next writer removes what was begun; after, it is the new one. The old
engine's lock is held throughout, so nothing is added to it meanwhile. Snapshots of the old one stay good while they are open.
Dispatches keep their numbers of arrival and go in by them, those of one commit by id, for what order these came in is not
stored. So of near-identical ones of one commit another may be the first of its kind than was before.
Not here: what a dispatch becomes (``records``), archives of another format (export and index).
"""

import shutil
import uuid
from collections.abc import Callable, Iterator

from depeche.analyzers.gazetteer import gazetteer
from depeche.core.model import Dispatch
from depeche.indexer.archive import FORMAT, ArchiveFolder, Manifest
from depeche.indexer.arrivals import Arrivals
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Engine, Reader, Writer
from depeche.indexer.ingest import Report, ingest
from depeche.indexer.payload import decode, grouped, original

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
        known = gazetteer(*folder.tables)
        return ingest(writer, _arrived(reader), known, arrivals=Arrivals(reader), progress=progress)
    finally:
        writer.close()
        reader.close()


def _arrived(reader: Reader) -> Iterator[Dispatch]:
    """Yield all dispatches as they came, by arrival, then by id."""
    order = sorted((passages[0].arrival, passages[0].dispatch) for passages in grouped(reader.dispatches()))
    for _, id_ in order:
        yield original([decode(payload) for payload in reader.dispatch(id_)])
