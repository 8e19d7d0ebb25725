"""What a library raises leaves as an error of ours that says what the system refused."""

import errno
import os
from pathlib import Path

import pytest

from depeche.core.errors import ArchiveDamaged, ArchiveFormatError, ArchiveLocked, EngineError
from depeche.indexer.engines import registry
from depeche.indexer.engines.guard import refused
from depeche.indexer.engines.tantivy.guard import Guard as TantivyGuard
from depeche.indexer.engines.tantivy.guard import UnwritableFolder
from depeche.indexer.engines.tantivy.readonly import reading
from depeche.indexer.engines.whoosh.guard import Guard as WhooshGuard

FULL = "An IO error occurred: 'Os { code: 28, kind: StorageFull, message: \"No space left on device\" }'"
NO_LOCK = 'Failed to acquire Lockfile: IoError(Os { code: 30, kind: ReadOnlyFilesystem, message: "Read-only file system" }). None'


class PanicException(BaseException):
    """As a Rust panic arrives."""


def guarded(guard, raised):
    with guard("It failed"):
        raise raised


@pytest.mark.parametrize(
    ("raised", "error", "told"),
    [
        (ValueError(FULL), EngineError, "It failed: the disk is full"),
        (ValueError("… (os error 13)"), EngineError, "It failed: permission denied"),
        (ValueError("LockBusy"), ArchiveLocked, "Another writer"),
        (ValueError(NO_LOCK), UnwritableFolder, "the disk is read-only"),
        (ValueError("Failed to open file for read: 'FileDoesNotExist(\"a.idx\")'"), ArchiveDamaged, "depeche check"),
        (ValueError("Data corrupted: 'Data corruption: …'"), ArchiveDamaged, "depeche check"),
        (PanicException("index out of bounds"), ArchiveDamaged, "index out of bounds"),
        (ValueError("anything else"), EngineError, "It failed: anything else"),
    ],
)
def test_what_tantivy_raises_is_told_by_its_cause(raised, error, told):
    with pytest.raises(error, match=told) as caught:
        guarded(TantivyGuard, raised)
    assert caught.value.__cause__ is raised


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EMFILE])
def test_what_the_system_refuses_whoosh_is_told(number):
    raised = OSError(number, os.strerror(number))
    with pytest.raises(EngineError, match=refused(raised)):
        guarded(WhooshGuard, raised)


def test_errors_of_programs_and_of_ours_pass():
    for raised in (TypeError("x"), KeyboardInterrupt(), EngineError("ours")):
        with pytest.raises(type(raised)):
            guarded(TantivyGuard, raised)


def test_a_long_message_is_cut():
    with pytest.raises(ArchiveFormatError) as caught:
        guarded(TantivyGuard, ValueError("Data corrupted " + "x" * 10_000))
    assert len(str(caught.value)) < 300


def test_an_index_that_cannot_be_locked_is_read_by_way_of_links(seed_archives):
    folder = seed_archives["tantivy"].path / "engine"
    opened = []

    def opening(path: Path) -> set[str]:
        opened.append(path)
        if path == folder:
            raise UnwritableFolder("no lock here")
        assert (path / "meta.json").read_bytes() == (folder / "meta.json").read_bytes()
        return {one.name for one in path.iterdir() if one.is_symlink() and one.exists()}

    linked = reading(folder, opening)
    assert {f"{path.name}" for path in folder.glob("*.idx")} <= linked
    assert opened[0] == folder
    assert not opened[1].exists()


def test_a_reader_outlives_the_links_it_was_opened_by(seed_archives, monkeypatch):
    from depeche.indexer.engines.tantivy import ENGINE, opened
    from depeche.indexer.engines.tantivy import __dict__ as engine

    folder = seed_archives["tantivy"].path / "engine"

    def refusing(path):
        if path == folder:
            raise UnwritableFolder("no lock here")
        return opened(path)

    monkeypatch.setitem(engine, "opened", refusing)
    reader, plain = ENGINE.reader(folder), registry.engine("tantivy")
    assert [*reader.dispatches()]
    assert plain is ENGINE
    reader.close()


def test_damage_met_by_way_of_links_is_damage(seed_archives):
    folder = seed_archives["tantivy"].path / "engine"

    def opening(path):
        raise (UnwritableFolder if path == folder else ArchiveDamaged)("no")

    with pytest.raises(ArchiveDamaged):
        reading(folder, opening)
