"""``depeche saved``: questions that are kept, asked again, and asked of what is new."""

import json
from pathlib import Path

import click
import pytest

from depeche.cli.formats import Output
from depeche.cli.saved import saved
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.saved import SavedQuestions

FIRST = "Des combats ont repris à Deraa, dans le sud de la Syrie."
SECOND = "Une trêve a été conclue à Deraa avec les rebelles."


@pytest.fixture
def take_in(cli, tmp_path):
    """Take a dispatch of this name and text into the archive."""

    def index(name, text):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        assert cli("index", f"{name}.txt").code == 0

    return index


@pytest.fixture
def filled(cli, take_in):
    """The command line, in a folder with an archive of one dispatch and a question about it."""
    take_in("a", FIRST)
    assert cli("saved", "add", "deraa", "combats", "Deraa").code == 0
    return cli


def shown(answer):
    return [hit["dispatch"] for hit in answer.json["passages"]]


def test_questions_are_added_listed_replaced_and_removed(filled):
    assert filled("saved", "list") == (0, "deraa\tcombats Deraa\t\tall new\n", "")
    refused = filled("saved", "add", "deraa", "trêve")
    assert (refused.code, refused.out, refused.err) == (3, "", "depeche: there is a saved question deraa already\n")
    added = filled("saved", "add", "deraa", "trêve", "--replace", "--place", "Deraa", "--sort", "newest", "-n", "5")
    assert added == (0, "deraa\ttrêve\tplace: Deraa; sort: newest; limit: 5\tall new\n", "")
    assert filled("saved", "list").out == added.out
    assert filled("saved", "remove", "deraa") == (0, "deraa removed\n", "")
    assert filled("saved", "list")[:2] == (1, "")


def test_all_as_json_has_the_documented_keys(filled):
    added = filled("saved", "add", "b", "trêve", "--level", "stem", "--source", "AFP", "--all", "--json").json
    assert added == {"name": "b", "question": "trêve", "seen": 0} | {
        "options": {"source": ["AFP"], "levels": ["exact", "stem"], "copies": True}
    }
    assert filled("saved", "list", "--json").json[1] == added
    answers = list(map(json.loads, filled("saved", "run", "--all", "--json").out.splitlines()))
    assert [one.pop("name") for one in answers] == ["deraa", "b"]
    assert answers[0] == filled("saved", "run", "deraa", "--json").json == filled("search", "combats Deraa", "--json").json
    assert filled("saved", "remove", "b", "--json").json == {"removed": "b"}


@pytest.mark.parametrize(
    "words",
    [["-Damas", "Deraa"], ["--", "--place"], ["-Damas", "--place", "Syrie"], ['"combats ont repris"'], ["--place", "Syrie"]],
)
def test_a_question_is_typed_as_for_search(filled, words):
    assert filled("saved", "add", "typed", *words).code == 0
    saved, searched = filled("saved", "run", "typed", "--json"), filled("search", "--json", *words)
    assert (saved.code, saved.out) == (searched.code, searched.out)


def test_a_run_prints_as_search_does(filled):
    for options in ([], ["--csv"], ["--format", "trec"], ["-n", "0"], ["--explain"]):
        assert filled("saved", "run", "deraa", *options) == filled("search", "combats Deraa", *options)
    assert filled("saved", "run", "deraa", "--csv", "--output", "a.csv") == (0, "", "")


def test_what_is_said_goes_before_what_is_saved(filled, take_in):
    take_in("b", SECOND)
    filled("saved", "add", "one", "Deraa", "-n", "1")
    assert len(shown(filled("saved", "run", "one", "--json"))) == 1
    assert len(shown(filled("saved", "run", "one", "-n", "10", "--json"))) == 2


def test_the_first_run_for_what_is_new_shows_all_and_the_next_what_has_come_since(filled, take_in):
    assert shown(filled("saved", "run", "deraa", "--new", "--json")) == ["a"]
    nothing = filled("saved", "run", "deraa", "--new", "--json")
    assert (nothing.code, shown(nothing)) == (1, [])
    take_in("b", SECOND)
    assert set(shown(filled("saved", "run", "deraa", "--json"))) == {"a", "b"}
    assert shown(filled("saved", "run", "deraa", "--new", "--json")) == ["b"]
    assert filled("saved", "run", "deraa", "--new").code == 1


def test_a_run_for_all_says_how_much_has_been_seen_and_listing_shows_it(filled):
    filled("saved", "run", "deraa")
    assert filled("saved", "list").out.endswith("\tall new\n")
    filled("saved", "run", "deraa", "--new")
    assert filled("saved", "list").out.endswith("\tseen up to commit 1\n")
    filled("saved", "add", "deraa", "trêve", "--replace")
    assert filled("saved", "list").out.endswith("\tall new\n")


def test_what_is_new_of_all_questions_stands_under_their_names(filled, take_in):
    filled("saved", "add", "truce", "trêve")
    filled("saved", "run", "deraa", "--new")
    take_in("b", SECOND)
    answer = filled("saved", "run", "--all", "--new")
    assert answer.code == 0
    before, first, second = answer.out.split("\n== ")
    assert (before, first.partition("\n")[0], second.partition("\n")[0]) == ("", "deraa: combats Deraa", "truce: trêve")
    assert "trêve" in first
    assert "1. b" in second
    assert filled("saved", "run", "--all", "--new").code == 1


