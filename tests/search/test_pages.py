"""Near-identical passages shown once, dispatches as groups, orders by date, and cursors that go through all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depeche
from depeche import Dispatch, DispatchDate, Precision, QuestionError

STORY = (
    "Dix-sept otages druzes ont été libérés jeudi dans la province de Soueida, a annoncé la télévision d'Etat syrienne. "
    "Ils avaient été enlevés en juillet par le groupe Etat islamique lors d'une attaque contre plusieurs villages."
)
OTHER = (
    "Les forces du régime ont repris mardi deux villages proches de Deraa, selon l'Observatoire syrien des droits de l'Homme. "
    "Des otages y étaient détenus depuis le printemps par une faction locale."
)
WIRE = {
    "b-first": ("2018-11-08", "AFP", STORY),
    "a-update": ("2018-11-09", "AFP", STORY + " Deux d'entre eux sont blessés."),
    "c-paper": ("2018-11-10", "Le Quotidien", STORY.replace("jeudi", "vendredi")),
    "d-undated": (None, None, STORY.replace("Dix-sept", "Une vingtaine d'")),
    "e-other": ("2018-10-01", "AFP", OTHER),
}


def dispatch(id_, date, source, text):
    return Dispatch(id_, text, date=DispatchDate(date, Precision.DAY, date) if date else None, source=source)


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def agency(request, tmp_path_factory):
    with depeche.create(tmp_path_factory.mktemp("agency") / "archive", engine=request.param) as archive:
        archive.add(dispatch(id_, *rest) for id_, rest in WIRE.items())
        yield archive


def ids(results):
    return [hit.dispatch for hit in results.passages]


def test_of_near_identical_passages_one_is_shown_with_the_others_named_by_date(agency):
    results = agency.search("otages libérés Soueida")
    assert results.total.passages == 5
    shown = results.passages[0]
    assert len(results.passages) == 2
    assert sorted([shown.dispatch, *(copy.dispatch for copy in shown.similar)]) == ["a-update", "b-first", "c-paper", "d-undated"]
    dates = [copy.date for copy in shown.similar]
    assert [date for date in dates if date] == sorted(date for date in dates if date)
    assert dates[-1] is None or None not in dates
    assert results.passages[1].similar == ()


def test_all_copies_are_shown_when_asked(agency):
    results = agency.search("otages libérés Soueida", copies=True)
    assert len(results.passages) == 5
    assert all(hit.similar == () for hit in results.passages)


def test_totals_and_facets_count_copies(agency):
    once, every = agency.search("otages"), agency.search("otages", copies=True)
    assert once.total == every.total
    assert once.facets == every.facets


def test_copies_that_the_question_excludes_are_not_counted_as_similar(agency):
    shown = agency.search("otages libérés source:AFP").passages[0]
    assert {shown.dispatch, *(copy.dispatch for copy in shown.similar)} == {"a-update", "b-first"}


def test_answers_are_sorted_by_date_with_the_undated_last(agency):
    assert ids(agency.search("otages", sort="newest", copies=True)) == ["c-paper", "a-update", "b-first", "e-other", "d-undated"]
    assert ids(agency.search("otages", sort="oldest", copies=True)) == ["e-other", "b-first", "a-update", "c-paper", "d-undated"]
    assert ids(agency.search("otages", sort="oldest")) == ["e-other", "b-first"]


def test_an_order_that_there_is_not_is_refused(agency):
    with pytest.raises(QuestionError, match="sort must be one of score, newest, oldest, not 'date'"):
        agency.search("otages", sort="date")
    with pytest.raises(QuestionError, match="within must be one of passage, dispatch, not 'text'"):
        agency.search("otages", within="text")


def test_groups_have_the_best_passages_of_each_dispatch(seed_archive):
    results = seed_archive.search("Deraa évacuation", group=2, limit=3)
    best = list(dict.fromkeys(ids(seed_archive.search("Deraa évacuation", limit=100, copies=True))))
    assert [group.dispatch for group in results.groups] == best[: len(results.groups)]
    whole = seed_archive.search("Deraa évacuation", limit=100, copies=True).passages
    for group in results.groups:
        every = [hit for hit in whole if hit.dispatch == group.dispatch]
        assert [hit.start for hit in group.hits] == [hit.start for hit in every[:2]]
        assert group.passages == len(every)
    assert results.passages == tuple(hit for group in results.groups for hit in group.hits)


def test_versions_of_a_dispatch_are_one_group(agency):
    groups = agency.search("otages libérés", group=1).groups
    assert len(groups) == 2
    assert len(agency.search("otages libérés", group=1, copies=True).groups) == 5


def test_the_versions_of_a_dispatch_are_named_the_first_first(agency):
    versions = [each.id for each in agency.snapshot().versions("c-paper")]
    assert versions == ["b-first", "a-update", "c-paper", "d-undated"]
    assert [each.id for each in agency.snapshot().versions("e-other")] == ["e-other"]


@given(
    question=st.sampled_from(["Deraa", "otages", "EI régime", "le", "date:2018", "jihadistes NOT Damas"]),
    size=st.integers(1, 7),
    options=st.fixed_dictionaries(
        {"sort": st.sampled_from(["score", "newest", "oldest"]), "copies": st.booleans(), "group": st.sampled_from([0, 0, 1, 2])}
    ),
)
def test_pages_by_cursor_join_to_the_whole_in_every_order(seed_archives, question, size, options):
    for archive in seed_archives.values():
        whole = archive.search(question, limit=200, facet_limit=0, **options)
        cursor, joined = None, []
        while not joined or cursor:
            page = archive.search(question, limit=size, cursor=cursor, facet_limit=0, **options)
            joined += page.passages
            cursor = page.next
            if not page.passages:
                break
        assert tuple(joined) == whole.passages
        assert whole.next is None


def test_a_cursor_neither_repeats_nor_skips_among_copies(agency):
    seen, cursor = [], None
    while not seen or cursor:
        page = agency.search("otages", limit=1, cursor=cursor)
        seen += ids(page)
        cursor = page.next
    assert len(seen) == 2
    assert len(set(seen)) == 2


def test_only_what_has_come_since_a_commit_is_found(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add([dispatch("one", None, None, STORY)])
        before = archive.snapshot().arrivals
        assert before > 0
        archive.add([dispatch("two", None, None, OTHER)])
        assert ids(archive.search("otages", arrived_after=before)) == ["two"]
        assert ids(archive.search("", arrived_after=before)) == ["two"]
        assert archive.search("otages", arrived_after=archive.snapshot().arrivals).total.passages == 0
        assert archive.snapshot().arrivals > before


def test_a_run_lists_dispatches_or_passages_in_the_order_of_the_search(seed_archive):
    hits = seed_archive.search("Deraa évacuation", limit=100, copies=True).passages
    passages = seed_archive.run("Deraa évacuation", passages=True)
    assert [(id_, ordinal) for id_, ordinal, _ in passages] == [(hit.dispatch, hit.ordinal) for hit in hits]
    assert [id_ for id_, *_ in seed_archive.run("Deraa évacuation")] == list(dict.fromkeys(hit.dispatch for hit in hits))
    assert seed_archive.run("Deraa évacuation", 1) == [(hits[0].dispatch, hits[0].ordinal, hits[0].score)]
