"""Readers see committed states and nothing else while a writer is at work."""

import sys

import pytest

GROWTH = 60_000
"""KiB by which a process may grow in the second half of a run: caches fill."""

FILES = 250
"""Files that a process may have open: those of the snapshots in use."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def test_readers_see_one_commit_at_a_time(tmp_path, driver, engine, chance, long):
    seconds, pause = (60.0, 1.0) if long else (6.0, 0.1)
    archive, seed = tmp_path / "archive", chance.random()
    made = driver.run("found", archive, engine)
    assert made.done, (made.said, made.printed)
    told = {"seconds": seconds, "pause": pause}
    jobs = [told | {"job": "read", "threads": threads, "seed": f"{seed} {k}"} for k, threads in enumerate([4, 1, 1, 1, 1])]
    writer, *readers = driver.together([told | {"job": "write"}, *jobs], archive)
    assert writer.done, (writer.said, writer.printed)
    assert max(number for reader in readers for number in reader.all("reached")) > 0
    for reader in readers:
        assert reader.done, (reader.said[-1], reader.printed)
        assert not reader.the("problems")
        _bounded(reader)


def _bounded(reader):
    memory, files = reader.all("memory"), reader.all("files")
    middle = (len(memory) + 1) // 2
    assert max(memory) - max(memory[:middle]) < GROWTH
    assert max(files) < FILES
