"""--explain: the parts of a score add up to it, and every word says what it was searched as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depeche
from depeche import Dispatch

QUESTIONS = [
    "Deraa",
    "évacuation Daraa",
    "Rami Abdulrahman bilan",
    "Daech Damas",
    "otages AND (Damas OU Soueida)",
    '"ligne de démarcation" Golan',
    "otages^3 Damas",
    "jihadistes -Alep",
    "350 000 morts guerre Syrie",
    "(Damas AND otages) OR Deraa",
    "(régime Damas -otages) OR province",
    "Deraa OR (otages NOT Damas)^2 OR (+Syrie province)",
    "(place:Syrie otages) OR Homs",
]
PIECES = [
    *("otages", "Damas", "jihadistes", "Suwayda", "régime", "+province", "-Alep", "de", "évacu*", "otgaes~", "Syrie^2", "=Deraa"),
    *('"forces du régime"', '"otages druzes"~9', "ATLEAST2 jihadistes", "place:Syrie", "depuis:2018", "title:otages"),
]
NESTED = st.recursive(
    st.sampled_from(PIECES),
    lambda parts: st.builds("({} {} {})".format, parts, st.sampled_from(["AND", "OR", "NOT", "SENTENCE", ""]), parts),
    max_leaves=6,
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_parts_of_a_score_add_up_to_it(seed_archive, question):
    results = seed_archive.search(question, explain=True, limit=20)
    assert results.passages
    for hit in results.passages:
        assert sum(part.score for part in hit.parts) == pytest.approx(hit.score, abs=0.01)


def test_each_word_says_its_level_spelling_frequency_and_weight(seed_archive):
    rows = {(row.query, str(row.level), row.term): row for row in seed_archive.search("évacuation Daraa", explain=True).explained}
    stem, spelling = rows["évacuation", "stem", "evacu"], rows["Daraa", "spelling", "deraa"]
    assert stem.passages == 7
    assert 0 < stem.weight < rows["évacuation", "exact", "evacuation"].weight
    assert spelling.passages == 5
    assert 0 < spelling.weight <= 0.5
    assert rows["Daraa", "exact", "daraa"].passages == 0


def test_nothing_is_explained_unasked(seed_archive):
    results = seed_archive.search("Daraa")
    assert results.explained == ()
    assert all(hit.parts == () for hit in results.passages)


def check(archive, question, **options):
    for hit in archive.search(question, explain=True, limit=30, facet_limit=0, **options).passages:
        assert sum(part.score for part in hit.parts) == pytest.approx(hit.score, abs=0.02)
        assert all(part.query for part in hit.parts)


@given(NESTED | st.text(max_size=60), st.sampled_from(["passage", "dispatch"]))
def test_any_question_can_be_explained(seed_archives, question, within):
    for archive in seed_archives.values():
        check(archive, question, within=within)


def test_shared_places_and_actors_are_parts_by_their_labels(seed_archive):
    hits = seed_archive.more_like("000_91850bdc69bfff43", explain=True).passages
    told = {part.query for hit in hits for part in hit.parts}
    named = {entity.label for hit in hits for entity in (*hit.places, *hit.actors)}
    assert told & named


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def titled(request, tmp_path_factory):
    """A dispatch whose title alone names Daraa."""
    with depeche.create(tmp_path_factory.mktemp("titled") / "archive", engine=request.param) as archive:
        archive.add([Dispatch("a", "Les civils sont partis dans la nuit.", title="Évacuation de Daraa")])
        yield archive


@pytest.mark.parametrize("question", ["title:Daraa", "title:Deraa", "titre:évacuations", 'title:"évacuation de Daraa"'])
def test_words_asked_of_the_title_are_explained_by_its_terms(titled, question):
    results = titled.search(question, explain=True)
    typed = question.partition(":")[2].strip('"')
    assert {row.field for row in results.explained} <= {"title", "title_stem"}
    assert any(row.query == typed and row.passages == 1 and row.weight > 0 for row in results.explained)
    assert typed in {part.query for part in results.passages[0].parts}


def test_a_title_that_answers_a_bare_word_is_a_part_of_its_own(titled):
    (hit,) = titled.search("Daraa", explain=True).passages
    assert [part.query for part in hit.parts] == ["in the title"]
