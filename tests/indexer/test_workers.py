"""Worker processes: the same archive as without them, in the same order; what goes wrong is told, and none is left behind."""

import multiprocessing
import os
import signal

import pytest

from depeche import DepecheError, Dispatch, InputError
from depeche.indexer import workers
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.ingest import add
from depeche.indexer.intake import Hooks
from depeche.indexer.refreshing import Entry
from depeche.indexer.workers import Rules, drafted

WORDS = ["Deraa", "otages", "combats", "l'armée syrienne", "Damas", "trêve", "mardi", "villages"]


def text(number):
    chosen = (WORDS[(number * step + step) % len(WORDS)] for step in range(1, 40))
    return f"Dépêche {number} : {', '.join(chosen)}."


@pytest.fixture
def small(monkeypatch):
    """Let few texts be enough for processes, and a group be a few texts."""
    monkeypatch.setattr(workers, "_SMALL", 1)
    monkeypatch.setattr("depeche.indexer.intake._GROUP", 1000)


def groups(number, size=3):
    return [[Entry(Dispatch(f"d{n}", text(n))) for n in range(start, start + size)] for start in range(0, number, size)]


def passages(folder):
    reader = folder.reader()
    found = list(reader.dispatches())
    reader.close()
    return found


@pytest.mark.usefixtures("small")
def test_the_archive_is_that_of_one_process(tmp_path):
    made = []
    for number in (1, 2):
        folder = ArchiveFolder.create(tmp_path / str(number))
        seen = []
        hooks = Hooks(progress=lambda dispatch, seen=seen: seen.append(dispatch.id))
        add(folder, [Dispatch(f"d{n}", text(n)) for n in range(60)], workers=number, hooks=hooks)
        made.append((passages(folder), seen))
    assert made[0] == made[1]
    assert made[0][1] == [f"d{n}" for n in range(60)]


@pytest.mark.usefixtures("small")
def test_drafts_come_in_order_and_no_process_is_left():
    given = groups(30)
    found = [(list(group), [draft.id for draft in drafts]) for group, drafts in drafted(given, Rules(entities=False), 2)]
    assert found == [(group, [entry.dispatch.id for entry in group]) for group in given]
    assert not multiprocessing.active_children()


def test_few_texts_start_no_process(monkeypatch):
    def refuse(*_):
        raise AssertionError("a pool was made")

    monkeypatch.setattr(workers, "ProcessPoolExecutor", refuse)
    assert len(list(drafted(groups(9), Rules(entities=False), 8))) == 3


@pytest.mark.usefixtures("small")
def test_the_groups_are_read_no_further_ahead_than_is_bounded(monkeypatch):
    monkeypatch.setattr(workers, "_AHEAD", 2)
    read = []

    def reading():
        for group in groups(60):
            read.append(group)
            yield group

    for done, _ in enumerate(drafted(reading(), Rules(entities=False), 2), 1):
        assert len(read) <= done + 2 * 2 + 1


@pytest.mark.usefixtures("small")
def test_an_error_in_a_worker_names_the_dispatch():
    broken = [[Entry(Dispatch("d/7", None))]]
    with pytest.raises(InputError, match="d/7 cannot be analysed: "):
        list(workers._in_processes([*groups(3), *broken], Rules(entities=False), 2))
    assert not multiprocessing.active_children()


@pytest.mark.skipif(os.name != "posix", reason="ends a process as the system does where memory is short")
@pytest.mark.usefixtures("small")
def test_a_worker_that_is_killed_is_told():
    def reading():
        for number, group in enumerate(groups(300)):
            if number == 10:
                os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
            yield group

    with pytest.raises(DepecheError, match="a worker process has ended"):
        list(drafted(reading(), Rules(entities=False), 2))


@pytest.mark.usefixtures("small")
def test_who_stops_listening_leaves_no_process():
    drafts = drafted(groups(300), Rules(entities=False), 2)
    next(drafts)
    drafts.close()
    assert not multiprocessing.active_children()
