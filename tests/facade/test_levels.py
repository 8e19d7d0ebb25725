"""Levels on the command line: which are allowed, and how a matched word says why it answers."""

import re

import pytest

import depeche
from depeche import Dispatch


@pytest.fixture
def wire(cli, tmp_path):
    """Return a function that runs a command on an archive of a few sentences."""
    texts = [
        "Le groupe Etat islamique (EI) a revendiqué l'attaque.",
        "Une source proche de Daech a démenti.",
        "Une jihadiste belge et un djihadiste français.",
        "Des combats à Alep.",
        "Bachar al-Assad à Moscou.",
    ]
    with depeche.create(tmp_path / "wire") as archive:
        archive.add(Dispatch(f"d{n}", text) for n, text in enumerate(texts))
    return lambda *arguments: cli("-a", tmp_path / "wire", *arguments)


def matched(answer):
    return [line.removeprefix("   matched: ") for line in answer.out.split("\n") if line.startswith("   matched: ")]


def levels(answer):
    return {highlight["level"] for hit in answer.json["passages"] for highlight in hit["highlights"]}


def test_one_level_allows_the_stronger_ones_too(wire):
    assert levels(wire("search", "--json", "djihadistes", "--level", "stem")) == {"stem"}
    assert levels(wire("search", "--json", "djihadiste", "--level", "spelling")) == {"exact", "spelling"}
    assert levels(wire("search", "--json", "Daech", "--level", "alias")) == {"exact", "alias"}
    assert levels(wire("search", "--json", "--level=exact", "Daech")) == {"exact"}


def test_several_levels_are_just_those(wire):
    assert levels(wire("search", "--json", "Daech", "--level", "alias", "--level", "spelling")) == {"alias"}
    assert levels(wire("search", "--json", "djihadiste", "--level", "stem", "--level", "spelling")) == {"spelling"}


def test_what_answers_only_at_a_weaker_level_is_not_found(wire):
    answer = wire("search", "Halab", "--level", "spelling")
    assert (answer.code, answer.out) == (1, "nothing found\n")
    assert wire("search", "Halab").code == 0


@pytest.mark.parametrize("arguments", [["--level", "strong"], ["--level"], ["--level", ""], ["--level", "EXACT"]])
def test_an_unknown_level_is_a_usage_error(wire, arguments):
    answer = wire("search", "Daech", *arguments)
    assert (answer.code, answer.out) == (2, "")


def test_an_alias_says_of_what_it_is_the_other_name(wire):
    answer = matched(wire("search", "Daech"))
    names = ["groupe Etat islamique", "EI"]
    assert answer == [", ".join(f"{name} (other name of Daech: groupe Etat islamique)" for name in names)]


def test_a_form_and_a_certain_spelling_show_no_probability(wire):
    assert matched(wire("search", "djihadistes")) == ["jihadiste (spelling of djihadistes), djihadiste (form of djihadistes)"]


def test_a_guess_shows_its_probability_with_two_decimals(wire):
    (shown,) = matched(wire("search", "Haleb"))
    assert re.fullmatch(r"Alep \(other name of Haleb: Alep, \.\d\d\)", shown)
    (shown,) = matched(wire("search", "Bashar"))
    assert re.fullmatch(r"Bachar \(spelling of Bashar, \.\d\d\)", shown)


def test_as_json_each_highlight_has_its_probability_and_entity(wire):
    found = wire("search", "--json", "Haleb").json["passages"][0]["highlights"]
    assert [list(each) for each in found] == [["start", "end", "surface", "query", "level", "probability", "entity"]]
    assert (found[0]["surface"], found[0]["entity"]) == ("Alep", "Alep")
    assert 0.6 <= found[0]["probability"] < 1
