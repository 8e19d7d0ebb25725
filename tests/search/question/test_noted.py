"""What of a question is ignored or read otherwise: what is left of it, what the note says and where."""

import pytest

from depeche.core.errors import QuestionError
from depeche.search.question.reading import read


@pytest.mark.parametrize(
    ("question", "expected", "noted"),
    [
        ("*", ("bare",), "* was ignored: a pattern has at least 2 letters or digits (character 1)"),
        ("a* b", "b", "a* was ignored: a pattern has at least 2 letters or digits (character 1)"),
        ("l'a* b", "b", "a* was ignored: a pattern has at least 2 letters or digits (character 3)"),
        ("dég*~1", ("pattern", "deg*"), "~1 means nothing here and was ignored (character 5)"),
        ("mot~3", ("fuzzy", "mot", 2), "~3 was searched as ~2 (character 4)"),
        ("mot~0", "mot", "~0 means nothing here and was ignored (character 4)"),
        ("mot~0.5", "mot 0 5", "~ means nothing here and was ignored (character 4)"),
        ("mot~1~2", ("fuzzy", "mot", 1), "~2 means nothing here and was ignored (character 6)"),
        ('"a b"~1000', ("phrase", "a b", 999), "~1000 was searched as ~999 (character 6)"),
        ('"a b"~', ("phrase", "a b", 0), "~ without a number means nothing behind a phrase and was ignored (character 6)"),
        ("(a b)~2", "a b", "~2 means nothing here and was ignored (character 6)"),
        ("a^", "a", "^ means nothing here and was ignored (character 2)"),
        ("a^b", "a b", "^ means nothing here and was ignored (character 2)"),
        ("a^0", "a", "^0 was ignored: write a number above 0, up to 100 (character 2)"),
        ("a^101 b", ("bare", "a", "b"), "^101 was ignored: write a number above 0, up to 100 (character 2)"),
        ("a^" + "9" * 400, "a", f"^{'9' * 400} was ignored: write a number above 0, up to 100 (character 2)"),
        ("a^2^3", ("boost", "a", 2.0), "^3 means nothing here and was ignored (character 4)"),
        ("place:X^2", ("place", "X"), "^2 was ignored: fields have no score (character 8)"),
        ("place:X~1", ("place", "X"), "~1 means nothing here and was ignored (character 8)"),
        ("-a^2", ("not", "a"), "^2 was ignored: what is excluded has no score (character 3)"),
        ("~3", "3", "~ means nothing here and was ignored (character 1)"),
        ("^2", "2", "^ means nothing here and was ignored (character 1)"),
        ("=mot~1", "=mot", "~1 means nothing behind = and was ignored (character 5)"),
        ("=dég*", ("pattern", "deg*"), "= was ignored: it stands only before a word or a phrase in quotation marks (character 1)"),
        (
            '"dég* a"',
            ("phrase", "dég a", 0),
            "dég* was searched as words: between quotation marks there are no patterns (character 2)",
        ),
        ("+ a", "a", "+ means nothing here and was ignored (character 1)"),
        ("--a", "a", "-- means nothing here and was ignored (character 1)"),
        ("+-a", "a", "+- means nothing here and was ignored (character 1)"),
        ("!a", "a", "! means nothing here and was ignored (character 1)"),
        ("+NOT a", ("not", "a"), "+ was ignored: it stands only before a word, a phrase, a field or a bracket (character 1)"),
        ("title:", ("bare",), "title: without a value was ignored (character 1)"),
        ("title:? a", "a", "title: with nothing to join was ignored (character 1)"),
        ("title:-a", ("title", "a"), "- means nothing here and was ignored (character 7)"),
        ("a SENTENCE", "a", "SENTENCE with nothing to join was ignored (character 3)"),
        ("ATLEAST a", "ATLEAST a", "ATLEAST without a number was searched as a word (character 1)"),
        ("AUMOINS1 a", "a", "AUMOINS1 was ignored: write a number from 2 to 999 (character 1)"),
        ("ATLEAST1000 a", "a", "ATLEAST1000 was ignored: write a number from 2 to 999 (character 1)"),
        ("ATLEAST2", ("bare",), "ATLEAST2 with nothing to join was ignored (character 1)"),
        ("ATLEAST2 NOT a", ("not", "a"), "ATLEAST2 was ignored: it stands only before a word, a phrase or a bracket (character 1)"),
        ("place:(=X)", ("place", "X"), "= means nothing inside place: and was ignored (character 8)"),
        ('place:"a b"~3', ("place", "a b"), "~3 means nothing in the value of a field and was ignored (character 12)"),
        ('foo:"a b"', ("bare", "foo", ("phrase", "a b", 0)), "foo: is no field and was searched as a word (character 1)"),
    ],
)
def test_a_note_says_what_was_ignored_and_where(tree, notes, question, expected, noted):
    assert tree(question) == expected
    assert notes(question) == (noted,)


