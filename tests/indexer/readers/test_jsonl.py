import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.core.model import Dispatch, Precision
from depeche.indexer.readers import Problem, Source
from depeche.indexer.readers.jsonl import JsonLinesReader


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("lines")


def _read(folder, data):
    file = folder / "d.jsonl"
    file.write_bytes(data)
    return list(JsonLinesReader().read(Source(file, "d.jsonl", "d.jsonl")))


def _rows(*rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def test_a_line_gives_a_dispatch_with_all_its_fields(folder):
    row = {
        "id": "1",
        "text": "Le texte.",
        "title": "Un titre",
        "date": "2018-07-31T16:39:05Z",
        "source": "afp",
        "url": "https://e.fr/1",
    }
    (dispatch,) = _read(folder, _rows(row | {"autre": [1, 2]}))
    assert (dispatch.id, dispatch.text, dispatch.title, dispatch.url) == ("1", "Le texte.", "Un titre", "https://e.fr/1")
    assert (dispatch.date.value, dispatch.date.precision) == ("2018-07-31T16:39", Precision.MINUTE)
    assert dispatch.date.evidence == "date: 2018-07-31T16:39:05Z"
    assert (dispatch.source, dispatch.path) == ("AFP", "d.jsonl")


def test_a_source_no_table_knows_is_kept_as_written(folder):
    (dispatch,) = _read(folder, _rows({"id": "1", "text": "", "source": " Agence de la Lune "}))
    assert dispatch.source == "Agence de la Lune"


def test_what_the_fields_do_not_give_is_not_taken_from_the_text_here(folder):
    text = "Un combat.(©AFP / 31 juillet 2018 16h39)"
    by_text, by_field = _read(folder, _rows({"id": "1", "text": text}, {"id": "2", "text": text, "date": "2019", "source": "RFI"}))
    assert (by_text.date, by_text.source) == (None, None)
    assert (by_field.date.value, by_field.source) == ("2019", "RFI")


def test_null_and_empty_optional_fields_are_as_if_missing(folder):
    row = {"id": "1", "text": "a", "title": None, "date": "", "source": None, "url": " "}
    assert _read(folder, _rows(row)) == [Dispatch(id="1", text="a", path="d.jsonl")]


def test_a_mark_at_the_start_blank_lines_and_line_ends_are_passed_over(folder):
    data = b'\xef\xbb\xbf{"id": "1", "text": "a"}\r\n\r\n  \n{"id": "2", "text": "b\\u2028c"}'
    assert [(item.id, item.text) for item in _read(folder, data)] == [("1", "a"), ("2", "b\u2028c")]


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'"id"',
        b"null",
        b"{}",
        b'{"text": "a"}',
        b'{"id": "", "text": "a"}',
        b'{"id": " ", "text": "a"}',
        b'{"id": 7, "text": "a"}',
        b'{"id": null, "text": "a"}',
        b'{"id": "a\\u0000", "text": "a"}',
        b'{"id": "' + b"a" * 8001 + b'", "text": "a"}',
        b'{"id": "1"}',
        b'{"id": "1", "text": null}',
        b'{"id": "1", "text": ["a"]}',
        b'{"id": "1", "text": "a", "title": 5}',
        b'{"id": "1", "text": "a", "date": 2018}',
        b'{"id": "1", "text": "\\ud800"}',
        b'{"id": "\\udc00", "text": "a"}',
        b'{"id": "1", "text": "a", "n": NaN}',
        b'{"id": "1", "text": "a", "n": -Infinity}',
        b'{"id": "1", "text": "a"} {}',
        b'{"id": "1", "text": "\xe9"}',
        b'{"id": "1", "text": "a", "id": "2"}',
        b'{"id": "1", "text": "a", "text": "a"}',
        b'{"id": "1", "text": "a", "title": "' + b"a" * 8001 + b'"}',
        b'{"id": "1", "text": "a", "n": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_a_bad_line_is_a_problem_with_its_number_and_the_rest_is_read(folder, line):
    first, problem, last = _read(folder, _rows({"id": "a", "text": ""}) + line + b"\n" + _rows({"id": "b", "text": ""}))
    assert (first.id, last.id) == ("a", "b")
    assert (problem.path, problem.line, problem.skipped) == ("d.jsonl", 2, True)
    assert str(problem).startswith("d.jsonl:line 2: ")


@pytest.mark.parametrize(
    "more", [b'"n": ' + b"9" * 1_000_000, b'"n": -1e99999', b'"n": 1, "n": 2', b'"n": {"id": 1, "id": 2}', b'"\\ud800": 0']
)
def test_what_is_said_under_keys_of_others_does_not_matter(folder, more):
    (dispatch,) = _read(folder, b'{"id": "1", "text": "a", ' + more + b"}")
    assert (dispatch.id, dispatch.text) == ("1", "a")


def test_a_file_of_another_kind_is_given_up_after_a_thousand_lines(folder):
    items = _read(folder, b"binaire\n" * 5000 + _rows({"id": "1", "text": "a"}))
    assert [item.line for item in items] == [*range(1, 1001), None]
    assert "the rest was not read" in str(items[-1])


def test_a_file_that_holds_a_dispatch_is_read_to_its_end(folder):
    items = _read(folder, _rows({"id": "1", "text": "a"}) + b"rien\n" * 1500 + _rows({"id": "2", "text": "a"}))
    assert (len(items), items[-1].id) == (1502, "2")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_a_file_in_another_unicode_encoding_is_one_problem(folder, encoding):
    mark = "\ufeff" if encoding.endswith("be") else ""
    (problem,) = _read(folder, (mark + '{"id": "1", "text": "a"}\n' * 3).encode(encoding))
    assert "JSON Lines are UTF-8" in str(problem)


@pytest.mark.parametrize(
    "date", ["hier", "2018-02-30", "31 février 2018", "0000-01-01", "99999-01-01", "2018-13-01", "\u202e2018", "9" * 5000]
)
def test_a_date_that_cannot_be_read_is_a_problem_and_the_dispatch_is_kept_without_it(folder, date):
    problem, dispatch = _read(folder, _rows({"id": "1", "text": "a", "date": date}))
    assert (problem.line, problem.skipped, dispatch.id, dispatch.date) == (1, False, "1", None)


def test_a_french_date_field_is_read(folder):
    (dispatch,) = _read(folder, _rows({"id": "1", "text": "a", "date": "1er août 2018"}))
    assert dispatch.date.value == "2018-08-01"


def test_a_file_that_is_gone_is_a_problem(tmp_path):
    (problem,) = JsonLinesReader().read(Source(tmp_path / "gone.jsonl", "gone.jsonl", ""))
    assert str(problem) == "gone.jsonl: No such file or directory"


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=4)
OBJECTS = st.dictionaries(
    st.sampled_from(["id", "text", "title", "date", "source", "url", "x"]), VALUES | st.sampled_from(["2018", "a"])
)


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode) | OBJECTS.map(lambda row: json.dumps(row).encode()))
def test_any_line_gives_dispatches_and_problems_only(folder, data):
    for item in _read(folder, data):
        assert isinstance(item, Dispatch | Problem)
        assert "\n" not in str(item) or isinstance(item, Dispatch)


@settings(deadline=None)
@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text), st.text())
def test_every_id_and_text_come_back_as_given(folder, id_, text):
    (dispatch,) = _read(folder, _rows({"id": id_, "text": text}))
    assert (dispatch.id, dispatch.text) == (id_, text)
