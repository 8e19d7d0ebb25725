"""Whatever is typed has a tree, whose spans lie in it, and none of its letters or digits is lost without a note."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depeche.core.errors import QuestionError
from depeche.search.question.lexemes import Kind
from depeche.search.question.lexing import FIELDS, lex
from depeche.search.question.mending import mend
from depeche.search.question.notes import Notes
from depeche.search.question.reading import plain, read
from depeche.search.question.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    Bare,
    Boosted,
    Filter,
    Fuzzy,
    InSentence,
    InTitle,
    Not,
    Pattern,
    Phrase,
    Required,
    Word,
    Words,
)

SIGNS = [*'"“”«»()+-=~^*?:.,! \n\t', "~1", "~2", "^2", "^1,5", "*", "l'", "-", '"a b"~3', "( )", '""', "»^2"]
NAMES = ["AND ", " ET ", " OU ", "NOT ", "SAUF ", " SENTENCE ", " PHRASE ", "ATLEAST3 ", "AUMOINS2 ", "ATLEAST", "ATLEAST1 "]
FIELD_NAMES = ["place:", "lieu:", "date:", "title:", "titre:", "depuis:", "APRÈS:", "apre\u0300s:", "foo:", "mois:"]
WORDS = [
    "Deraa",
    "l'EI",
    "2018-07..",
    "pro-régime",
    "درعا",
    "dég*",
    "t?r",
    "a*",
    "ez-Zor*",
    "e\u0301",
    "1 000",
    "ʼ",
    "\ud800",
    "_",
    "?",
    "🙂",
    "|",
    "#a",
]
SYNTAX = st.lists(st.sampled_from([*SIGNS, *NAMES, *FIELD_NAMES, *WORDS]), max_size=30).map("".join)
ANY = st.one_of(st.text(), SYNTAX)
HOLDERS = Not | Required | InTitle | AtLeast | Boosted


def leaves(node):
    match node:
        case Words(words) | Phrase(words):
            yield from words
        case Fuzzy(word):
            yield word
        case Filter() | Pattern():
            yield node
        case Not() | Required() | InTitle() | AtLeast() | Boosted():
            yield from leaves(node.child)
        case AllOf() | AnyOf() | Bare() | InSentence():
            for child in node.children:
                yield from leaves(child)


def nodes(node):
    yield node
    for child in getattr(node, "children", ()) or filter(None, [getattr(node, "child", None)]):
        yield from nodes(child)


@given(ANY)
@example("NOT " * 500)
@example("(" * 3000)
@example("(" * 20 + "NOT a" + ")" * 20)
@example("--a -(=b) =(c)")
@example('place:"" lieu:() date:')
@example("?" * 4000)
@example("title:(" * 500)
@example("a~1" * 1000)
def test_words_and_values_stand_where_they_say(question):
    for leaf in leaves(read(question).root):
        match leaf:
            case Word(text, token):
                assert text == question[token.start : token.end]
                assert token.exact
            case Filter(name, value, start, end):
                assert name in FIELDS.values()
                assert value in plain(question)[start:end]
            case Pattern(text, start, end):
                assert 0 <= start < end <= len(question)
                assert set("*?") & set(text) <= set(question[start:end])
                assert sum(map(str.isalnum, text)) >= 2
                assert all(character.isalnum() or character in "*?-" for character in text)


@given(ANY)
def test_trees_hold_only_what_can_stand_there(question):
    root = read(question).root
    assert not isinstance(root, Required)
    for node in nodes(root):
        match node:
            case Words(words) | Phrase(words):
                assert words
            case InTitle(child) | AtLeast(_, child):
                assert not [n for n in nodes(child) if isinstance(n, Filter | InTitle | AtLeast | InSentence)]
            case Boosted(child, factor):
                assert 0 < factor <= 100
                assert not isinstance(child, Filter | Not)
            case Bare(children) | AllOf(children) | AnyOf(children) | InSentence(children):
                assert len(children) > 1 or not children
                assert isinstance(node, Bare) or not [child for child in children if isinstance(child, Required)]
            case Not(child):
                assert not isinstance(child, Not | Required)


def spans(question):
    """Yield the spans that the question's tree, its operators and its notes stand for."""
    text, notes = plain(question), Notes()
    for one in mend(list(lex(text, notes)), text, notes):
        yield (one.inner[1] if one.kind in (Kind.WORD, Kind.PATTERN, Kind.PHRASE) else one.start), one.end
    for leaf in leaves(read(question).root):
        yield (leaf.token.start, leaf.token.end) if isinstance(leaf, Word) else (leaf.start, leaf.end)
    for note in read(question).noted:
        yield from note.places


ELIDED = re.compile(r"[^\W_]+(?=['’‘ʼ`´′＇])")


@given(SYNTAX)
@example('"a b"~5^2 (c d)^3 ATLEAST3 e~1 titre:l\'EI*^2 foo:bar date:2018^3')
@example("a (AND) b a* c")
@example("a*^2 ez-a*~1")
def test_no_letter_or_digit_is_lost_without_a_note(question):
    covered = {at for start, end in spans(question) for at in range(start, end)}
    elided = {at for match in ELIDED.finditer(question) for at in range(*match.span())}
    lost = [at for at, character in enumerate(plain(question)) if character.isalnum() and at not in covered | elided]
    assert not [question[at] for at in lost if question[at] != "ʼ"]


@given(ANY)
def test_strict_raises_if_and_only_if_there_is_a_note(question):
    notes = read(question).notes
    if notes:
        with pytest.raises(QuestionError) as raised:
            read(question, strict=True)
        assert str(raised.value) == notes[0]
        assert "(character" in notes[0]
    else:
        assert read(question, strict=True).root == read(question).root


@given(ANY)
def test_notes_are_about_places_in_the_question(question):
    for note in read(question).noted:
        assert note.places
        assert all(0 <= start <= end <= len(question) for start, end in note.places)


@given(SYNTAX)
def test_a_mended_question_has_nothing_left_to_mend(question):
    mended = mend(list(lex(question, Notes())), question, Notes())
    again = Notes()
    assert mend(mended, question, again) == mended
    assert again.taken() == ()
