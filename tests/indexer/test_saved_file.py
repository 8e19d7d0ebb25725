"""The file of saved questions: what people write into it stays, and is named where it is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche import InputError, ReadingError
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.saved import SavedQuestion, SavedQuestions
from depeche.indexer.saved_file import parse, with_question, without

BY_HAND = """# Questions du desk

[homs] # les trêves
question = "évacuation Homs" # sans Alep
place = ["Syrie"]
# fin

# relu en juillet
[otages]
question = 'otages ET Soueida'
seen = 3

# tous les jours
["été"]
question = \"\"\"
[homs]
# pas un commentaire\"\"\"
"""


@pytest.fixture
def by_hand(tmp_path):
    """The questions of an archive whose file has been written by hand."""
    saved = SavedQuestions(ArchiveFolder.create(tmp_path / "archive"))
    saved.path.parent.mkdir()
    saved.path.write_text(BY_HAND, "utf-8")
    return saved


def test_marking_changes_the_number_and_no_other_line(by_hand):
    by_hand.mark(by_hand.get("otages"), 12)
    assert by_hand.path.read_text("utf-8") == BY_HAND.replace("seen = 3", "seen = 12")
    by_hand.mark(by_hand.get("homs"), 7)
    changed = BY_HAND.replace("seen = 3", "seen = 12").replace('place = ["Syrie"]\n', 'place = ["Syrie"]\nseen = 7\n')
    assert by_hand.path.read_text("utf-8") == changed


def test_replacing_keeps_comments_and_place(by_hand):
    by_hand.add("homs", "trêve Homs", sort="newest", replace=True)
    expected = BY_HAND.replace('"évacuation Homs"', '"trêve Homs"').replace('place = ["Syrie"]', 'sort = "newest"')
    assert by_hand.path.read_text("utf-8") == expected


@pytest.mark.parametrize("name", ["homs", "otages", "été"])
def test_removing_keeps_the_other_questions_and_every_comment_outside(by_hand, name):
    kept = [one for one in by_hand.list() if one.name != name]
    by_hand.remove(name)
    assert by_hand.list() == kept
    text = by_hand.path.read_text("utf-8")
    assert all(comment in text for comment in ("# Questions du desk", "# fin", "# relu en juillet", "# tous les jours"))


@pytest.mark.parametrize("ending", ["", "\n", "\n\n# tail", "\r\n"])
def test_adding_leaves_what_is_there_as_it_is(by_hand, ending):
    before = BY_HAND.rstrip("\n") + ending
    by_hand.path.write_bytes(b"\xef\xbb\xbf" + before.encode())
    by_hand.add("alep", "Alep")
    assert by_hand.path.read_bytes().decode().startswith(before.rstrip("\r\n"))
    assert [one.name for one in by_hand.list()] == ["homs", "otages", "été", "alep"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[a]\nquestion = "x"\nquestion = "y"\n', 3, "overwrite"),
        ('[a]\nquestion = "x\n', 2, "Illegal"),
        ('[a]\n\nquestion = "x"\ncolour = "red"\n', 4, "colour"),
        ('[b]\nquestion = "x"\n\n[a]\nquestion = "x"\nlimit = -1\n', 6, "limit"),
        ("# a\n[a]\nquestion = 3\n", 3, "question"),
        ('[b]\nquestion = "x"\n[a]\nlimit = 3\n', 3, "no question"),
        ('\nquestion = "x"\n', 2, "no table"),
        ('\n[[a]]\nquestion = "x"\n', 2, "no table"),
        ('\n["a b"]\nquestion = "x"\n', 2, "no table"),
        ('[a]\nquestion = "x"\n[a.b]\nquestion = "y"\n', 1, "'b'"),
        ("a = " + "[" * 100_000, 1, "recursion"),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_file_and_line_and_nothing_is_changed(by_hand, text, line, said):
    by_hand.path.write_text(text)
    for call in (by_hand.list, lambda: by_hand.add("new", "trêve"), lambda: by_hand.mark(SavedQuestion("a", "x"), 1)):
        with pytest.raises(ReadingError, match=rf"saved\.toml, line {line}: .*{said}"):
            call()
    assert by_hand.path.read_text() == text


def test_a_file_in_another_encoding_is_named_with_its_line(by_hand):
    by_hand.path.write_bytes(BY_HAND.encode("latin-1"))
    with pytest.raises(ReadingError, match=r"saved\.toml, line 3: byte 36"):
        by_hand.list()


@pytest.mark.parametrize("text", ['a = {question = "x"}\n', 'a.question = "x"\n', '"\\u0061" = {question = "x"}\n'])
def test_what_is_written_in_an_unusual_way_is_read_and_not_spoilt(by_hand, text):
    by_hand.path.write_text(text)
    assert by_hand.get("a").question == "x"
    for call in (lambda: by_hand.mark(by_hand.get("a"), 1), lambda: by_hand.remove("a")):
        with pytest.raises(InputError, match=r"saved\.toml is written in a way"):
            call()
    assert by_hand.path.read_text() == text


def test_line_ends_of_another_system_stay(by_hand):
    by_hand.path.write_bytes(BY_HAND.replace("\n", "\r\n").encode())
    by_hand.mark(by_hand.get("otages"), 12)
    by_hand.remove("homs")
    expected = "# Questions du desk\r\n\r\n# fin\r\n\r\n# relu" + BY_HAND.partition("# relu")[2].replace("\n", "\r\n")
    assert by_hand.path.read_bytes().decode() == expected.replace("seen = 3", "seen = 12")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3), st.integers(1, 10**9))
def test_any_text_is_read_as_it_was_saved_and_what_stood_there_stays(question, places, seen):
    one = SavedQuestion("new", question, {"place": tuple(places)}, seen)
    before = parse(BY_HAND, "file")
    text = with_question(BY_HAND, one)
    assert parse(text, "file") == before | {"new": one}
    instead = with_question(text, SavedQuestion("homs", question, {"source": tuple(places)}))
    assert parse(instead, "file")["homs"].options == {"source": tuple(places)}
    assert parse(instead, "file") | {"homs": before["homs"]} == before | {"new": one}
    assert parse(without(text, "new"), "file") == before


@given(st.lists(st.tuples(st.sampled_from("abc"), TEXTS, st.sampled_from(["", "\n", "# [b]\n", "\n# c\n"])), max_size=8))
def test_a_file_of_any_changes_reads_as_the_last_of_them(changes):
    text, known = "", {}
    for name, question, comment in changes:
        known[name] = SavedQuestion(name, question)
        text = with_question(text, known[name]) + comment
    assert parse(text, "file") == known
    for name in list(known):
        text = without(text, name)
        del known[name]
        assert parse(text, "file") == known


@given(st.text())
def test_any_file_is_read_or_refused_as_one_that_cannot_be_read(text):
    try:
        assert all(one.name for one in parse(text, "file").values())
    except ReadingError as error:
        assert str(error).startswith("file, line ")
