"""Counts beyond what one aggregation of tantivy can hold."""

import pytest

from depeche.core.plan import Everything, Term
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
