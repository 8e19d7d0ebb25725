"""Facets of each engine counted within given values, as a plain loop counts them."""

import random
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.core.plan import AnyOf, Everything, Term, Values
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Count
from depeche.indexer.engines.tantivy import numbers

PLACES = ["deraa", "idleb", "homs", "x.*", "(", "درعا", "a b", ""]
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
SOME = st.lists(st.sampled_from([*PLACES, "none", "."]) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=9)


@pytest.fixture
def batch(record):
    def places(n):
        return tuple(place for at, place in enumerate(PLACES) if n % (at + 2) == 0)

    return [record(f"d{n // 4:02}", n % 4, "mot" if n % 3 else "autre", place=places(n), source=(f"s{n % 5}",)) for n in range(60)]


@pytest.fixture
def reader(archive, batch):
    return archive(batch[:25], batch[25:])


def counts(batch, field, only, limit):
    """Count by a loop over `batch`."""
    held = defaultdict(list)
    for item in batch:
        for value in item.values[field]:
            held[value].append(item.dispatch)
    counted = [Count(value, len(found), len(set(found))) for value, found in held.items() if value in only]
    return sorted(counted, key=lambda count: (-count.passages, count.value))[:limit]


@SLOW
@given(only=SOME, limit=st.integers(0, 12))
def test_only_the_values_asked_for_are_counted(reader, batch, only, limit):
    found = reader.facets(Everything(), ["place"], limit, only={"place": only})
    assert found == {"place": counts(batch, "place", only, limit)}


def test_a_value_far_below_the_largest_is_counted_exactly(reader):
    (last,) = reader.facets(Everything(), ["place"], 99)["place"][-1:]
    assert reader.facets(Everything(), ["place"], 1, only={"place": [last.value]}) == {"place": [last]}


def test_each_field_has_its_own_values_and_a_field_without_any_named_has_all(reader, batch):
    found = reader.facets(Everything(), ["place", "source"], 99, only={"place": ["homs"]})
    assert found["place"] == counts(batch, "place", ["homs"], 99)
    assert found["source"] == reader.facets(Everything(), ["source"], 99)["source"]
    assert reader.facets(Everything(), ["place"], 99, only={}) == reader.facets(Everything(), ["place"], 99)


@pytest.mark.parametrize("plan", [Term("exact", "mot"), Values("source", ("s1", "s2")), AnyOf(())])
def test_the_counts_are_those_of_the_plan(reader, plan):
    every = reader.facets(plan, ["place"], 99)["place"]
    wanted = ["homs", "deraa", "درعا"]
    expected = [count for count in every if count.value in wanted]
    assert reader.facets(plan, ["place"], 99, only={"place": wanted}) == {"place": expected}
    plain = [Count(count.value, count.passages) for count in expected]
    assert reader.facets(plan, ["place"], 99, dispatches=False, only={"place": wanted}) == {"place": plain}


@pytest.mark.parametrize("only", [[], ["none"], [""], ["x"], ["."]])
def test_a_value_that_no_match_has_is_left_out(archive, record, only):
    reader = archive([record("a", 0, "mot", place=("deraa", "x.*"))])
    assert reader.facets(Everything(), ["place"], 9, only={"place": only}) == {"place": []}


def test_values_are_counted_exactly_where_one_aggregation_cannot_hold_them(tmp_path, build, batch, monkeypatch):
    monkeypatch.setattr(numbers, "BUCKETS", 2)
    reader = build(registry.engine("tantivy"), tmp_path, batch)
    wanted = ["homs", "idleb", "(", "none"]
    found = reader.facets(Everything(), ["place"], 3, dispatches=False, only={"place": wanted})["place"]
    assert found == [Count(count.value, count.passages) for count in counts(batch, "place", wanted, 3)]


def test_facets_count_passages_and_distinct_dispatches(four):
    assert four.facets(Everything(), ["place", "source", "actor"], 5) == {
        "place": [Count("deraa", 2, 1), Count("idleb", 2, 2)],
        "source": [Count("AFP", 2, 1), Count("RFI", 2, 2)],
        "actor": [],
    }
    assert four.facets(Term("exact", "armée"), ["place"], 1, dispatches=False) == {"place": [Count("deraa", 1)]}
    assert four.facets(Everything(), ["place"], 1) == {"place": [Count("deraa", 2, 1)]}
    assert four.facets(Everything(), ["place"], 0) == {"place": []}
    assert four.facets(AnyOf(()), ["place"], 3) == {"place": []}


def test_facets_are_exact_over_many_values_and_commits(archive, record):
    random_ = random.Random(8)
    batch = [
        record(f"d{n // 2}", n % 2, "x", place=tuple({f"p{int(random_.paretovariate(0.4))}" for _ in "xyz"})) for n in range(900)
    ]
    reader = archive(*(batch[start : start + 150] for start in range(0, 900, 150)))
    expected = {}
    for item in batch:
        for value in item.values["place"]:
            passages, dispatches = expected.setdefault(value, ([], set()))
            passages.append(item)
            dispatches.add(item.dispatch)
    counts = [Count(value, len(passages), len(dispatches)) for value, (passages, dispatches) in expected.items()]
    counts.sort(key=lambda count: (-count.passages, count.value))
    for limit in (1, 3, 20, 200, 5000):
        assert reader.facets(Everything(), ["place"], limit)["place"] == counts[:limit]
