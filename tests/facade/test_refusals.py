"""A disk that is full or read-only: an error of ours that says so, and what was committed answers as before."""

import json
import shutil
import subprocess
import sys

import pytest

import depeche

ALONE = ["unshare", "--user", "--map-root-user", "--mount"]
"""A namespace of one's own, in which anybody may mount."""
PROGRAM = "from depeche.cli import main; main()"


def can_mount():
    try:
        return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


pytestmark = pytest.mark.skipif(not can_mount(), reason="nothing can be mounted here")


def in_namespace(mount, *commands):
    """Run depeche commands one after the other where `mount` was done, and return (code, stdout, stderr) of each."""
    program = "\n".join(
        [
            "import subprocess, sys, json",
            f"subprocess.run({mount!r}, shell=True, check=True)",
            "done = []",
            f"for words in {[[str(word) for word in command] for command in commands]!r}:",
            f"    run = subprocess.run([sys.executable, '-c', {PROGRAM!r}, *words], capture_output=True, text=True)",
            "    done.append((run.returncode, run.stdout, run.stderr))",
            "print(json.dumps(done))",
        ]
    )
    ran = subprocess.run([*ALONE, sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


@pytest.fixture(params=["tantivy", "whoosh"])
def copied(request, seed_archives, tmp_path, monkeypatch):
    """A copy of the archive of the seeds, and a cache of the user's of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user's"))
    return shutil.copytree(seed_archives[request.param].path, tmp_path / "archive")


def test_an_archive_on_a_read_only_disk_is_read_and_not_written(copied, seeds):
    before = {path: path.stat().st_mtime_ns for path in copied.rglob("*")}
    shutil.rmtree(copied / "cache", ignore_errors=True)
    mount = f"mount --bind '{copied}' '{copied}' && mount -o remount,ro,bind '{copied}'"
    archive = ["-a", copied]
    found, again, checked, indexed, repaired = in_namespace(
        mount,
        [*archive, "search", "--json", "évacuation Daraa"],
        [*archive, "search", "--json", "évacuation Daraa"],
        [*archive, "check"],
        [*archive, "index", seeds],
        [*archive, "check", "--repair"],
    )
    assert found[0] == 0, found[2]
    assert found == again
    assert checked == [0, "whole\n", ""]
    for refused in (indexed, repaired):
        assert refused[0] == 3
        assert "Read-only file system" in refused[2]
        assert refused[2].count("\n") == 1
    assert {path: path.stat().st_mtime_ns for path in copied.rglob("*")}.items() <= before.items()
    assert len([*copied.parent.glob("user's/depeche/archives/*/*.lines")]) == 2


def test_a_full_disk_is_told_and_loses_nothing(copied, tmp_path):
    dispatches = tmp_path / "more.jsonl"
    words = [f"mot{n * 7919 % 100_003}" for n in range(150_000)]
    lines = (f'{{"id": "{n}", "text": "{" ".join(words[n * 300 : n * 300 + 300])}."}}\n' for n in range(500))
    dispatches.write_text("".join(lines))
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=1500k tmpfs '{disk}' && cp -r '{copied}' '{disk}/archive'"
    archive = ["-a", disk / "archive"]
    asked, indexed, found, checked = in_namespace(
        mount,
        [*archive, "search", "--json", "évacuation Daraa"],
        [*archive, "index", dispatches],
        [*archive, "search", "--json", "évacuation Daraa"],
        [*archive, "check"],
    )
    assert indexed[0] == 3
    assert "the disk is full" in indexed[2] or "No space left" in indexed[2]
    assert "Traceback" not in indexed[2]
    assert asked[0] == found[0] == 0
    assert asked[1] == found[1]
    assert checked[0] == 0, checked[1]


def test_tables_of_an_archive_that_can_be_written_are_in_it_alone(copied, tmp_path):
    shutil.rmtree(copied / "cache", ignore_errors=True)
    with depeche.open(copied) as archive:
        archive.search("évacuation Daraa")
    assert len([*(copied / "cache").iterdir()]) == 2
    assert not [*tmp_path.glob("user's/depeche/archives/*")]
