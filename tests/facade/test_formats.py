"""The formats of an answer for other programs: JSON lines, CSV, pages, TREC lines; and where they are written."""

import csv
import io
import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depeche
from depeche.cli.formats import FORMATS, Output
from depeche.cli.printing import destination
from depeche.cli.tabular import csv_lines, found, json_lines, trec_id, trec_lines
from depeche.core.frames import COLUMNS
from depeche.core.results import Hit, Totals

CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["=1+1", "@a", "-x", "\tq", "\r", 'a"b', "a,b", ""])
)


def answer(*hits):
    return depeche.Results("mot", Totals(len(hits), len(hits)), hits, {})


def hit(rank=1, score=1.0, dispatch="a", text="Un mot.", ordinal=0, source=None):
    return Hit(rank, score, dispatch, None, None, source, None, 0, len(text), text, ordinal=ordinal)


def read(lines):
    return list(csv.DictReader(io.StringIO("".join(lines), newline="")))


@given(CELLS, CELLS)
def test_csv_gives_the_texts_back_with_an_apostrophe_before_what_would_be_a_formula(text, source):
    (row,) = read(csv_lines(answer(hit(text=text, source=source))))
    for cell, value in ((row["text"], text), (row["source"], source)):
        assert cell == ("'" if value.lstrip(" ")[:1] in tuple("=+-@\t\r\n＝＋－＠") else "") + value


def test_csv_has_the_documented_columns_a_record_a_passage_and_numbers_as_they_are(whole_answer):
    lines = list(csv_lines(whole_answer))
    assert lines[0] == ",".join(COLUMNS) + "\r\n"
    first, second = read(lines)
    assert (first["rank"], first["score"], first["ordinal"]) == ("1", "12.5", "2")
    assert first["matched"] == "combats | Deraa | درعا"
    assert (first["source"], first["title"]) == ("'=A\x1b[2J", "'-Titre <script>")
    assert second["date"] == ""
    (row,) = read(csv_lines(answer(hit(score=-2.5))))
    assert row["score"] == "-2.5"


def test_json_lines_are_the_passages_of_the_json(whole_answer):
    lines = list(json_lines(whole_answer))
    assert [json.loads(line) for line in lines] == whole_answer.to_dict()["passages"]
    assert all(line.count("\n") == 1 for line in lines)


def scores(lines):
    return [float(line.split()[4]) for line in lines]


@given(st.lists(st.floats(-10, 900), max_size=50))
def test_scores_of_a_run_fall_strictly_also_in_32_bits(listed):
    ordered = sorted(listed, reverse=True)
    lines = list(trec_lines("q", ((f"d{n}", score) for n, score in enumerate(ordered)), "t"))
    narrow = [memoryview(bytearray(4)).cast("f") for _ in lines]
    for cell, score in zip(narrow, scores(lines), strict=True):
        cell[0] = score
    assert all(a[0] > b[0] for a, b in pairwise(narrow))
    assert [line.split()[3] for line in lines] == [str(rank) for rank in range(1, len(lines) + 1)]


def test_a_thousand_ties_of_a_run_keep_their_order():
    lines = list(trec_lines("q", ((f"d{n}", 20.5) for n in range(1000)), "t"))
    assert scores(lines) == sorted(set(scores(lines)), reverse=True)
    assert lines[0] == "q Q0 d0 1 20.5000 t\n"
    assert lines[1] == "q Q0 d1 2 20.4999 t\n"


@given(st.text(st.characters(), min_size=1), st.text(st.characters(), min_size=1))
def test_ids_of_a_run_are_words_and_stay_apart(one, other):
    assert len(trec_id(one).split()) == 1
    trec_id(one).encode()
    assert (trec_id(one) == trec_id(other)) is (one == other)


def test_blanks_of_an_id_are_percent_encoded():
    assert trec_id("a b/é\u00a0%20.txt") == "a%20b/é%C2%A0%2520.txt"
    assert trec_id("100% sûr") == "100%%20sûr"


