"""What plans match and score, as every engine must do it."""

import pytest

from depeche.core.errors import EngineError
from depeche.core.plan import AllOf, AnyOf, Everything, Near, Not, Sequence, Term, Values
from depeche.indexer.engines.contract import Count


def test_no_plan_matches_the_record(four, found):
    assert found(four, Everything()) == [("a", 0), ("a", 1), ("b", 0), ("c", 0)]
    assert found(four, Not(Values("place", ("none",)))) == [("a", 0), ("a", 1), ("b", 0), ("c", 0)]
    assert found(four, Not(Everything())) == []
    assert found(four, Not(Not(Values("source", ("RFI",))))) == [("b", 0), ("c", 0)]
    assert found(four, AnyOf((Not(Term("exact", "deraa")), Term("exact", "deraa")))) == found(four, Everything())
    assert four.count(Everything()) == Count("", 4, 3)
    assert sum(count.passages for count in four.facets(Everything(), ["source"], 9)["source"]) == 4
    assert len(list(four.dispatches())) == 4


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (Term("exact", "deraa"), ["a0", "a1"]),
        (Term("stem", "armée"), ["a0", "b0"]),
        (Term("compound", "x"), ["b0"]),
        (Term("exact", "none"), []),
        (AnyOf(()), []),
        (AllOf(()), []),
        (AnyOf((AnyOf(()), Term("exact", "ici"))), ["c0"]),
        (AllOf((AnyOf(()), Term("exact", "ici"))), []),
        (AnyOf((Term("exact", "ici"), Term("exact", "encore")), 0.5), ["a1", "c0"]),
        (AnyOf((Term("exact", "ici"), Term("exact", "encore")), 0), ["a1", "c0"]),
        (AllOf((Term("exact", "armée"), Term("exact", "deraa"))), ["a0"]),
        (AllOf((Term("exact", "deraa"), Not(Term("exact", "encore")))), ["a0"]),
        (AllOf((Not(Term("exact", "deraa")),)), ["b0", "c0"]),
        (AllOf((Not(Term("exact", "deraa")), Not(Term("exact", "ici")))), ["b0"]),
        (AllOf((Not(Not(Term("exact", "deraa"))),)), ["a0", "a1"]),
        (Not(AllOf((Not(Term("exact", "deraa")), Values("source", ("RFI",))))), ["a0", "a1"]),
        (Not(AnyOf(())), ["a0", "a1", "b0", "c0"]),
        (Values("place", ("idleb",)), ["a1", "b0"]),
        (Values("place", ("idleb", "deraa", "none")), ["a0", "a1", "b0"]),
        (Values("place", ()), []),
        (Values("dispatch", ("a", "c")), ["a0", "a1", "c0"]),
        (AllOf((Everything(), Values("source", ("AFP",)))), ["a0", "a1"]),
        (Sequence("exact", (("armée",), ("syrienne",))), ["a0"]),
        (Sequence("exact", (("syrienne",), ("armée",))), ["b0"]),
        (Sequence("exact", (("syrienne", "none"), ("armée", "bombarde"))), ["a0", "b0"]),
        (Sequence("exact", (("armée",), ("bombarde",))), []),
        (Sequence("exact", (("armée",), ("bombarde",)), 1), ["a0"]),
        (Sequence("exact", (("armée",), ("deraa",)), 1), []),
        (Sequence("exact", (("armée",), ("deraa",)), 2), ["a0"]),
        (Sequence("exact", (("syrienne",), ("armée",)), 9), ["b0"]),
        (Sequence("exact", (("armée",), ("bombarde",), ("deraa",)), 1), ["a0"]),
        (Sequence("exact", (("deraa",), ("deraa",))), ["a1"]),
        (Sequence("exact", (("deraa", "ici", "none"),)), ["a0", "a1", "c0"]),
        (Sequence("exact", (("none",), ("armée",))), []),
        (Sequence("exact", ((), ("armée",))), []),
        (Sequence("exact", ()), []),
        (Everything(), ["a0", "a1", "b0", "c0"]),
    ],
)
def test_a_plan_matches(four, plan, expected, found):
    assert [f"{dispatch}{ordinal}" for dispatch, ordinal in found(four, plan)] == expected
    assert four.count(plan).passages == len(expected)
    assert four.count(plan).dispatches == len({name[0] for name in expected})
    assert four.count(plan, dispatches=False).dispatches is None