@pytest.mark.parametrize(
    ("question", "expected", "noted"),
    [
        (
            "title:(a place:X)",
            ("title", ("bare", "a", "X")),
            "place: means nothing inside title: and only its value was searched (character 10)",
        ),
        ("title:(a place:(X))", ("title", ("bare", "a", "X")), "place: means nothing inside title: and was ignored (character 10)"),
        ("title:(a title:b)", ("title", ("bare", "a", "b")), "title: means nothing inside title: and was ignored (character 10)"),
        (
            "title:(a PHRASE b)",
            ("title", ("and", "a", "b")),
            "PHRASE means nothing inside title: and was read as AND (character 10)",
        ),
        (
            "ATLEAST2 (a since:2018)",
            ("at least", 2, ("bare", "a", "2018")),
            "since: means nothing inside ATLEAST2 and only its value was searched (character 13)",
        ),
        (
            "ATLEAST2 (a (ATLEAST3 b))",
            ("at least", 2, ("bare", "a", "b")),
            "ATLEAST3 means nothing inside ATLEAST2 and was ignored (character 14)",
        ),
    ],
)
def test_what_means_nothing_in_a_bracket_is_read_otherwise(tree, notes, question, expected, noted):
    assert tree(question) == expected
    assert notes(question) == (noted,)


@pytest.mark.parametrize(
    ("question", "expected", "noted"),
    [
        ("ATLEAST2 place:X", "X", "place: means nothing behind ATLEAST2 and only its value was searched (character 10)"),
        ("ATLEAST2 title:a", "a", "title: means nothing behind ATLEAST2 and was ignored (character 10)"),
        ("AUMOINS2 lieu:(X Y)", "X Y", "lieu: means nothing behind AUMOINS2 and was ignored (character 10)"),
        ('ATLEAST2 place:"X Y"', ("phrase", "X Y", 0), "place: means nothing behind ATLEAST2 and was ignored (character 10)"),
    ],
)
def test_behind_at_least_the_value_of_a_field_is_read_as_words(tree, notes, question, expected, noted):
    assert tree(question) == ("at least", 2, expected)
    assert notes(question) == (noted,)


@pytest.mark.parametrize("question", ["ATLEAST2 date:.. otages", "ATLEAST2 (date:..) otages", "title:(date:..) otages"])
def test_a_value_without_a_word_is_ignored_where_it_would_be_read_as_one(tree, notes, question):
    assert tree(question) == "otages"
    assert "date:.. means nothing" in notes(question)[0]


@pytest.mark.parametrize("operator", ["NOT", "SAUF", "AND", "OU", "PHRASE", "ATLEAST2", "AUMOINS3", "=NOT"])
def test_an_operator_right_behind_title_is_a_word_and_noted(tree, notes, operator):
    assert tree(f"title:{operator} combats") == ("bare", ("title", operator), "combats")
    name, at = operator.lstrip("="), 8 if operator[0] == "=" else 7
    message = f"{name} right behind title: was searched as a word: operators go into brackets (character {at})"
    assert notes(f"title:{operator} combats") == (message,)


def test_a_field_right_behind_title_is_said_to_mean_nothing_there(tree, notes):
    assert tree("title:lieu:Deraa") == ("title", "lieu Deraa")
    assert notes("title:lieu:Deraa") == ("lieu: means nothing here and was searched as a word (character 7)",)


