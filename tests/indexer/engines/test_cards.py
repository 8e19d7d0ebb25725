"""Cards come with a commit, stand in the dictionary from then on, and are no passages: the same on each engine."""

import pytest

from depeche.core import fields
from depeche.core.plan import AllOf, Everything, Not, Order, Term, Values
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Count

CARDS = ["SY.deraa\tplace\tcity\tDeraa\tSY\t\tDeraa|Dar'a", "cue:actor:é\tactor\tarmy\tÉ\t\t\tÉ", "SY\tplace\tcountry\tSyrie\t\t\t"]


@pytest.fixture
def carded(engine, tmp_path, record):
    """Three commits: with two cards, with none, with one; what the first brought is deleted in the last."""
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.add([record("a", 0, "deraa", place=("SY.deraa",)), record("a", 1, "deraa encore")])
    writer.commit("one", CARDS[:2])
    writer.add([record("b", 0, "deraa", date=5)])
    writer.commit("two")
    writer.delete(["a"])
    writer.add([record("c", 0, "rien")])
    writer.commit("three", CARDS[2:])
    writer.close()
    return engine.reader(tmp_path)


def test_cards_are_listed_whatever_is_deleted(carded):
    assert list(carded.dictionary(fields.CARD)) == [(card, 1) for card in sorted(CARDS)]
    assert [card for card, _ in carded.dictionary(fields.CARD, "SY\t")] == [CARDS[2]]
    assert carded.record == "three"


def test_cards_are_no_passages(carded, found):
    left = [("b", 0), ("c", 0)]
    assert found(carded, Everything()) == left
    assert found(carded, Not(Term("exact", "deraa"))) == left[1:]
    assert found(carded, AllOf((Everything(), Not(Values("place", ("SY.deraa",)))))) == left
    assert carded.count(Everything()) == Count("", 2, 2)
    assert [match.dispatch for match in carded.search(Everything(), 9, order=Order.NEWEST)] == ["b", "c"]
    assert [match.dispatch for match in carded.search(Everything(), 9, order=Order.OLDEST)] == ["b", "c"]
    assert carded.facets(Everything(), fields.COUNTED, 9) == {name: [] for name in fields.COUNTED}
    assert len(list(carded.dispatches())) == 2


def test_engines_score_alike_beside_cards(tmp_path, record):
    scores = []
    for name in registry.NAMES:
        engine = registry.engine(name)
        engine.create(tmp_path / name)
        writer = engine.writer(tmp_path / name)
        for n in range(3):
            writer.add([record(f"d{n}", 0, f"deraa w{n} encore", family=f"deraa w{n}")])
            writer.commit(str(n), [CARDS[n]])
        writer.close()
        reader = engine.reader(tmp_path / name)
        plans = [Term("exact", "deraa"), Term("exact", "w1"), Term("family", "deraa"), Term("family", "w2")]
        scores.append((reader.size(), [[(m.dispatch, m.score) for m in reader.search(plan, 9)] for plan in plans]))
    assert scores[0] == scores[1]
    assert all(len(found) for found in scores[0][1])
