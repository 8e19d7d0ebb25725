"""Why a word answers: how probable its spelling is, and of what an alias is the other name."""

import pytest

from depeche import Level
from depeche.analyzers import names


def highlights(archive, question, dispatch):
    hits = archive.search(question, limit=100).passages
    return {h.surface: h for hit in hits if hit.dispatch == dispatch for h in hit.highlights}


@pytest.mark.parametrize(("question", "dispatch"), [("otages", "otages"), ("otages", "otage"), ("djihadistes", "jihad")])
def test_what_is_not_guessed_is_certain(wire, question, dispatch):
    (highlight,) = highlights(wire, question, dispatch).values()
    assert (highlight.probability, highlight.entity) == (1.0, None)


@pytest.mark.parametrize(("question", "dispatch", "surface"), [("Sweida", "otages", "Soueida"), ("Moscow", "bachar1", "Moscou")])
def test_a_spelling_has_the_likeness_of_the_two_names(wire, question, dispatch, surface):
    highlight = highlights(wire, question, dispatch)[surface]
    assert (highlight.query, highlight.level, highlight.entity) == (question, Level.SPELLING, None)
    assert highlight.probability == names.likeness(question, surface.lower())


@pytest.mark.parametrize(
    ("question", "dispatch", "surface", "label"),
    [
        ("Daesh", "ei", "EI", "groupe Etat islamique"),
        ("ISIS", "daech", "Daech", "groupe Etat islamique"),
        ("حلب", "alep", "Alep", "Alep"),
    ],
)
def test_an_alias_says_of_what_it_is_the_other_name(wire, question, dispatch, surface, label):
    highlight = highlights(wire, question, dispatch)[surface]
    assert (highlight.query, highlight.level) == (question, Level.ALIAS)
    assert (highlight.probability, highlight.entity) == (1.0, label)


def test_an_alias_by_a_misspelt_name_is_as_probable_as_the_spelling(wire):
    highlight = highlights(wire, "Hallab", "alep")["Alep"]
    assert (highlight.level, highlight.entity) == (Level.ALIAS, "Alep")
    assert highlight.probability == names.likeness("Hallab", "Halab") < 1


def test_of_two_reasons_the_stronger_level_is_shown_then_the_likelier(wire):
    assert highlights(wire, "Soueida Sweida", "otages")["Soueida"].level is Level.EXACT
    assert highlights(wire, "Suwayda Soueidah", "otages")["Soueida"].query == max(
        ["Suwayda", "Soueidah"], key=lambda name: names.likeness(name, "soueida")
    )


def test_a_highlight_as_json_rounds_its_probability(wire):
    shown = highlights(wire, "Sweida", "otages")["Soueida"]
    row = shown.to_dict()
    assert list(row) == ["start", "end", "surface", "query", "level", "probability", "entity"]
    assert row["probability"] == round(shown.probability, 3)
