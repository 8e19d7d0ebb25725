"""What a passage or a dispatch stands for: near-identical ones, how many exactly, the first and the latest, however many."""

from datetime import date, timedelta

import pytest

import depeche
from depeche import Dispatch, DispatchDate, Precision
from depeche.search.answering import copies as looking_up

STORY = (
    "Dix-sept otages druzes ont été libérés jeudi dans la province de Soueida, a annoncé la télévision d'Etat syrienne. "
    "Ils avaient été enlevés en juillet par le groupe Etat islamique lors d'une attaque contre plusieurs villages."
)
OTHER = "La préfecture a suspendu la pêche au large du Havre. Aucun otage, mais trois dockers blessés. Le port reste fermé."
SENT = 130
FIRST = date(2018, 11, 8)


def of_day(id_, day, text, source="AFP"):
    date = DispatchDate(day.isoformat(), Precision.DAY, "") if day else None
    return Dispatch(id_, text, date=date, source=source, url=f"http://{id_}")


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def resent(request, tmp_path_factory):
    """An archive of a story sent on many days, an undated copy, another story sent twice."""
    days = (FIRST + timedelta(days=n) for n in range(SENT))
    with depeche.create(tmp_path_factory.mktemp("resent") / "archive", engine=request.param) as archive:
        archive.add(
            [
                *(of_day(f"s{n * 37 % SENT:03d}", day, STORY) for n, day in enumerate(days)),
                of_day("undated", None, STORY),
                *(of_day(id_, FIRST, OTHER, "Le Quotidien") for id_ in ("other", "other-2")),
            ]
        )
        yield archive


@pytest.fixture(params=["together", "each for itself"])
def looked_up(request, monkeypatch):
    """However few copies are looked up together."""
    if request.param == "each for itself":
        monkeypatch.setattr(looking_up, "_AT_ONCE", 4)
        monkeypatch.setattr(looking_up, "_OF_EACH", 1)


@pytest.mark.usefixtures("looked_up")
@pytest.mark.parametrize("group", [0, 1])
def test_of_very_many_the_number_is_exact_and_the_first_and_the_latest_are_named(resent, group):
    results = resent.search("otages druzes", group=group)
    shown = (results.groups if group else results.passages)[0]
    assert len(shown.similar) + shown.more_similar == SENT
    assert len(shown.similar) == looking_up.LISTED
    hit = results.passages[0]
    others = sorted((FIRST + timedelta(days=n)).isoformat() for n in range(SENT))
    others.remove(hit.date)
    dates = [one.date for one in shown.similar]
    assert dates == [*others[: looking_up.LISTED - 1], others[-1]]
    assert hit.dispatch not in {one.dispatch for one in shown.similar}


@pytest.mark.usefixtures("looked_up")
@pytest.mark.parametrize("group", [0, 1])
def test_of_few_all_are_named(resent, group):
    results = resent.search("dockers OU druzes source:Quotidien", group=group)
    (shown,) = results.groups if group else results.passages
    assert [one.source for one in shown.similar] == ["Le Quotidien"]
    assert shown.more_similar == 0
    assert {shown.dispatch, shown.similar[0].dispatch} == {"other", "other-2"}


def test_versions_that_do_not_match_are_not_named(resent):
    (group,) = resent.search("otages date:2018-11-08", group=1).groups[:1]
    assert {one.date for one in group.similar} <= {"2018-11-08"}
    alone = resent.search("druzes date:2018-11-09", group=1).groups
    assert [one.similar for one in alone] == [()]


def test_dispatches_that_are_all_shown_name_no_versions(resent):
    groups = resent.search("otages", group=1, copies=True, limit=500).groups
    assert len(groups) == SENT + 3
    assert all(group.similar == () and not group.more_similar for group in groups)


@pytest.mark.parametrize("group", [1, 2, 5])
def test_groups_have_the_same_passages_and_counts_however_many_there_are(seed_archives, monkeypatch, group):
    for archive in seed_archives.values():
        whole = archive.search("jihadistes Deraa", group=group, limit=100)
        with monkeypatch.context() as patched:
            patched.setattr("depeche.search.answering.hits._AT_ONCE", 2)
            patched.setattr("depeche.search.answering.hits._OF_EACH", 1)
            assert archive.search("jihadistes Deraa", group=group, limit=100).groups == whole.groups
