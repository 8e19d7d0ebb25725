"""Words near each other in any order, as every engine must find them."""

from itertools import permutations

import pytest

from depeche.core.errors import EngineError
from depeche.core.plan import MOST_WAYS, AnyOf, Near, Sequence


def near(words, slop=0, weight=1.0, field="exact"):
    """Return a Near whose positions are the blank-separated `words`, their alternatives parted by a bar."""
    return Near(field, tuple(tuple(word.split("|")) for word in words.split()), slop, weight)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (near("armée syrienne"), ["a0", "b0"]),
        (near("syrienne armée"), ["a0", "b0"]),
        (near("bombarde armée"), []),
        (near("bombarde armée", 1), ["a0"]),
        (near("deraa armée", 1), []),
        (near("deraa armée", 2), ["a0"]),
        (near("deraa bombarde armée", 1), ["a0"]),
        (near("deraa armée bombarde syrienne"), ["a0"]),
        (near("deraa deraa"), ["a1"]),
        (near("deraa deraa", 9), ["a1"]),
        (near("deraa deraa deraa", 9), []),
        (near("deraa|encore encore|deraa"), ["a1"]),
        (near("encore|none bombarde|deraa"), ["a1"]),
        (near("ici"), ["c0"]),
        (near("ici|deraa"), ["a0", "a1", "c0"]),
        (near("ici none", 5), []),
        (near("ici rien", 0, 1.0, "stem"), ["c0"]),
        (near(""), []),
        (Near("exact", ((), ("armée",))), []),
    ],
)
def test_near_words_match_in_any_order_each_at_a_place_of_its_own(four, found, plan, expected):
    assert [f"{dispatch}{ordinal}" for dispatch, ordinal in found(four, plan)] == expected
    assert four.count(plan).passages == len(expected)


@pytest.mark.parametrize("slop", [0, 1, 3])
@pytest.mark.parametrize("words", ["armée syrienne", "deraa deraa", "deraa|encore armée|deraa", "bombarde armée deraa"])
def test_near_scores_as_the_best_of_the_sequences_in_all_orders(four, words, slop):
    plan = near(words, slop, 0.7)
    orders = AnyOf(tuple(Sequence("exact", order, slop, 0.7) for order in permutations(plan.positions)), 0)
    assert four.search(plan, 10) == four.search(orders, 10)


def test_more_of_the_same_way_score_more_and_other_ways_add_nothing(archive, record):
    reader = archive([record("a", 0, "x y . x y ."), record("b", 0, "x y . y x ."), record("c", 0, "x y . . . .")])
    twice, both, once = reader.search(near("x y"), 3)
    assert (twice.dispatch, both.dispatch, once.dispatch) == ("a", "b", "c")
    assert twice.score > both.score == once.score


def test_near_with_too_many_ways_is_an_engine_error(archive, record):
    reader = archive([record("a", 0, "un deux trois quatre cinq six sept")])
    assert reader.search(near("un deux trois quatre cinq six"), 5)
    with pytest.raises(EngineError, match="ways"):
        reader.search(near("un deux trois quatre cinq six sept"), 5)
    with pytest.raises(EngineError, match="ways"):
        reader.count(near("un deux", MOST_WAYS))


def test_words_that_the_archive_does_not_have_are_not_counted_as_ways(archive, record):
    reader = archive([record("a", 0, "un deux")])
    unknown = "|".join(f"x{n}" for n in range(MOST_WAYS))
    assert reader.search(near(f"{unknown}|deux un|{unknown}"), 5)
