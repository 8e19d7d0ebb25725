"""A question as typed, to its tree: what the syntax means, where each word stands, and what is noted as ignored."""

import pytest

from depeche.search.question.lexing import FIELDS
from depeche.search.question.mending import DEEPEST
from depeche.search.question.reading import LONGEST, read
from depeche.search.question.tree import Words


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Deraa", "Deraa"),
        ("évacuation de Deraa", "évacuation de Deraa"),
        ("l'EI", "EI"),
        ("pro-régime", "pro-régime"),
        ("combats, otages", "combats otages"),
        ("entre 700 et 1 000 jihadistes", "entre 700 et 1 000 jihadistes"),
    ],
)
def test_words_side_by_side_are_one_run(tree, question, expected):
    assert tree(question) == expected


@pytest.mark.parametrize("quoted", ['"Deir Ezzor"', "«Deir Ezzor»", "« Deir Ezzor »", "“Deir Ezzor”"])
def test_each_kind_of_quotation_marks_makes_a_phrase(tree, quoted):
    assert tree(quoted) == ("phrase", "Deir Ezzor", 0)
    assert tree(f"{quoted}~3") == ("phrase", "Deir Ezzor", 3)
    assert tree(f"combats {quoted} otages") == ("bare", "combats", ("phrase", "Deir Ezzor", 0), "otages")


def test_words_between_quotation_marks_are_no_syntax(tree, notes):
    assert tree('"place AND (otages"') == ("phrase", "place AND otages", 0)
    assert notes('"place AND (otages"') == ()


@pytest.mark.parametrize(
    ("french", "english"), [("a ET b", "a AND b"), ("a OU b", "a OR b"), ("a SAUF b", "a NOT b"), ("SAUF b", "NOT b")]
)
def test_operators_have_french_and_english_names(tree, french, english):
    assert tree(french) == tree(english)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("otages AND Deraa", ("and", "otages", "Deraa")),
        ("otages OR Deraa", ("or", "otages", "Deraa")),
        ("otages NOT Deraa", ("bare", "otages", ("not", "Deraa"))),
        ("otages AND NOT Deraa", ("and", "otages", ("not", "Deraa"))),
        ("a OR b AND c", ("or", "a", ("and", "b", "c"))),
        ("(a OR b) AND c", ("and", ("or", "a", "b"), "c")),
        ("a b AND c d", ("and", "a b", "c d")),
        ("NOT (a OR b) c", ("bare", ("not", ("or", "a", "b")), "c")),
        ("a\tAND\nb", ("and", "a", "b")),
        ("a AND(b OU c)", ("and", "a", ("or", "b", "c"))),
        ('"a b"OR"c"', ("or", ("phrase", "a b", 0), ("phrase", "c", 0))),
        ("a-AND-b OUEST", "a AND b OUEST"),
        ("a\u00a0AND b", ("and", "a", "b")),
        ("a and b or c", "a and b or c"),
        ("et ou sauf", "et ou sauf"),
    ],
)
def test_operators_in_capitals_join_what_stands_beside_them(tree, notes, question, expected):
    assert tree(question) == expected
    assert notes(question) == ()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("-Deraa", ("not", "Deraa")),
        ("otages -Deraa", ("bare", "otages", ("not", "Deraa"))),
        ('-"Deir Ezzor"', ("not", ("phrase", "Deir Ezzor", 0))),
        ("-(Deraa Homs)", ("not", "Deraa Homs")),
        ("-place:Deraa", ("not", ("place", "Deraa"))),
        ("-Deraa otages", ("bare", ("not", "Deraa"), "otages")),
        ("nord-est", "nord est"),
        ("otages - Deraa", "otages Deraa"),
    ],
)
def test_a_hyphen_before_a_word_excludes_that_word_only(tree, question, expected):
    assert tree(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("=Deraa", "=Deraa"),
        ("=Deraa otages", ("bare", "=Deraa", "otages")),
        ("=l'EI", "=EI"),
        ("(=Etat)", "=Etat"),
        ("a=b", "a b"),
    ],
)
def test_an_equals_sign_takes_the_next_word_as_written(tree, question, expected):
    assert tree(question) == expected


@pytest.mark.parametrize("name", FIELDS)
def test_fields_have_french_and_english_names_in_any_case(tree, name):
    for written in (name, name.upper(), name.capitalize()):
        assert tree(f"{written}:Deraa") == (FIELDS[name], "Deraa")


def test_the_french_names_ask_the_same_fields(tree):
    assert tree("lieu:Deraa") == tree("place:Deraa")
    assert tree("acteur:Daech") == tree("actor:Daech")
    assert tree("pays:Syrie") == tree("country:Syrie")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("place:Deraa otages", ("bare", ("place", "Deraa"), "otages")),
        ('place:"Deir Ezzor"', ("place", "Deir Ezzor")),
        ("place:« Deir Ezzor »", ("place", "Deir Ezzor")),
        ("place:(Deraa Homs)", ("bare", ("place", "Deraa"), ("place", "Homs"))),
        ("place:Deraa AND otages", ("and", ("place", "Deraa"), "otages")),
        ("date:2018-02..2018-05", ("date", "2018-02..2018-05")),
        ("date:2018-05..", ("date", "2018-05..")),
        ("source:AFP place:Deraa", ("bare", ("source", "AFP"), ("place", "Deraa"))),
    ],
)
def test_a_field_takes_the_next_word_phrase_or_bracket(tree, question, expected):
    assert tree(question) == expected


