"""Files and folders of every kind: each is read, passed over, or told with its name; none is waited for or held whole."""

import os
import random
import socket
from pathlib import Path

import pytest

import depeche
from depeche import Dispatch
from depeche.indexer.readers.files import LARGEST, LONGEST

BASE, LARGE = 260, 50_000_000
"""Megabytes that a command may have that stores a word or two, and bytes that no dispatch has."""


def problems(*paths, **options):
    return [str(item) for item in depeche.read(paths, **options) if not isinstance(item, Dispatch)]


def ids(*paths, **options):
    return [item.id for item in depeche.read(paths, **options) if isinstance(item, Dispatch)]


def test_an_empty_folder_and_an_empty_file_make_archives_that_answer(command, place):
    (place / "in").mkdir()
    assert command("index", "in").code == 0
    assert command("search", "Deraa").code == 1
    (place / "in" / "vide.txt").touch()
    (place / "in" / "vide.jsonl").touch()
    assert command("index", "in").code == 0
    assert command("show", "vide", "--raw").out == ""
    assert command("search", "Deraa").code == 1
    assert command("stats", "--json").json["dispatches"] == 1


def test_fifty_megabytes_in_one_line_of_a_text_are_skipped_with_its_name(command, place):
    (place / "a.txt").write_bytes(b"un mot " * (LARGE // 7))
    (place / "b.txt").write_text("Des combats.")
    ended = command("index", "a.txt", "b.txt")
    assert (ended.code, len(ended.told)) == (0, 1)
    assert ended.err.startswith("skipped: a.txt: more than the 5,000,000 characters")
    assert command("stats", "--json").json["dispatches"] == 1
    assert ended.memory < BASE + 40


def test_fifty_megabytes_in_one_line_of_json_are_skipped_with_file_and_line(command, place):
    with (place / "a.jsonl").open("wb") as file:
        file.write(b'{"id": "a", "text": "Un mot."}\n{"id": "b", "text": "')
        file.write(b"un mot " * (LARGE // 7) + b'"}\n{"id": "c", "text": "Un autre."}\n')
    ended = command("index", "a.jsonl")
    assert (ended.code, len(ended.told)) == (0, 1)
    assert ended.err.startswith("skipped: a.jsonl:line 2: more than")
    assert command("stats", "--json").json["dispatches"] == 2
    assert ended.memory < BASE + 80


def test_a_line_far_longer_than_memory_is_never_held(command, place):
    with (place / "a.jsonl").open("wb") as file:
        file.write(b'{"id": "a", "text": "Un mot."}\n')
        file.truncate(500_000_000)
    ended = command("index", "a.jsonl")
    assert ended.err.startswith("skipped: a.jsonl:line 2: more than")
    assert ended.memory < BASE + 80


@pytest.mark.parametrize("over", [0, 1])
def test_the_longest_text_is_read_and_a_longer_one_is_not(tmp_path, over):
    text = "é" * (LONGEST + over)
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.jsonl").write_text(f'{{"id": "b", "text": "{text}"}}\n', "utf-8")
    assert len(ids(tmp_path)) == 2 * (1 - over)
    assert [problem.split(": more than")[0] for problem in problems(tmp_path)] == (
        [f"{tmp_path}/a.txt", f"{tmp_path}/b.jsonl:line 1"] if over else []
    )


def test_the_lines_after_one_that_is_a_byte_too_long_are_read(tmp_path):
    line = b'{"id": "a", "text": ""}'
    (tmp_path / "a.jsonl").write_bytes(line.ljust(LARGEST - 1) + b"\n" + line.ljust(LARGEST) + b"\n" + line.replace(b"a", b"b", 1))
    assert ids(tmp_path) == ["a", "b"]
    assert [problem.split(":")[1] for problem in problems(tmp_path)] == ["line 2"]


BINARY = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "elf": b"\x7fELF\x02\x01\x01" + b"\0" * 57,
    "zip": b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(range(256)),
    "noise": random.Random(1).randbytes(5000),
    "zeros": b"\0" * 5000,
    "latin": "L’armée".encode("cp1252"),
    "utf-16-le": "L’armée".encode("utf-16-le"),
    "utf-16 of plain letters": "Le front".encode("utf-16-be"),
    "half a utf-16": "\ufeffL’armée".encode("utf-16-le")[:-1],
    "surrogates": "\ud800".encode("utf-8", "surrogatepass"),
    "overlong": b"\xc0\xaf",
}


@pytest.mark.parametrize("name", BINARY)
@pytest.mark.parametrize("suffix", [".txt", ".jsonl"])
def test_what_is_no_text_or_in_another_encoding_is_a_problem(tmp_path, name, suffix):
    (tmp_path / f"a{suffix}").write_bytes(BINARY[name])
    assert ids(tmp_path) == []
    assert problems(tmp_path)[0].startswith(f"{tmp_path}/a{suffix}")


def test_links_that_loop_are_told_and_never_followed(command, place):
    place = place / "in"
    (place / "sub").mkdir(parents=True)
    for name, target in {
        "self.txt": "self.txt",
        "a.txt": "b.txt",
        "b.txt": "a.txt",
        "up": "..",
        "sub/here": ".",
        "gone.txt": "x",
    }.items():
        (place / name).symlink_to(target)
    (place / "sub" / "c.txt").write_text("Des combats.")
    (place / "ring").symlink_to(place / "sub", target_is_directory=True)
    ended = command("index", "in")
    assert ended.code == 0
    assert sorted(line.split(": ")[1] for line in ended.told) == ["in/a.txt", "in/b.txt", "in/gone.txt", "in/self.txt"]
    assert command("stats", "--json").json["dispatches"] == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_sockets_and_devices_are_never_waited_for(command, place):
    (place / "in").mkdir()
    os.mkfifo(place / "in" / "pipe.txt")
    os.mkfifo(place / "in" / "pipe.jsonl")
    (place / "in" / "zero.txt").symlink_to("/dev/zero")
    (place / "in" / "to-pipe.txt").symlink_to("pipe.txt")
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(place)
        try:
            one.bind("in/socket.txt")
        finally:
            os.chdir(here)
        assert command("index", "in").code == 0
        named = [f"in/{name}" for name in ("pipe.txt", "pipe.jsonl", "zero.txt", "socket.txt", "to-pipe.txt")]
        ended = command("index", *named)
        assert (ended.code, len(ended.told)) == (0, len(named))
        for name, line in zip(named, ended.told, strict=True):
            assert line.startswith(f"skipped: {name}: ")
            assert "not a regular file" in line
        for name in ("pipe.txt", "zero.txt"):
            assert command("mentions", f"in/{name}").code == 3
            assert command("gazetteer", "add", f"in/{name}").code == 3


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname == "Darwin", reason="every name is Unicode here")
def test_a_name_that_is_not_utf_8_is_told_and_the_rest_is_read(command, place):
    (place / "in").mkdir()
    for name in (b"caf\xe9.txt", b"a.txt", b"\xff"):
        Path(os.fsdecode(os.fsencode(place) + b"/in/" + name)).write_text("Des combats.")
    ended = command("index", "in")
    assert (ended.code, ended.told) == (0, ["skipped: in/caf\\xe9.txt: its name is not valid UTF-8"])
    assert command("stats", "--json").json["dispatches"] == 1
    assert command("index", b"in/caf\xe9.txt").code == 0


def test_thousands_of_files_are_met_one_by_one(tmp_path):
    for number in range(3000):
        folder = tmp_path / f"{number // 500:02}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:04}.txt").touch()
    items = depeche.read(tmp_path)
    assert next(items).id == "00/0000"
    (tmp_path / "05" / "z.txt").touch()
    assert [item.id for item in items][-1] == "05/z"


def test_folders_within_folders_far_down_are_read_or_told(tmp_path):
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1200):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.txt").touch()
        os.chdir(tmp_path)
        (found,) = depeche.read(tmp_path)
    finally:
        _removed(tmp_path)
        os.chdir(here)
    assert isinstance(found, Dispatch) or str(tmp_path) in str(found)


def _removed(folder):
    """Remove folders within folders one by one: they are too deep for who clears up after the tests."""
    os.chdir(folder)
    depth = 0
    while Path("d").exists():
        os.chdir("d")
        depth += 1
    Path("a.txt").unlink(missing_ok=True)
    for _ in range(depth):
        os.chdir("..")
        Path("d").rmdir()
