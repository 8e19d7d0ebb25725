"""Dispatches into an archive: whole ones, commit by commit, ids replaced, problems passed on."""

import json

import pytest

from depeche import Dispatch, InputError, Problem, ReadingError, read
from depeche.analyzers.passages import passages
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.assembling import assemble
from depeche.indexer.engines import registry
from depeche.indexer.ingest import add
from depeche.indexer.intake import Hooks
from depeche.indexer.payload import decode

LONG = "\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3))


@pytest.fixture(params=registry.NAMES)
def folder(request, tmp_path):
    return ArchiveFolder.create(tmp_path / "archive", request.param)


def run(folder, items, **hooks):
    return add(folder, items, hooks=Hooks(**hooks))


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
    report = run(folder, texts(a="Un mot.", b=LONG))
    assert stored(folder) == {"a": "Un mot.", "b": LONG}
    assert (report.dispatches, report.new, report.characters, report.problems) == (2, 2, 7 + len(LONG), [])
    assert report.passages > 2


def test_an_id_that_is_stored_already_is_replaced(folder):
    run(folder, texts(a="Avant.", b="Reste."))
    run(folder, texts(a="Après."))
    assert stored(folder) == {"a": "Après.", "b": "Reste."}


def test_a_shorter_text_leaves_no_passage_of_the_longer_one(folder):
    run(folder, texts(a=LONG))
    run(folder, texts(a="Court."))
    assert stored(folder) == {"a": "Court."}


@pytest.mark.parametrize("group", [1, 10**9])
def test_of_one_id_twice_in_a_run_the_last_is_stored(folder, monkeypatch, group):
    monkeypatch.setattr("depeche.indexer.intake._GROUP", group)
    run(folder, [Dispatch("a", "Un."), Dispatch("b", "Autre."), Dispatch("a", "Deux.")])
    assert stored(folder) == {"a": "Deux.", "b": "Autre."}


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


def test_each_commit_is_told_with_the_number_that_is_stored(folder, monkeypatch):
    monkeypatch.setattr("depeche.indexer.intake._GROUP", 1)
    told = []
    items = texts(a="Un mot.", b="Un autre mot.", c="Encore un mot.")
    add(folder, items, every=1e-6, hooks=Hooks(on_commit=lambda number: told.append((number, len(stored(folder))))))
    assert told == [(1, 1), (2, 2), (3, 3)]
    assert json.loads(record(folder))["number"] == 3


def test_what_is_committed_stays_when_a_run_is_cut_short_and_the_next_goes_on_from_there(folder, monkeypatch):
    def broken():
        yield from texts(a="Un.", b="Deux.")
        raise ReadingError("le disque est parti")

    monkeypatch.setattr("depeche.indexer.intake._GROUP", 1)
    monkeypatch.setattr("depeche.indexer.refreshing._BATCH", 1)
    with pytest.raises(ReadingError, match="le disque est parti"):
        add(folder, broken(), every=1e-6)
    assert stored(folder) == {"a": "Un.", "b": "Deux."}
    report = run(folder, texts(a="Un.", b="Deux.", c="Trois."))
    assert (report.unchanged, report.new) == (2, 1)


@pytest.mark.parametrize("group", [1, 10**9])
def test_what_is_not_committed_is_not_stored(folder, monkeypatch, group):
    def stop(dispatch):
        if dispatch.id == "b":
            raise KeyboardInterrupt

    monkeypatch.setattr("depeche.indexer.intake._GROUP", group)
    run(folder, texts(a="Avant."))
    before = record(folder)
    with pytest.raises(KeyboardInterrupt):
        run(folder, texts(a="Après.", b="Deux.", c="Trois."), progress=stop)
    assert (stored(folder), record(folder)) == ({"a": "Avant."}, before)
    run(folder, texts(a="Un."))
    assert stored(folder) == {"a": "Un."}


def test_a_commit_says_by_which_rules_and_has_a_name_of_its_own(folder):
    names = set()
    for text in ("Un.", "Deux."):
        run(folder, texts(a=text))
        told = json.loads(record(folder))
        names.add(told["commit"])
        assert (told["fingerprint"], told["entities"]) == (folder.manifest.fingerprint, True)
        assert folder.manifest.commit.name == told["commit"]
    assert len(names) == 2


@pytest.mark.parametrize("id_", ["", "a\0b", "a\nb", "\x1b[31m", "\ud800", "a\u202eb"])
def test_an_id_that_cannot_be_shown_is_a_problem_and_the_rest_is_stored(folder, id_):
    report = run(folder, [Dispatch(id_, "Un mot."), Dispatch("a", "Un autre.")])
    assert [problem.skipped for problem in report.problems] == [True]
    assert "cannot be shown" in str(report.problems[0])
    assert stored(folder) == {"a": "Un autre."}


@pytest.mark.parametrize(
    "id_", ["a/b.txt", "é", "a b", "x" * 1000, "Dépêche n°\u00a01 (2018)", "درعا", "-n", "a\\b", "می\u200cخواهم", "👩\u200d👧"]
)
def test_any_id_that_can_be_shown_is_stored_and_known_again(folder, id_):
    run(folder, [Dispatch(id_, "Un mot.")])
    assert stored(folder) == {id_: "Un mot."}
    assert run(folder, [Dispatch(id_, "Un mot.")]).unchanged == 1


def test_progress_is_called_with_each_dispatch_that_is_dealt_with(folder):
    run(folder, texts(a="Un."))
    seen = []
    run(folder, texts(a="Un.", b="Deux.", c="Deux."), progress=lambda dispatch: seen.append(dispatch.id))
    assert sorted(seen) == ["a", "b", "c"]


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


def test_an_archive_without_places_and_actors_stays_so(tmp_path):
    folder = ArchiveFolder.create(tmp_path / "archive", entities=False)
    run(folder, texts(a="Des combats à Deraa."))
    run(folder, texts(b="Des otages à Damas."))
    reader = folder.reader()
    assert [decode(payload).names for payload in reader.dispatches()] == [(), ()]
    reader.close()
    assert not folder.manifest.entities


def test_an_error_of_the_analysis_names_the_dispatch(folder, monkeypatch):
    def broken(text, prose):
        if text == "Un mot.":
            raise ValueError("trop de mots")
        return passages(text, prose)

    monkeypatch.setattr("depeche.indexer.records.passages", broken)
    with pytest.raises(InputError, match="d/7 cannot be analysed: ValueError: trop de mots"):
        run(folder, [*texts(a="Des combats à Deraa."), Dispatch("d/7", "Un mot."), *texts(b="Des otages.")])
