"""Questions within a dispatch: its passages together must have all that is joined, those with any of it are shown."""

import pytest

import depeche
from depeche import Dispatch
from depeche.core.model import Level

FILLER = "La situation restait confuse dans la soirée, selon plusieurs habitants joints par téléphone. " * 12


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def long(request, tmp_path_factory):
    """An archive of dispatches of several passages."""
    texts = {
        "both": f"Des otages ont été vus à Soueida. {FILLER}\n\nLes rebelles quittent Damas. {FILLER}\n\nDaech se tait.",
        "one": f"Des otages sont libres. {FILLER}\n\nRien de neuf. {FILLER}",
        "other": f"Les rebelles quittent Alep. {FILLER}\n\nRami Abdel Rahmane a parlé de l'EI. {FILLER}",
    }
    with depeche.create(tmp_path_factory.mktemp("long") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(id_, text, date=None) for id_, text in texts.items())
        assert archive.search("situation").total.passages > 5
        yield archive


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("otages AND rebelles", {"both"}),
        ("otages rebelles", {"both"}),
        ("des otages et les rebelles", {"both"}),
        ("otages", {"both", "one"}),
        ("otages NOT rebelles", {"one"}),
        ("otages -Soueida", {"one"}),
        ("otages OR rebelles", {"both", "one", "other"}),
        ("(otages OR Alep) AND rebelles", {"both", "other"}),
        ("otages place:Damas", {"both"}),
        ("place:Soueida AND place:Damas", {"both"}),
        ("place:Soueida actor:Daech", {"both"}),
        ('"quittent Damas" Soueida', {"both"}),
        ("otag* rebel*", {"both"}),
        ("+otages rebelles", {"both"}),
        ("otages^3 AND rebelles", {"both"}),
        ("rebelles ISIS", {"both", "other"}),
        ("rebelles Rami Abdulrahman", {"other"}),
        ("rebelles zyqx", set()),
        ("otages AND (vus SENTENCE Soueida) AND Damas", {"both"}),
        ("NOT otages", {"other"}),
        ("NOT (otages AND rebelles)", {"one", "other"}),
    ],
)
def test_a_dispatch_must_have_all_that_is_joined(long, question, expected):
    assert {hit.dispatch for hit in long.search(question, within="dispatch", limit=100).passages} == expected


def test_without_it_one_passage_must_have_all_that_is_joined(long):
    assert long.search("otages AND rebelles").total.passages == 0


def test_the_passages_with_any_of_the_words_are_shown_and_highlighted(long):
    hits = long.search("otages AND rebelles", within="dispatch", limit=100).passages
    assert sorted(h.surface for hit in hits for h in hit.highlights) == ["otages", "rebelles"]
    assert len(hits) == 2


def test_all_passages_are_shown_of_what_only_excludes(long):
    every = {(hit.dispatch, hit.start) for hit in long.search("situation OR NOT situation", limit=100).passages}
    shown = {(hit.dispatch, hit.start) for hit in long.search("NOT otages", within="dispatch", limit=100).passages}
    assert shown == {key for key in every if key[0] == "other"}


def test_levels_hold_within_a_dispatch_too(long):
    asked = {"within": "dispatch", "levels": {Level.EXACT}}
    assert long.search("otage AND rebelles", **asked).total.passages == 0
    assert long.search("otages AND rebelles", **asked).total.passages == 2
