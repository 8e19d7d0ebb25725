"""Control and bidirectional characters of what is stored never reach a real terminal; in a pipe or file they are as they are."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

import depeche
from depeche import Dispatch
from depeche.cli.formats import FORMATS
from depeche.cli.printing import safe

pty = pytest.importorskip("pty")

STEERING = "\x1b]0;titre\x07 \x1b[31m \x9b2J \x08\x7f \u202e\u2066\u200f \U000e0041\ue000\u2028"
TEXT = f"Des combats {STEERING} ont repris à Deraa."
FORBIDDEN = set(STEERING) - {" "} - set(filter(str.isprintable, STEERING))
COMMAND = [sys.executable, "-c", "from depeche.cli.group import main; main()"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An archive with a dispatch whose text, title and source would steer a terminal."""
    path = tmp_path_factory.mktemp("steering") / "archive"
    with depeche.create(path) as archive:
        archive.add([Dispatch("a", TEXT, title=f"Titre {STEERING}x", source=f"AFP{STEERING}x")])
    return path


def on_terminal(*arguments):
    """Return what a command writes to a terminal, without colours."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "dumb"}
    ) as process:
        os.close(theirs)
        written = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return process.returncode, written.decode()


def _read(descriptor):
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so where the other end is closed
        return b""


def in_pipe(*arguments):
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_writes_them_to_a_terminal(folder, form):
    code, written = on_terminal("-a", folder, "search", "combats", "--format", form, "--no-pager")
    assert code == 0
    assert not FORBIDDEN & set(written)
    assert form == "trec" or "combats" in written


def test_json_of_a_terminal_reads_as_that_of_a_pipe(folder):
    for form in ("json", "jsonl"):
        arguments = ("-a", folder, "search", "combats", "--format", form, "--no-pager")
        assert json.loads(on_terminal(*arguments)[1]) == json.loads(in_pipe(*arguments))


def test_data_are_as_they_are_in_a_pipe_and_a_file(folder, tmp_path):
    arguments = ("-a", folder, "search", "combats")
    (row,) = csv.DictReader(io.StringIO(in_pipe(*arguments, "--csv"), newline=""))
    in_pipe(*arguments, "--csv", "--output", tmp_path / "out.csv")
    (filed,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_bytes().decode("utf-8-sig"), newline=""))
    line = json.loads(in_pipe(*arguments, "--jsonl"))
    for found in (row, filed, line):
        assert found["text"] == TEXT
        assert (found["title"], found["source"]) == (f"Titre {STEERING}x", f"AFP{STEERING}x")


def test_what_is_shown_of_a_character_is_the_escape_that_json_has_for_it():
    for character in FORBIDDEN:
        assert json.loads(f'"{safe(character)}"') == character
