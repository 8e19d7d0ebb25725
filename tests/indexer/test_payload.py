"""What an engine stores of a passage comes back as it was, and the passages of a dispatch make its text again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche import ArchiveFormatError, Dispatch, DispatchDate, MentionLevel, Precision
from depeche.indexer.payload import Facts, StoredPassage, assemble, decode, encode, grouped, original
from depeche.indexer.records import analyse

ANY = st.text(st.characters())
MAYBE = st.none() | ANY
OFFSET = st.integers(0, 10**9)
NAMES = st.lists(st.tuples(OFFSET, OFFSET, ANY, st.sampled_from(MentionLevel)), max_size=3).map(tuple)
READ = st.lists(st.sampled_from(["date", "source"]), unique=True).map(tuple)
FACTS = st.builds(Facts, ANY, MAYBE, st.none() | st.sampled_from(Precision), ANY, ANY, st.binary(max_size=4), MAYBE, NAMES, READ)
SAID = (ANY, ANY, MAYBE, MAYBE, MAYBE, MAYBE, NAMES)
PASSAGES = st.builds(StoredPassage, ANY, OFFSET, OFFSET, OFFSET, *SAID, OFFSET, MAYBE, MAYBE, st.none() | FACTS)
PIECES = st.sampled_from(
    ["Beyrouth - ", "Des combats à Deraa.", " date 2018-07 ", "\n\n", "\r\n", "(AFP)", "\ud800", "\0", "\ufeff", "É. "]
)
TEXTS = st.one_of(ANY, st.lists(PIECES, max_size=30).map("".join))


@given(PASSAGES)
def test_a_passage_comes_back_as_it_was_stored(passage):
    payload = encode(passage)
    assert decode(payload) == passage
    payload.encode("utf-8")


@pytest.mark.parametrize("text", ["\ud800", "\0", "\U0001f600", "\u2028", '"\\', "é\u0301", "\udcff fin"])
def test_any_character_is_stored(text):
    names = ((0, 1, text, MentionLevel.NAMED),)
    passage = StoredPassage("a", 0, 0, len(text), text, text, text, None, text, text, names, 1, None, text, None)
    assert decode(encode(passage)) == passage


@pytest.mark.parametrize("payload", ["", "x", "null", "{}", "[]", "[1]", '"texte"', "[" * 100_000, "[" + "0," * 14 + "0]"])
def test_what_is_no_stored_passage_is_a_format_error(payload):
    with pytest.raises(ArchiveFormatError):
        decode(payload)


@given(TEXTS)
def test_a_dispatch_is_put_together_again_from_its_records_exactly(text):
    dispatch = Dispatch("a", text, DispatchDate("2018-07", Precision.MONTH, "x"), "AFP", "T\0", "u", "p", "cp1252", b"\xff")
    assert assemble([decode(record.payload) for record in analyse(dispatch).records()]) == dispatch


@given(TEXTS, st.none() | st.just("AFP"), st.none() | st.just(DispatchDate("2018-07", Precision.MONTH, "x")))
def test_a_dispatch_is_given_back_as_it_came_without_what_its_text_says(text, source, date):
    dispatches = [Dispatch(id_, text, date, source) for id_ in "ab"]
    payloads = [record.payload for dispatch in dispatches for record in analyse(dispatch).records()]
    assert list(map(original, grouped(payloads))) == dispatches


@given(TEXTS)
def test_a_passage_stores_its_own_slice_of_the_text(text):
    for record in analyse(Dispatch("a", text)).records():
        stored = decode(record.payload)
        assert stored.text == text[stored.start : stored.end]
        assert all(0 <= start < end <= len(stored.text) for start, end, *_ in stored.names)


def test_passages_without_the_first_are_a_format_error():
    text = "\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3))
    parts = [decode(record.payload) for record in analyse(Dispatch("a", text)).records()]
    assert len(parts) > 1
    with pytest.raises(ArchiveFormatError):
        assemble(parts[1:])


def test_only_the_first_passage_stores_the_facts_of_the_dispatch():
    text = "\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3))
    parts = [decode(record.payload) for record in analyse(Dispatch("a", text, url="u")).records()]
    assert [part.facts is not None for part in parts] == [True] + [False] * (len(parts) - 1)
