"""An archive analysed again with the rules and tables of now, in one commit.

The new engine is built beside the old one, which keeps answering; one replaced file, the manifest, then names the new one.
Interrupted before, the archive is the old one and the next writer removes what was begun; after, it is the new one. The archive's
lock is held throughout, so nothing is added to it meanwhile. Snapshots of the old one stay good while they are open.
Dispatches keep their numbers of arrival and go in by them, those of one commit by id, for what order these came in is not
stored. So of near-identical ones of one commit another may be the first of its kind than was before.
Not here: what a dispatch becomes (``records``), archives of another format (export and index).
"""

import shutil
import uuid
from collections.abc import Iterator

from depeche.indexer import commits
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.assembling import grouped, original
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Engine, Reader
from depeche.indexer.intake import Hooks, Intake
from depeche.indexer.manifest import ENGINE, FORMAT, Manifest, described
from depeche.indexer.payload import decode
from depeche.indexer.refreshing import Entry
from depeche.indexer.report import Report
from depeche.indexer.workers import Rules

__all__ = ["rebuild"]


def rebuild(
    folder: ArchiveFolder,
    engine: str | None = None,
    *,
    workers: int = 1,
    wait: float = 0.0,
    hooks: Hooks | None = None,
    source: Reader | None = None,
) -> Report:
    """Analyse all dispatches of the archive again, into the engine called `engine` or the one it has, and report.

    `workers` processes analyse. ArchiveLocked while a writer is at work for more than `wait` seconds. `source` is read instead of
    the archive's own snapshot, and closed by the caller; only its record and its dispatches are asked for.
    """
    chosen = registry.engine(engine or folder.manifest.engine)
    with folder.hold(wait):
        folder.sweep()
        reader = source or folder.reader()
        try:
            return _turned(chosen, folder, reader, workers, hooks)
        finally:
            if source is None:
                reader.close()


def _turned(engine: Engine, folder: ArchiveFolder, reader: Reader, workers: int, hooks: Hooks | None) -> Report:
    entities = folder.manifest.entities
    name = f"{ENGINE}-{uuid.uuid4().hex[:12]}"
    made = Manifest(FORMAT, engine.name, engine.version, folder.fingerprint(), name, entities)
    path = folder.path / name
    try:
        engine.create(path)
        report = _filled(engine, folder, made, reader, workers, hooks)
        made = _described(engine, folder, made)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise
    folder.turn(made)
    return report


def _filled(engine: Engine, folder: ArchiveFolder, made: Manifest, reader: Reader, workers: int, hooks: Hooks | None) -> Report:
    writer = engine.writer(folder.path / made.folder)
    try:
        with Intake(folder.path, writer, None, made, commits.number(reader.record) + 1, hooks=hooks) as intake:
            intake.store(_arrived(reader), Rules(folder.tables, made.entities), workers)
            intake.commit(always=True)
            return intake.report
    finally:
        writer.close()


def _described(engine: Engine, folder: ArchiveFolder, made: Manifest) -> Manifest:
    reader = engine.reader(folder.path / made.folder)
    try:
        return described(folder.path, made, reader)
    finally:
        reader.close()


def _arrived(reader: Reader) -> Iterator[Entry]:
    """Yield all dispatches as they came, by arrival, then by id."""
    order = sorted((passages[0].arrival, passages[0].dispatch) for passages in grouped(reader.dispatches()))
    for arrival, id_ in order:
        yield Entry(original([decode(payload) for payload in reader.dispatch(id_)]), "unchanged", arrival)
