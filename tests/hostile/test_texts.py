"""Texts that no agency sends: each is analysed, stored, found where it has words, and given back exactly."""

import json
import unicodedata

import pytest

import depeche
from depeche import Dispatch
from depeche.analyzers import layout
from depeche.analyzers.chain import analyze
from depeche.analyzers.mentions import mentions
from depeche.analyzers.passages import passages

MANY = 100_000
TEXTS = {
    "one word": "a" * MANY,
    "one word in capitals": "A" * MANY,
    "one number": "1" * MANY,
    "blanks": " " * MANY,
    "line feeds": "\n" * MANY,
    "carriage returns": "\r" * MANY,
    "marks": "e" + "\u0301" * MANY,
    "marks alone": "\u0301\u0308" * (MANY // 2),
    "joiners": "a\u200d" * (MANY // 2),
    "soft hyphens": "a\u00ad" * (MANY // 2),
    "hyphens": "a-" * (MANY // 2),
    "apostrophes": "l’" * (MANY // 2),
    "stops": ". " * (MANY // 2),
    "initials": "A. " * (MANY // 3),
    "opening quotes": "« " * (MANY // 2),
    "brackets": "(" * MANY,
    "agencies": "AFP/" * (MANY // 4),
    "signatures": "(©AFP / " * (MANY // 8),
    "places": "BEYROUTH, " * (MANY // 10),
    "dates": "31 juillet 2018 " * (MANY // 16),
    "numbers": "1 000 " * (MANY // 6),
    "particles": "Abou Omar al-" * (MANY // 13),
    "addresses": "http://a.b/" * (MANY // 11),
    "lines of capitals": "TITRE EN CAPITALES\n" * (MANY // 19),
    "short paragraphs": "a\n\n" * (MANY // 3),
    "acronyms": "Observatoire Syrien (OSDH) " * (MANY // 27),
    "ligatures": "\ufdfa" * (MANY // 18),
    "Arabic": "درعا " * (MANY // 5),
    "emoji": "👨‍👩‍👧 " * (MANY // 6),
    "NULs": "\0" * MANY,
    "escapes": "\x1b[31m" * (MANY // 5),
    "turns": "\u202e" * MANY,
    "every character": "".join(map(chr, (*range(0xD800), *range(0xE000, 0x11000)))),
    "every category": " ".join(
        {unicodedata.category(chr(code)): chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000}.values()
    ),
}
SURROGATES = "Deraa \ud800 et \udfff"


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_any_shape_is_analysed_whole(name):
    text = TEXTS[name]
    assert all(0 <= token.start < token.end <= len(text) for token in analyze(text))
    form = layout.read(text)
    found = passages(text, form.prose)
    assert not text[form.prose.start : found[0].start].strip()
    assert all(text[one.start : one.end] == one.surface for one in mentions(text))


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def odd(request, tmp_path_factory):
    """An archive of all these texts, on each engine, each with a word at its end."""
    with depeche.create(tmp_path_factory.mktemp("odd") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(name, f"{_shortened(text)}\n\nDes otages {name}.") for name, text in TEXTS.items())
        yield archive


def _shortened(text):
    return text[: MANY // 10] if len(text) > MANY // 2 else text


def test_every_one_is_given_back_exactly(odd):
    given = {dispatch.id: dispatch.text for dispatch in odd.snapshot().dispatches()}
    assert given == {name: f"{_shortened(text)}\n\nDes otages {name}." for name, text in TEXTS.items()}


def test_every_one_is_found_by_its_words(odd):
    found = odd.search("otages", limit=100, copies=True)
    assert {hit.dispatch for hit in found.passages} == set(TEXTS)
    for hit in found.passages:
        assert all(hit.text[one.start : one.end] == one.surface for one in hit.highlights)


def test_json_of_every_answer_can_be_read(odd):
    found = odd.search("otages OR a", limit=100, copies=True, explain=True)
    assert json.loads(json.dumps(found.to_dict()))["total"]["passages"] >= len(TEXTS)


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_text_with_half_characters_is_given_back_exactly(tmp_path, engine):
    with depeche.create(tmp_path / "archive", engine=engine) as archive:
        report = archive.add([Dispatch("a", SURROGATES, title="T \udfff", path="p\udfff")])
        assert report.dispatches == 1
        assert [hit.text for hit in archive.search("Deraa").passages] == [SURROGATES]
        assert archive.snapshot().stored("a").dispatch.text == SURROGATES
