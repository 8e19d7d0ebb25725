"""An answer as plain lines: what an answer may have beside passages and facets."""

from dataclasses import replace

import pytest

import depeche
from depeche.cli.formats import Output
from depeche.core.model import Level
from depeche.core.results import Highlight, Suggestion, Totals


@pytest.fixture
def printed(capfd):
    """Return a function that prints an answer and gives its lines."""

    def lines(answer):
        Output().show(answer)
        return capfd.readouterr().out.split("\n")

    return lines


def test_a_passage_tells_which_near_identical_ones_it_stands_for(printed, whole_answer):
    lines = printed(whole_answer)
    assert "   +3 similar: first 2018-07-30 AFP c2; latest 2018-08-01 AFP c3" in lines
    assert "   +1 similar: 2018-07-30 AFP c2" in lines


def test_a_title_stands_between_headline_and_text_with_its_words_marked(printed, whole_answer):
    first, second = whole_answer.passages
    marks = (Highlight(1, 6, "Titre", "Titré", Level.SPELLING, 0.904),)
    lines = printed(replace(whole_answer, passages=(replace(first, title_highlights=marks), second), groups=()))
    at = next(at for at, line in enumerate(lines) if line.startswith("1. "))
    assert lines[at + 1] == "   -*Titre* <script>"
    assert "*combats*" in lines[at + 2]
    assert lines[at + 3].endswith(", Titre (spelling of Titré, .90)")
    assert lines[lines.index("2. d2  0-5  score 12.5".replace("d2  ", "d2  no date  ")) + 1].startswith("   Un ")


def test_what_may_have_been_meant_follows_the_counts(printed, whole_answer):
    lines = printed(whole_answer)
    at = lines.index("at least 3 passages in 2 dispatches")
    assert lines[at + 1] == "did you mean: combat (12), combats (3)"


def test_words_meant_for_several_say_for_which(printed, whole_answer):
    several = (*whole_answer.suggestions, Suggestion("Deraaa", 7, 13, "deraa", 5))
    lines = printed(replace(whole_answer, suggestions=several))
    assert "did you mean: combat (12), combats (3) for combta; deraa (5) for Deraaa" in lines


def test_passages_by_dispatch_have_a_line_above_them(printed, whole_answer):
    lines = printed(whole_answer)
    first, second = (lines.index(line) for line in ("d 1: 2 passages", "d2: 1 passage"))
    assert first < next(at for at, line in enumerate(lines) if line.startswith("1. ")) < second


def test_parts_of_a_score_and_what_was_searched_are_told(printed, whole_answer):
    lines = printed(whole_answer)
    assert "   score: combat 10, lead 2.5" in lines
    at = lines.index("word    level     field  term   passages  weight")
    assert lines[at + 1] == 'Daraa"  spelling  exact  deraa  3         0.900'


@pytest.mark.parametrize(
    ("total", "line"),
    [
        (Totals(5, 3), "5 passages in 3 dispatches"),
        (Totals(5), "5 passages"),
        (Totals(5, 3, at_least=True), "at least 5 passages in 3 dispatches"),
        (Totals(14, at_most=True), "at most 14 passages"),
        (Totals(5, at_least=True, at_most=True), "about 5 passages"),
        (Totals(0, 0), "nothing found"),
    ],
)
def test_the_counts_are_those_that_were_made(printed, total, line):
    assert printed(depeche.Results("mot", total, (), {})) == [line, ""]


def test_nothing_of_an_answer_steers_a_terminal(printed, whole_answer):
    lines = printed(whole_answer)
    assert not set("\x1b\u202e\ud800\t") & set("".join(lines))
    assert any("\\u001b[31m" in line for line in lines)
