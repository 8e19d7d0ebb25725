"""``depeche watch``: what comes and goes is followed, with and without a file system that tells of changes."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

import depeche

COMMAND = [sys.executable, "-c", "from depeche.cli import main; main()"]
DEAF = [sys.executable, "-c", "import sys; sys.modules['watchfiles'] = None; from depeche.cli import main; main()"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals")


@contextmanager
def watching(folder, *options, command=COMMAND):
    arguments = [*command, "watch", *options, "in"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder) as process:
        yield process
        process.send_signal(signal.SIGINT)
        process.told = process.stderr.read().split("\n")
    assert process.returncode == 130


def test_watching_takes_in_what_comes_until_it_is_stopped(files, tmp_path):
    with watching(tmp_path, "--prune", "--json") as process:
        rounds = [json.loads(process.stdout.readline())]
        (files / "d.txt").write_text("Des réfugiés à Alep.")
        rounds.append(json.loads(process.stdout.readline()))
        (files / "a.txt").unlink()
        rounds.append(json.loads(process.stdout.readline()))
    assert "depeche: stopped: what was printed is stored" in process.told
    kinds = ("new", "removed", "unchanged")
    assert [[one[kind] for kind in kinds] for one in rounds] == [[3, 0, 0], [1, 0, 3], [0, 1, 3]]
    with depeche.open(tmp_path / ".depeche") as archive:
        assert {one.id for one in archive.snapshot().dispatches()} == {"b", "c", "d"}


def test_a_round_is_a_line_with_what_has_changed(files, tmp_path):
    with watching(tmp_path) as process:
        lines = [process.stdout.readline()]
        (files / "a.txt").write_text("Des combats à Deraa et ailleurs.")
        (files / "copie.txt").write_text("Une trêve à Damas.")
        lines.append(process.stdout.readline())
    assert [line.split("  ")[1] for line in lines] == ["3 new\n", "1 changed, 1 the same text as others\n"]


def test_where_no_changes_are_told_a_look_every_so_often_finds_them(files, tmp_path):
    with watching(tmp_path, "--every", "1", command=DEAF) as process:
        process.stdout.readline()
        (files / "d.txt").write_text("Des réfugiés à Alep.")
        assert "1 new" in process.stdout.readline()
    assert any("changes are not told here" in line for line in process.told)
