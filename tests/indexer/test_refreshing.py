"""A run again takes in what is new or has changed; moved files are known, and a text that comes twice is stored once."""

import pytest

from depeche import Dispatch, Problem, read
from depeche.indexer import refreshing
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.assembling import grouped, original
from depeche.indexer.engines import registry
from depeche.indexer.ingest import add
from depeche.indexer.rebuild import rebuild

DERAA, DAMAS, HOMS = "Des combats à Deraa.", "Une trêve à Damas.", "Des otages à Homs."


@pytest.fixture(params=registry.NAMES)
def folder(request, tmp_path):
    return ArchiveFolder.create(tmp_path / "archive", request.param)


@pytest.fixture
def files(tmp_path):
    files = tmp_path / "in"
    files.mkdir()
    for name, text in (("a", DERAA), ("b", DAMAS)):
        (files / f"{name}.txt").write_text(text)
    return files


def told(report):
    kinds = ("new", "changed", "moved", "unchanged", "removed")
    return {kind: count for kind in kinds if (count := getattr(report, kind))} | (
        {"same": [str(one) for one in report.same]} if report.same else {}
    )


def take_in(folder, items, **options):
    return told(add(folder, items, **options))


def stored(folder):
    """Return the text, the path and the arrival of each dispatch."""
    reader = folder.reader()
    groups = list(grouped(reader.dispatches()))
    reader.close()
    return {group[0].dispatch: (original(group).text, group[0].path, group[0].arrival) for group in groups}


def record(folder):
    reader = folder.reader()
    found = reader.record
    reader.close()
    return found


def test_what_has_not_changed_is_passed_over_without_a_commit(folder, files):
    assert take_in(folder, read(files)) == {"new": 2}
    before = record(folder)
    assert take_in(folder, read(files)) == {"unchanged": 2}
    assert record(folder) == before


def test_what_has_changed_replaces_what_was_stored(folder, files):
    take_in(folder, read(files))
    (files / "a.txt").write_text(HOMS)
    (files / "c.txt").write_text(DERAA + " Encore.")
    assert take_in(folder, read(files)) == {"new": 1, "changed": 1, "unchanged": 1}
    assert {id_: text for id_, (text, *_) in stored(folder).items()} == {"a": HOMS, "b": DAMAS, "c": DERAA + " Encore."}


def test_a_fact_that_has_changed_is_a_change(folder):
    take_in(folder, [Dispatch("a", DERAA, source="AFP")])
    assert take_in(folder, [Dispatch("a", DERAA, source="RFI")]) == {"changed": 1}


def test_a_text_that_was_there_before_and_comes_back_is_a_change(folder):
    for text in (DERAA, DAMAS, DERAA):
        report = take_in(folder, [Dispatch("a", text)])
    assert report == {"changed": 1}
    assert stored(folder)["a"] == (DERAA, None, 3)


def test_the_same_text_under_two_ids_is_stored_once_and_told(folder, files):
    (files / "c.txt").write_text(DERAA)
    assert take_in(folder, read(files)) == {"new": 2, "same": ["c: the same text as a"]}
    assert set(stored(folder)) == {"a", "b"}
    assert take_in(folder, read(files)) == {"unchanged": 2, "same": ["c: the same text as a"]}


def test_the_one_that_is_stored_stands_wherever_it_comes_in_the_run(folder, files):
    take_in(folder, read(files))
    (files / "0.txt").write_text(DAMAS)
    assert take_in(folder, read(files)) == {"unchanged": 2, "same": ["0: the same text as b"]}


def test_a_file_that_comes_to_have_the_text_of_another_is_stored_no_more(folder, files):
    take_in(folder, read(files))
    (files / "a.txt").write_text(DAMAS)
    assert take_in(folder, read(files)) == {"unchanged": 1, "same": ["a: the same text as b"]}
    assert set(stored(folder)) == {"b"}
    (files / "b.txt").write_text(HOMS)
    assert take_in(folder, read(files)) == {"new": 1, "changed": 1}
    assert {id_: text for id_, (text, *_) in stored(folder).items()} == {"a": DAMAS, "b": HOMS}


