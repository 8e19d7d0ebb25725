"""Parts side by side: what may match, what must, and what weighs more."""

import pytest

import depeche
from depeche import Dispatch


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("otage grève", {"otage", "otages", "greve", "greve2"}),
        ("+otage grève", {"otage", "otages"}),
        ("otage +grève", {"greve", "greve2"}),
        ("+otage +dockers", {"otage"}),
        ("+otage +dockers grève", {"otage"}),
        ("+otage dockers -druzes", {"otage"}),
        ("+(otage OR séisme) blessées", {"otage", "otages", "seisme"}),
        ('+"la grève" dockers', {"greve", "greve2"}),
        ('+"a voté" dockers', set()),
        ("+otag* dockers", {"otage", "otages"}),
        ("(+dockers ministre) OR séisme", {"greve", "greve2", "otage", "seisme"}),
        ("otage title:libéré", {"otage"}),
        ("dockers title:dégagement title:port", {"greve2"}),
        ("otage ATLEAST2 grève", {"greve2"}),
        ("otage (grève SENTENCE voté)", {"otage", "otages", "greve"}),
        ("place:Damas place:Soueida", {"otage", "otages", "torture"}),
        ("+place:Damas +place:Deraa", {"torture"}),
        ("+place:Damas place:Soueida", set()),
        ("dockers^2 ministre", {"greve", "greve2", "otage", "otages"}),
        ("(otage -dockers)^2", {"otages"}),
        ("+otage^3 grève", {"otage", "otages"}),
    ],
)
def test_what_is_required_must_match_and_the_rest_may(asked, question, expected):
    assert asked(question) == expected


def test_what_is_not_required_raises_a_passage(desk):
    scores = {hit.dispatch: hit.score for hit in desk.search("+otage dockers").passages}
    alone = {hit.dispatch: hit.score for hit in desk.search("otage").passages}
    assert scores["otage"] > alone["otage"]
    assert scores.keys() == alone.keys()
    assert scores["otage"] == next(hit.score for hit in desk.search("otage dockers").passages if hit.dispatch == "otage")


def test_what_weighs_more_comes_first(desk):
    assert desk.search("dockers^9 ministre").passages[0].dispatch in {"greve", "greve2", "otage"}
    first = desk.search("dockers ministre^9").passages[0].dispatch
    assert first in {"otage", "otages"}
    one, nine = (desk.search(question).passages[0].score for question in ("séisme", "séisme^9"))
    assert nine == pytest.approx(9 * one, rel=0.001)


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_each_end_of_a_time_must_hold(tmp_path, engine):
    with depeche.create(tmp_path / "archive", engine=engine) as archive:
        dates = {f"d{month}": depeche.DispatchDate(f"2018-{month:02}-05", depeche.Precision.DAY) for month in range(1, 7)}
        archive.add(Dispatch(id_, "Les dockers ont voté.", date=date) for id_, date in dates.items())

        def found(question):
            return {hit.dispatch for hit in archive.search(question, limit=100, copies=True).passages}

        assert found("dockers since:2018-03 before:2018-05") == {"d3", "d4"}
        assert found("since:2018-02 since:2018-04") == {"d4", "d5", "d6"}
        assert found("date:2018-02 date:2018-04") == {"d2", "d4"}
        assert found("date:2018-02 +date:2018-04") == set()


@pytest.mark.parametrize("within", ["passage", "dispatch"])
def test_a_common_word_that_is_required_is_not_said_to_be_left_out(desk, within):
    assert desk.search("+de otages", within=within).notes == ()
    assert desk.search("+otages de", within=within).notes == ("words too common to search for were left out: de",)
    assert desk.search("+de dans otages", within=within).notes == ("words too common to search for were left out: dans",)
