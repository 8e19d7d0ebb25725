"""Counts beyond what one aggregation of tantivy can hold."""

import random
from collections import Counter, defaultdict
from itertools import chain

import pytest

from depeche.core.plan import AnyOf, Everything, Not, Raised, Term
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Count
from depeche.indexer.engines.tantivy import numbers


@pytest.mark.parametrize("step", [1, 7, 40])
def test_counts_in_several_steps_are_exact(tmp_path, build, record, monkeypatch, step):
    monkeypatch.setattr(numbers, "STEP", step)
    batch = [record(f"d{n // 2}", n % 2, "mot", place=("all", f"p{n % 5}")) for n in range(100)]
    reader = build(registry.engine("tantivy"), tmp_path, batch[:60], batch[60:])
    assert reader.count(Term("exact", "mot")) == Count("", 100, 50)
    expected = [Count("all", 100, 50), *(Count(f"p{n}", 20, 20) for n in range(5))]
    assert reader.facets(Everything(), ["place"], 9) == {"place": expected}


def test_more_values_and_dispatches_than_one_aggregation_holds_are_counted_exactly(tmp_path, build, record):
    batch = (record(f"d{n}", 0, "mot", place=(f"p{n:06}", "all")) for n in range(70_000))
    reader = build(registry.engine("tantivy"), tmp_path, batch)
    assert reader.count(Everything()) == Count("", 70_000, 70_000)
    assert reader.facets(Term("exact", "mot"), ["place"], 3) == {
        "place": [Count("all", 70_000, 70_000), Count("p000000", 1, 1), Count("p000001", 1, 1)]
    }


ODD = ['"', "\\", 'l\'"armée"', "a\nb", "x*", "a:b", "(", "[a TO b]", "درعا", "-a", "a~2", "+", "a^3", " ", "é", "AND"]


def counted(batch, limit):
    passages, dispatches = Counter(), defaultdict(set)
    for item in batch:
        for value in item.values["place"]:
            passages[value] += 1
            dispatches[value].add(item.dispatch)
    every = [Count(value, count, len(dispatches[value])) for value, count in passages.items()]
    return sorted(every, key=lambda count: (-count.passages, count.value))[:limit]


@pytest.mark.parametrize("odd", [[], ODD])
@pytest.mark.parametrize("skew", [0.1, 1.0, 3.0])
def test_the_largest_of_many_values_are_exact_however_they_lie_in_segments(tmp_path, build, record, odd, skew):
    chance = random.Random(f"{skew} {odd}")
    values = [*odd, *(f"p{n}" for n in range(90))]
    weights = [1 / (n + 1) ** skew for n in range(len(values))]

    def places(part):  # each segment has favourites of its own
        return tuple(set(chance.choices(values, weights, k=3)) | set(chance.choices(values[part * 9 : part * 9 + 20], k=2)))

    parts = [[record(f"d{part} {n // 3}", n % 3, "mot", place=places(part)) for n in range(90)] for part in range(6)]
    reader = build(registry.engine("tantivy"), tmp_path, *parts)
    for limit in (1, 2, 4, 9, 200):
        assert reader.facets(Everything(), ["place"], limit) == {"place": counted(chain.from_iterable(parts), limit)}


def test_what_was_counted_while_it_was_ranked_is_the_count_of_no_other_plan(tmp_path, build, record):
    words = ["mot rare", "mot mot", "autre", "mot", "autre mot"]
    reader = build(registry.engine("tantivy"), tmp_path, [record(f"d{n}", 0, each) for n, each in enumerate(words)])
    raised = Raised(Term("exact", "mot"), (Term("exact", "rare"),))
    plans = [raised, Term("exact", "autre"), AnyOf((raised, Term("exact", "autre"))), Not(raised), AnyOf(())]
    for ranked in plans:
        reader.search(ranked, 1)
        assert [reader.count(plan).passages for plan in plans] == [4, 2, 5, 1, 0]
        assert [reader.count(plan, dispatches=False).passages for plan in plans] == [4, 2, 5, 1, 0]
