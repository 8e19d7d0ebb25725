"""An answer on a terminal: its layout by width, its colours, and the pager."""

import re
import sys
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from depeche.cli import printing
from depeche.cli.drawing import shown, wrapped
from depeche.cli.plain import plain
from depeche.cli.terminal import draw
from depeche.core.model import Kind, Level
from depeche.core.results import FacetCount, Highlight, Hit, Results, Totals


def drawn(answer, width, **options):
    """Return the lines that an answer has on a terminal of so many columns, without colour."""
    return ["".join(piece for piece, _ in line) for line in draw(answer, width, **options)]


def coloured(answer, width=100):
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TERM", "xterm-256color")
        environment.delenv("NO_COLOR", raising=False)
        return shown(draw(answer, width))


def test_a_terminal_without_colours_gets_none(whole_answer, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert set(re.findall(r"\x1b\[([\d;]*)m", shown(draw(whole_answer, 80)))) == {"0", "1", "2", "3", "1;4"}
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in shown(draw(whole_answer, 80))


@given(st.text(st.characters(codec="utf-8")), st.integers(2, 80), st.integers(0, 4))
def test_wrapping_leaves_out_blanks_alone_and_no_line_is_too_wide(value, width, indent):
    text = value.replace("\n", " ")
    lines = ["".join(piece for piece, _ in line) for line in wrapped([(text[:3], "bold"), (text[3:], "")], width + indent, indent)]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width + indent and line.startswith(" " * indent) for line in lines)


def test_lines_are_cut_at_blanks_and_words_that_are_too_long_anywhere():
    lines = wrapped([("une trêve ", ""), ("à Deir", "bold"), ("-Ezzor-el-Assad", "")], 10, 1)
    assert [["".join(piece for piece, _ in line)] for line in lines] == [
        [" une trêve"],
        [" à"],
        [" Deir-Ezzo"],
        [" r-el-Assa"],
        [" d"],
    ]


@pytest.mark.parametrize("width", [20, 40, 80, 119, 120, 200])
def test_no_line_is_wider_than_the_terminal(whole_answer, seed_archives, width):
    for answer in (whole_answer, seed_archives["tantivy"].search("évacuation Daraa")):
        assert max(map(cell_len, drawn(answer, width))) <= width


def test_facets_stand_beside_the_passages_where_there_is_room_else_below(seed_archives):
    answer = seed_archives["tantivy"].search("évacuation Daraa", limit=2)
    for width, beside in ((119, False), (120, True)):
        lines = drawn(answer, width)
        (at,) = (at for at, line in enumerate(lines) if re.search(r"(^|  )place  +5", line))
        assert (at == 0) is beside


def test_the_colours_of_levels_are_explained_where_they_are_used(whole_answer):
    shown = coloured(whole_answer)
    assert "\x1b[32mcombats\x1b[0m" in shown
    assert "\x1b[1;33mDeraa\x1b[0m" in shown
    assert "\x1b[1;35mدرعا\x1b[0m" in shown
    assert "\x1b[32manother form\x1b[0m  \x1b[1;33manother spelling\x1b[0m  \x1b[1;35manother name\x1b[0m" in shown
    assert "as written" not in shown


def test_words_of_a_title_have_the_colours_of_their_levels(whole_answer):
    first, _ = whole_answer.passages
    titled = replace(first, highlights=(), title_highlights=(Highlight(1, 6, "Titre", "Titre", Level.EXACT),))
    shown = coloured(replace(whole_answer, passages=(titled,), groups=()))
    assert re.search(r"\x1b\[[\d;]*1;[\d;]*32mTitre\x1b\[0m|\x1b\[1;3;32mTitre", shown)
    assert "as written" in shown


def test_a_long_passage_is_cut_unless_all_of_it_is_asked_for(seed_archives):
    answer = seed_archives["tantivy"].search("Daraa", limit=1, facet_limit=0)
    (hit,) = answer.passages
    assert len(hit.text) > 500
    cut, whole = (" ".join(" ".join(drawn(answer, 80, full=full)).split()) for full in (False, True))
    assert " ".join(hit.text.split()) in whole
    assert " ".join(hit.text.split()) not in cut
    assert "…" in cut
    assert "Deraa" in cut


def test_what_an_answer_may_have_is_all_drawn(whole_answer):
    shown = "\n".join(drawn(whole_answer, 119))
    for told in (
        "at least 3 passages in 2 dispatches",
        "did you mean: combat (12), combats (3)",
        "d 1: 2 passages",
        "+3 similar: first 2018-07-30 AFP c2; latest 2018-08-01 AFP c3",
        "score: combat 10, lead 2.5",
        "-Titre <script>",
        "deraa",
    ):
        assert told in shown


def test_nothing_of_an_answer_steers_a_terminal(whole_answer):
    for width in (80, 200):
        assert not set("\x1b\u202e\ud800\t") & set("".join(drawn(whole_answer, width)))
    assert set(re.findall(r"\x1b\[[\d;]*(.)", coloured(whole_answer))) == {"m"}


@given(st.text(st.characters()), st.integers(20, 200))
def test_an_answer_of_any_text_is_drawn_within_the_terminal_and_steers_none(value, width):
    hit = Hit(1, 1.0, value, value, value, value, value, 0, len(value), value, (Highlight(0, 1, value[:1], value, Level.STEM),))
    count = FacetCount(value, value, Totals(1, 1), Kind.ACTOR, value)
    answer = Results(value, Totals(1, 1), (hit,), {"actor": (count,)}, notes=(value,))
    lines = drawn(answer, width)
    assert max(map(cell_len, lines)) <= width
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in "".join(lines))
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in "".join(plain(answer)))


@pytest.fixture
def paged(monkeypatch):
    """Return the texts given to a pager on what passes for a terminal of 24 lines."""
    given = []
    monkeypatch.setattr(printing, "is_terminal", lambda: True)
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("click.echo_via_pager", given.append)
    return given


@pytest.mark.parametrize(("lines", "pager", "expected"), [(23, True, False), (24, True, True), (24, False, False)])
def test_a_pager_is_used_for_what_is_longer_than_the_terminal(paged, capfd, lines, pager, expected):
    text = "une ligne\n" * lines
    printing.page_through(text, pager=pager)
    assert paged == [text] * expected
    assert capfd.readouterr().out == ("" if expected else text)


def test_no_pager_is_used_in_a_pipe(capfd):
    printing.page_through("une ligne\n" * 1000)
    assert capfd.readouterr().out == "une ligne\n" * 1000
    assert not sys.stdout.isatty()
