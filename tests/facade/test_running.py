"""``depeche run`` and ``depeche eval``: many questions as one run, and how good it is."""

import json
import re
import sys
from pathlib import Path

import pytest

from depeche.archive import open_archive

LINES = [
    {"id": "a", "text": "Des combats ont éclaté à Deraa, selon l'OSDH."},
    {"id": "b 1", "text": "Des combats opposent l'EI aux rebelles à Idleb."},
    {"id": "c", "text": "Des otages ont été libérés à Soueida."},
]
TOPICS = "q1\tcombats\n\nq2\tDaraa\nsans tabulation\nq1\tencore\n\tsans id\nq3\t\nq4\tdate:hier\nq5\tzyqx\n"


@pytest.fixture
def made(cli, tmp_path):
    """Run a command on three dispatches, beside a file of topics."""
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, LINES)), "utf-8")
    (tmp_path / "topics.tsv").write_text(TOPICS, "utf-8")
    cli("index", "d.jsonl")
    return cli


def rows(text):
    return [line.split() for line in text.splitlines()]


def test_a_run_has_the_dispatches_of_each_topic_best_first(made):
    answer = made("run", "topics.tsv", "--tag", "essai")
    assert answer.code == 0
    found = rows(answer.out)
    assert {(row[0], row[2]) for row in found} == {("q1", "a"), ("q1", "b%201"), ("q2", "a")}
    assert {(row[1], row[5]) for row in found} == {("Q0", "essai")}
    assert [row[3] for row in found] == ["1", "2", "1"]
    assert float(found[0][4]) > float(found[1][4])


def test_lines_and_questions_that_cannot_be_used_are_named_and_skipped(made):
    skipped = made("run", "topics.tsv").err.splitlines()
    assert [line.split(": ")[:2] for line in skipped] == [["skipped", f"topics.tsv:line {line}"] for line in (4, 5, 6, 8)]


def test_a_run_goes_to_a_file_to_a_depth_and_by_passages(made, tmp_path):
    answer = made("run", "topics.tsv", "--depth", "1", "--passages", "--output", "r.txt")
    assert (answer.code, answer.out) == (0, "")
    assert [row[2] for row in rows((tmp_path / "r.txt").read_text())] == ["a#0", "a#0"]


def test_a_run_as_json_is_a_line_a_topic(made):
    found = [json.loads(line) for line in made("run", "topics.tsv", "--json").out.splitlines()]
    assert [(row["topic"], len(row["found"])) for row in found] == [("q1", 2), ("q2", 1), ("q5", 0)]
    assert list(found[0]["found"][0]) == ["dispatch", "ordinal", "score"]


def test_topics_in_another_encoding_or_with_a_mark_are_read_or_named(made, tmp_path):
    (tmp_path / "t.tsv").write_bytes("\ufeffq1\tcombats\r\nq2\tévacués".encode() + b"\nq3\tcaf\xe9\n")
    answer = made("run", "t.tsv")
    assert {row[0] for row in rows(answer.out)} == {"q1"}
    assert answer.err.startswith("skipped: t.tsv:line 3: ")


def test_the_example_of_the_documentation_is_what_the_seeds_give(asked, tmp_path):
    (tmp_path / "t.tsv").write_text("q1\tévacuation Daraa\n", "utf-8")
    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
    shown = re.findall(r"^    (q1 Q0 .+)$", page, re.MULTILINE)
    assert asked("run", "t.tsv").out.splitlines()[: len(shown)] == shown != []
    (listed,) = re.findall(r'^    (\{"topic": .+), \.\.\.\]\}$', page, re.MULTILINE)
    assert asked("run", "t.tsv", "--json").out.startswith(listed)


def test_a_run_of_which_nothing_is_found_exits_1(made, tmp_path):
    (tmp_path / "t.tsv").write_text("q\tzyqx\n")
    assert made("run", "t.tsv")[:2] == (1, "")


