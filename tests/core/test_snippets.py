"""Snippets: the part of a passage that shows most, cut between words and never in a highlight."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.core.model import Level
from depeche.core.results import Highlight, Hit
from depeche.core.snippets import ELLIPSIS, pieces, snippet

WIRE = (
    "Les forces du régime ont repris mardi la ville de Deraa, selon l'Observatoire syrien des droits de l'Homme, "
    "après des semaines de combats. Les rebelles ont quitté Deraa et Qouneitra, dans le sud-ouest."
)
PIECES = st.sampled_from(
    ["Deraa", " ", "l'", "درعا", "\u064e", "e\u0301", "中文字", "\ud83d", "\ude00", "👩\u200d👧", "\n", ",", "a" * 60]
)
TEXTS = st.one_of(st.text(st.characters()), st.lists(PIECES, max_size=60).map("".join))
SPANS = st.lists(st.tuples(st.integers(0, 120), st.integers(1, 30), st.sampled_from(["a", "b", "c"])), max_size=8)


def hit(text, highlights=()):
    return Hit(1, 0.0, "a", None, None, None, None, 0, len(text), text, tuple(highlights))


def marked(text, *words):
    """Return the passage with the first of each of the words after the one before highlighted."""
    found, at = [], 0
    for word in words:
        at = text.index(word, at)
        found.append(Highlight(at, at + len(word), word, word, Level.EXACT))
        at += len(word)
    return hit(text, found)


@st.composite
def passages(draw):
    text = draw(TEXTS)
    spans = [(start, start + length, query) for start, length, query in draw(SPANS) if start + length <= len(text)]
    return hit(text, [Highlight(start, end, text[start:end], query, Level.STEM) for start, end, query in spans])


@given(passages(), st.integers(0, 150))
def test_a_snippet_is_a_run_of_the_passage_with_ellipses_where_it_was_cut(passage, width):
    shown = snippet(passage, width)
    before, after = ELLIPSIS * (shown.start > 0), ELLIPSIS * (shown.end < len(passage.text))
    assert shown.text == before + passage.text[shown.start : shown.end] + after
    for each in shown.highlights:
        assert shown.text[each.start : each.end] == each.surface


def test_an_ending_mark_is_left_out_with_the_accent_above_it():
    assert snippet(marked("Raqqa?!\u0300Deraa", "Deraa"), 9).text == "…Deraa"


@given(passages(), st.integers(0, 150))
def test_a_snippet_cuts_no_highlight_and_no_character(passage, width):
    shown = snippet(passage, width)
    apart = [each for _, each in pieces(passage.text, passage.highlights) if each]
    for at in (shown.start, shown.end):
        assert not any(each.start < at < each.end for each in apart)
        if 0 < at < len(passage.text) and at not in {edge for each in apart for edge in (each.start, each.end)}:
            assert not unicodedata.category(passage.text[at]).startswith("M")
            assert not ("\ud800" <= passage.text[at - 1] < "\udc00" <= passage.text[at] < "\ue000")


@given(passages(), st.integers(2, 150))
def test_a_snippet_is_no_wider_than_asked_save_for_one_highlight(passage, width):
    shown = snippet(passage, width)
    longest = max((each.end - each.start for each in passage.highlights), default=0)
    assert len(shown.text) <= max(width, longest + 2)


@given(passages(), st.integers(2, 150))
def test_a_snippet_of_a_passage_with_highlights_has_one(passage, width):
    assert bool(snippet(passage, width).highlights) == bool(passage.highlights)


@given(passages())
def test_the_pieces_of_a_passage_are_its_text(passage):
    found = list(pieces(passage.text, passage.highlights))
    assert "".join(piece for piece, _ in found) == passage.text
    assert all(piece for piece, _ in found)
    assert all(piece == each.surface for piece, each in found if each)


def test_a_short_passage_is_shown_whole():
    assert snippet(marked("Des combats.", "combats"), 12).text == "Des combats."


def test_a_snippet_is_cut_between_words():
    assert snippet(marked(WIRE, "Deraa"), 60).text == "…repris mardi la ville de Deraa, selon l'Observatoire…"
    assert snippet(hit(WIRE), 30).text == "Les forces du régime ont…"


def test_a_snippet_shows_where_most_words_of_the_question_stand():
    shown = snippet(marked(WIRE, "Deraa", "combats", "rebelles", "Deraa"), 60)
    assert [each.surface for each in shown.highlights] == ["combats", "rebelles", "Deraa"]


def test_a_snippet_at_the_end_uses_the_room_before():
    shown = snippet(marked(WIRE, "sud-ouest"), 60)
    assert shown.text == "…rebelles ont quitté Deraa et Qouneitra, dans le sud-ouest."
    assert shown.end == len(WIRE)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("قالت مصادر إن القوات الحكومية دخلت مدينة درعا صباح يوم الثلاثاء بعد معارك عنيفة", "درعا"),
        ("叙利亚政府军星期二进入南部城市德拉经过数周的激烈战斗之后反对派武装撤离了该地区", "德拉"),
        ("Сирийская армия во вторник вошла в город Дараа после недель ожесточённых боёв", "Дараа"),
    ],
)
def test_a_snippet_may_be_of_any_script(text, word):
    shown = snippet(marked(text, word), 30)
    assert word in shown.text
    assert len(shown.text) <= 30
    if " " in text:
        assert set(shown.text.strip(ELLIPSIS).split()) <= set(text.split())
