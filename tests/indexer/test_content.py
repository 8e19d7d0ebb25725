"""What tells a change of a dispatch: its text and facts, not its id or line; its path apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche import Dispatch, DispatchDate, Precision
from depeche.indexer.content import DIGEST, digest, place, value

DATE = DispatchDate("2018-07-31", Precision.DAY, "date: 2018-07-31")
WHOLE = Dispatch("a", "Des combats à Deraa.", DATE, "AFP", "Titre", "http://x", "in/a.txt", "utf-8", b"\xef\xbb\xbf", 3)


def test_id_path_and_line_are_no_content():
    assert digest(replace(WHOLE, id="b", path="in/b.txt", line=None)) == digest(WHOLE)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Des combats à Deraa"},
        {"date": None},
        {"date": DispatchDate("2018-07", Precision.MONTH, "date: 2018-07-31")},
        {"source": "RFI"},
        {"source": None},
        {"title": None},
        {"url": "http://y"},
        {"encoding": "cp1252"},
        {"bom": b""},
    ],
)
def test_any_change_of_text_or_facts_changes_it(change):
    assert digest(replace(WHOLE, **change)) != digest(WHOLE)


def test_a_fact_in_the_place_of_another_is_another_content():
    assert digest(Dispatch("a", "Un mot.", source="X")) != digest(Dispatch("a", "Un mot.", title="X"))


def test_a_value_is_digest_place_and_id():
    assert value(WHOLE) == f"{digest(WHOLE)}{place('in/a.txt')} a"
    assert value(replace(WHOLE, path="in/b.txt"))[:DIGEST] == digest(WHOLE) != value(replace(WHOLE, path="in/b.txt"))


@given(st.text(st.characters()), st.text(st.characters()))
def test_any_text_has_a_digest_of_its_own_of_twenty_characters_without_a_blank(one, other):
    first, second = digest(Dispatch("a", one)), digest(Dispatch("a", other))
    assert len(first) == DIGEST
    assert " " not in first
    assert (first == second) == (one == other)
