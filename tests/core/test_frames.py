"""An answer as a table: its columns, and the data frame where pandas is there."""

import sys

import pytest

import depeche
from depeche.core.frames import COLUMNS, rows, to_frame
from depeche.core.html import fragment

DOCUMENTED = [
    *("rank", "score", "dispatch", "ordinal", "date", "source", "title", "path", "start", "end", "text"),
    *("matched", "levels", "places", "actors", "similar"),
]


def test_a_row_has_the_documented_columns_in_order(whole_answer):
    assert list(COLUMNS) == DOCUMENTED
    assert [list(row) for row in rows(whole_answer)] == [DOCUMENTED] * 2


def test_a_row_lists_words_levels_and_labels_each_once(whole_answer):
    first, second = rows(whole_answer)
    assert (first["matched"], first["levels"]) == (("combats", "Deraa", "درعا"), ("stem", "spelling", "alias"))
    assert (first["places"], first["actors"], first["similar"]) == (("Deraa <i>",), ("OSDH",), ("c2", "c3", "c4"))
    assert (second["date"], second["matched"]) == (None, ())


def test_a_frame_has_a_row_a_passage(whole_answer):
    pytest.importorskip("pandas")
    frame = to_frame(whole_answer)
    assert list(frame.columns) == DOCUMENTED
    assert list(frame["dispatch"]) == ["d 1", "d2"]
    assert list(frame["rank"]) == [1, 2]


def test_the_frame_of_an_answer_without_passages_has_the_columns():
    pytest.importorskip("pandas")
    frame = to_frame(depeche.Results("mot", depeche.Totals(0, 0), (), {}))
    assert (list(frame.columns), len(frame)) == (DOCUMENTED, 0)


def test_without_pandas_a_frame_says_what_it_needs(whole_answer, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(depeche.DepecheError, match="pip install pandas"):
        to_frame(whole_answer)


def test_results_give_their_frame_and_their_html(whole_answer):
    pytest.importorskip("pandas")
    assert whole_answer.to_frame().equals(to_frame(whole_answer))
    assert whole_answer._repr_html_() == fragment(whole_answer)