@pytest.mark.parametrize("question", ["", " ", "\n", "()", '""', "«»", "~", "*", "=", "-", "…", "\ud800", "\0"])
def test_a_question_of_nothing_is_an_empty_tree(tree, question):
    assert tree(question) == ("bare",)


@pytest.mark.parametrize(
    ("question", "expected", "place"),
    [
        ('otages "Deraa', "otages Deraa", 8),
        ("« Deraa", "Deraa", 1),
        ("Deraa”", "Deraa", 6),
        ('"a b" c"', ("bare", ("phrase", "a b", 0), "c"), 8),
    ],
)
def test_a_quotation_mark_without_its_pair_is_ignored_and_noted(tree, notes, question, expected, place):
    assert tree(question) == expected
    assert notes(question) == (f"a quotation mark without its pair was ignored (character {place})",)


@pytest.mark.parametrize(("question", "place"), [("(otages", 1), ("otages)", 7), ("otages (", 8), (")otages", 1)])
def test_a_bracket_without_its_pair_is_ignored_and_noted(tree, notes, question, place):
    assert tree(question) == "otages"
    assert notes(question) == (f"a bracket without its pair was ignored (character {place})",)


@pytest.mark.parametrize(
    ("question", "expected", "ignored"),
    [
        ("AND", ("bare",), ["AND"]),
        ("otages AND", "otages", ["AND"]),
        ("OU otages", "otages", ["OU"]),
        ("a AND AND b", ("and", "a", "b"), ["AND"]),
        ("a OR (AND b)", ("or", "a", "b"), ["AND"]),
        ("(a ET) b", ("bare", "a", "b"), ["ET"]),
    ],
)
def test_an_operator_with_nothing_to_join_is_ignored_and_noted(tree, notes, question, expected, ignored):
    assert tree(question) == expected
    assert [note.split(" (")[0] for note in notes(question)] == [f"{name} with nothing to join was ignored" for name in ignored]


def test_an_unknown_field_is_searched_as_a_word_and_noted(tree, notes):
    assert tree("otages auteur:Dupont") == "otages auteur Dupont"
    assert notes("otages auteur:Dupont") == ("auteur: is no field and was searched as a word (character 8)",)


@pytest.mark.parametrize("question", ["12:30", "http://exemple.fr", "Deraa: otages", '"auteur:Dupont"'])
def test_colons_of_other_uses_are_not_noted(notes, question):
    assert notes(question) == ()


def test_brackets_nest_to_the_limit_and_are_ignored_beyond(tree, notes):
    assert notes("(" * DEEPEST + "a" + ")" * DEEPEST) == ()
    deeper = "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1)
    assert tree(deeper) == "a"
    assert notes(deeper) == (f"brackets deeper than {DEEPEST} were ignored (characters 1, 2, 3, 4, 5 and {2 * DEEPEST - 3} more)",)


def test_only_the_first_part_of_an_over_long_question_is_read(notes):
    question = "a " * LONGEST
    assert notes(question) == (f"only the first {LONGEST} characters were read (character {LONGEST + 1})",)
    root = read(question).root
    assert isinstance(root, Words)
    assert len(root.words) == LONGEST // 2


def test_the_question_is_kept_as_typed():
    assert read('otages "Deraa').text == 'otages "Deraa'


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("-=Daraa", ("not", "=Daraa")),
        ("EI -=Damas", ("bare", "EI", ("not", "=Damas"))),
        ("NOT =Damas EI", ("bare", ("not", "=Damas"), "EI")),
        ('="évacués"', ("=phrase", "évacués", 0)),
        ('="droits de l’homme"~2 otages', ("bare", ("=phrase", "droits de homme", 2), "otages")),
        ("NOT NOT a", "a"),
        ("actor:actor:ei", ("actor", "actor:ei")),
        ("http://exemple.fr/place:b", "http exemple fr place b"),
    ],
)
def test_signs_before_a_word_hold_together(tree, notes, question, expected):
    assert tree(question) == expected
    assert notes(question) == ()


@pytest.mark.parametrize(
    ("question", "expected", "noted"),
    [
        ("EI AND NOT", "EI", ["NOT with nothing to join", "AND with nothing to join"]),
        ('EI AND ""', "EI", ["an empty phrase", "AND with nothing to join"]),
        ("EI AND ( )", "EI", ["an empty bracket", "AND with nothing to join"]),
        ("EI AND *", "EI", ["*", "AND with nothing to join"]),
        ("EI place:", "EI", ["place: without a value"]),
        ("place: Deraa", "Deraa", ["place: without a value"]),
        ('EI date:""', "EI", ["an empty phrase", "date: with nothing to join"]),
        ("=(Daraa)", "Daraa", ["="]),
        ("= Daraa", "Daraa", ["= means nothing here and"]),
        ("EI - Damas", "EI Damas", ["- means nothing here and"]),
        ("EI~b a^c", "EI b a c", ["~ means nothing here and", "^ means nothing here and"]),
        ("EI && Damas", "EI Damas", ["&& means nothing here and"]),
        ("foo: EI", "foo EI", []),
    ],
)
def test_what_means_nothing_is_ignored_and_noted(tree, notes, question, expected, noted):
    assert tree(question) == expected
    assert [note.split(" was ignored")[0] for note in notes(question)] == noted