def test_a_question_that_cannot_be_asked_does_not_stop_the_others_and_stays_unseen(filled):
    filled("saved", "add", "bad", "Deraa AND otages", "--strict")
    filled("saved", "add", "last", "Syrie")
    path = Path(".depeche/user/saved.toml")
    path.write_text(path.read_text("utf-8").replace("Deraa AND otages", "Deraa AND"), "utf-8")
    answer = filled("saved", "run", "--all", "--new")
    assert (answer.code, answer.err.count("\n"), answer.err.startswith("depeche: bad: ")) == (2, 1, True)
    assert [one["seen"] for one in filled("saved", "list", "--json").json] == [1, 0, 1]
    assert filled("saved", "run", "bad").code == 2


def test_what_could_not_be_printed_is_new_again(filled, monkeypatch):
    def broken(output, results):
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Output, "show", broken)
        assert filled("saved", "run", "deraa", "--new").code == 3
    assert shown(filled("saved", "run", "deraa", "--new", "--json")) == ["a"]


def test_a_question_that_was_replaced_while_its_answer_was_read_is_new(filled, monkeypatch):
    show = Output.show

    def slowly(output, results):
        show(output, results)
        SavedQuestions(ArchiveFolder.open(Path(".depeche"))).add("deraa", "trêve", replace=True)

    with monkeypatch.context() as patched:
        patched.setattr(Output, "show", slowly)
        assert filled("saved", "run", "deraa", "--new").code == 0
    assert filled("saved", "list").out == "deraa\ttrêve\t\tall new\n"


def test_with_a_limit_what_is_not_shown_is_said(filled, take_in):
    take_in("b", SECOND)
    for limit in (1, 0):
        answer = filled("saved", "run", "deraa", "--new", "-n", limit, "--json")
        assert len(shown(answer)) == limit
        assert answer.err == "note: not all that is new is shown, but all of it counts as seen now; -n sets how much is\n"
        assert filled("saved", "run", "deraa", "--new").code == 1
        filled("saved", "add", "deraa", "combats", "Deraa", "--replace")


def test_questions_brought_from_an_archive_that_was_further_are_new(filled, tmp_path):
    kept = SavedQuestions(ArchiveFolder.open(tmp_path / ".depeche"))
    kept.mark(kept.get("deraa"), 500)
    answer = filled("saved", "run", "deraa", "--new", "--json")
    assert shown(answer) == ["a"]
    assert answer.err == "note: seen up to commit 500, but the archive has come to 1: all is shown as new\n"
    assert filled("saved", "list").out.endswith("\tseen up to commit 1\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "x"],
        ["add"],
        ["run"],
        ["run", "deraa", "--all"],
        ["run", "--all", "--csv"],
        ["run", "--all", "--json", "--output", "a.json"],
        ["run", "deraa", "--new", "--offset", "1"],
        ["run", "deraa", "--new", "--cursor", "x"],
        ["add", "x", "y", "--offset", "1"],
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(filled, arguments):
    answer = filled("saved", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert filled("saved", "list").out == "deraa\tcombats Deraa\t\tall new\n"


@pytest.mark.parametrize("arguments", [["run", "x"], ["remove", "x"], ["add", "a b", "c"], ["add", "é\n", "c"]])
def test_what_is_not_there_or_no_name_is_one_line(filled, arguments):
    answer = filled("saved", *arguments)
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)


def test_a_file_that_was_edited_wrongly_is_one_line_with_its_line(filled, tmp_path):
    with (tmp_path / ".depeche" / "user" / "saved.toml").open("a", encoding="utf-8") as file:
        file.write('\n[other]\nquestion = "x"\ncolour = "red"\n')
    for arguments in (["list"], ["run", "deraa"], ["run", "--all", "--new"], ["add", "b", "c"], ["remove", "deraa"]):
        answer = filled("saved", *arguments)
        assert (answer.code, answer.out) == (3, "")
        assert answer.err.endswith("saved.toml, line 6: a saved question has no 'colour'\n")


def test_the_archive_may_be_named_before_or_after_each_part_of_the_command(filled, tmp_path):
    (tmp_path / ".depeche").rename(tmp_path / "other")
    for arguments in (["-a", "other", "saved", "list"], ["saved", "-a", "other", "list"], ["saved", "list", "-a", "other"]):
        assert filled(*arguments).out == "deraa\tcombats Deraa\t\tall new\n"
    assert filled("saved", "list").code == 3
    assert not (tmp_path / ".depeche").exists()


@pytest.mark.parametrize("name", saved.commands)
def test_every_command_and_option_says_what_it_does(cli, root, name):
    reference = (root / "docs" / "cli.md").read_text("utf-8")
    assert f"### `saved {name}" in reference
    assert cli("saved", name, "--help").code == 0
    for option in (parameter for parameter in saved.commands[name].params if isinstance(parameter, click.Option)):
        assert option.help
        assert max(option.opts, key=len) in reference


@pytest.mark.parametrize("question", [["since:hier"], ["--strict", "otages ()"], ["--month", "mai", "otages"]])
def test_a_question_that_cannot_be_asked_is_not_saved(cli, seeds, question):
    assert cli("index", seeds).code == 0
    answer = cli("saved", "add", "alerte", *question)
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 1
    assert cli("saved", "list").code == 1


def test_what_is_noted_of_a_question_is_said_when_it_is_saved(cli, seeds):
    assert cli("index", seeds).code == 0
    answer = cli("saved", "add", "alerte", "place:Zyqxville")
    assert (answer.code, answer.err) == (0, "note: no place “Zyqxville” in this archive\n")
