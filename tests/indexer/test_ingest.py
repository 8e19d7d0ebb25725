"""Dispatches into an archive: all of a run at once or nothing, ids replaced, problems passed on."""

import json

import pytest

from depeche import Dispatch, Problem, ReadingError, read
from depeche.indexer import ingest as module
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.engines import registry
from depeche.indexer.ingest import ingest
from depeche.indexer.payload import assemble, decode


@pytest.fixture(params=registry.NAMES)
def folder(request, tmp_path):
    return ArchiveFolder.create(tmp_path / "archive", request.param)


def run(folder, items, **options):
    writer = folder.writer()
    try:
        return ingest(writer, items, **options)
    finally:
        writer.close()


def stored(folder):
    """Return the texts that the archive holds, by id."""
    reader = folder.reader()
    groups = {}
    for passage in map(decode, reader.dispatches()):
        groups.setdefault(passage.dispatch, []).append(passage)
    reader.close()
    return {id_: assemble(passages).text for id_, passages in groups.items()}


def texts(**by_id):
    return [Dispatch(id_, text) for id_, text in by_id.items()]


def record(folder):
    reader = folder.reader()
    found = reader.record
    reader.close()
    return found


def test_a_run_is_stored_and_counted(folder):
    long = "\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3))
    report = run(folder, texts(a="Un mot.", b=long))
    assert stored(folder) == {"a": "Un mot.", "b": long}
    assert (report.dispatches, report.characters, report.problems) == (2, 7 + len(long), [])
    assert report.passages > 2


def test_an_id_that_is_stored_already_is_replaced(folder):
    run(folder, texts(a="Avant.", b="Reste."))
    run(folder, texts(a="Après."))
    assert stored(folder) == {"a": "Après.", "b": "Reste."}


def test_a_shorter_text_leaves_no_passage_of_the_longer_one(folder):
    run(folder, texts(a="\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3))))
    run(folder, texts(a="Court."))
    assert stored(folder) == {"a": "Court."}


def test_of_one_id_twice_in_a_run_the_last_is_stored(folder, monkeypatch):
    run(folder, [Dispatch("a", "Un."), Dispatch("b", "Autre."), Dispatch("a", "Deux.")])
    assert stored(folder) == {"a": "Deux.", "b": "Autre."}
    monkeypatch.setattr(module, "_BATCH", 1)
    run(folder, [Dispatch("a", "Trois."), Dispatch("b", "Autre."), Dispatch("a", "Quatre.")])
    assert stored(folder) == {"a": "Quatre.", "b": "Autre."}


def test_problems_are_passed_on_in_order_and_store_nothing(folder):
    problems = [Problem("x.txt", "n'est pas lisible", byte=3), Problem("y.jsonl", "vide", line=2, skipped=False)]
    report = run(folder, [problems[0], *texts(a="Un mot."), problems[1]])
    assert report.problems == problems
    assert stored(folder) == {"a": "Un mot."}


def test_problems_of_reading_are_those_of_the_report(folder, tmp_path):
    (tmp_path / "bon.txt").write_text("Un mot.")
    (tmp_path / "mauvais.txt").write_bytes(b"Un mot \xe9crit autrement.")
    report = run(folder, read([tmp_path / "bon.txt", tmp_path / "mauvais.txt"]))
    assert [problem.path for problem in report.problems] == [(tmp_path / "mauvais.txt").as_posix()]
    assert list(stored(folder)) == ["bon"]


@pytest.mark.parametrize("batch", [1, 10**9])
def test_an_error_midway_leaves_the_archive_as_it_was(folder, monkeypatch, batch):
    def broken():
        yield from texts(a="Après.", b="Nouveau.", c="Encore.")
        raise ReadingError("le disque est parti")

    monkeypatch.setattr(module, "_BATCH", batch)
    run(folder, texts(a="Avant."))
    before = record(folder)
    with pytest.raises(ReadingError, match="le disque est parti"):
        run(folder, broken())
    assert stored(folder) == {"a": "Avant."}
    assert record(folder) == before


def test_an_error_of_the_caller_midway_leaves_the_archive_as_it_was(folder):
    def stop(dispatch):
        if dispatch.id == "b":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, texts(a="Un.", b="Deux.", c="Trois."), progress=stop)
    assert stored(folder) == {}
    run(folder, texts(a="Un."))
    assert stored(folder) == {"a": "Un."}


@pytest.mark.parametrize("id_", ["", "a\0b", "a\nb", "\x1b[31m", "\ud800", "a\u202eb"])
def test_an_id_that_cannot_be_shown_is_a_problem_and_the_rest_is_stored(folder, id_):
    report = run(folder, [Dispatch(id_, "Un mot."), Dispatch("a", "Un autre.")])
    assert [problem.skipped for problem in report.problems] == [True]
    assert "cannot be shown" in str(report.problems[0])
    assert stored(folder) == {"a": "Un autre."}


@pytest.mark.parametrize("id_", ["a/b.txt", "é", "a b", "x" * 1000, "Dépêche n°\u00a01 (2018)", "درعا", "-n", "a\\b"])
def test_any_id_that_can_be_shown_is_stored(folder, id_):
    run(folder, [Dispatch(id_, "Un mot.")])
    assert stored(folder) == {id_: "Un mot."}


def test_progress_is_called_with_each_dispatch(folder):
    seen = []
    run(folder, texts(a="Un.", b="Deux."), progress=seen.append)
    assert [dispatch.id for dispatch in seen] == ["a", "b"]


def test_each_run_is_one_commit_with_a_name_of_its_own(folder):
    names = []
    for _ in range(2):
        run(folder, texts(a="Un."))
        names.append(json.loads(record(folder))["commit"])
    assert len(set(names)) == 2


def test_a_run_of_nothing_leaves_the_dispatches(folder):
    run(folder, texts(a="Un."))
    report = run(folder, [])
    assert (report.dispatches, stored(folder)) == (0, {"a": "Un."})


def test_a_report_does_not_count_twice_what_one_run_replaced(folder):
    report = run(folder, [Dispatch("a", "Un."), Dispatch("a", "Deux.")])
    assert report.dispatches == 1


def test_a_source_that_cannot_be_stored_is_a_problem_and_the_rest_is_stored(folder):
    report = run(folder, [Dispatch("b", "Un mot.", source="\ud800"), Dispatch("a", "Un autre.")])
    assert len(report.problems) == 1
    assert stored(folder) == {"a": "Un autre."}
