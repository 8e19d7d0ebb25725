import os
import sys

import pytest

from depeche.core.errors import DuplicateIdError, ReadingError
from depeche.core.model import Dispatch
from depeche.indexer import readers


@pytest.fixture
def write(tmp_path):
    def write(name, data=b"Un texte."):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return file

    return write


def _dispatches(items):
    return [item for item in items if isinstance(item, Dispatch)]


def _problems(items):
    return [str(item) for item in items if isinstance(item, readers.Problem)]


def test_a_folder_is_walked_whole_in_the_order_of_paths(tmp_path, write):
    names = ["a.txt", "a/b.txt", "a-b/c.txt", "a/B.txt", "a/z/y.txt", "é.txt", "b.jsonl"]
    for name in names:
        write(name, b'{"id": "j", "text": ""}' if name.endswith("l") else b"Un texte.")
    found = _dispatches(readers.read([tmp_path]))
    assert [item.path for item in found] == [f"{tmp_path.as_posix()}/{name}" for name in sorted(names, key=os.fsencode)]
    assert [item.id for item in found] == ["a-b/c", "a", "a/B", "a/b", "a/z/y", "j", "é"]


def test_a_file_given_directly_has_its_name_as_id(tmp_path, write):
    (dispatch,) = readers.read([str(write("d/un.deux.txt"))])
    assert (dispatch.id, dispatch.path) == ("un.deux", f"{tmp_path.as_posix()}/d/un.deux.txt")


def test_a_path_is_shown_as_the_user_writes_it(tmp_path, write, monkeypatch):
    write("d/a.txt")
    monkeypatch.chdir(tmp_path)
    assert [item.path for item in readers.read(["d"])] == ["d/a.txt"]
    assert [item.path for item in readers.read(["d/a.txt"])] == ["d/a.txt"]


def test_suffixes_are_read_in_either_case(tmp_path, write):
    write("A.TXT")
    write("B.JsonL", b'{"id": "j", "text": ""}')
    assert [item.id for item in readers.read([tmp_path])] == ["A", "j"]


def test_hidden_and_other_files_are_passed_over(tmp_path, write):
    for name in (".a.txt", ".git/b.txt", "c.pdf", "txt", "d.txt~"):
        write(name)
    assert list(readers.read([tmp_path])) == []


def test_a_hidden_folder_given_directly_is_read(tmp_path, write):
    write(".d/a.txt")
    assert [item.id for item in readers.read([tmp_path / ".d"])] == ["a"]


def test_a_file_of_another_kind_given_directly_is_a_problem(write):
    (problem,) = _problems(readers.read([write("a.pdf")]))
    assert "a.pdf: no reader for this kind of file; known are .jsonl, .ndjson, .txt" in problem


def test_a_path_that_does_not_exist_is_a_problem_and_the_rest_is_read(tmp_path, write):
    items = list(readers.read([tmp_path / "gone", "nul\0.txt", write("a.txt")]))
    assert [item.id for item in _dispatches(items)] == ["a"]
    assert [problem.rpartition(": ")[2] for problem in _problems(items)] == ["No such file or directory", "embedded null byte"]


def test_links_to_folders_are_not_followed_and_links_to_files_are(tmp_path, write):
    file = write("d/a.txt")
    (tmp_path / "d/loop").symlink_to(tmp_path / "d", target_is_directory=True)
    (tmp_path / "d/b.txt").symlink_to(file)
    assert [item.id for item in readers.read([tmp_path / "d"])] == ["a", "b"]


