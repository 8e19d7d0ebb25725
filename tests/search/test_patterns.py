"""Patterns and words of few other letters: which words they stand for, what is noted, how they are scored."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depeche
from depeche import Dispatch
from depeche.core import fields
from depeche.search.compiling import expanding, leaves
from depeche.search.compiling.lexicon import Lexicon
from depeche.search.compiling.nearby import probability
from depeche.search.compiling.patterns import of_form
from depeche.search.question.tree import Pattern


class Dictionary:
    """A reader of nothing but a dictionary; `read` says how often it was read."""

    def __init__(self, *terms):
        self._terms, self.read = sorted(terms), 0

    def dictionary(self, _, prefix=""):
        self.read += 1
        return ((term, 1) for term in self._terms if term.startswith(prefix))


def words(pattern, *terms):
    return [one.term for one in of_form(Pattern(pattern, 0, len(pattern)), pattern, Lexicon(Dictionary(*terms)), fields.EXACT)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("dégag*", {("dégagé", "exact")}),
        ("t?rture", {("torture", "exact"), ("torturé", "exact")}),
        ("t?rtur", set()),
        ("*eurs", {("négociateurs", "exact")}),
        ("bless*es", {("blessées", "exact")}),
        ("350*", {("350 000", "exact"), ("350.000", "exact")}),
        ("grev*", {("grève", "exact"), ("gréviste", "exact")}),
        ("OTAG*", {("otage", "exact"), ("otages", "exact")}),
    ],
)
def test_a_pattern_finds_the_words_of_its_form_as_written(lit, question, expected):
    assert set(lit(question)) == expected


def test_a_pattern_of_which_there_is_no_word_is_noted(desk):
    results = desk.search("zyqx*")
    assert results.total.passages == 0
    assert results.notes == ("no word of the archive is of the form zyqx*",)


def test_a_pattern_answers_nothing_where_words_as_written_may_not(asked):
    assert asked("otag*") == {"otage", "otages"}
    assert asked("otag*", levels={"spelling"}) == set()


def test_a_pattern_joins_other_words_as_a_word_does(asked):
    assert asked("otag* AND minist*") == {"otage", "otages"}
    assert asked("dockers -negoci*") == {"greve", "greve2"}


def test_only_the_commonest_words_of_a_pattern_are_searched_and_that_is_noted(desk, lit, monkeypatch):
    assert lit("di*") == [("direction", "exact"), ("dit", "exact")]
    assert desk.search("di*").notes == ()
    monkeypatch.setattr(expanding, "MOST_TERMS", 1)
    assert desk.search("di*").notes == ("di* stands for 2 words; the commonest 1 were searched",)
    assert len(lit("di*")) == 1


def test_a_rare_word_of_a_pattern_does_not_outrank_a_common_one_for_being_rare(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add(Dispatch(f"c{n}", f"Les dockers ont voté {n}.") for n in range(30))
        archive.add([Dispatch("r", "Les dockeuses ont voté 77.")])
        scores = {hit.dispatch: hit.score for hit in archive.search("docke*", limit=100).passages}
    assert scores["r"] == pytest.approx(scores["c1"], rel=0.05)


def test_only_the_first_patterns_are_searched_the_others_as_words_and_that_is_noted(desk, asked, monkeypatch):
    monkeypatch.setattr(leaves, "MOST_EXPANDED", 1)
    assert desk.search("minist*").notes == ()
    many = desk.search("minist* séis* dockers~1")
    assert many.notes == ("of patterns and near words, the first 1 were searched; the others as plain words",)
    assert {hit.dispatch for hit in many.passages} == {"otage", "otages", "greve", "greve2"}
    assert asked("zyqx* OR séisme*") == {"seisme"}
    assert desk.search("title:libér* OR titre:libér*").notes == many.notes


def test_the_dictionary_is_read_once_for_all_parts_of_a_question():
    reader = Dictionary("otage", "otages", "soldat")
    lexicon = Lexicon(reader)
    for _ in range(3):
        assert list(lexicon.terms(fields.EXACT)) == ["otage", "otages", "soldat"]
        assert list(lexicon.terms(fields.EXACT, "ot")) == ["otage", "otages"]
        assert lexicon.of_lengths((5, 7), fields.EXACT) == ["otage"]
        assert lexicon.of_lengths((6,), fields.EXACT, "ot") == ["otages"]
    assert reader.read == 2  # once that of texts, once that of titles


@given(st.text(alphabet="ab*?", max_size=8), st.text(alphabet="ab", max_size=8))
def test_stars_stand_for_any_letters_and_question_marks_for_one(pattern, term):
    def matches(form, word):
        if not form:
            return not word
        if form[0] == "*":
            return any(matches(form[1:], word[at:]) for at in range(len(word) + 1))
        return bool(word) and form[0] in ("?", word[0]) and matches(form[1:], word[1:])

    assert words(pattern, term) == [term] * matches(pattern, term)


def test_many_stars_take_no_longer_than_few():
    began = time.process_time()
    assert words("*".join("a" * 30) + "*b", "a" * 20_000) == []
    assert time.process_time() - began < 5  # a search that tries all ways would not end


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("otgaes~1", {("otages", "spelling")}),
        ("otage~1", {("otage", "exact"), ("otages", "spelling")}),
        ("dockres~1", {("dockers", "spelling")}),
        ("dokres~2", {("dockers", "spelling")}),
        ("dokres~1", set()),
        ("séisme~1", set()),
        ("Souéïda~1", {("Soueida", "exact")}),
    ],
)
def test_a_fuzzy_word_finds_the_words_within_its_edits(lit, question, expected):
    assert set(lit(question)) == expected


def test_a_fuzzy_word_says_how_probable_each_word_is_and_ranks_it_lower(desk):
    hits = desk.search("otage~1").passages
    assert [hit.dispatch for hit in hits][-1:] != ["otage"]
    shown = {(h.surface, round(h.probability, 2)) for hit in hits for h in hit.highlights}
    assert shown == {("otage", 1.0), ("otages", 0.83)}
    assert probability("otage", 1) > probability("otage", 2) > 0


def test_words_too_common_to_search_for_are_no_near_words(lit):
    assert ("les", "spelling") not in lit("des~1")


def test_a_fuzzy_word_with_no_word_near_it_is_noted(desk):
    assert desk.search("zyqxw~2").notes == ("no word of the archive is within 2 letters of zyqxw",)
