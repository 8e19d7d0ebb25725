"""Ids, facts and keys of JSON that try to be more than they are: paths, options, other rows; all are words to be shown, no more."""

import json

import pytest

import depeche
from depeche import Dispatch, NotFound

IDS = [
    "../../ailleurs",
    "../.depeche/manifest.json",
    "/tmp/x",
    "..",
    ".",
    "a/../../b",
    "~root",
    "C:\\Windows\\x",
    "-rf",
    "--help",
    "-n",
    "*",
    "a b",
    "a\u00a0: b",
    "\"'`$(x)&|;<>#%00",
    "=1+1",
    "0 a",
    "x" * 8000,
    "é" * 4000,
    "د" * 4000,
    "👨‍👩‍👧",
    "e\u0301",
    "\u00e9",
    "A",
    "a",
    "null",
    "0",
]
REFUSED = ["", " ", "\0", "a\0b", "x" * 8001, "\n", "a\nb", "a\tb", "\x1b[31m", "\x85", "\x9b", "\u202e", "\u2066a\u2069", "\u2028"]


def lines(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_any_word_may_be_an_id_and_none_becomes_a_path(command, place, untouched):
    (place / "a.jsonl").write_text(lines(*({"id": id_, "text": f"Des otages numéro {n}."} for n, id_ in enumerate(IDS))))
    ended = command("index", "a.jsonl", "--json")
    assert (ended.code, ended.json["problems"]) == (0, [])
    assert {json.loads(line)["id"] for line in command("export").out.splitlines()} == set(IDS)
    for number, id_ in enumerate(IDS[:12]):
        assert command("show", "--html", "--output", "page.html", "--", id_).code == 0
        assert f"Des otages numéro {number}." in (place / "page.html").read_text("utf-8")
    assert command("show", "--json", "--", IDS[0]).json["text"] == "Des otages numéro 0."
    assert command("search", "otages", "-n", "100", "--all", "--format", "trec", "--output", "run.txt").code == 0
    assert sorted(path.removeprefix(f"{place}/") for path in untouched()) == ["a.jsonl", "page.html", "run.txt"]


@pytest.mark.parametrize("id_", IDS)
@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_dispatch_is_replaced_and_found_by_its_id_alone(tmp_path, engine, id_):
    with depeche.create(tmp_path / "archive", engine=engine) as archive:
        archive.add([Dispatch(id_, "Des otages."), Dispatch("autre", "Des otages aussi.")])
        archive.add([Dispatch(id_, "Des combats.")])
        assert archive.snapshot().stored(id_).dispatch.text == "Des combats."
        assert [hit.dispatch for hit in archive.search("combats").passages] == [id_]
        assert archive.more_like(id_).total.passages >= 0
        with pytest.raises(NotFound):
            archive.snapshot().stored(id_ + "x")


@pytest.mark.parametrize("id_", REFUSED)
def test_what_cannot_be_shown_or_is_too_long_is_no_id_and_is_told_with_its_line(tmp_path, id_):
    (tmp_path / "a.jsonl").write_text(lines({"id": "a", "text": ""}, {"id": id_, "text": "Un mot."}))
    with depeche.create(tmp_path / "archive") as archive:
        report = archive.add(depeche.read(tmp_path / "a.jsonl"))
        assert report.dispatches == 1
        assert [problem.line for problem in report.problems] == [2]
        assert str(report.problems[0]).isprintable()


ROWS = {
    "half characters in the text": r'{"id": "1", "text": "\ud800"}',
    "half characters in the id": r'{"id": "\udfff", "text": "a"}',
    "half characters in the title": r'{"id": "1", "text": "a", "title": "\ud83d"}',
    "half characters in the source": r'{"id": "1", "text": "a", "source": "\ud83d"}',
    "halves the wrong way round": r'{"id": "1", "text": "\ude00\ud83d"}',
    "an id twice": '{"id": "1", "id": "2", "text": "a"}',
    "a text twice": '{"id": "1", "text": "a", "text": "b"}',
    "brackets": '{"id": "1", "text": "a", "x": ' + "[" * 100_000,
    "closed brackets": '{"id": "1", "text": "a", "x": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "braces": '{"id":' * 100_000,
    "a list": '[{"id": "1", "text": "a"}]',
    "not a number": '{"id": "1", "text": "a", "x": NaN}',
    "an id that is a number": '{"id": 1e400, "text": "a"}',
    "a text that is a number": '{"id": "1", "text": ' + "9" * 100_000 + "}",
    "a title of a megabyte": json.dumps({"id": "1", "text": "a", "title": "t" * 1_000_000}),
    "a source of a megabyte": json.dumps({"id": "1", "text": "a", "source": "t" * 1_000_000}),
}
TAKEN = {
    "half characters in a key": r'{"id": "1", "text": "a", "\ud800": 1}',
    "a large number": '{"id": "1", "text": "a", "x": ' + "9" * 1_000_000 + "}",
    "a number beyond all": '{"id": "1", "text": "a", "x": 1e999999999}',
    "another key twice": '{"id": "1", "text": "a", "x": 1, "x": 2}',
    "NULs in the text": r'{"id": "1", "text": "a\u0000b"}',
    "a whole pair": r'{"id": "1", "text": "\ud83d\ude00"}',
    "the year 0": '{"id": "1", "text": "a", "date": "0000-01-01"}',
    "the year 99999": '{"id": "1", "text": "a", "date": "99999-01-01"}',
    "month 13": '{"id": "1", "text": "a", "date": "2018-13-01"}',
    "a date of a megabyte": json.dumps({"id": "1", "text": "a", "date": "9" * 1_000_000}),
    "the year 1": '{"id": "1", "text": "a", "date": "0001-01-01"}',
    "an address of a megabyte": json.dumps({"id": "1", "text": "a", "url": "u" * 1_000_000}),
}
"""A date that is none is a warning, and the dispatch is kept."""


@pytest.mark.parametrize("name", ROWS)
def test_a_line_that_cannot_be_a_dispatch_is_told_shortly_and_the_rest_is_stored(tmp_path, name):
    (tmp_path / "a.jsonl").write_text(lines({"id": "a", "text": ""}) + ROWS[name] + "\n" + lines({"id": "b", "text": ""}))
    items = list(depeche.read(tmp_path / "a.jsonl"))
    assert [getattr(item, "id", None) for item in items] == ["a", None, "b"]
    assert (items[1].line, items[1].skipped) == (2, True)
    assert len(str(items[1])) < len(str(tmp_path)) + 200


@pytest.mark.parametrize("name", TAKEN)
@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_line_that_only_looks_odd_is_stored_and_comes_back(tmp_path, name, engine):
    (tmp_path / "a.jsonl").write_text(TAKEN[name] + "\n")
    with depeche.create(tmp_path / "archive", engine=engine) as archive:
        report = archive.add(depeche.read(tmp_path / "a.jsonl"))
        assert report.dispatches == 1
        assert archive.snapshot().stored("1").dispatch.text == json.loads(TAKEN[name], parse_int=float)["text"]
        assert not [problem for problem in report.problems if problem.skipped]
        archive.search("a", sort="newest")
        archive.search("date:0001..9999")
