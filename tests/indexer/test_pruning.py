"""Dispatches leave an archive when their files are gone, on request, and never because something could not be read."""

import pytest

from depeche import ArchiveLocked, Dispatch, Problem, read
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.engines import registry
from depeche.indexer.ingest import add
from depeche.indexer.pruning import remove
from depeche.indexer.stored import held

TEXTS = {"a": "Des combats à Deraa.", "b": "Une trêve à Damas.", "c/d": "Des otages à Homs."}


@pytest.fixture(params=registry.NAMES)
def folder(request, tmp_path):
    return ArchiveFolder.create(tmp_path / "archive", request.param)


@pytest.fixture
def files(tmp_path, folder):
    files = tmp_path / "in"
    (files / "c").mkdir(parents=True)
    for id_, text in TEXTS.items():
        (files / f"{id_}.txt").write_text(text)
    add(folder, read(files))
    return files


def ids(folder):
    reader = folder.reader()
    found = set(held(reader, [*TEXTS, "x", "sub/y", "d"]))
    reader.close()
    return found


def test_what_is_gone_is_dropped_where_that_is_asked(folder, files):
    (files / "a.txt").unlink()
    assert add(folder, read(files)).removed == 0
    report = add(folder, read(files), prune=[files])
    assert (report.removed, report.unchanged, ids(folder)) == (1, 2, {"b", "c/d"})


def test_only_what_was_stored_from_below_is_dropped(folder, files, tmp_path):
    add(folder, [Dispatch("x", "Ailleurs."), Dispatch("sub/y", "Là.", path=f"{files}2/y.txt")])
    assert add(folder, read(files / "c"), prune=[files / "c"]).removed == 0
    (files / "a.txt").unlink()
    (files / "c" / "d.txt").unlink()
    assert add(folder, read(files / "c"), prune=[files / "c"]).removed == 1
    assert ids(folder) == {"a", "b", "x", "sub/y"}


def test_a_file_that_now_has_another_id_keeps_its_dispatch(folder, files):
    report = add(folder, read(files / "c"), prune=[files / "c"])
    assert (report.moved, report.removed, ids(folder)) == (1, 0, {"a", "b", "d"})


def test_what_could_not_be_read_is_kept(folder, files):
    (files / "a.txt").write_bytes(b"caf\xe9")
    (files / "b.txt").unlink()
    report = add(folder, read(files), prune=[files])
    assert (report.removed, ids(folder)) == (1, {"a", "c/d"})


def test_a_folder_that_cannot_be_read_keeps_all_below_it(folder, files):
    items = [Problem(f"{files.as_posix()}/c", "Permission denied")]
    assert add(folder, items, prune=[files]).removed == 2
    assert ids(folder) == {"c/d"}


def test_a_missing_root_keeps_all(folder, files):
    moved = files.rename(files.with_name("away"))
    report = add(folder, read(files), prune=[files])
    assert (report.removed, len(report.problems), ids(folder)) == (0, 1, set(TEXTS))
    moved.rename(files)


def test_a_line_that_is_gone_is_dropped(folder, tmp_path):
    file = tmp_path / "d.jsonl"
    file.write_text('{"id": "a", "text": "Un."}\n{"id": "b", "text": "Deux."}\n')
    add(folder, read(file))
    file.write_text('{"id": "b", "text": "Deux."}\n')
    assert add(folder, read(file), prune=[file]).removed == 1
    assert ids(folder) == {"b"}


def test_paths_below_this_folder_are_below_it(folder, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    items = [Dispatch("a", "Un.", path="a.txt"), Dispatch("b", "Deux.", path="../b.txt"), Dispatch("x", "Trois.", path="/x.txt")]
    add(folder, items)
    assert add(folder, [], prune=["."]).removed == 1
    assert ids(folder) == {"b", "x"}


def test_what_is_named_is_removed_in_one_commit(folder, files):
    assert remove(folder, ["a", "rien", "c/d", "a", "\ud800"]) == ["a", "c/d"]
    assert ids(folder) == {"b"}
    assert remove(folder, ["a"]) == []


def test_nothing_is_removed_while_another_writes(folder, files):
    with folder.hold(), pytest.raises(ArchiveLocked):
        remove(folder, ["a"])
    assert ids(folder) == set(TEXTS)
