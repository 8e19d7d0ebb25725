"""A lock between processes: refused with who holds it, waited for, and free when its process ends."""

import os
import subprocess
import sys
import threading

import pytest

from depeche import ArchiveError, ArchiveLocked
from depeche.indexer.locking import hold

HOLDING = "import os, sys, pathlib; from depeche.indexer.locking import hold; lock = hold(pathlib.Path(sys.argv[1]), 'x'); "


@pytest.fixture
def path(tmp_path):
    return tmp_path / "write.lock"


def test_who_is_refused_is_told_who_holds_it_and_since_when(path):
    told = rf"the archive .* process {os.getpid()} on .* since \d{{4}}-"
    with hold(path, "the archive"), pytest.raises(ArchiveLocked, match=told):
        hold(path, "the archive")


def test_it_can_be_taken_again_once_it_is_released(path):
    for _ in range(2):
        hold(path, "x").release()
    assert [left.name for left in path.parent.iterdir()] in ([], ["write.lock"])


def test_releasing_twice_does_no_harm(path):
    lock = hold(path, "x")
    lock.release()
    with hold(path, "x"):
        lock.release()
        with pytest.raises(ArchiveLocked):
            hold(path, "x")


def test_it_is_waited_for_as_long_as_is_said(path):
    lock = hold(path, "x")
    threading.Timer(0.2, lock.release).start()
    hold(path, "x", 30.0).release()


def test_the_lock_of_a_process_that_has_died_is_free(path):
    process = subprocess.run([sys.executable, "-c", HOLDING + "os._exit(9)", str(path)], check=False)
    assert process.returncode == 9
    hold(path, "x").release()


def test_another_process_is_told_by_its_number_and_command(path):
    code = HOLDING + "print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        with pytest.raises(ArchiveLocked, match=f"process {process.pid} on"):
            hold(path, "x")
        process.stdin.close()
        process.wait()
    hold(path, "x").release()


@pytest.mark.parametrize("noted", ["", "{", "[]", '{"pid": 1}', "\xff"])
def test_what_is_known_of_the_holder_may_be_lost(path, noted):
    with hold(path, "x"):
        path.with_suffix(".holder").write_text(noted, "latin-1")
        with pytest.raises(ArchiveLocked, match="another process"):
            hold(path, "x")


def test_where_no_lock_can_be_made_nothing_can_be_written(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match="the archive cannot be written"):
        hold(tmp_path / "file" / "write.lock", "the archive", 5.0)
