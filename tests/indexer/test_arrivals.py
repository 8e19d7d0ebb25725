"""Each commit has a number, and each dispatch that of the commit it came with; a rebuild keeps them, and what came first."""

from datetime import datetime
from types import SimpleNamespace

import pytest

import depeche
from depeche import Dispatch
from depeche.core import fields
from depeche.core.plan import Values
from depeche.indexer import commits
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.engines import registry
from depeche.indexer.ingest import add
from depeche.indexer.payload import decode
from depeche.indexer.rebuild import rebuild

TEXT = (
    "Des avions de l'armée syrienne ont bombardé mardi matin trois villages de la province de Deraa, où des groupes rebelles "
    "tiennent encore plusieurs collines, a rapporté l'Observatoire syrien des droits de l'Homme, qui compte douze morts."
)


@pytest.fixture(params=registry.NAMES)
def folder(request, tmp_path):
    return ArchiveFolder.create(tmp_path / "archive", request.param)


def take_in(folder, **texts):
    add(folder, [Dispatch(id_, text) for id_, text in texts.items()])


def state(folder):
    """Return the arrival and the marks of each passage."""
    reader = folder.reader()
    found = {(one.dispatch, one.ordinal): (one.arrival, one.copy, one.version) for one in map(decode, reader.dispatches())}
    reader.close()
    return found


def arrivals(folder):
    return {id_: arrival for (id_, _), (arrival, *_) in state(folder).items()}


def number(folder):
    reader = folder.reader()
    found = commits.number(reader.record)
    reader.close()
    return found


def test_commits_are_numbered_from_one(folder):
    assert number(folder) == 0
    take_in(folder, a="Un mot.")
    take_in(folder, b="Un autre.")
    assert (arrivals(folder), number(folder)) == ({"a": 1, "b": 2}, 2)


def test_a_clock_that_goes_back_changes_nothing(folder, monkeypatch):
    days = iter(range(28, 0, -1))
    monkeypatch.setattr(commits, "datetime", SimpleNamespace(now=lambda zone: datetime(2026, 2, next(days), tzinfo=zone)))
    take_in(folder, a="Un mot.")
    take_in(folder, b="Un autre.")
    take_in(folder, a="Un mot.", b="Un autre, changé.", c="Un troisième.")
    assert arrivals(folder) == {"a": 1, "b": 3, "c": 3}
    rebuild(folder)
    assert arrivals(folder) == {"a": 1, "b": 3, "c": 3}
    assert depeche.check(folder.path, deep=True) == []


def test_arrivals_are_found_by_their_ten_digits(folder):
    take_in(folder, a="\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3)))
    take_in(folder, b="Un autre.")
    reader = folder.reader()
    assert [value for value, _ in reader.dictionary(fields.ARRIVAL)] == ["0000000001", "0000000002"]
    assert {match.dispatch for match in reader.search(Values(fields.ARRIVAL, ("0000000002",)), 10)} == {"b"}
    reader.close()


def test_what_comes_again_as_it_was_keeps_its_arrival_and_what_has_changed_has_a_new_one(folder):
    take_in(folder, a="Un mot.", b="Un autre.", c="Beyrouth - Un troisième.(AFP / 31 juillet 2018 16h39)")
    take_in(folder, a="Un mot.", b="Un autre mot.", c="Beyrouth - Un troisième.(AFP / 31 juillet 2018 16h39)")
    assert arrivals(folder) == {"a": 1, "b": 2, "c": 1}
    add(folder, [Dispatch("a", "Un mot.", source="RFI")])
    assert arrivals(folder)["a"] == 3


@pytest.mark.parametrize("engine", registry.NAMES)
def test_a_rebuild_keeps_arrivals_and_marks_in_whatever_order_they_came(folder, engine):
    take_in(folder, z=TEXT, y="Un mot.")
    take_in(folder, a=TEXT.replace("douze", "treize"), m="Un mot !")
    before = state(folder)
    assert before["z", 0][1:] == before["a", 0][1:]
    report = rebuild(folder, engine)
    assert (state(folder), report.dispatches) == (before, 4)
    take_in(folder, n="Un nouveau.")
    assert arrivals(folder)["n"] > 2


def test_a_rebuilt_archive_is_that_of_its_dispatches_taken_in_anew(folder, tmp_path):
    take_in(folder, b=TEXT, a="Un mot.")
    take_in(folder, b=TEXT.replace("douze", "treize"), c=TEXT)
    rebuild(folder)
    anew = ArchiveFolder.create(tmp_path / "anew", folder.manifest.engine)
    take_in(anew, a="Un mot.", b=TEXT.replace("douze", "treize"), c=TEXT)
    assert {key: marks for key, (_, *marks) in state(folder).items()} == {key: marks for key, (_, *marks) in state(anew).items()}
