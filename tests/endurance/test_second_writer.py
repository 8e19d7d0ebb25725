"""Two writers at once: the second waits, or says who the first is."""

import os
import threading

import pytest

import depeche
from depeche.core.model import Dispatch


def test_a_second_writer_says_who_is_the_first_and_since_when(tmp_path, engine):
    begun, over = threading.Event(), threading.Event()
    with depeche.create(tmp_path / "archive", engine=engine) as archive, depeche.open(tmp_path / "archive") as other:
        writing = threading.Thread(target=archive.add, args=(_slow(begun, over),))
        writing.start()
        try:
            assert begun.wait(60)
            with pytest.raises(depeche.ArchiveLocked, match=rf"process {os.getpid()} on .* since \d{{4}}-\d\d-\d\d"):
                other.add([Dispatch(id="b", text="Deux.")])
        finally:
            over.set()
            writing.join(60)
        assert [dispatch.id for dispatch in other.snapshot().dispatches()] == ["a"]


def test_a_second_writer_can_wait(tmp_path, engine):
    begun, over = threading.Event(), threading.Event()
    with depeche.create(tmp_path / "archive", engine=engine) as archive, depeche.open(tmp_path / "archive") as other:
        writing = threading.Thread(target=archive.add, args=(_slow(begun, over),))
        writing.start()
        try:
            assert begun.wait(60)
            threading.Timer(0.3, over.set).start()
            other.add([Dispatch(id="b", text="Deux.")], wait=60)
        finally:
            over.set()
            writing.join(60)
        assert [dispatch.id for dispatch in other.snapshot().dispatches()] == ["a", "b"]


def _slow(begun, over):
    yield Dispatch(id="a", text="Un.")
    begun.set()
    over.wait(60)
