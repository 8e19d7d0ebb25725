"""--explain: the parts of a score add up to it, and every word says what it was searched as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
]


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


@given(st.text(max_size=60))
def test_any_question_can_be_explained(seed_archives, question):
    for archive in seed_archives.values():
        for hit in archive.search(question, explain=True, limit=3, facet_limit=0).passages:
            assert sum(part.score for part in hit.parts) == pytest.approx(hit.score, abs=0.02)