def test_a_run_lists_a_dispatch_once_or_its_passages():
    listed = answer(hit(1, 3.0, "a", ordinal=2), hit(2, 2.0, "b"), hit(3, 1.0, "a", ordinal=5))
    assert list(found(listed, passages=False)) == [("a", 3.0), ("b", 2.0)]
    assert list(found(listed, passages=True)) == [("a#2", 3.0), ("b#0", 2.0), ("a#5", 1.0)]


@pytest.mark.parametrize("form", FORMATS)
def test_both_engines_give_the_same_output(form, seed_archives, tmp_path):
    written = []
    for archive in seed_archives.values():
        results = archive.search("évacuation Daraa", limit=5)
        Output(form, str(tmp_path / "out")).show(replace(results, next=None))
        written.append(re.sub(rb"\d+\.\d+", b"", (tmp_path / "out").read_bytes()))
    assert written[0] == written[1]


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_goes_to_a_file_as_it_goes_to_stdout(form, capfdbinary, tmp_path, whole_answer):
    Output(form).show(whole_answer)
    shown = capfdbinary.readouterr().out
    Output(form, str(tmp_path / "out")).show(whole_answer)
    mark = b"\xef\xbb\xbf" if form == "csv" else b""
    assert (tmp_path / "out").read_bytes() == mark + shown
    assert [file.name for file in tmp_path.iterdir()] == ["out"]
    assert shown.decode("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_steers_a_terminal(form, monkeypatch, capfd, whole_answer):
    for module in ("formats", "printing"):
        monkeypatch.setattr(f"depeche.cli.{module}.is_terminal", lambda: True)
    Output(form, pager=False).show(whole_answer)
    shown = capfd.readouterr().out
    assert "d2" in shown
    assert not set("\x1b\x9b\u202e\ud800\r") & set(shown)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--format", "json"], "json"),
        (["--json"], "json"),
        (["--json", "--format=json"], "json"),
        (["--jsonl"], "jsonl"),
        (["--csv"], "csv"),
        (["--html"], "html"),
        (["--format", "table"], "table"),
        ([], "table"),
    ],
)
def test_a_format_may_be_named_or_has_an_option_of_its_own(asked, monkeypatch, arguments, expected):
    chosen = []
    monkeypatch.setattr(Output, "show", lambda self, _: chosen.append(self.format))
    assert asked("search", "Daraa", *arguments).code == 0
    assert chosen == [expected]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json", "--csv"],
        ["--html", "--format", "trec"],
        ["--format", "xml"],
        ["--passages"],
        ["--json", "--passages"],
        ["--output", ""],
    ],
)
def test_two_formats_and_what_goes_with_another_are_usage_errors(asked, tmp_path, arguments):
    answer = asked("search", "Daraa", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(tmp_path):
    file = tmp_path / "out.csv"
    file.write_text("avant")
    with pytest.raises(ZeroDivisionError), destination(str(file)) as stream:
        stream.write(b"apr")
        raise ZeroDivisionError
    assert file.read_text() == "avant"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


def test_a_file_that_cannot_be_made_is_named_as_it_was_asked_for(asked, tmp_path):
    (tmp_path / "d").write_text("un fichier")
    for file, reason in (("rien/a.csv", "[Errno 2] No such file or directory"), ("d/a.csv", "[Errno 20] Not a directory")):
        answer = asked("search", "Daraa", "--csv", "--output", file)
        assert answer == (3, "", f"depeche: {reason}: '{file}'\n")


def test_errors_of_what_writes_to_a_file_are_told_as_they_are(tmp_path):
    with pytest.raises(OSError, match="autre") as caught, destination(str(tmp_path / "out")):
        raise OSError(5, "erreur", "autre")
    assert caught.value.__cause__ is None


def test_nothing_found_is_an_empty_file_of_its_format(asked, tmp_path):
    assert asked("search", "zyqx", "--csv").code == 1
    assert asked("search", "zyqx", "--csv").out == ",".join(COLUMNS) + "\r\n"
    assert asked("search", "zyqx", "--jsonl").out == ""
