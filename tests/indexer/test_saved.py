"""Saved questions: kept whole under their names, whoever changes them at the same time."""

import multiprocessing
import threading

import pytest

from depeche import ArchiveLocked, InputError, NotFound
from depeche.core.errors import ArchiveError
from depeche.indexer import saved as saved_module
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.locking import hold
from depeche.indexer.saved import SavedQuestion, SavedQuestions

ALL = {
    "place": ("Syrie", "Homs"),
    "actor": ("Daech",),
    "type": ("NGO",),
    "country": ("SY",),
    "source": ("AFP",),
    "month": ("2018-07",),
    "levels": ("exact", "stem"),
    "within": "dispatch",
    "sort": "newest",
    "group": 2,
    "copies": True,
    "limit": 5,
    "strict": True,
}


@pytest.fixture
def folder(tmp_path):
    return ArchiveFolder.create(tmp_path / "archive")


@pytest.fixture
def saved(folder):
    return SavedQuestions(folder)


def test_a_new_archive_has_no_question_and_reading_makes_no_file(saved):
    assert saved.list() == []
    assert not saved.path.parent.exists()


def test_a_question_is_kept_with_all_its_options(saved):
    added = saved.add("homs", "évacuation Homs", **ALL)
    assert added == saved.get("homs") == SavedQuestion("homs", "évacuation Homs", ALL)
    assert saved.get("homs").to_dict()["options"]["place"] == ["Syrie", "Homs"]


def test_questions_are_listed_in_the_order_in_which_they_were_added(saved):
    for name in ("c", "a", "b"):
        saved.add(name, name)
    saved.add("a", "other", replace=True)
    assert [(one.name, one.question) for one in saved.list()] == [("c", "c"), ("a", "other"), ("b", "b")]


def test_one_text_stands_for_a_list_of_one_and_what_is_none_or_empty_is_left_out(saved):
    assert saved.add("a", "trêve", place="Homs", actor=None, month=[], levels={"stem", "exact"}).options == {
        "place": ("Homs",),
        "levels": ("exact", "stem"),
    }


def test_a_name_that_is_taken_is_refused_unless_it_is_to_be_replaced(saved):
    saved.add("a", "one", place="Homs")
    saved.mark(saved.get("a"), 4)
    with pytest.raises(InputError, match="already"):
        saved.add("a", "two")
    assert saved.get("a").question == "one"
    saved.add("a", "two", sort="newest", replace=True)
    assert saved.get("a") == SavedQuestion("a", "two", {"sort": "newest"})


@pytest.mark.parametrize("name", ["", "a b", "a\n", "a.b", "../a", "[a]", "a" * 101, "-\u202ea", 3])
def test_what_is_no_name_is_refused(saved, name):
    with pytest.raises(InputError, match="no name"):
        saved.add(name, "trêve")


@pytest.mark.parametrize("name", ["homs-2", "été", "درعا", "2018-07", "true", "-", "a" * 100])
def test_a_name_may_have_letters_of_any_script_digits_hyphens_and_underscores(saved, name):
    saved.add(name, "trêve")
    saved.mark(saved.get(name), 2)
    assert saved.get(name).seen == 2
    saved.remove(name)
    assert saved.list() == []


@pytest.mark.parametrize(
    "options",
    [
        {"offset": 3},
        {"place": 3},
        {"place": [3]},
        {"place": "\ud800"},
        {"levels": "exact"},
        {"levels": ["weak"]},
        {"within": "phrase"},
        {"sort": ["newest"]},
        {"limit": -1},
        {"group": True},
        {"strict": 1},
        {"seen": -1},
    ],
)
def test_an_option_that_cannot_be_kept_is_refused_by_name(saved, options):
    with pytest.raises(InputError, match=next(iter(options))):
        saved.add("a", "trêve", **options)
    assert saved.list() == []


def test_what_is_not_there_is_not_found(saved):
    for call in (lambda: saved.get("a"), lambda: saved.remove("a")):
        with pytest.raises(NotFound, match="no saved question a"):
            call()


def _add_some(path, start):
    saved = SavedQuestions(ArchiveFolder(path))
    for number in range(start, start + 10):
        saved.add(f"q{number}", "trêve")


def test_changes_at_the_same_time_lose_nothing(folder, saved):
    processes = [multiprocessing.get_context("spawn").Process(target=_add_some, args=(folder.path, at)) for at in (0, 10)]
    threads = [threading.Thread(target=_add_some, args=(folder.path, at)) for at in (20, 30)]
    for one in (*processes, *threads):
        one.start()
    for one in (*processes, *threads):
        one.join()
    assert {one.name for one in saved.list()} == {f"q{number}" for number in range(40)}


def test_of_two_runs_at_once_the_one_that_has_shown_more_counts(saved):
    before = saved.add("a", "trêve", place="Homs")
    saved.mark(before, 7)
    saved.mark(before, 5)
    assert saved.get("a").seen == 7


def test_a_question_of_an_archive_that_was_further_is_marked_anew(saved):
    saved.mark(saved.add("a", "trêve"), 500)
    saved.mark(saved.get("a"), 3)
    assert saved.get("a").seen == 3


@pytest.mark.parametrize("instead", ["trêve", "otages"])
def test_what_was_replaced_or_removed_while_it_was_asked_is_not_marked(saved, instead):
    saved.mark(saved.add("a", "trêve"), 3)
    asked = saved.get("a")
    saved.add("a", instead, replace=True)
    saved.mark(asked, 4)
    assert saved.get("a") == SavedQuestion("a", instead)
    saved.remove("a")
    saved.mark(asked, 4)
    assert saved.list() == []


def test_a_lock_that_is_held_for_long_is_an_error(saved, monkeypatch):
    saved.add("a", "trêve")
    monkeypatch.setattr(saved_module, "_PATIENCE", 0.05)
    with hold(saved.path.with_name("saved.lock"), "questions"), pytest.raises(ArchiveLocked):
        saved.remove("a")
    assert saved.get("a")


def test_questions_can_be_saved_while_a_writer_is_at_work_and_leave_the_archive_as_it_is(folder, saved):
    writer = folder.lock()
    saved.add("a", "trêve")
    writer.close()
    folder.lock().close()
    assert saved.get("a").question == "trêve"
    assert (folder.tables, folder.manifest.fingerprint) == ((), folder.fingerprint())


def test_a_change_that_fails_leaves_the_file_as_it_was(saved, monkeypatch):
    saved.add("a", "trêve")
    before = saved.path.read_bytes()

    def full(_):
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ArchiveError, match="disk full"):
        saved.remove("a")
    assert saved.path.read_bytes() == before
