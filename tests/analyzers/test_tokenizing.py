import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depeche.analyzers.tokenizing import chunks, pieces, unmarked

WIRE = st.text(
    st.sampled_from(
        "aeéAÉ𝐀ʼ" + "'’-‐_" + "...,;:?!…" + "0123000٣𝟎" + "   \u00a0\u202f\u2009\n\t\0\x01\x02\x03" + '\u0301\u200b"«»()/%'
    ),
    max_size=60,
)
ANY = st.text(st.characters(codec=None, categories=None))
"""Lone surrogates included."""


def spans(text):
    return [chunk.span() for chunk in chunks(text)]


def spans_by_piece(text):
    at, found = 0, []
    for piece in pieces(text):
        found += [(at + start, at + end) for start, end in spans(unmarked(piece))]
        at += len(piece) + 1
    assert at == len(text) + 1
    return found


@given(WIRE | ANY)
@example("100\x00000")
@example("100\n000")
@example("100;000")
@example("1 234\u00a0567")
@example("E.\u0301N.A. 1.000, 5")
def test_the_chunks_of_the_pieces_are_those_of_the_text(text):
    assert spans_by_piece(text) == spans(text)


@given(WIRE | ANY)
def test_a_chunk_by_itself_is_the_same_chunk(text):
    for chunk in chunks(text):
        assert spans(chunk.group()) == [(0, len(chunk.group()))]


@pytest.mark.parametrize("number", ["350 000", "350\u00a0000", "350\u202f000", "350\u2009000", "1.234.567,5", "1 234 567"])
def test_a_number_stays_in_one_piece(number):
    assert number in map(unmarked, pieces(f"Ils sont {number}, dit-on."))


def test_words_of_a_sentence_are_pieces():
    found = list(filter(None, pieces("«\u00a0L'ONU (à Genève) reste: oui.\u00a0»")))
    assert found == ["L'ONU", "à", "Genève", "reste", "oui"]
