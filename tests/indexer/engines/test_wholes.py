"""Scores that are set, boosted or raised, and whole dispatches, as every engine must give them."""

import pytest

from depeche.core.plan import AllOf, AnyOf, Boosted, Constant, Everything, InDispatch, Near, Not, Raised, Sequence, Term, Values
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Count
from depeche.indexer.engines.tantivy import numbers

ARMY, DERAA = Term("exact", "armée"), Term("exact", "deraa")


def scores(reader, plan):
    return {f"{match.dispatch}{match.ordinal}": match.score for match in reader.search(plan, 10)}


# constant scores


@pytest.mark.parametrize(
    "child", [DERAA, AnyOf((DERAA, ARMY)), Not(ARMY), Values("source", ("AFP",)), InDispatch(ARMY), Everything()]
)
def test_a_constant_gives_every_match_its_score(four, child):
    assert scores(four, Constant(child, 2.5)) == dict.fromkeys(scores(four, child), 2.5)


def test_a_constant_adds_and_competes_as_any_score_does(four):
    army = scores(four, ARMY)["a0"]
    assert scores(four, AllOf((Constant(DERAA, 1.5), ARMY))) == {"a0": pytest.approx(army + 1.5, abs=2e-4)}
    assert scores(four, AnyOf((Constant(DERAA, 9), ARMY), 0))["a0"] == 9
    assert scores(four, AnyOf((Constant(DERAA, 9), ARMY), 1))["a0"] == pytest.approx(army + 9, abs=2e-4)
    assert scores(four, AnyOf((Constant(DERAA, 1), Constant(ARMY, 2)))) == {"a0": 3, "b0": 2, "a1": 1}
    assert scores(four, AllOf((Constant(DERAA, 0.1), Constant(ARMY, 0.2), Not(Term("exact", "encore"))))) == {"a0": 0.3}


def test_equal_constants_are_a_tie_in_order_of_date(archive, record, ids):
    reader = archive(
        [record("a", 0, "x"), record("b", 0, "x x", date=5), record("c", 1, "x y", date=9), record("c", 0, "x", date=9)]
    )
    matches = reader.search(Constant(Term("exact", "x"), 1 / 3), 9)
    assert ids(matches) == [("c", 0), ("c", 1), ("b", 0), ("a", 0)]
    assert {match.score for match in matches} == {0.3333}
    assert reader.search(Constant(Term("exact", "x"), 1 / 3), 2, 1) == matches[1:3]


# boosted scores


@pytest.mark.parametrize(
    "child",
    [
        DERAA,
        Sequence("exact", (("armée",), ("syrienne", "bombarde")), 1, 0.4),
        Near("exact", (("bombarde",), ("syrienne",)), 0, 0.4),
        AnyOf((DERAA, ARMY), 0.3),
        AllOf((DERAA, Not(ARMY))),
        Constant(DERAA, 0.7),
        Boosted(DERAA, 0.3),
        AnyOf((Boosted(AllOf((DERAA, Boosted(ARMY, 2))), 0.5), ARMY, Values("source", ("RFI",))), 0.3),
    ],
)
@pytest.mark.parametrize("weight", [1, 0.25, 3])
def test_a_boost_multiplies_the_scores_of_what_is_in_it(four, child, weight):
    expected = {key: pytest.approx(weight * score, abs=2e-4) for key, score in scores(four, child).items()}
    assert scores(four, Boosted(child, weight)) == expected
    within = scores(four, AllOf((Boosted(child, weight), Everything())))
    assert within == expected


def test_a_boost_leaves_filters_at_nothing(four):
    for child in (Everything(), InDispatch(DERAA), Values("source", ("RFI",)), Not(ARMY)):
        assert set(scores(four, Boosted(child, 5)).values()) == {0}


# raised scores


@pytest.mark.parametrize("child", [DERAA, Everything(), Constant(DERAA, 0.5), AnyOf((DERAA, ARMY))])
@pytest.mark.parametrize(
    "by", [(), (ARMY,), (ARMY, DERAA), (Constant(ARMY, 3),), (Values("place", ("deraa",)),), (Not(ARMY), Term("exact", "none"))]
)
def test_what_raises_adds_its_scores_and_matches_nothing_more(four, child, by):
    expected = {
        key: pytest.approx(score + sum(scores(four, each).get(key, 0) for each in by), abs=3e-4)
        for key, score in scores(four, child).items()
    }
    assert scores(four, Raised(child, by)) == expected
    assert four.count(Raised(child, by)) == four.count(child)


