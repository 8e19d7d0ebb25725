"""``analyze --name``: what it prints of two names, as text and as JSON."""

import re

import pytest

import depeche


def test_analyze_name_shows_how_two_names_are_compared(cli):
    answer = cli("analyze", "--name", "Deraa", "Daraa")
    one, other, steps, costs, verdict = answer.out.splitlines()
    assert (answer.code, answer.err) == (0, "")
    assert re.fullmatch(r"Deraa +d e r aa\$ +c v c v +skeletons: \w+", one)
    assert re.fullmatch(r"Daraa +d a r aa\$ +c v c v +skeletons: \w+", other)
    assert re.fullmatch(r"d  e~a \d\.\d\d  r  aa\$", steps)
    assert re.match(r"costs \d\.\d\d, allowed \d\.\d\d \(consonants 2, units 4, words 1, both Latin: ", costs)
    assert verdict == f"{depeche.same_name('Deraa', 'Daraa'):.3f}: the same name"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Deraa", "Alep", "refused unread, no skeleton meets"),
        ("Homs", "hommes", "common vocabulary: hommes"),
        ("", "Deraa", "refused unread, no skeleton meets"),
    ],
)
def test_analyze_name_says_why_names_are_not_the_same(cli, one, other, reason):
    answer = cli("analyze", "--name", one, other)
    assert answer.code == 1
    assert answer.out.endswith(f"0.000: not the same name ({reason})\n")


def test_analyze_name_shows_the_reading_without_a_glued_article(cli):
    found = cli("analyze", "--name", "Ezzor", "Zor").out
    assert found.startswith("Ezzor (without its article)   z o r   c v c   skeletons: ")
    assert re.search(r"\ncosts (\d\.\d\d) \(a glued article \1\), allowed ", found)
    assert "article" not in cli("analyze", "--name", "Deraa", "Daraa").out
    assert cli("analyze", "--name", "DERAA", "Deraa").out.endswith("\n1.000: the same name (they read the same)\n")


def test_analyze_name_as_json_has_the_documented_keys(cli):
    answer = cli("analyze", "--json", "--name", "Deraa", "درعا")
    found = answer.json
    assert list(found) == ["names", "steps", "weighing", "article", "cost", "allowed", "verdict", "probability"]
    assert {tuple(name) for name in found["names"]} == {("name", "words", "skeletons", "common", "without_article")}
    assert list(found["names"][0]["words"][0]) == ["units", "kinds", "skeletons"]
    assert list(found["steps"][0][0]) == ["one", "other", "cost"]
    assert list(found["weighing"]) == ["consonants", "units", "words", "scripts", "evidence", "telling"]
    assert found["probability"] == depeche.same_name("Deraa", "درعا")
    assert answer.code == 0
    assert cli("analyze", "--json", "--name", "Deraa", "Alep").code == 1


@pytest.mark.parametrize("given", [[], ["--json"], ["Deraa", "--name", "Deraa", "Daraa"], ["--name", "Deraa"]])
def test_analyze_takes_a_text_or_two_names(cli, given):
    answer = cli("analyze", *given)
    assert (answer.code, answer.out) == (2, "")