def score(reader, plan, dispatch="a", ordinal=0):
    return next(m.score for m in reader.search(plan, 10) if (m.dispatch, m.ordinal) == (dispatch, ordinal))


def test_filters_score_nothing(four):
    for plan in (Everything(), Values("source", ("AFP",)), Values("source", ("AFP", "RFI")), Not(Term("exact", "ici"))):
        assert score(four, plan) == 0
        assert score(four, AllOf((plan, Term("exact", "armée")))) == score(four, Term("exact", "armée"))
        assert score(four, AnyOf((plan, Term("exact", "armée")), 0.5)) == score(four, Term("exact", "armée"))


def test_weights_and_ties_combine_as_the_plan_says(four):
    army, deraa = Term("exact", "armée"), Term("exact", "bombarde")
    low, high = score(four, army), score(four, deraa)
    assert low < high
    assert score(four, Term("exact", "armée", 3)) == pytest.approx(3 * low, abs=2e-4)
    assert score(four, AllOf((army, deraa))) == pytest.approx(low + high, abs=2e-4)
    assert score(four, AnyOf((army, deraa), 1)) == pytest.approx(low + high, abs=2e-4)
    assert score(four, AnyOf((army, deraa), 0)) == high
    assert score(four, AnyOf((army, deraa), 0.5)) == pytest.approx(high + 0.5 * low, abs=2e-4)


def test_a_sequence_scores_its_best_way(four):
    pair = Sequence("exact", (("armée",), ("syrienne",)))
    both = AllOf((Term("exact", "armée"), Term("exact", "syrienne")))
    assert score(four, pair) == pytest.approx(score(four, both), abs=2e-4)
    wider = Sequence("exact", (("armée",), ("syrienne", "bombarde")), 1)
    assert score(four, wider) > score(four, pair)
    assert score(four, Sequence("exact", pair.positions, 0, 2.0)) == pytest.approx(2 * score(four, pair), abs=2e-4)


def test_a_sequence_with_too_many_ways_is_an_engine_error(archive, record):
    reader = archive([record("a", 0, " ".join(map(str, range(40))))])
    words = tuple(map(str, range(40)))
    assert reader.search(Sequence("exact", (words[:30], words[:30])), 5)
    with pytest.raises(EngineError, match="ways"):
        reader.search(Sequence("exact", (words, words)), 5)
    with pytest.raises(EngineError, match="ways"):
        reader.count(Sequence("exact", ((words[0],), (words[1],)), 100_000))
    unknown = tuple(f"x{n}" for n in range(100))
    assert reader.search(Sequence("exact", ((*unknown, "1"), (*unknown, "2"))), 5)


def test_an_unknown_field_is_an_engine_error(four):
    with pytest.raises(EngineError):
        four.search(Term("none", "x"), 5)


@pytest.fixture
def inflected(archive, record):
    """Passages in which forms of two words stand in a row, or apart."""
    texts = [
        ("forces armées", "forc arme"),
        ("force armée", "forc arme"),
        ("force armée des forces dites armées", "forc arme de forc dit arme"),
    ]
    return archive([record(str(n), 0, exact, stem=stem) for n, (exact, stem) in enumerate(texts)])


def test_a_row_of_words_as_written_is_one_of_their_stems_where_the_words_are(inflected, found):
    row = Sequence("exact", (("forces",), ("armées",)), 0, 1.0, (("forc",), ("arme",)))
    assert found(inflected, row) == [("0", 0), ("2", 0)]
    assert found(inflected, Near("exact", (("armée",), ("force",)), 0, 1.0, row.stems[::-1])) == [("1", 0), ("2", 0)]
    assert found(inflected, Sequence("stem", row.stems)) == [("0", 0), ("1", 0), ("2", 0)]


def test_a_row_scores_what_its_stems_do(inflected):
    row = Sequence("exact", (("forces",), ("armées",)), 0, 1.0, (("forc",), ("arme",)))
    stems = {match.dispatch: match.score for match in inflected.search(Sequence("stem", row.stems), 9)}
    assert all(match.score == stems[match.dispatch] for match in inflected.search(row, 9))


def test_a_row_needs_a_field_that_tells_where_words_stand_and_a_stem_for_each_word(four):
    with pytest.raises(EngineError, match="compound"):
        four.search(Sequence("compound", (("x",), ("x",))), 5)
    with pytest.raises(EngineError, match="stems"):
        four.search(Sequence("exact", (("armée",), ("syrienne",)), 0, 1.0, (("arme",),)), 5)