@pytest.mark.parametrize(
    "sign", ["🙂", "🙂🙂", "👩\u200d👧", "❤\ufe0f", "|", "||", "&", "&&", "#", "@", "%", "==", "/", "{", "‹", "_"]
)
def test_a_sign_that_is_no_punctuation_is_noted(tree, notes, sign):
    assert tree(sign) == ("bare",)
    for question, at in ((sign, 1), (f"otages {sign}", 8), (f"{sign} otages druzes", 1), (f"otages {sign} druzes", 8)):
        assert notes(question) == (f"{sign} means nothing here and was ignored (character {at})",)
    assert tree(f"otages {sign} druzes") == "otages druzes"
    assert tree(f"otages NOT {sign} druzes") == ("bare", "otages", "druzes")


@pytest.mark.parametrize(
    ("question", "expected", "noted", "place"),
    [
        ("#otages", "otages", "#", 1),
        ("otages|druzes", "otages druzes", "|", 7),
        ("otages🙂druzes", "otages druzes", "🙂", 7),
        ("{otages", "otages", "{", 1),
        ("@otages^2", ("boost", "otages", 2.0), "@", 1),
        ("#otag*", ("pattern", "otag*"), "#", 1),
        ("title:#otages", ("title", "otages"), "#", 7),
        ("$100", "100", "$", 1),
    ],
)
def test_a_sign_at_a_word_is_noted(tree, notes, question, expected, noted, place):
    assert tree(question) == expected
    assert notes(question) == (f"{noted} means nothing here and was ignored (character {place})",)


@pytest.mark.parametrize("what", ["évacu*", "(a b)", "place:Deraa", "title:x", 'lieu:"a b"'])
def test_an_equals_sign_says_what_it_can_stand_before(tree, notes, what):
    assert tree(f"={what}") == tree(what)
    assert notes(f"={what}") == ("= was ignored: it stands only before a word or a phrase in quotation marks (character 1)",)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("place:(Damas", ("place", "Damas")),
        ('place:"Damas', ("place", "Damas")),
        ("place:(Damas otages", ("bare", ("place", "Damas"), "otages")),
        ("title:(Damas", ("title", "Damas")),
    ],
)
def test_a_field_keeps_its_value_when_the_bracket_or_quotation_mark_has_no_pair(tree, notes, question, expected):
    assert tree(question) == expected
    what = "a quotation mark" if '"' in question else "a bracket"
    assert notes(question) == (f"{what} without its pair was ignored (character 7)",)


def test_a_field_that_cannot_take_what_follows_says_so(tree, notes):
    assert tree("place:(-Damas") == ("not", "Damas")
    assert notes("place:(-Damas")[1] == "place: was ignored: it stands only before a value (character 1)"


@pytest.mark.parametrize("ignored", ["a*", '""', "()", "( ) ", "*~1^2", "(*)", '(("") *)', "ʼ"])
@pytest.mark.parametrize("operator", ["-", "NOT ", "+", "=", "title:", "ATLEAST2 ", "-=", "NOT NOT "])
def test_what_stands_before_something_ignored_does_not_take_what_follows_it(tree, operator, ignored):
    assert tree(f"{operator}{ignored} otages") == "otages"


@pytest.mark.parametrize("question", ["-place: otages", 'NOT place:"" otages', "AUMOINS2 titre: otages", "+lieu:() otages"])
def test_a_field_without_a_value_goes_with_what_stands_before_it(tree, question):
    assert tree(question) == "otages"


def test_what_was_ignored_is_not_searched_between_words(tree):
    assert tree("un (AND) deux a* trois") == ("bare", "un", "deux", "trois")


def test_what_is_said_twice_is_one_note_with_its_places(notes):
    assert notes("^ a ^") == ("^ means nothing here and was ignored (characters 1, 5)",)
    assert notes("^ " * 9) == ("^ means nothing here and was ignored (characters 1, 3, 5, 7, 9 and 4 more)",)


def test_strict_raises_the_first_note():
    with pytest.raises(QuestionError, match=r"^a quotation mark without its pair was ignored \(character 8\)$"):
        read('otages "Deraa AND', strict=True)
    assert read("otages", strict=True) == read("otages")
