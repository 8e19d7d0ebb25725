"""What is stored of a dispatch gives its passages back as they were, and they make its text again."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche import ArchiveFormatError, Dispatch, DispatchDate, Kind, Mention, MentionLevel, Precision
from depeche.core.model import Passage
from depeche.indexer.assembling import assemble, grouped, mentions, original
from depeche.indexer.copies.marks import mark, own
from depeche.indexer.engines.contract import Payload
from depeche.indexer.payload import decode, located, marked, packed
from depeche.indexer.records import draft

ANY = st.text(st.characters())
MAYBE = st.none() | ANY
DATES = st.none() | st.builds(DispatchDate, ANY.filter(bool), st.sampled_from(Precision), ANY)
DISPATCHES = st.builds(Dispatch, ANY, ANY, DATES, MAYBE, MAYBE, MAYBE, MAYBE, ANY, st.binary(max_size=4))
MARKS = st.none() | st.binary(min_size=6, max_size=6).filter(any).map(mark)
PIECES = st.sampled_from(
    ["Beyrouth - ", "Des combats à Deraa.", " date 2018-07 ", "\n\n", "\r\n", "(AFP)", "\ud800", "\0", "\ufeff", "É. "]
)
TEXTS = st.one_of(ANY, st.lists(PIECES, max_size=30).map("".join))
LONG = "\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3))


def given_back(records):
    return [decode(Payload(record.ordinal, records[0].payload)) for record in records]


def parted(dispatch):
    return given_back(draft(dispatch).records())


@given(DISPATCHES, st.data())
def test_a_dispatch_and_its_passages_come_back_as_they_were_stored(dispatch, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(dispatch.text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False)) or [(0, 0)]
    spans = [Passage(ordinal, start, end) for ordinal, (start, end) in enumerate(pairs)]
    bounds = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted).filter(lambda pair: pair[0] < pair[1])
    named = [
        Mention(start, end, "", Kind.PLACE, "city", data.draw(ANY), "", (), data.draw(st.sampled_from(MentionLevel)))
        for start, end in sorted(data.draw(st.lists(bounds, max_size=5)))
    ]
    marks = [data.draw(MARKS) for _ in range(len(spans) + 1)]
    block = marked(packed(dispatch, ["date"], spans, named, "SY"), 7, [own(dispatch.text)] * len(marks), marks)
    stored = [decode(Payload(ordinal, block)) for ordinal in range(len(spans))]
    assert assemble(stored) == dispatch
    assert [(one.start, one.end, one.arrival) for one in stored] == [(span.start, span.end, 7) for span in spans]
    assert [stored[0].version, *(one.copy for one in stored)] == marks
    for one in stored:
        place = one.dispatch, one.ordinal, one.start, one.end, one.date, one.source
        assert located(Payload(one.ordinal, block), of_dispatch=False) == (*place, one.copy)
        assert located(Payload(one.ordinal, block), of_dispatch=True) == (*place, one.version)
    assert (stored[0].facts.read, stored[0].facts.dateline, stored[0].facts.passages) == (("date",), "SY", len(spans))
    assert sorted(mentions(stored)) == sorted((one.start, one.end, one.id, one.level) for one in named)


def test_a_text_that_has_the_mark_of_its_own_words_needs_none_stored():
    block = packed(Dispatch("a", "Un mot."), [], [Passage(0, 0, 7)], [], None)
    implied = [own("Un mot.")] * 2
    alone = marked(block, 1, implied, implied)
    assert len(alone) < len(marked(block, 1, implied, [None, None]))
    assert decode(Payload(0, alone)).copy == decode(Payload(0, alone)).version == own("Un mot.")


@pytest.mark.parametrize("text", ["\ud800", "\0", "\U0001f600", "\u2028", '"\\', "é\u0301", "\udcff fin"])
def test_any_character_is_stored(text):
    dispatch = Dispatch(text, text, None, text, text, text, text)
    assert assemble(parted(dispatch)) == dispatch


@pytest.mark.parametrize("block", [b"", b"x", b"\0" * 8, b"\0" * 36, b"\0\0\0\0\0\0\0\x01", b"[" * 10_000])
def test_what_is_no_stored_passage_is_a_format_error(block):
    with pytest.raises(ArchiveFormatError):
        decode(Payload(0, block))


@given(st.data())
def test_a_payload_that_is_not_as_it_was_is_a_format_error_or_a_passage(data):
    whole = draft(Dispatch("a", "Des combats à Deraa.")).records()[0].payload
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    for block in (damaged, whole[:at]):
        with suppress(ArchiveFormatError):
            assert decode(Payload(0, block)).ordinal == 0


def test_a_passage_that_a_dispatch_does_not_have_is_a_format_error():
    with pytest.raises(ArchiveFormatError):
        decode(Payload(1, draft(Dispatch("a", "Un mot.")).records()[0].payload))


@given(TEXTS)
def test_a_dispatch_is_put_together_again_from_its_records_exactly(text):
    dispatch = Dispatch("a", text, DispatchDate("2018-07", Precision.MONTH, "x"), "AFP", "T\0", "u", "p", "cp1252", b"\xff")
    assert assemble(parted(dispatch)) == dispatch


@given(TEXTS, st.none() | st.just("AFP"), st.none() | st.just(DispatchDate("2018-07", Precision.MONTH, "x")))
def test_a_dispatch_is_given_back_as_it_came_without_what_its_text_says(text, source, date):
    dispatches = [Dispatch(id_, text, date, source) for id_ in "ab"]
    made = [draft(dispatch).records() for dispatch in dispatches]
    payloads = [Payload(record.ordinal, records[0].payload) for records in made for record in records]
    assert list(map(original, grouped(payloads))) == dispatches


@given(TEXTS)
def test_a_passage_gives_its_own_slice_of_the_text(text):
    for stored in parted(Dispatch("a", text)):
        assert stored.text == text[stored.start : stored.end]
        assert all(0 <= start < end <= len(stored.text) for start, end, *_ in stored.names)


def test_passages_without_the_first_are_a_format_error():
    parts = parted(Dispatch("a", LONG))
    assert len(parts) > 1
    with pytest.raises(ArchiveFormatError):
        assemble(parts[1:])


def test_only_the_first_passage_has_the_facts_of_the_dispatch():
    parts = parted(Dispatch("a", LONG, url="u"))
    assert [part.facts is not None for part in parts] == [True] + [False] * (len(parts) - 1)
    assert parts[0].facts.passages == len(parts)


def test_only_the_first_record_has_a_payload():
    first, *rest = draft(Dispatch("a", LONG)).records()
    assert first.payload
    assert rest
    assert not any(record.payload for record in rest)
