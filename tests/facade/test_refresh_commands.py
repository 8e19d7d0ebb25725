"""Indexing again, removing, waiting for other writers, archives without places and actors: as commands and calls."""

import threading

import pytest

import depeche
from depeche import ArchiveError, Dispatch
from depeche.indexer.archive import ArchiveFolder


def counted(answer):
    names = ("new", "changed", "moved", "unchanged", "removed", "same")
    return {name: answer.json[name] for name in names if answer.json[name]}


def test_indexing_again_says_what_came_of_each(cli, files):
    assert cli("index", "in").out == "3 dispatches stored in .depeche, as 3 passages\n"
    assert cli("index", "in").out == "0 dispatches stored in .depeche, as 0 passages: 3 unchanged\n"
    (files / "a.txt").write_text("Des combats à Deraa et ailleurs.")
    (files / "b.txt").rename(files / "z.txt")
    (files / "c.txt").unlink()
    answer = cli("index", "in", "--prune")
    assert answer.out == "2 dispatches stored in .depeche, as 2 passages: 1 changed, 1 moved, 1 removed\n"


def test_the_report_as_json_counts_them(cli, files):
    (files / "d.txt").write_text("Des combats à Deraa.")
    answer = cli("index", "in", "--json")
    assert counted(answer) == {"new": 3, "same": 1}
    assert answer.json["double"] == [{"id": "d", "of": "a", "path": "in/d.txt"}]
    assert answer.err == "d: the same text as a\n"


def test_many_doubles_are_not_all_told_on_stderr(cli, files):
    for number in range(30):
        (files / f"d{number}.txt").write_text("Des combats à Deraa.")
    assert cli("index", "in").err.splitlines()[20] == "and 10 more that have the text of others; --json lists them"


def test_prune_without_a_path_that_is_there_is_a_usage_error(cli, files):
    cli("index", "in")
    assert cli("index", "--prune", "missing").code == 2
    assert cli("stats", "--json").json["dispatches"] == 3


def test_dispatches_are_removed_by_id_and_unknown_ones_named(cli, files):
    cli("index", "in")
    assert cli("remove", "a")[:2] == (0, "1 dispatches removed from .depeche\n")
    answer = cli("remove", "b", "rien", "a")
    assert (answer.code, answer.out) == (1, "1 dispatches removed from .depeche\n")
    assert answer.err.splitlines() == [f"depeche: no dispatch {id_} in this archive" for id_ in ("rien", "a")]
    assert cli("remove", "c", "--json").json == {"removed": ["c"], "unknown": [], "archive": ".depeche"}
    assert cli("search", "otages").code == 1


def test_the_library_removes_and_the_next_question_sees_it(files, tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add(depeche.read(files))
        assert archive.search("otages").total.dispatches == 1
        assert archive.remove(["c", "rien"]) == ["c"]
        assert archive.search("otages").total.dispatches == 0


def test_who_holds_the_archive_is_told_and_can_be_waited_for(cli, files, tmp_path):
    cli("index", "in")
    held = ArchiveFolder.open(tmp_path / ".depeche").hold()
    refused = cli("index", "in")
    assert refused.code == 3
    assert "is being written by process" in refused.err
    threading.Timer(0.5, held.release).start()
    assert cli("index", "in", "--wait", "60").code == 0


def test_each_commit_is_told_when_that_is_asked_for(cli, files):
    assert cli("-v", "index", "in").err.splitlines()[0] == "committed 3 dispatches"
    assert "committed" not in cli("-v", "index", "in").err
    (files / "d.txt").write_text("Autre.")
    assert "committed" not in cli("index", "in").err


def test_an_archive_without_places_and_actors_answers_without_and_stays_so(cli, files):
    assert cli("index", "in", "--no-entities").code == 0
    assert cli("stats", "--json").json["entities"] is False
    assert cli("index", "in").code == cli("index", "in", "--no-entities").code == 0
    refused = cli("index", "in", "--entities")
    assert (refused.code, "without places and actors" in refused.err) == (3, True)
    found = cli("search", "Daraa", "--json").json
    assert (found["total"]["passages"], found["facets"]["place"]) == (1, [])
    assert cli("rebuild").code == 0
    assert cli("stats", "--json").json["entities"] is False


def test_an_archive_with_places_and_actors_refuses_to_be_without(files, tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        assert archive.entities
    with depeche.create(tmp_path / "other", entities=False) as other:
        other.add([Dispatch("a", "Des combats à Deraa.")])
        assert not other.entities
        assert other.snapshot().mentions("a") == []
    assert issubclass(depeche.ArchiveLocked, ArchiveError)


def test_a_half_made_archive_is_made_again(cli, files, tmp_path):
    (tmp_path / ".depeche" / "engine").mkdir(parents=True)
    for left in ("write.lock", "making"):
        (tmp_path / ".depeche" / left).touch()
    with depeche.create(tmp_path / ".depeche") as archive:
        assert archive.snapshot().totals().dispatches == 0
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("à garder")
    with pytest.raises(depeche.ArchiveExists):
        depeche.create(tmp_path / "full")


def test_progress_of_files_is_counted_in_bytes(files):
    read = []
    items = list(depeche.read(files, advance=read.append))
    assert len(items) == 3
    assert sum(read) == sum(file.stat().st_size for file in files.iterdir())
