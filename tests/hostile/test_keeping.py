"""Files that people may edit, and archives that somebody else made: tables, saved questions, cursors, links, stored bombs."""

import os

import pytest

import depeche
from depeche import DepecheError, Dispatch, InputError, QuestionError, ReadingError

TABLES = {
    "nothing": b"",
    "columns alone": b"kind\tlabel\n",
    "no columns": b"\x89PNG\r\n",
    "NULs": b"kind\tlabel\nplace\tA\0B\n",
    "escapes": b"kind\tlabel\nplace\t\x1b[31m\n",
    "another encoding": "kind\tlabel\nplace\tDera\u00e9\n".encode("utf-16"),
    "a label of a megabyte": b"kind\tlabel\nplace\t" + b"a" * 1_000_000 + b"\n",
    "many cells": b"kind\tlabel\nplace" + b"\tx" * 100_000 + b"\n",
    "an id that is a path": b"kind\tlabel\tid\nplace\tA\t../../x y\n",
    "within itself": b"kind\tlabel\tid\twithin\nplace\tA\tx:1\tx:1\n",
    "within each other": b"kind\tlabel\tid\twithin\nplace\tA\tx:1\tx:2\nplace\tB\tx:2\tx:1\n",
    "within nothing known": b"kind\tlabel\twithin\nplace\tA\tnulle-part-du-tout\n",
    "no place on earth": b"kind\tlabel\tlatitude\tlongitude\nplace\tA\t1e999\tnan\n",
    "too many people": b"kind\tlabel\tpopulation\nplace\tA\t" + b"9" * 5000 + b"\n",
    "a name of signs": b"kind\tlabel\nplace\t...\n",
    "the same id twice": b"kind\tlabel\tid\nplace\tA\tx:1\nplace\tB\tx:1\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_cannot_be_used_is_refused_whole(tmp_path, name):
    (tmp_path / "t.tsv").write_bytes(TABLES[name])
    with depeche.create(tmp_path / "archive") as archive:
        with pytest.raises(InputError) as raised:
            archive.gazetteer.add(tmp_path / "t.tsv")
        assert archive.gazetteer.list() == ()
    assert str(tmp_path / "t.tsv") in str(raised.value)
    assert len(str(raised.value)) < 1500


@pytest.mark.parametrize("name", ["..tsv", "...tsv", "-rf.tsv", "a b.tsv", "*.tsv", "é" * 60 + ".tsv"])
def test_a_table_of_any_name_stays_in_the_archive(tmp_path, name, untouched, place):
    (place / name).write_text("kind\tlabel\nplace\tZyqxburg\n")
    before = set(untouched())
    with depeche.create(place / ".depeche") as archive:
        archive.gazetteer.add(place / name)
        assert [table.places for table in archive.gazetteer.list()] == [1]
        archive.gazetteer.remove(archive.gazetteer.list()[0].name)
        assert archive.gazetteer.list() == ()
    assert set(untouched()) == before


@pytest.mark.parametrize("name", ["../../a", "/etc/passwd", "..", "", "a\0b", "\udcff"])
def test_no_table_and_no_question_is_removed_by_a_path(tmp_path, name):
    (tmp_path / "a.tsv").write_text("à garder")
    with depeche.create(tmp_path / "x" / "archive") as archive:
        with pytest.raises(InputError):
            archive.gazetteer.remove(name)
        with pytest.raises(DepecheError):
            archive.saved.remove(name)
        with pytest.raises(InputError):
            archive.saved.add(name, "Deraa")
    assert (tmp_path / "a.tsv").read_text() == "à garder"


SAVED = {
    "binary": b"\x89PNG\r\n\x1a\n",
    "brackets": b"a = " + b"[" * 100_000,
    "tables in tables": b"[a" + b".a" * 5000 + b"]\nquestion = 'x'\n",
    "a number": b"a = " + b"9" * 100_000,
    "a question that is none": b"[a]\nquestion = 5\n",
    "a name that is a path": b'["../a"]\nquestion = "x"\n',
    "an unknown option": b'[a]\nquestion = "x"\n"\\u001b[31m" = 1\n',
    "far seen": b'[a]\nquestion = "x"\nseen = -1\n',
    "half a character": b'[a]\nquestion = "\\ud800"\n',
    "too much": b"#" * 10_000_001,
}


@pytest.mark.parametrize("name", SAVED)
def test_a_file_of_saved_questions_that_cannot_be_read_is_told_and_left_as_it_is(tmp_path, name):
    with depeche.create(tmp_path / "archive") as archive:
        archive.saved.path.parent.mkdir(exist_ok=True)
        archive.saved.path.write_bytes(SAVED[name])
        for call in (archive.saved.list, lambda: archive.saved.add("b", "Deraa"), lambda: archive.saved.remove("a")):
            with pytest.raises(ReadingError):
                call()
        assert archive.saved.path.read_bytes() == SAVED[name]


def test_a_saved_question_that_has_seen_what_is_not_yet_there_is_asked_all_the_same(command, place):
    (place / "a.txt").write_text("Des combats.")
    assert command("index", "a.txt").code == 0
    (place / ".depeche" / "user").mkdir(exist_ok=True)
    (place / ".depeche" / "user" / "saved.toml").write_text(f'[a]\nquestion = "combats"\nseen = {10**30}\nlimit = {10**30}\n')
    assert command("saved", "run", "a", "--new").code in (0, 2)
    assert command("saved", "run", "--all").code in (0, 2)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(command, place):
    (place / "a.txt").write_text("Des combats.")
    assert command("index", "a.txt").code == 0
    (place / ".depeche" / "user").mkdir(exist_ok=True)
    os.mkfifo(place / ".depeche" / "user" / "saved.toml")
    os.mkfifo(place / ".depeche" / "user" / "t.tsv")
    assert command("saved", "list").code == 3
    assert command("search", "combats").code == 0


def test_nothing_is_written_through_a_link_that_lies_in_an_archive(tmp_path):
    (tmp_path / "beside").write_text("à garder")
    with depeche.create(tmp_path / "archive") as archive:
        user = archive.path / "user"
        user.mkdir(exist_ok=True)
        for name in ("saved.toml.new", "t.part"):
            (user / name).symlink_to(tmp_path / "beside")
        (archive.path / "manifest.json.new").symlink_to(tmp_path / "beside")
        archive.saved.add("a", "Deraa")
        (tmp_path / "t.tsv").write_text("kind\tlabel\nplace\tZyqxburg\n")
        archive.gazetteer.add(tmp_path / "t.tsv")
        archive.add([Dispatch("a", "Des combats.")])
    assert (tmp_path / "beside").read_text() == "à garder"


CURSORS = [
    "",
    " ",
    "a",
    "=",
    "é",
    "\ud800",
    "\0",
    "A" * 1_000_000,
    "YTpiOjA6MA",
    "OjoK",
    "YzptOjFfMDoxXzA",
    "Yzo6OTk5OTk5OTk5OTk5OTk6MQ",
]


@pytest.mark.parametrize("cursor", CURSORS[1:])
def test_a_cursor_that_is_none_is_refused_shortly(seed_archive, cursor):
    with pytest.raises(QuestionError) as raised:
        seed_archive.search("Deraa", cursor=cursor)
    assert len(str(raised.value)) < 300
