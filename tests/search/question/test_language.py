"""Questions that use the whole language, to their trees, without a note."""

import unicodedata

import pytest


@pytest.fixture
def quiet(tree, notes):
    """Return a function from a question to its tree, which has no note."""

    def of(question):
        assert notes(question) == ()
        return tree(question)

    return of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("dégag*", ("pattern", "degag*")),
        ("DÉGAG*", ("pattern", "degag*")),
        (unicodedata.normalize("NFD", "dégag*"), ("pattern", "degag*")),
        ("t?rturé", ("pattern", "t?rture")),
        ("*ville", ("pattern", "*ville")),
        ("?rak", ("pattern", "?rak")),
        ("dé*ment", ("pattern", "de*ment")),
        ("dé**ment", ("pattern", "de*ment")),
        ("l'EI*", ("pattern", "ei*")),
        ("l’?rak", ("pattern", "?rak")),
        ("d'*leb", ("pattern", "*leb")),
        ("Dar'*aa", ("pattern", "dar*aa")),
        ("pro-r*", ("pattern", "pro-r*")),
        ("عا*", ("pattern", "عا*")),
        ("Deir ez-Zor*", ("bare", "Deir", ("bare", "ez", ("pattern", "zor*")))),
        ("-ez-Zor*^2", ("not", ("bare", "ez", ("pattern", "zor*")))),
        ("otages,Dam*", ("bare", "otages", ("pattern", "dam*"))),
        ("dégag* otages", ("bare", ("pattern", "degag*"), "otages")),
        ("+dégag* -t?rturé", ("bare", ("must", ("pattern", "degag*")), ("not", ("pattern", "t?rture")))),
    ],
)
def test_a_chunk_with_wildcards_is_a_pattern(tree, question, expected):
    assert tree(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Qui a repris Douma ?", "Qui a repris Douma"),
        ("Qui a repris Douma?", "Qui a repris Douma"),
        ("(Douma?)", "Douma"),
        ("Ah oui ?! Vraiment ?…", "Ah oui Vraiment"),
        ("Libérez les otages !", "Libérez les otages"),
        ('"Ultime assaut ?"', ("phrase", "Ultime assaut", 0)),
        ("dégag*?", ("pattern", "degag*")),
        ("t?rturé?", ("pattern", "t?rture")),
        ("place:Deraa? otages", ("bare", ("place", "Deraa"), "otages")),
        ("depuis:2018-03, otages", ("bare", ("since", "2018-03"), "otages")),
        ("otages^2 ?", ("boost", "otages", 2.0)),
        ("otages^2?", ("boost", "otages", 2.0)),
    ],
)
def test_a_question_mark_at_the_end_of_a_word_is_punctuation(quiet, question, expected):
    assert quiet(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("mot~", ("fuzzy", "mot", 1)),
        ("mot~1", ("fuzzy", "mot", 1)),
        ("mot~2", ("fuzzy", "mot", 2)),
        ("d'Idleb~1", ("fuzzy", "Idleb", 1)),
        ("Deir-Ezzor~1", ("bare", ("fuzzy", "Deir", 1), ("fuzzy", "Ezzor", 1))),
        ("mot~1, autre", ("bare", ("fuzzy", "mot", 1), "autre")),
        ("un deux~1 trois", ("bare", "un", ("fuzzy", "deux", 1), "trois")),
        ("a~1^2", ("boost", ("fuzzy", "a", 1), 2.0)),
        ("a^2~1", ("boost", ("fuzzy", "a", 1), 2.0)),
    ],
)
def test_a_tilde_behind_a_word_is_fuzzy(quiet, question, expected):
    assert quiet(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("mot^2", ("boost", "mot", 2.0)),
        ("l'EI^2", ("boost", "EI", 2.0)),
        ("mot^0.5", ("boost", "mot", 0.5)),
        ("mot^1,5", ("boost", "mot", 1.5)),
        ("mot^100", ("boost", "mot", 100.0)),
        ("un deux^2 trois", ("bare", "un", ("boost", "deux", 2.0), "trois")),
        ('"a b"^1.5', ("boost", ("phrase", "a b", 0), 1.5)),
        ('"a b"~2^1.5', ("boost", ("phrase", "a b", 2), 1.5)),
        ('"a b"^1.5~2', ("boost", ("phrase", "a b", 2), 1.5)),
        ("«\u00a0a b\u00a0»^2, c", ("bare", ("boost", ("phrase", "a b", 0), 2.0), "c")),
        ("(a b)^3", ("boost", "a b", 3.0)),
        ("(a OU b)^3 c", ("bare", ("boost", ("or", "a", "b"), 3.0), "c")),
        ("(place:X a)^2", ("boost", ("bare", ("place", "X"), "a"), 2.0)),
        ("dégag*^2", ("boost", ("pattern", "degag*"), 2.0)),
        ("=mot^2", ("boost", "=mot", 2.0)),
        ("+mot^2 autre", ("bare", ("must", ("boost", "mot", 2.0)), "autre")),
        ("NOT (NOT a^2)", ("not", ("not", ("boost", "a", 2.0)))),
    ],
)
def test_a_circumflex_behind_something_boosts_it(tree, question, expected):
    assert tree(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("title:otages", ("title", "otages")),
        ("Titre:otages Deraa", ("bare", ("title", "otages"), "Deraa")),
        ('title:"a b"', ("title", ("phrase", "a b", 0))),
        ("titre:« a b »~2", ("title", ("phrase", "a b", 2))),
        ("titre:l'EI", ("title", "EI")),
        ("titre:dégag*", ("title", ("pattern", "degag*"))),
        ("titre:mot~1", ("title", ("fuzzy", "mot", 1))),
        ("titre:=mot", ("title", "=mot")),
        ("titre:mot^2", ("title", ("boost", "mot", 2.0))),
        ('title:"AND"', ("title", ("phrase", "AND", 0))),
        ("-title:mot", ("not", ("title", "mot"))),
        ("title:(a AND b) c", ("bare", ("title", ("and", "a", "b")), "c")),
        ("title:(+a -b c)", ("title", ("bare", ("must", "a"), ("not", "b"), "c"))),
        ("titre:ez-Zor*", ("title", ("bare", "ez", ("pattern", "zor*")))),
        ("title:(NOT combats)", ("title", ("not", "combats"))),
        ("place:(X title:mot)", ("bare", ("place", "X"), ("title", "mot"))),
    ],
)
def test_a_title_is_asked_for_words_phrases_and_what_joins_them(quiet, question, expected):
    assert quiet(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("since:2018-03", ("since", "2018-03")),
        ("depuis:2018", ("since", "2018")),
        ("before:2018-03-05", ("before", "2018-03-05")),
        ("avant:2018", ("before", "2018")),
        ("after:2018", ("after", "2018")),
        ("apres:2018", ("after", "2018")),
        ("Après:2018", ("after", "2018")),
        (unicodedata.normalize("NFD", "après:2018"), ("after", "2018")),
        ("depuis:hier", ("since", "hier")),
        ("depuis:2018-03 avant:2018-05 otages", ("bare", ("since", "2018-03"), ("before", "2018-05"), "otages")),
    ],
)
def test_dates_have_bounds_with_names(quiet, question, expected):
    assert quiet(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("a SENTENCE b", ("sentence", "a", "b")),
        ("a PHRASE b PHRASE c", ("sentence", "a", "b", "c")),
        ("a b SENTENCE c d", ("sentence", "a b", "c d")),
        ("a SENTENCE b AND c", ("and", ("sentence", "a", "b"), "c")),
        ("a OR b SENTENCE c", ("or", "a", ("sentence", "b", "c"))),
        ("(a OR b) SENTENCE c", ("sentence", ("or", "a", "b"), "c")),
        ('"a b" PHRASE dég*', ("sentence", ("phrase", "a b", 0), ("pattern", "deg*"))),
        ("a SENTENCE place:X", ("sentence", "a", ("place", "X"))),
        ("a SENTENCE -b", ("sentence", "a", ("not", "b"))),
        ("ATLEAST3 otages", ("at least", 3, "otages")),
        ("AUMOINS3 otages Deraa", ("bare", ("at least", 3, "otages"), "Deraa")),
        ('AUMOINS2 "a b"~2', ("at least", 2, ("phrase", "a b", 2))),
        ("AUMOINS2 =otages", ("at least", 2, "=otages")),
        ("AUMOINS2 (otages OU captifs)", ("at least", 2, ("or", "otages", "captifs"))),
        ("-AUMOINS2 otag*", ("not", ("at least", 2, ("pattern", "otag*")))),
        ("ATLEAST999 a", ("at least", 999, "a")),
    ],
)
def test_sentences_and_counts_have_operators(quiet, question, expected):
    assert quiet(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("+a b", ("bare", ("must", "a"), "b")),
        ("+a +b c d", ("bare", ("must", "a"), ("must", "b"), "c d")),
        ('+"a b" -c', ("bare", ("must", ("phrase", "a b", 0)), ("not", "c"))),
        ("+(a OU b) c", ("bare", ("must", ("or", "a", "b")), "c")),
        ("+=a b", ("bare", ("must", "=a"), "b")),
        ("+place:X b", ("bare", ("must", ("place", "X")), "b")),
        ("+a", "a"),
        ("+a AND +b", ("and", "a", "b")),
        ("+a OR b", ("or", "a", "b")),
        ("(+a) b", ("bare", "a", "b")),
        ("NOT +a b", ("bare", ("not", "a"), "b")),
        ("C++ G+7", "C G 7"),
    ],
)
def test_a_plus_requires_a_part_among_others(quiet, question, expected):
    assert quiet(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ('"a b"~0', ("phrase", "a b", 0)),
        ("GUERRE ET PAIX", ("and", "GUERRE", "PAIX")),
        ("NOT NOT NOT a", ("not", "a")),
        ("16:39", "16 39"),
        ("a SENTENCEb ATLEAST3x", "a SENTENCEb ATLEAST3x"),
        ("-\u200fدرعا", ("not", "\u200fدرعا")),
        ("a -- b — c – d", "a b c d"),
        ("Damas : l’EI ; assaut… ‘total’ ?!", "Damas EI assaut total"),
        ("C++, 50% et 100€ (n° 5)", ("bare", "C 50 et 100", "n 5")),
        ("R&D http://exemple.fr/a=b nom@exemple.fr 2018_07", "R D http exemple fr a b nom exemple fr 2018 07"),
        ("नमस्ते", "नमस त"),
        ('"otages & druzes 🙂"', ("phrase", "otages druzes", 0)),
    ],
)
def test_what_looks_odd_is_read_as_it_stands(quiet, question, expected):
    assert quiet(question) == expected