# whole dispatches


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (InDispatch(ARMY), ["a0", "a1", "b0"]),
        (InDispatch(Term("exact", "encore")), ["a0", "a1"]),
        (InDispatch(Values("passage", ("1 a", "0 c"))), ["a0", "a1", "c0"]),
        (InDispatch(Term("exact", "none")), []),
        (InDispatch(AnyOf(())), []),
        (InDispatch(Everything()), ["a0", "a1", "b0", "c0"]),
        (InDispatch(Not(DERAA)), ["b0", "c0"]),
        (Not(InDispatch(DERAA)), ["b0", "c0"]),
        (InDispatch(InDispatch(Term("exact", "encore"))), ["a0", "a1"]),
        (InDispatch(AllOf((ARMY, InDispatch(Term("exact", "encore"))))), ["a0", "a1"]),
        (AllOf((InDispatch(ARMY), InDispatch(Term("exact", "encore")))), ["a0", "a1"]),
        (AllOf((InDispatch(ARMY), DERAA, Not(ARMY))), ["a1"]),
        (AllOf((ARMY, Term("exact", "encore"))), []),
        (AnyOf((InDispatch(Term("exact", "encore")), Term("exact", "ici")), 0), ["a0", "a1", "c0"]),
    ],
)
def test_every_passage_of_the_dispatches_that_match_is_met(four, found, plan, expected):
    assert [f"{dispatch}{ordinal}" for dispatch, ordinal in found(four, plan)] == expected
    assert four.count(plan) == Count("", len(expected), len({name[0] for name in expected}))


def test_being_in_a_dispatch_scores_nothing(four):
    plan = AllOf((DERAA, InDispatch(Boosted(ARMY, 4))))
    assert scores(four, InDispatch(ARMY)) == {"a0": 0, "a1": 0, "b0": 0}
    assert scores(four, plan) == scores(four, DERAA)


def test_passages_of_dispatches_are_met_across_commits(archive, record, found):
    reader = archive([record("a", 0, "x"), record("a", 1, "y")], [record("b", 0, "y"), record("b", 1, "z"), record("c", 0, "x")])
    assert found(reader, InDispatch(Term("exact", "x"))) == [("a", 0), ("a", 1), ("c", 0)]
    assert found(reader, InDispatch(Term("exact", "z"))) == [("b", 0), ("b", 1)]


def test_deleted_passages_bring_no_dispatch_and_are_not_brought(engine, tmp_path, record, found):
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.add([record("a", 0, "x"), record("a", 1, "y"), record("b", 0, "x"), record("b", 1, "y")])
    writer.commit("one")
    writer.delete(["a"])
    writer.add([record("a", 0, "y"), record("c", 0, "x y")])
    writer.commit("two")
    writer.close()
    reader = engine.reader(tmp_path)
    assert found(reader, InDispatch(Term("exact", "x"))) == [("b", 0), ("b", 1), ("c", 0)]
    assert found(reader, InDispatch(Term("exact", "y"))) == [("a", 0), ("b", 0), ("b", 1), ("c", 0)]


def test_facets_and_counts_take_whole_dispatches(four):
    plan = InDispatch(Term("exact", "encore"))
    assert four.facets(plan, ["place"], 9) == {"place": [Count("deraa", 2, 1), Count("idleb", 1, 1)]}
    assert [four.search(InDispatch(Term("exact", word)), 9) for word in ("encore", "ici") * 9][-2:] == [
        four.search(Values("dispatch", (dispatch,)), 9) for dispatch in "ac"
    ]


@pytest.mark.parametrize("step", [1, 7, 40])
def test_more_dispatches_than_are_found_at_once_are_all_found(tmp_path, build, record, found, monkeypatch, step):
    monkeypatch.setattr(numbers, "STEP", step)
    batch = [record(f"d{n // 2}", n % 2, "mot" if n % 4 == 0 else "autre") for n in range(100)]
    reader = build(registry.engine("tantivy"), tmp_path, batch[:60], batch[60:])
    expected = sorted((f"d{n}", ordinal) for n in range(0, 50, 2) for ordinal in (0, 1))
    assert found(reader, InDispatch(Term("exact", "mot"))) == expected
