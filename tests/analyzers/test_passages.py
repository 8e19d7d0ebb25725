import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers import layout
from depeche.analyzers.passages import passages
from depeche.analyzers.sentences import LONGEST, sentences
from depeche.core.model import Passage, Span

WIRE = st.text(st.sampled_from("aeltMALÉé019 \u00a0\n\n...?!…\"'’«»()–-,\u200e\r\t"), max_size=120)
ANY = st.text(st.characters(codec=None, categories=None))
"""Lone surrogates included."""
LENGTHS = st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=30), min_size=1, max_size=12)
"""Words in each sentence of each paragraph."""


def whole(text):
    return Span(0, len(text))


def sentence(words):
    return " ".join(["Mot", *["mot"] * (words - 1)]) + "."


def prose(paragraphs):
    return "\n\n".join(" ".join(map(sentence, paragraph)) for paragraph in paragraphs)


def words(text):
    return [len(text[found.start : found.end].split()) for found in passages(text, whole(text))]


def assert_partition(text, span):
    found = passages(text, span)
    of = sentences(text, span)
    assert [passage.ordinal for passage in found] == list(range(len(found)))
    assert (found[0].start, found[-1].end) == ((of[0].start, of[-1].end) if of else (span.start, span.start))
    for before, after in itertools.pairwise(found):
        assert before.end <= after.start
        assert not text[before.end : after.start].strip()
    if of:
        assert {passage.start for passage in found} <= {each.start for each in of}
        assert {passage.end for passage in found} <= {each.end for each in of}


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_passages_of_the_seeds_partition_their_prose(seeds, number):
    (path,) = seeds.glob(f"{number}_*.txt")
    text = path.read_bytes().decode("utf-8")
    span = layout.read(text).prose
    assert_partition(text, span)
    assert all(len(text[found.start : found.end].split()) <= 200 for found in passages(text, span))


def test_a_paragraph_of_200_words_is_one_passage():
    assert words(prose([[20] * 10])) == [200]


def test_a_longer_paragraph_is_cut_at_sentences_into_parts_of_about_120_words():
    assert words(prose([[20] * 12])) == [120, 120]
    assert words(prose([[20] * 18])) == [120, 120, 120]


def test_a_text_in_one_line_counts_as_one_paragraph():
    text = "".join([sentence(20)] * 18)
    assert len(passages(text, whole(text))) == 3
    assert_partition(text, whole(text))


def test_paragraphs_of_one_sentence_are_joined_up_to_120_words():
    assert words(prose([[30]] * 8)) == [120, 120]
    assert words(prose([[50]] * 3)) == [100, 50]


def test_a_paragraph_of_several_sentences_stands_alone():
    assert words(prose([[30, 30], [30, 30]])) == [60, 60]


def test_a_heading_goes_with_the_paragraph_that_follows_it():
    text = f"{prose([[30, 30]])}\n\nFrappes dans l'est du pays\n\n{prose([[40, 40]])}"
    found = [text[passage.start : passage.end] for passage in passages(text, whole(text))]
    assert len(found) == 2
    assert found[1].startswith("Frappes")


def test_a_heading_stands_alone_before_a_paragraph_that_fills_a_passage():
    assert words(f"Frappes dans l'est du pays\n\n{prose([[20] * 10])}") == [5, 200]


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_an_empty_prose_has_one_empty_passage(text):
    assert passages(text, whole(text)) == [Passage(0, 0, 0)]


def test_an_empty_prose_within_a_text_has_one_empty_passage_where_it_is():
    assert passages("(©AFP)", Span(3, 3)) == [Passage(0, 3, 3)]


def test_an_enormous_sentence_is_cut_where_sentences_are():
    assert words("mot " * 1000) == [LONGEST, LONGEST, 200]


def test_an_enormous_word_is_one_passage():
    text = "x" * 200_000
    assert passages(text, whole(text)) == [Passage(0, 0, 200_000)]


@given(LENGTHS)
def test_no_passage_of_sentences_up_to_40_words_is_over_200_words(lengths):
    text = prose(lengths)
    assert_partition(text, whole(text))
    assert all(count <= 200 for count in words(text))


@given(st.text())
def test_any_text_is_partitioned(text):
    assert_partition(text, whole(text))


@given(ANY)
def test_any_text_with_lone_surrogates_is_partitioned(text):
    assert_partition(text, whole(text))


@given(WIRE, st.integers(0, 120), st.integers(0, 120))
def test_any_part_of_a_text_like_that_of_a_wire_is_partitioned(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert_partition(text, Span(start, end))


@pytest.mark.parametrize("piece", ["A. ", ". ", " ", "\n", "\n\na", "-", '."'])
def test_long_awkward_text_is_partitioned(piece):
    text = "a" + piece * (60_000 // len(piece)) + "b"
    assert_partition(text, whole(text))
