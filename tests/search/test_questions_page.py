"""The page docs/questions.md: its examples mean something, and find something in the seeds."""

import re
from dataclasses import replace

import pytest

import depeche
from depeche.search.question.lexing import FIELDS, TITLES
from depeche.search.question.reading import read

TITLES_OF_SEEDS = ("Combats à Deraa", "La ligne de démarcation", "Evacuation de Damas", "Idleb", "Alep")
"""The seeds have no titles of their own."""


def examples(page, heading):
    """Yield the examples in the first column of the page's tables with that `heading` of the second."""
    tables = re.findall(rf"^\| you write \| {heading} \|\n\|[-|]+\|\n((?:\|.*\n)+)", page, re.MULTILINE)
    for row in "".join(tables).splitlines():
        yield from re.findall(r"`([^`]+)`", row.split(" | ")[0])


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "questions.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def titled(request, seeds, tmp_path_factory):
    """An archive of the seeds with titles."""
    with depeche.create(tmp_path_factory.mktemp("titled") / "archive", engine=request.param) as archive:
        archive.add(replace(seed, title=title) for seed, title in zip(depeche.read([seeds]), TITLES_OF_SEEDS, strict=True))
        yield archive


def test_the_page_has_examples_of_both_kinds(page):
    assert len(list(examples(page, "you get"))) > 50
    assert len(list(examples(page, "it is read as"))) > 10


def test_each_example_is_understood(page):
    noted = {example: read(example).notes for example in examples(page, "you get")}
    assert {example: notes for example, notes in noted.items() if notes} == {}


def test_each_example_of_what_is_noted_has_a_note(page):
    assert [example for example in examples(page, "it is read as") if not read(example).notes] == []


def test_each_example_finds_something(page, titled):
    found = {example: titled.search(example).total.passages for example in examples(page, "you get")}
    assert [example for example, passages in found.items() if not passages] == []


def test_each_field_has_an_example(page):
    shown = " ".join(examples(page, "you get"))
    assert [name for name in (*FIELDS, *TITLES) if f"{name}:" not in shown] == []


def test_each_example_but_those_of_titles_finds_something_in_the_seeds_as_they_are(page, seed_archive):
    titles = tuple(f"{name}:" for name in TITLES)
    asked = [example for example in examples(page, "you get") if not example.startswith(titles)]
    assert [example for example in asked if not seed_archive.search(example).total.passages] == []
