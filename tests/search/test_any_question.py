"""Any string is a question: it has the same answer on both engines, whose highlights lie in the passages and apart."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depeche
from depeche import QuestionError

PIECES = [
    *(
        "otages",
        "Damas",
        "jihadistes",
        "Suwayda",
        "régime",
        "OSDH",
        "1 600",
        "de",
        "zyqx",
        "évacu*",
        "*istes",
        "j?had*",
        "otgaes~",
        "Dmas~2",
    ),
    *(
        "AND",
        "OR",
        "NOT",
        "ET",
        "OU",
        "SAUF",
        "SENTENCE",
        "PHRASE",
        "ATLEAST2",
        "AUMOINS3",
        "-",
        "+",
        "=",
        "(",
        ")",
        '"',
        "«",
        "»",
        "~",
        "~3",
        "^2",
    ),
    *(
        '"forces du régime"',
        '"otages druzes"~9',
        '"Deraa Qouneitra"~4',
        "title:",
        "titre:otages",
        "place:Syrie",
        "since:2018",
        "avant:2018-06",
    ),
]
TYPED = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


def answer(archive, question, **options):
    try:
        return archive.search(question, limit=1000, **options)
    except QuestionError as error:
        return str(error)


@settings(max_examples=150)
@given(
    TYPED | st.text(max_size=40) | st.lists(TYPED | st.text(max_size=8), max_size=3).map("".join),
    st.sampled_from(["passage", "dispatch"]),
)
def test_any_question_has_the_same_answer_on_both_engines(seed_archives, question, within):
    one, other = (answer(archive, question, within=within) for archive in seed_archives.values())
    if isinstance(one, str):
        assert one == other
        return
    assert (one.total, one.notes, one.facets, one.suggestions) == (other.total, other.notes, other.facets, other.suggestions)
    hits, others = ({(hit.dispatch, hit.start): hit for hit in results.passages} for results in (one, other))
    assert hits.keys() == others.keys()
    for key, hit in hits.items():
        assert hit.highlights == others[key].highlights
        assert hit.score == pytest.approx(others[key].score, abs=0.01, rel=0.001)
    scores = [hits[key].score for key in others]
    assert all(first >= then or first == pytest.approx(then, abs=0.001) for first, then in pairwise(scores))


@given(TYPED)
def test_highlights_are_pieces_of_their_passage_and_do_not_overlap(seed_archives, question):
    results = answer(seed_archives["tantivy"], question)
    for hit in results.passages if isinstance(results, depeche.Results) else ():
        end = 0
        for one in hit.highlights:
            assert end <= one.start < one.end <= len(hit.text)
            assert hit.text[one.start : one.end] == one.surface
            assert 0 <= one.probability <= 1
            end = one.end


@given(TYPED)
def test_nothing_and_its_opposite_are_all(seed_archives, question):
    archive = seed_archives["tantivy"]
    whole = archive.search("NOT zyqxw", limit=0).total.passages
    part, rest = (answer(archive, asked) for asked in (f"({question}) AND NOT zyqxw", f"NOT ({question}) AND NOT zyqxw"))
    if isinstance(part, depeche.Results) and isinstance(rest, depeche.Results) and not part.notes and not rest.notes:
        assert part.total.passages + rest.total.passages == whole