def test_a_link_to_nothing_or_to_itself_is_a_problem(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    assert len(_problems(readers.read([tmp_path]))) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_passed_over_in_a_folder_and_a_problem_where_named(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert list(readers.read([tmp_path])) == []
    assert _problems(readers.read([tmp_path / "a.txt"]))[0].endswith("not a regular file")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem_and_the_rest_is_read(tmp_path, write):
    write("b.txt")
    locked = [write("a.txt"), write("d/c.txt").parent]
    for path in locked:
        path.chmod(0)
    items = list(readers.read([tmp_path]))
    for path in locked:
        path.chmod(0o700)
    assert [item.id for item in _dispatches(items)] == ["b"]
    assert len(_problems(items)) == 2


def test_a_folder_that_cannot_be_listed_is_a_problem_and_the_rest_is_read(tmp_path, write, monkeypatch):
    write("a/x.txt")
    write("b/y.txt")
    scan = os.scandir

    def refuse(path):
        if os.fsdecode(path).endswith("/a"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    problem, dispatch = readers.read([tmp_path])
    assert (str(problem), dispatch.id) == (f"{tmp_path.as_posix()}/a: Permission denied", "b/y")


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_name_that_is_not_utf8_is_a_problem(tmp_path, write):
    write("b.txt")
    (tmp_path / os.fsdecode(b"a\xe9.txt")).write_bytes(b"")
    (tmp_path / os.fsdecode(b"d\xe9")).mkdir()
    (tmp_path / os.fsdecode(b"\xe9.pdf")).write_bytes(b"")
    items = list(readers.read([tmp_path]))
    assert [item.id for item in _dispatches(items)] == ["b"]
    root = tmp_path.as_posix()
    assert _problems(items) == [f"{root}/{name}: its name is not valid UTF-8" for name in (r"a\xe9.txt", r"d\xe9")]


def test_an_id_taken_is_a_problem_that_names_both_and_the_first_counts(tmp_path, write):
    first = write("d/a.txt", b"Le premier.")
    second = write("e/a.txt", b"Le second.")
    lines = write("f.jsonl", b'{"id": "a", "text": ""}\n{"id": "b", "text": ""}')
    items = list(readers.read([tmp_path / "d", tmp_path / "e", lines]))
    assert [(item.id, item.text) for item in _dispatches(items)] == [("a", "Le premier."), ("b", "")]
    duplicates = [item for item in items if isinstance(item, readers.Problem)]
    assert [(item.path, item.duplicate) for item in duplicates] == [(second.as_posix(), True), (lines.as_posix(), True)]
    assert all(first.as_posix() in str(item) and isinstance(item.error(), DuplicateIdError) for item in duplicates)


def test_the_same_path_twice_gives_its_dispatches_once(tmp_path, write):
    write("a.txt")
    items = list(readers.read([tmp_path, tmp_path]))
    assert (len(_dispatches(items)), len(_problems(items))) == (1, 1)


def test_the_encoding_is_for_text_files(tmp_path, write):
    write("a.txt", "été".encode("cp1252"))
    assert len(_problems(readers.read([tmp_path]))) == 1
    (dispatch,) = readers.read([tmp_path], encoding="windows-1252")
    assert (dispatch.text, dispatch.encoding) == ("été", "cp1252")


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "hex", ""])
def test_an_unknown_encoding_is_an_error_at_once(encoding):
    with pytest.raises(ReadingError):
        readers.read([], encoding=encoding)


def test_a_deep_tree_is_walked(tmp_path):
    folder = tmp_path
    for _ in range(500):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"")
    (dispatch,) = readers.read([tmp_path])
    assert dispatch.id == "d/" * 500 + "a"


def test_every_suffix_has_a_reader():
    assert set(readers.READERS) == {".txt", ".jsonl", ".ndjson"}
    assert all(suffix in reader.suffixes for suffix, reader in readers.READERS.items())


def test_a_problem_is_one_line_whatever_the_name(tmp_path, write):
    (problem,) = _problems(readers.read([write("a\nb.pdf")]))
    assert "\n" not in problem


def test_a_lone_path_is_one_path_and_not_its_letters(tmp_path):
    (tmp_path / "a.txt").write_text("Un mot.")
    assert [item.id for item in readers.read(str(tmp_path))] == ["a"]
    assert [item.id for item in readers.read(tmp_path)] == ["a"]


def test_two_lines_of_one_file_with_one_id_are_told_apart(tmp_path):
    line = '{"id": "a", "text": "Un mot."}\n'
    (tmp_path / "d.jsonl").write_text(line + line)
    problem = list(readers.read(tmp_path))[1]
    assert "d.jsonl:line 2: the id 'a' is already that of" in str(problem)
    assert str(problem).endswith("d.jsonl, line 1")
