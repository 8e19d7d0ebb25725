"""Levels that a question allows: nothing is found, and nothing highlighted, at another."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche import Level, QuestionError

EXACT, STEM, SPELLING, ALIAS = Level
SUBSETS = [frozenset(each) for each in chain.from_iterable(combinations(Level, n) for n in range(5))]
QUESTIONS = [
    *("djihadistes", "régime", "pro-régime", "prorégime", "Deir ez-Zor", "Daech", "Rami Abdulrahman", "Bachar Assad", "Haleb"),
    *('"otage libéré"', '"des djihadistes"~2', '"Rami Abdulrahman"', '"Deir Ezzor"', '="otages libérés"', "=Daech", "al-Assad"),
    *("Homs -Alep", "NOT (Daech OU Halab)", "حلب", "place:Alep Daech", "hommes"),
]


def test_a_level_stands_for_itself_and_all_that_are_stronger():
    assert EXACT.and_stronger == {EXACT}
    assert SPELLING.and_stronger == {EXACT, STEM, SPELLING}
    assert ALIAS.and_stronger == set(Level)


@pytest.mark.parametrize(
    ("question", "levels", "expected"),
    [
        ("djihadiste", {EXACT}, {"djihad"}),
        ("djihadiste", {EXACT, STEM}, {"djihad"}),
        ("jihadiste", {EXACT, STEM}, {"jihad", "jihads"}),
        ("jihadiste", {STEM}, {"jihads"}),
        ("jihadiste", {SPELLING}, {"djihad"}),
        ("djihadistes", {SPELLING}, {"jihad", "jihads"}),
        ("djihadiste", {EXACT, STEM, SPELLING}, {"djihad", "jihad", "jihads"}),
        ("régime", {EXACT}, {"regime"}),
        ("régime", {EXACT, STEM}, {"regime", "regimes", "pro"}),
        ("pro-régime", {EXACT}, {"pro"}),
        ("pro-régime", {EXACT, STEM}, {"pro"}),
        ("prorégime", {SPELLING}, {"pro"}),
        ("Daraa", {EXACT, STEM}, set()),
        ("Halab", {EXACT, STEM, SPELLING}, {"halab"}),
        ("Halab", {ALIAS}, {"alep"}),
        ("Halab", {EXACT, ALIAS}, {"alep", "halab"}),
        ("Haleb", {SPELLING}, {"halab"}),
        ("Haleb", {ALIAS}, {"alep"}),
        ("Daech", {EXACT, STEM, SPELLING}, {"daech"}),
        ("Daech", {ALIAS}, {"ei"}),
        ("=Daech", {ALIAS}, set()),
        ("=Daech", set(Level), {"daech"}),
        ("=Daech", {EXACT}, {"daech"}),
        ("Rami Abdulrahman", {EXACT}, {"rami1", "rami2", "rami3", "apart"}),
        ("Abdulrahman", {EXACT, STEM}, {"rami1"}),
        ("Abdulrahman", {SPELLING}, {"rami2", "rami3", "apart"}),
        ("Deirezzor", {EXACT}, {"fused"}),
        ('"otage libéré"', {EXACT}, {"otage"}),
        ('"otage libéré"', {STEM}, {"otages"}),
        ('"otage libéré"', {EXACT, STEM}, {"otage", "otages"}),
        ('"un djihadiste"', {EXACT, STEM}, {"djihad"}),
        ('"une djihadiste"', {EXACT, STEM}, set()),
        ('"une djihadiste"', {EXACT, SPELLING}, {"jihad"}),
        ('"une djihadiste"', {SPELLING}, {"jihad"}),
        ('"une jihadiste"', {SPELLING}, set()),
        ('"otage libéré"', {ALIAS}, set()),
        ("Daech", set(), set()),
    ],
)
def test_only_what_answers_at_an_allowed_level_is_found(found, question, levels, expected):
    assert set(found(question, levels=levels)) == expected


@pytest.mark.parametrize("levels", SUBSETS, ids=lambda levels: "+".join(sorted(levels)) or "none")
def test_no_highlight_shows_a_level_that_is_not_allowed(wire, levels):
    for question in QUESTIONS:
        hits = wire.search(question, limit=100, levels=levels).passages
        assert {highlight.level for hit in hits for highlight in hit.highlights} <= levels
        is_negative = question.startswith("NOT")
        assert is_negative or all(hit.highlights for hit in hits), question


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_level_is_found_alone_if_it_is_found_with_the_others(wire, question):
    if question.startswith(("NOT", "Homs -")):
        return
    whole = {hit.dispatch for hit in wire.search(question, limit=100).passages}
    alone = {hit.dispatch for level in Level for hit in wire.search(question, limit=100, levels=[level]).passages}
    assert alone <= whole
    if '"' not in question:
        assert alone == whole


def test_all_levels_are_what_is_answered_without_any_named(wire):
    for question in QUESTIONS:
        assert wire.search(question, levels=list(Level)) == wire.search(question) == wire.search(question, levels=None)


def test_levels_may_be_named_by_their_values(wire):
    assert wire.search("Daech", levels=["exact", "stem"]) == wire.search("Daech", levels={EXACT, STEM})


@pytest.mark.parametrize("levels", [["exactly"], [""], ["Exact"], "exact", Level.EXACT, [1], [None]])
def test_what_is_no_set_of_levels_is_a_question_error(wire, levels):
    with pytest.raises(QuestionError, match="level"):
        wire.search("Daech", levels=levels)


def test_filters_have_no_levels(wire, found):
    for levels in SUBSETS:
        assert found("place:Halab", levels=levels) == found("place:Alep", levels=levels) != []
        assert set(found("actor:Daesh", levels=levels)) == {"ei", "daech"}


def test_totals_and_facets_are_of_the_allowed_levels(wire):
    results = wire.search("Daech", levels={EXACT})
    assert results.total.passages == 1
    assert {count.totals.passages for count in results.facets["actor"]} == {1}


PIECES = [
    "Rami ",
    "Abdulrahman ",
    "djihadistes ",
    "pro-régime ",
    "ez-Zor ",
    "Daech ",
    '"',
    "=",
    "-",
    " OU ",
    "place:",
    "(",
    ")",
    "~2 ",
]


@settings(max_examples=80)
@given(
    question=st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=15).map("".join)),
    levels=st.sets(st.sampled_from(list(Level))),
)
def test_any_question_at_any_levels_is_answered_at_those_or_refused(seed_archives, question, levels):
    for archive in seed_archives.values():
        try:
            hits = archive.search(question, limit=30, levels=levels).passages
        except QuestionError:
            continue
        assert {highlight.level for hit in hits for highlight in hit.highlights} <= levels


@settings(max_examples=40)
@given(
    question=st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
    levels=st.sets(st.sampled_from(list(Level))),
)
def test_both_engines_give_one_answer_at_any_levels(seed_archives, question, levels):
    answers = []
    for archive in seed_archives.values():
        try:
            results = archive.search(question, limit=1000, levels=levels)
        except QuestionError:
            return
        answers.append(results)
    one, other = answers
    assert {(hit.dispatch, hit.start): hit.highlights for hit in one.passages} == {
        (hit.dispatch, hit.start): hit.highlights for hit in other.passages
    }
    assert (one.total, one.facets, one.notes) == (other.total, other.facets, other.notes)
