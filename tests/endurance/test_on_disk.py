"""What a commit names is on the disk before the commit is, and the commit before it is acknowledged: power may fail."""

from pathlib import Path
from typing import NamedTuple

PASSING = (".tmp", ".part", ".lock", ".holder")
"""Files whose loss is none."""


class Call(NamedTuple):
    name: str
    path: str
    to: str


def test_a_commit_is_on_the_disk_when_it_returns(tmp_path, faulty_driver, ledger, engine):
    archive, log = tmp_path / "archive", tmp_path / "calls"
    batch = ledger.batch()
    assert faulty_driver.run("add", archive, engine, batches=[batch]).done
    job = faulty_driver.run("add", archive, engine, batches=[ledger.batch()], arm={"folder": str(archive), "log": str(log)})
    assert job.done, (job.said, job.printed)
    calls = [Call(*line.split("\t")) for line in log.read_text("utf-8").splitlines()]
    assert job.the("calls") == len(calls) > 30
    indexed = [call for call in calls if "/cache" not in call.path]
    assert not _unsynced(indexed)
    _check_renames(indexed)
    _check_folder(indexed, archive / "engine")


def _unsynced(calls):
    """Return the files that are there and were written after they were synced."""
    dirty = {call.path: _is_dirty(call) for call in calls if call.name in ("write", "sync", "truncate")}
    return [path for path, is_dirty in dirty.items() if is_dirty and Path(path).exists() and not _passes(path)]


def _check_renames(calls):
    for number, call in enumerate(calls):
        if call.name == "rename":
            before = [one for one in calls[:number] if one.path == call.path and one.name in ("write", "sync")]
            assert before[-1].name == "sync", call
            assert Call("sync", str(Path(call.to).parent), "") in calls[number:], call


def _check_folder(calls, folder):
    """Check that the folder was synced after the file that makes the commit (renamed by a call that is not seen, or seen)."""
    last = max(number for number, call in enumerate(calls) if call.name == "write" and _is_content(call.path, folder))
    made = next(number for number, call in enumerate(calls) if number > last and _makes(call, folder))
    assert Call("sync", str(folder), "") in calls[made:]


def _makes(call, folder):
    return call.name == "rename" or (call.name == "sync" and Path(call.path).name.startswith(".tmp"))


def _is_content(path, folder):
    return Path(path).parent == folder and not Path(path).name.startswith((".", "_"))


def _is_dirty(call):
    return call.name != "sync"


def _passes(path):
    return path.endswith(PASSING) or any(part.endswith(".tmp") for part in Path(path).parts)
