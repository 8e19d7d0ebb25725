"""Two writers at once: the second waits, or says who the first is."""

import os
import threading
from contextlib import contextmanager

import pytest

import depeche
from depeche.core.model import Dispatch


def test_a_second_writer_says_who_is_the_first_and_since_when(tmp_path, engine):
    told = rf"process {os.getpid()} on .* since \d{{4}}-\d\d-\d\d"
    with being_written(tmp_path / "archive", engine) as (other, _), pytest.raises(depeche.ArchiveLocked, match=told):
        other.add([Dispatch(id="b", text="Deux.")])
    assert ids(tmp_path / "archive") == ["a"]


def test_a_second_writer_can_wait(tmp_path, engine):
    with being_written(tmp_path / "archive", engine) as (other, over):
        threading.Timer(0.3, over.set).start()
        other.add([Dispatch(id="b", text="Deux.")], wait=60)
    assert ids(tmp_path / "archive") == ["a", "b"]


@contextmanager
def being_written(path, engine):
    """Give an archive that another one writes to, and what tells that one to end; it has ended afterwards."""
    begun, over = threading.Event(), threading.Event()
    with depeche.create(path, engine=engine) as archive, depeche.open(path) as other:
        writing = threading.Thread(target=archive.add, args=(_slow(begun, over),))
        writing.start()
        try:
            assert begun.wait(60)
            yield other, over
        finally:
            over.set()
            writing.join(60)


def ids(path):
    with depeche.open(path) as archive:
        return [dispatch.id for dispatch in archive.snapshot().dispatches()]


def _slow(begun, over):
    yield Dispatch(id="a", text="Un.")
    begun.set()
    over.wait(60)
