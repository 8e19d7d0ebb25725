"""``depeche index``, killed while it runs: what it said was committed is there, and the same command goes on from there."""

import json
import signal
import subprocess
import sys
import time
from itertools import accumulate
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from depeche.cli import main; main()"]
ROUNDS = {False: 2, True: 12}
LONGEST = 120


@pytest.fixture
def dispatches(ledger):
    """Dispatches of some length, so many that there are several commits, and that processes are worth their start."""
    batch = [one for _ in range(24) for one in ledger.batch()]
    return [one | {"text": one["text"] + "\n\n".join(part["text"] for _ in range(12) for part in ledger.batch())} for one in batch]


def test_a_killed_command_has_kept_what_it_committed(tmp_path, driver, ledger, dispatches, chance, engine, long):
    archive, lines = tmp_path / "archive", tmp_path / "fil.jsonl"
    lines.write_text("".join(json.dumps({"id": one["id"], "text": one["text"]}) + "\n" for one in dispatches), "utf-8")
    told = ["-v", "-a", str(archive), "index", "--engine", engine, "--commit-every", "0.05", str(lines), "--workers"]
    stages = [ledger.held, *accumulate(dispatches, lambda held, one: held | {one["id"]: one["text"]}, initial={})][1:]
    kept = 0
    for number in range(ROUNDS[long]):
        committed, left = _killed([*told, str(2 - number % 2)], chance)
        _gone(left)
        look = driver.run("look", archive, questions=[])
        assert look.done, (look.said, look.printed)
        assert look.the("held") in stages[kept + committed :]
        kept = stages.index(look.the("held"))
    assert subprocess.run([*COMMAND, *told, "1"], check=False, timeout=LONGEST, capture_output=True).returncode == 0
    ledger.held = stages[-1]
    ledger.check(driver.run("look", archive, questions=[]))


def _killed(told, chance):
    """Run the command, kill it soon after its first or second commit; return what it committed, and its children."""
    process = subprocess.Popen([*COMMAND, *told], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    commits, committed = chance.randint(1, 2), 0
    try:
        for line in process.stderr:
            if line.startswith("committed"):
                committed, commits = int(line.split()[1]), commits - 1
            if not commits:
                break
        time.sleep(chance.uniform(0.0, 0.4))
        left = _children(process.pid)
    finally:
        process.kill()
        rest = process.communicate(timeout=LONGEST)[1]
    assert process.returncode in (0, -signal.SIGKILL), rest
    lines = [line for line in rest.splitlines() if line.startswith("committed")]
    return int(lines[-1].split()[1]) if lines else committed, left


def _children(pid):
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return listed.read_text("ascii").split() if listed.exists() else []


def _gone(pids):
    """Wait until the processes with these ids have ended."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if not any(_runs(pid) for pid in pids):
            return
        time.sleep(0.05)
    pytest.fail("the workers of a killed process go on")


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
