"""Questions of any length and kind are answered, with notes on what was not read of them, or refused in a line."""

import unicodedata

import pytest

import depeche
from depeche import QuestionError
from depeche.search.question.reading import LONGEST

MEGABYTE = 1_000_000
LONG = {
    "one word": "a" * MEGABYTE,
    "words": "otages " * (MEGABYTE // 7),
    "opening brackets": "(" * 100_000,
    "closing brackets": ")" * 100_000,
    "pairs of brackets": "()" * 50_000,
    "nested brackets": "(" * 50_000 + "a" + ")" * 50_000,
    "nested words": "(a " * 1300,
    "quotation marks": '"' * 100_000,
    "guillemets": "«»" * 50_000,
    "exclusions": "-" * 100_000,
    "NOT": "NOT " * 25_000,
    "AND": "otages AND " * 400,
    "OR of a thousand words": " OR ".join(f"mot{n}" for n in range(400)),
    "stars": "*" * 100_000,
    "patterns": "o*s " * 1000,
    "patterns within": "*a*a*a*a*a*a*a*a*a*a*b",
    "question marks": "a?" * 2000,
    "tildes": "otages" + "~" * 100_000,
    "edits": "otages~99999999999999999999",
    "slop": '"otages Damas"~' + "9" * 3000,
    "boosts": "otages^" + "9" * 3000,
    "small boosts": "otages^0," + "0" * 3000 + "1",
    "ATLEAST": "ATLEAST" + "9" * 3000 + " otages",
    "fields": "place:" * 600,
    "titles": "title:(" * 500,
    "dates": "date:2018 " * 400,
    "far dates": "date:0000..99999 since:0001-01-01 before:9999-12-31",
    "marks": "e" + "\u0301" * 100_000,
    "NULs": "\0" * 100_000,
    "escapes": "\x1b[31m" * 1000,
    "turns": "\u202eotages\u202c",
    "half characters": "\ud800 otages \udfff",
    "Arabic": "درعا " * 300,
    "emoji": "👨‍👩‍👧" * 1000,
    "every category": " ".join(
        {unicodedata.category(chr(code)): chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000}.values()
    ),
    "every sign": "".join(map(chr, range(0x2000, 0x2FFF))),
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("within", ["passage", "dispatch"])
def test_a_question_of_any_length_is_answered_or_refused_shortly(seed_archives, name, within):
    question = LONG[name]
    try:
        found = seed_archives["tantivy"].search(question, limit=3, within=within, explain=len(question) < 300)
    except QuestionError as error:
        assert len(str(error)) < 5000
    else:
        assert isinstance(found, depeche.Results)
        assert (len(question) <= LONGEST) == (not any("were read" in note for note in found.notes))
        assert len("".join(found.notes)) < 20 * LONGEST


@pytest.mark.parametrize("facet", ["place", "actor", "type", "country", "source", "month"])
@pytest.mark.parametrize("value", ["a" * MEGABYTE, "\0", "\ud800\u202e", "(" * 10_000, "../..", " ", "0000-13"])
def test_a_value_to_select_of_any_kind_is_asked_or_refused(seed_archives, facet, value):
    try:
        found = seed_archives["tantivy"].search("otages", limit=1, facet_search=value[:10_000], **{facet: [value]})
    except QuestionError:
        return
    assert found.total.passages >= 0


def test_the_command_line_takes_long_questions(command, seeds, place):
    assert command("index", str(seeds)).code == 0
    for question in ("(" * 100_000, "a" * 100_000, "\x1b[31m\u202e" * 1000, "otages " * 10_000):
        ended = command("search", question)
        assert ended.code in (0, 1, 2)
        assert not set(ended.out + ended.err) & set("\x1b\u202e")
    topics = b"1\totages\n2\t" + b"(" * MEGABYTE + b"\n3\t\xff\n4\0\ta\n" + b" " * 21 * MEGABYTE + b"\n5\tDamas"
    (place / "topics.tsv").write_bytes(topics)
    ended = command("run", "topics.tsv", "--depth", "1")
    assert ended.code == 0
    assert {line.split()[0] for line in ended.out.splitlines()} >= {"1", "5"}
    assert len(ended.told) == 2
