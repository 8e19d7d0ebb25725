"""A compound that the text writes with hyphens is one highlight where the question writes it as one word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depeche
from depeche import Dispatch, Level
from depeche.analyzers.chain import analyze
from depeche.core import fields
from depeche.search.answering.highlighting import highlights
from depeche.search.compiling.finding import occurrences
from depeche.search.compiling.matchers import Matchers, Wanted

SPORT = {
    "hyphen": "Il est parti en week-end à Rouen avec des miliciens pro-régime.",
    "joined": "Le weekend a été calme, le régime aussi.",
    "porte": "Le porte-parole est arrivé sur le porte-avions dans l'après-midi ; les week-ends sont calmes.",
    "city": "Les combats de Deir-ez-Zor ont repris.",
    "tied": "Les combats de Deir ez-Zor continuent.",
    "fused": "La route de Deirezzor est coupée.",
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def sport(request, tmp_path_factory):
    with depeche.create(tmp_path_factory.mktemp("sport") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(id_, text) for id_, text in SPORT.items())
        yield archive


@pytest.fixture
def marked(sport):
    """Return a function from a question and the id of a dispatch to what is highlighted there."""

    def of(question, id_, **options):
        (hit,) = (hit for hit in sport.search(question, **options).passages if hit.dispatch == id_)
        assert all(hit.text[one.start : one.end] == one.surface for one in hit.highlights)
        return [(one.surface, one.query, str(one.level)) for one in hit.highlights]

    return of


@pytest.mark.parametrize(
    ("question", "id_", "expected"),
    [
        ("weekend", "hyphen", [("week-end", "weekend", "spelling")]),
        ("porteparole", "porte", [("porte-parole", "porteparole", "spelling")]),
        ("porteavions", "porte", [("porte-avions", "porteavions", "spelling")]),
        ("aprèsmidi", "porte", [("après-midi", "aprèsmidi", "spelling")]),
        ("Weekends", "porte", [("week-ends", "Weekends", "spelling")]),
        ("weekend week", "hyphen", [("week-end", "weekend", "spelling")]),
        ("Deirezzor", "city", [("Deir-ez-Zor", "Deirezzor", "spelling")]),
    ],
)
def test_a_compound_asked_for_as_one_word_is_one_highlight_of_another_spelling(marked, question, id_, expected):
    assert marked(question, id_) == expected


@pytest.mark.parametrize(
    ("question", "id_", "expected"),
    [
        ("week-end", "hyphen", [("week", "week", "exact"), ("end", "end", "exact")]),
        ("weekend week end", "hyphen", [("week", "week", "exact"), ("end", "end", "exact")]),
        ("week", "hyphen", [("week", "week", "exact")]),
        ("régime", "hyphen", [("pro-régime", "régime", "stem")]),
        ("weekend", "joined", [("weekend", "weekend", "exact")]),
        ("Deir ez-Zor", "tied", [("Deir", "Deir", "exact"), ("ez", "ez", "exact"), ("Zor", "Zor", "exact")]),
        ('"en week-end"', "hyphen", [("en week-end", "en week-end", "exact")]),
        ('weekend "en week-end"', "hyphen", [("en week-end", "en week-end", "exact")]),
    ],
)
def test_words_that_answer_by_themselves_are_shown_by_themselves(marked, question, id_, expected):
    assert marked(question, id_) == expected


@pytest.mark.parametrize("question", ["week-end", "Deir-ez-Zor", "Deir ez-Zor"])
def test_a_compound_asked_for_with_hyphens_is_found_as_one_word(marked, question):
    ((surface, _, level),) = marked(question, "fused" if "Deir" in question else "joined")
    assert (surface, level) == ("Deirezzor" if "Deir" in question else "weekend", "spelling")


def test_at_levels_without_other_spellings_it_is_one_highlight_of_an_allowed_level(marked):
    assert marked("weekend", "hyphen", levels=["exact", "stem"]) == [("week-end", "weekend", "stem")]


def test_a_compound_counts_once():
    matchers = Matchers()
    matchers.add(fields.COMPOUND, "weekend", Wanted("weekend", "weekend", Level.STEM))
    assert occurrences(analyze("Un week-end, puis un autre week-end."), matchers) == 2


PIECES = [
    "week",
    "end",
    "weekend",
    "-",
    "-",
    " ",
    "anti",
    "pro",
    "Deir",
    "ez",
    "Zor",
    "Deirezzor",
    "ezzor",
    "deirez",
    "l'",
    "\u00ad",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=20).map("".join)


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_highlights_of_any_compounds_are_in_order_and_apart(text, asked):
    matchers = Matchers()
    for token in (token for each in asked for token in analyze(each)):
        for field, term in [(fields.EXACT, token.exact), *((fields.COMPOUND, form) for form in (token.exact, *token.compound))]:
            matchers.add(field, term, Wanted(token.exact, token.exact, Level.EXACT if field == fields.EXACT else Level.STEM))
    shown = highlights(text, matchers)
    assert all(text[one.start : one.end] == one.surface != "" for one in shown)
    assert all(before.end <= after.start for before, after in pairwise(shown))
