"""Ctrl-C and SIGTERM: one line, the code that shells give for it, and what was committed stays."""

import os
import signal
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-c", "from depeche.cli import main; main()"]
STOPPED = "stopped: 0 dispatches of this run are stored; the same command goes on from there"


def test_a_command_that_is_stopped_exits_130_with_one_line(cli, seeds, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    cli("index", seeds)
    with monkeypatch.context() as patch:
        patch.setattr("depeche.archive.Archive.add", stopped)
        answer = cli("index", seeds)
    assert (answer.code, answer.out, answer.err.strip()) == (130, "", f"depeche: {STOPPED}")
    assert cli("stats", "--json").json["dispatches"] == 5


def test_a_search_that_is_stopped_says_so(cli, seeds, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    cli("index", seeds)
    monkeypatch.setattr("depeche.archive.Archive.search", stopped)
    assert cli("search", "Daraa")[0::2] == (130, "\ndepeche: stopped\n")


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_is_stopped_says_what_is_stored_and_the_next_goes_on(cli, tmp_path, sent, workers):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(f"Dépêche {number}. " + f"Des combats {number} ont eu lieu à Deraa. " * 200)
    options = ["--workers", str(workers), "--commit-every", "0.05"]
    arguments = ["-v", "index", "--no-entities", *options, str(folder)]
    with subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        first = process.stderr.readline()
        process.send_signal(sent)
        rest = process.stderr.read().splitlines()
    *more, told = [line for line in rest if line]
    committed = [int(line.split()[1]) for line in (first, *more)]
    assert committed == sorted(committed)
    assert (process.returncode, told) == (130, f"depeche: {STOPPED.replace('0', str(committed[-1]))}")
    assert cli("stats", "--json").json["dispatches"] == committed[-1] < 120
    answer = cli("index", "--json", folder)
    assert (answer.json["unchanged"], answer.json["new"]) == (committed[-1], 120 - committed[-1])
