import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.core.errors import ReadingError
from depeche.core.model import Dispatch
from depeche.indexer.readers import Problem, Source
from depeche.indexer.readers.txt import TextReader

TEXT = "Beyrouth (AFP) - Le régime a repris Deraa.\r\n\r\nL'été fut long.\n(©AFP / 31 juillet 2018 16h39)"


def _read(folder, data, encoding=None):
    file = folder / "a.txt"
    file.write_bytes(data)
    (item,) = TextReader().read(Source(file, "d/a.txt", "a", encoding))
    return item


def _bytes(dispatch):
    return dispatch.bom + dispatch.text.encode(dispatch.encoding)


def test_a_file_is_one_dispatch_with_its_text_as_it_is(tmp_path):
    dispatch = _read(tmp_path, TEXT.encode())
    assert (dispatch.id, dispatch.path, dispatch.text) == ("a", "d/a.txt", TEXT)
    assert (dispatch.date, dispatch.source, dispatch.title) == (None, None, None)


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("encoding", [None, "cp1252"])
def test_utf8_comes_first_and_its_mark_is_kept_apart(tmp_path, bom, encoding):
    dispatch = _read(tmp_path, bom + TEXT.encode(), encoding)
    assert (dispatch.encoding, dispatch.bom, dispatch.text) == ("utf-8", bom, TEXT)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "iso8859-15", "mac-roman"])
def test_what_is_not_utf8_is_read_in_the_encoding_given(tmp_path, encoding):
    data = TEXT.replace("©", "").encode(encoding)
    dispatch = _read(tmp_path, data, encoding)
    assert (dispatch.text, _bytes(dispatch)) == (TEXT.replace("©", ""), data)


@pytest.mark.parametrize("told", [None, "utf-16", "utf-8", "cp1252"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_the_mark_of_utf16_and_utf32_says_what_a_file_is_in_and_is_kept_apart(tmp_path, encoding, told):
    data = "\ufeffété".encode(encoding)
    dispatch = _read(tmp_path, data, told)
    assert (dispatch.text, dispatch.encoding, _bytes(dispatch)) == ("été", encoding, data)
    assert dispatch.bom


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_utf16_without_a_mark_is_read_where_it_is_said_and_a_problem_where_not(tmp_path, encoding):
    data = "Le front".encode(encoding)
    assert _read(tmp_path, data, encoding).text == "Le front"
    for told in (None, "cp1252"):
        assert "full of NULs" in str(_read(tmp_path, data, told))


def test_line_ends_stay_as_they_are(tmp_path):
    assert _read(tmp_path, b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


def test_an_empty_file_is_an_empty_dispatch(tmp_path):
    assert _read(tmp_path, b"") == Dispatch(id="a", text="", path="d/a.txt")


@pytest.mark.parametrize(
    ("data", "encoding", "byte"),
    [
        ("abc é".encode("cp1252"), None, 4),
        (codecs.BOM_UTF8 + b"ab\xff", None, 5),
        (codecs.BOM_UTF8 + b"ab\xff", "cp1252", 5),
        (b"ab\xe9 \x81", "cp1252", 4),
        (b"\xed\xa0\x80", None, 0),
        (b"ab\xc3", "utf-8", 2),
        (b"l\0'\0\xe9\0", None, 4),
        (codecs.BOM_UTF16_LE + b"a", None, 2),
        (codecs.BOM_UTF16_LE + b"\0\xd8", None, 2),
    ],
)
def test_bytes_that_do_not_fit_are_a_problem_at_their_offset(tmp_path, data, encoding, byte):
    problem = _read(tmp_path, data, encoding)
    assert (problem.path, problem.byte, problem.skipped) == ("d/a.txt", byte, True)
    assert str(problem).startswith(f"d/a.txt: byte {byte}: ")
    assert isinstance(problem.error(), ReadingError)


def test_an_encoding_that_does_not_give_the_bytes_back_is_a_problem(tmp_path):
    problem = _read(tmp_path, b"\xff+AOk-", "utf-7")
    assert isinstance(problem, Problem)
    problem = _read(tmp_path, b"\x1b(J\x1b(B\x1b$B\xff", "iso2022_jp")
    assert isinstance(problem, Problem)


def test_a_file_that_is_gone_is_a_problem(tmp_path):
    (problem,) = TextReader().read(Source(tmp_path / "gone.txt", "gone.txt", "gone"))
    assert str(problem) == "gone.txt: No such file or directory"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("any")


@settings(deadline=None)
@given(
    data=st.binary() | st.text().map(str.encode),
    encoding=st.sampled_from([None, "cp1252", "utf-16", "utf-7", "shift_jis", "iso2022_jp"]),
)
def test_any_bytes_come_back_exactly_or_are_a_problem(folder, data, encoding):
    item = _read(folder, data, encoding)
    assert isinstance(item, Problem) or _bytes(item) == data