def test_two_files_that_change_places_keep_both_texts(folder, files):
    take_in(folder, read(files))
    (files / "a.txt").write_text(DAMAS)
    (files / "b.txt").write_text(DERAA)
    take_in(folder, read(files))
    assert {id_: text for id_, (text, *_) in stored(folder).items()} == {"a": DAMAS, "b": DERAA}


def test_a_renamed_file_is_the_same_dispatch_with_its_arrival(folder, files):
    take_in(folder, read(files))
    take_in(folder, [Dispatch("x", HOMS)])
    (files / "a.txt").rename(files / "z.txt")
    assert take_in(folder, read(files)) == {"moved": 1, "unchanged": 1}
    assert set(stored(folder)) == {"b", "x", "z"}
    assert stored(folder)["z"] == (DERAA, (files / "z.txt").as_posix(), 1)


def test_a_moved_folder_gives_its_dispatches_new_paths(folder, files):
    take_in(folder, read(files))
    moved = files.rename(files.with_name("there"))
    assert take_in(folder, read(moved)) == {"moved": 2}
    assert stored(folder)["a"] == (DERAA, (moved / "a.txt").as_posix(), 1)
    assert take_in(folder, read(moved)) == {"unchanged": 2}


def test_of_a_file_that_was_moved_and_copied_one_has_moved(folder, files):
    take_in(folder, read(files))
    (files / "a.txt").rename(files / "y.txt")
    (files / "z.txt").write_text(DERAA)
    assert take_in(folder, read(files)) == {"moved": 1, "unchanged": 1, "same": ["z: the same text as y"]}


def test_a_line_with_a_new_id_has_moved(folder, tmp_path):
    file = tmp_path / "d.jsonl"
    file.write_text(f'{{"id": "a", "text": "{DERAA}"}}\n{{"id": "b", "text": "{DAMAS}"}}\n')
    take_in(folder, read(file))
    file.write_text(f'{{"id": "a2", "text": "{DERAA}"}}\n{{"id": "b", "text": "{DAMAS}"}}\n')
    assert take_in(folder, read(file)) == {"moved": 1, "unchanged": 1}
    assert set(stored(folder)) == {"a2", "b"}


def test_what_could_not_be_read_is_not_taken_for_gone(folder, tmp_path):
    take_in(folder, [Dispatch("a", DERAA, path="d.jsonl", line=1)])
    problem = Problem("d.jsonl", "not JSON", line=1)
    items = [problem, Dispatch("b", DERAA, path="d.jsonl", line=2)]
    assert take_in(folder, items) == {"same": ["b: the same text as a"]}
    assert set(stored(folder)) == {"a"}


def test_dispatches_without_a_path_have_not_moved(folder):
    take_in(folder, [Dispatch("a", DERAA)])
    assert take_in(folder, [Dispatch("b", DERAA)]) == {"same": ["b: the same text as a"]}


def test_what_was_rebuilt_has_not_changed(folder, seeds, tmp_path):
    lines = tmp_path / "d.jsonl"
    lines.write_text(
        '{"id": "x", "text": "Un mot.", "date": "31 juillet 2018", "source": "afp", "title": "T", "url": "http://x"}\n'
    )
    (tmp_path / "y.txt").write_bytes("\ufeffDes otages à Deraa.\r\n".encode())
    paths = [seeds, lines, tmp_path / "y.txt"]
    assert take_in(folder, read(paths)) == {"new": 7}
    rebuild(folder)
    assert take_in(folder, read(paths)) == {"unchanged": 7}


def test_of_one_id_twice_in_a_run_no_text_is_lost(folder, monkeypatch):
    monkeypatch.setattr(refreshing, "_BATCH", 1)
    add(folder, [Dispatch("a", DERAA), Dispatch("b", DERAA), Dispatch("a", DAMAS)])
    assert {id_: text for id_, (text, *_) in stored(folder).items()} == {"a": DAMAS, "b": DERAA}


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_how_many_are_asked_about_at_once_changes_nothing(folder, files, monkeypatch, batch):
    monkeypatch.setattr(refreshing, "_BATCH", batch)
    for number in range(5):
        (files / f"n{number}.txt").write_text(f"Dépêche {number}.")
    assert take_in(folder, read(files)) == {"new": 7}
    (files / "n3.txt").write_text("Autre.")
    assert take_in(folder, read(files)) == {"changed": 1, "unchanged": 6}
