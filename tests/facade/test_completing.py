"""What a shell completes: the scripts, commands and options, and the values of an archive."""

import subprocess
import sys

import pytest
from click import Command
from click.shell_completion import CompletionItem, get_completion_class

import depeche
from depeche import Dispatch
from depeche.cli.completing import completion  # noqa: F401  # registers what Bash needs

COMMAND = [sys.executable, "-c", "from depeche.cli import main; main()"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(cli, shell):
    answer = cli("completion", shell)
    assert (answer.code, answer.err) == (0, "")
    assert f"_DEPECHE_COMPLETE={shell}_complete" in answer.out
    assert cli("completion", shell, "--json").json == {"shell": shell, "script": answer.out.removesuffix("\n")}
    assert cli("completion", "csh").code == 2


@pytest.fixture
def completed(seed_archives, monkeypatch):
    """Return what a shell is offered for the words typed, the last of them unfinished."""

    def offered(*words):
        monkeypatch.setenv("_DEPECHE_COMPLETE", "fish_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(["depeche", *words[:-1]]))
        monkeypatch.setenv("COMP_CWORD", words[-1])
        monkeypatch.setenv("DEPECHE_ARCHIVE", str(seed_archives["tantivy"].path))
        out = subprocess.run(COMMAND, capture_output=True, text=True, check=True).stdout
        return [line.split(",", 1)[1].split("\t")[0] for line in out.splitlines() if line]

    return offered


def test_commands_and_options_are_completed(completed):
    assert completed("se") == ["search"]
    assert "--facet-limit" in completed("search", "--facet")
    assert completed("search", "--format", "js") == ["json", "jsonl"]


def test_options_are_completed_behind_a_question_that_begins_with_a_hyphen(completed):
    assert "--group" in completed("search", "Damas", "--gr")


def test_the_values_of_facets_are_those_of_the_archive(completed):
    assert "Deraa" in completed("search", "--place", "Der")
    assert completed("search", "--source", "A") == ["AFP"]
    assert {"2018-03", "2018-05", "2018-07"} <= set(completed("search", "--month", "2018-0"))
    assert completed("search", "--place", "zyqx") == []
    assert "groupe Etat islamique" in completed("search", "--actor", "groupe")


def test_without_an_archive_no_value_is_offered(completed, tmp_path):
    assert completed("-a", str(tmp_path / "rien"), "search", "--place", "Der") == []


def test_bash_is_given_blanks_and_quotation_marks_as_it_must_type_them():
    complete = get_completion_class("bash")(Command("x"), {}, "depeche", "_X")
    assert complete.format_completion(CompletionItem("l'Homme Ziyad")) == r"plain,l\\'Homme\\ Ziyad"
    assert complete.format_completion(CompletionItem("--no-pager")) == "plain,--no-pager"


def test_values_that_begin_so_are_found_among_many_that_hold_the_text(tmp_path):
    texts = {f"s{n}": (f"Radio Alpha {n}", 3) for n in range(30)} | {"rare": ("Alpha Presse", 1)}
    with depeche.create(tmp_path / "archive") as archive:
        archive.add(
            Dispatch(f"{id_}-{n}", "Un bilan.", source=source) for id_, (source, times) in texts.items() for n in range(times)
        )
        assert archive.snapshot().values("source", "alpha", 5) == ["Alpha Presse"]
        assert len(archive.snapshot().values("source", "Radio", 5)) == 5
