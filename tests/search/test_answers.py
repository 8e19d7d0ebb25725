"""Answers as a whole: alike on both engines, counted as a plain loop counts, in pages that join, for any question."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depeche
from depeche import Kind, QuestionError
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.payload import decode

ALL = 1000
QUESTIONS = [
    "Daraa",
    "évacuation Daraa",
    "otages druzes Suwayda",
    "combattants de l'EI à Damas",
    "bilan des morts",
    "jihadistes",
    "djihadiste",
    "pro-régime",
    "prorégime",
    "Daech",
    "Etat islamique",
    "Rami Abdulrahman",
    "Bashar al-Assad",
    "al-Sham",
    "درعا",
    '"Deir Ezzor"',
    '"forces du régime"',
    '"combattants tués"~3',
    '"province de Sweida"',
    "=Etat",
    "=EI AND =OSDH",
    "Idlib OR Hama",
    "(Idlib OU Hama) ET rebelles",
    "combattants -Damas",
    "NOT jihadistes",
    "place:Syrie",
    "place:Deraa place:Idleb régime",
    "actor:Daech date:2018-02..2018-05",
    "source:afp otages",
    "date:2018-07 -place:Soueida",
    "type:ngo pays:Syrie",
    "1600 combattants",
    "de la",
]


def key(hit):
    return hit.dispatch, hit.start


@pytest.fixture(scope="module")
def stored(seed_archives):
    """All passages of the seeds, read without any search."""
    reader = ArchiveFolder.open(seed_archives["tantivy"].path).reader()
    yield [decode(payload) for payload in reader.dispatches()]
    reader.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_engines_give_the_same_answer(seed_archives, question):
    one, other = (archive.search(question, limit=ALL) for archive in seed_archives.values())
    assert {key(hit): round(hit.score, 3) for hit in one.passages} == pytest.approx(
        {key(hit): round(hit.score, 3) for hit in other.passages}, abs=0.0011
    )
    assert {key(hit): hit.highlights for hit in one.passages} == {key(hit): hit.highlights for hit in other.passages}
    assert (one.total, one.facets, one.notes) == (other.total, other.facets, other.notes)


@pytest.mark.parametrize("question", QUESTIONS)
def test_totals_and_facets_are_what_a_loop_over_all_passages_counts(seed_archive, question):
    results = seed_archive.search(question, limit=ALL, facet_limit=ALL)
    assert results.total == depeche.Totals(len(results.passages), len({hit.dispatch for hit in results.passages}))
    countries = {count.label for count in results.facets["country"]}
    values = {
        "place": lambda hit: [place.id for place in hit.places],
        "actor": lambda hit: [actor.id for actor in hit.actors],
        "type": lambda hit: {actor.type for actor in hit.actors},
        "country": lambda hit: countries & {label for place in hit.places for label in (place.label, *place.within)},
        "source": lambda hit: [hit.source] if hit.source else [],
        "month": lambda hit: [hit.date[:7]] if hit.date and len(hit.date) >= 7 else [],
    }
    assert set(results.facets) == set(values)
    for name, of in values.items():
        passages = Counter(value for hit in results.passages for value in of(hit))
        dispatches = Counter(value for value, _ in {(value, hit.dispatch) for hit in results.passages for value in of(hit)})
        shown = "label" if name == "country" else "id"
        counted = {getattr(c, shown): (c.totals.passages, c.totals.dispatches) for c in results.facets[name]}
        assert counted == {value: (passages[value], dispatches[value]) for value in passages}


@pytest.mark.parametrize("question", QUESTIONS)
def test_facets_are_ordered_by_passages_and_cut_at_their_limit(seed_archive, question):
    whole = seed_archive.search(question, facet_limit=ALL).facets
    for counts in whole.values():
        assert all((-a.totals.passages, a.id) < (-b.totals.passages, b.id) for a, b in pairwise(counts))
    cut = seed_archive.search(question, facet_limit=3).facets
    assert cut == {name: counts[:3] for name, counts in whole.items()}


def test_every_passage_is_counted_when_nothing_is_excluded(seed_archive, stored):
    results = seed_archive.search("-zyqx", limit=ALL)
    assert {key(hit) for hit in results.passages} == {(one.dispatch, one.start) for one in stored}
    assert results.total == seed_archive.snapshot().totals()


def test_words_as_written_are_found_in_just_the_passages_that_hold_them(seed_archive, stored):
    for word, forms in {"otages": ("otages",), "Qadam": ("Qadam",), "Soueida": ("Soueida",), "OSDH": ("OSDH",)}.items():
        expected = {(one.dispatch, one.start) for one in stored if any(form in one.text for form in forms)}
        assert {key(hit) for hit in seed_archive.search(f"={word}", limit=ALL).passages} == expected


def test_entities_of_a_passage_are_those_that_its_text_is_stored_with(seed_archive, stored):
    ids = {(one.dispatch, one.start): {id_ for _, _, id_, _ in one.names if not id_[0].isdigit()} for one in stored}
    for first in (one for one in stored if one.facts and one.facts.dateline):
        ids[first.dispatch, first.start].add(first.facts.dateline)
    for hit in seed_archive.search("-zyqx", limit=ALL).passages:
        assert {ref.id for ref in (*hit.places, *hit.actors)} == ids[key(hit)]
        assert all(place.kind is Kind.PLACE for place in hit.places)
        assert all(actor.kind is Kind.ACTOR for actor in hit.actors)


def test_passages_are_ranked_by_score_then_date_then_id(seed_archive):
    for question in QUESTIONS:
        hits = seed_archive.search(question, limit=ALL).passages
        order = [(-hit.score, -int("".join(filter(str.isdigit, hit.date or "")).ljust(12, "0")), key(hit)) for hit in hits]
        assert order == sorted(order)
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


@pytest.mark.parametrize("question", ["jihadistes", "de la", "place:Syrie", "-zyqx", "Qadam", "zyqx"])
@pytest.mark.parametrize("size", [1, 3, 7, 24])
def test_pages_by_offset_and_by_cursor_join_to_the_whole(seed_archive, question, size):
    whole = seed_archive.search(question, limit=ALL)
    assert whole.next is None
    cursor, pages = None, []
    while not pages or cursor:
        page = seed_archive.search(question, limit=size, cursor=cursor)
        assert page == seed_archive.search(question, limit=size, offset=size * len(pages))
        assert (page.total, page.facets) == (whole.total, whole.facets)
        pages.append(page.passages)
        cursor = page.next
    assert tuple(hit for page in pages for hit in page) == whole.passages


def test_an_offset_beyond_the_end_gives_no_passage_and_no_next_page(seed_archive):
    results = seed_archive.search("jihadistes", offset=10**9)
    assert (results.passages, results.next, results.total.passages) == ((), None, 18)


def test_a_limit_of_nothing_gives_the_counts_alone(seed_archive):
    results = seed_archive.search("jihadistes", limit=0)
    assert (results.passages, results.next, results.total.passages) == ((), None, 18)
    assert results.facets["place"]


def test_facets_and_distinct_dispatches_can_be_left_out(seed_archive):
    results = seed_archive.search("jihadistes", facet_limit=0, dispatches=False)
    assert results.facets == {}
    assert results.total == depeche.Totals(18, None)


def test_the_answer_holds_the_question_as_typed(seed_archive):
    assert seed_archive.search('otages "Deraa').query == 'otages "Deraa'
    assert seed_archive.search('otages "Deraa').notes == ("a quotation mark without its pair was ignored (character 8)",)


WORDS = [
    "Deraa",
    "Daraa",
    "Rami Abdulrahman",
    "l'EI",
    "pro-régime",
    "de",
    "درعا",
    "350.000",
    "Bachar al-Assad",
    "groupe Etat islamique",
]
SYNTAX = [
    '"',
    "«",
    "»",
    "(",
    ")",
    "-",
    "=",
    '"~3 ',
    '"~999 ',
    " AND ",
    " OU ",
    " SAUF ",
    "place:",
    "acteur:",
    "type:",
    "pays:",
    "source:",
    "date:",
    "2018..",
    " ",
]
TYPED = st.lists(st.sampled_from([*WORDS, *SYNTAX, " ", " "]), max_size=25).map("".join)
LONG = st.builds(
    lambda word, n, quote: quote + f"{word} " * n + quote, st.sampled_from(WORDS), st.integers(0, 60), st.sampled_from('" "')
)


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
@settings(max_examples=60)
@given(question=st.one_of(st.text(), TYPED, LONG))
def test_any_question_is_answered_or_refused_as_a_question(seed_archives, engine, question):
    try:
        results = seed_archives[engine].search(question, limit=5)
    except QuestionError as error:
        assert str(error)
        return
    assert results.query == question
    assert len(results.passages) == min(5, results.total.passages)
    assert all(hit.text[h.start : h.end] == h.surface for hit in results.passages for h in hit.highlights)


@settings(max_examples=60)
@given(question=TYPED)
def test_both_engines_agree_on_any_question(seed_archives, question):
    try:
        one, other = (archive.search(question, limit=ALL) for archive in seed_archives.values())
    except QuestionError:
        return
    assert {key(hit) for hit in one.passages} == {key(hit) for hit in other.passages}
    assert (one.total, one.facets) == (other.total, other.facets)


def test_a_question_asked_of_an_archive_of_nothing_finds_nothing(tmp_path):
    for engine in ("tantivy", "whoosh"):
        with depeche.create(tmp_path / engine, engine=engine) as archive:
            for question in ("Daraa", "-Daraa", "place:Syrie", "date:2018..", ""):
                assert archive.search(question).total == depeche.Totals(0, 0)


def test_an_option_that_search_does_not_have_is_refused(seed_archive):
    with pytest.raises(TypeError, match="limt"):
        seed_archive.search("Damas", limt=5)