@pytest.fixture
def judged(cli, tmp_path):
    """Evaluate a run that finds the one good dispatch of q1 second and, of q2, nothing."""
    (tmp_path / "qrels").write_text("q1 0 a 1\nq1 0 b 0\nq2 0 a 1\n")
    (tmp_path / "run").write_text("q1 Q0 b 1 2.0 t\nq1 Q0 a 2 1.0 t\nq9 Q0 a 1 1.0 t\n")
    return lambda *arguments: cli("eval", "qrels", "run", *arguments)


def test_eval_counts_a_topic_without_results_as_0(judged):
    pytest.importorskip("ir_measures")
    answer = judged()
    assert answer == (0, "nDCG@10\t0.3155\nRR@10\t0.2500\nR@100\t0.5000\ntopics\t2\n", "")


def test_eval_tells_of_each_topic_on_request(judged):
    pytest.importorskip("ir_measures")
    assert judged("--per-topic").out.startswith("q1\tnDCG@10\t0.6309\tRR@10\t0.5000\tR@100\t1.0000\nq2\tnDCG@10\t0.0000\t")
    found = judged("--json", "--per-topic").json
    assert list(found) == ["topics", "nDCG@10", "RR@10", "R@100", "per_topic"]
    assert found["per_topic"]["q2"] == {"nDCG@10": 0.0, "RR@10": 0.0, "R@100": 0.0}
    assert "per_topic" not in judged("--json").json


def test_eval_without_ir_measures_says_what_it_needs(judged, monkeypatch):
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    assert judged() == (3, "", "depeche: this needs ir-measures: pip install 'depeche[eval]'\n")


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("qrels", "q1 0 a 1\n\nq1 a\n", "qrels:line 3: 'q1 a' is not of the form: topic 0 document grade"),
        ("qrels", "q1 0 un fichier 1\n", "qrels:line 1: 'q1 0 un fichier 1' is not of the form: topic 0 document grade"),
        ("qrels", "q1 0 a 0.5\n", "qrels:line 1: 'q1 0 a 0.5' is not of the form: topic 0 document grade (a whole number)"),
        ("run", "q1 Q0 b 1 2.0 t\nq1 Q0 a\n", "run:line 2: 'q1 Q0 a' is not of the form: topic Q0 document rank score tag"),
        ("run", "q1 Q0 a 1 haut t\n", "run:line 1: 'q1 Q0 a 1 haut t' is not of the form: topic Q0 document rank score tag"),
        ("run", "q1 Q0 caf\udce9 1 1 t\n", "run:line 1: not UTF-8"),
        ("qrels", "", "qrels judges no topic"),
    ],
)
def test_eval_of_files_that_are_none_says_file_line_and_form_on_stderr(judged, tmp_path, file, content, told):
    pytest.importorskip("ir_measures")
    (tmp_path / file).write_text(content, "utf-8", errors="surrogateescape")
    answer = judged()
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert answer.err.startswith(f"depeche: {told}")


def test_eval_reads_files_with_a_mark_blank_lines_and_other_line_ends(judged, tmp_path):
    pytest.importorskip("ir_measures")
    plain = judged().out
    (tmp_path / "qrels").write_bytes("\ufeffq1 0 a 1\r\n\r\nq1 0 b 0\r\nq2\t0\ta\t1".encode())
    assert judged().out == plain


def test_a_run_of_the_commands_evaluates(made, tmp_path):
    pytest.importorskip("ir_measures")
    made("run", "topics.tsv", "--output", "r.txt")
    (tmp_path / "q.txt").write_text("q1 0 b%201 1\nq2 0 a 1\n")
    assert made("eval", "q.txt", "r.txt", "--json").json["R@100"] == 1.0


def test_the_archive_is_opened_once_for_all_topics(made, monkeypatch):
    opened = []
    monkeypatch.setattr("depeche.archive.open_archive", lambda path: opened.append(path) or open_archive(path))
    assert made("run", "topics.tsv").code == 0
    assert len(opened) == 1
