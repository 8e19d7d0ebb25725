"""Dictionaries, dispatches, payloads and values of any characters, as every engine must give them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.core.plan import AnyOf, Everything, Sequence, Term, Values
from depeche.indexer.engines.contract import Count, Payload

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
UNICODE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


def test_a_dictionary_is_in_code_point_order_with_counts(archive, record):
    reader = archive([record("a", 0, "éa ez e zz e")], [record("b", 0, "ez a 𝒳 \uffee")])
    assert list(reader.dictionary("exact")) == [("a", 1), ("e", 1), ("ez", 2), ("zz", 1), ("éa", 1), ("\uffee", 1), ("𝒳", 1)]
    assert list(reader.dictionary("exact", "e")) == [("e", 1), ("ez", 2)]
    assert list(reader.dictionary("exact", "q")) == []
    assert list(reader.dictionary("dispatch")) == [("a", 1), ("b", 1)]
    assert reader.doc_freq("exact", "ez") == 2
    assert reader.doc_freq("exact", "none") == 0


def test_a_dispatch_is_given_in_order_of_ordinal(archive, record):
    reader = archive([*(record("a", n, "x") for n in range(12)), record("b", 0, "x")], [record("c", 0, "x")])
    assert reader.dispatch("a") == [Payload(n, b"a") for n in range(12)]
    assert reader.dispatch("none") == []


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_dispatches_gives_all_payloads_in_order(archive, record, batch):
    reader = archive([record("b", 0), record("b", 1), record("é", 0)], [record("a", 0)])
    assert list(reader.dispatches(batch=batch)) == [Payload(0, b"a"), Payload(0, b"b"), Payload(1, b"b"), Payload(0, "é".encode())]


def test_size_counts_all_stored_records(four, engine, tmp_path):
    assert four.size() >= 5


@SLOW
@given(st.lists(UNICODE, min_size=1, max_size=5, unique=True))
def test_values_may_hold_any_characters(found, engine, tmp_path_factory, build, record, values):
    batch = [record(f"d{n}", 0, "x", place=(value,), capital=(value,)) for n, value in enumerate(values)]
    reader = build(engine, tmp_path_factory.mktemp("values") / "x", batch)
    assert sorted(value for value, _ in reader.dictionary("capital")) == sorted(values)
    assert reader.facets(Everything(), ["place"], 9)["place"] == [Count(value, 1, 1) for value in sorted(values)]
    for n, value in enumerate(values):
        assert found(reader, Values("place", (value,))) == [(f"d{n}", 0)]
        assert reader.doc_freq("capital", value) == 1


@SLOW
@given(st.lists(UNICODE.filter(bool), min_size=1, max_size=5, unique=True))
def test_dispatch_ids_may_hold_any_characters(ids, engine, tmp_path_factory, build, record, names):
    reader = build(engine, tmp_path_factory.mktemp("ids") / "x", [record(name, 0, "x", date=7) for name in names])
    assert ids(reader.search(Everything(), 9)) == [(name, 0) for name in sorted(names)]
    assert ids(reader.search(Term("exact", "x"), 9)) == [(name, 0) for name in sorted(names)]
    assert all(reader.dispatch(name) == [Payload(0, name.encode())] for name in names)


@SLOW
@given(st.lists(st.binary(), min_size=1, max_size=5), st.text("a\0\n\x1bé", max_size=9))
def test_payloads_and_records_come_back_as_they_were(engine, tmp_path_factory, record, payloads, note):
    folder = tmp_path_factory.mktemp("payloads")
    engine.create(folder)
    writer = engine.writer(folder)
    writer.add(record(f"d{n}", 0, "x", payload=payload) for n, payload in enumerate(payloads))
    writer.commit(note)
    writer.close()
    reader = engine.reader(folder)
    assert list(reader.dispatches()) == [Payload(0, payload) for payload in payloads]
    assert [match.payload for match in reader.search(Term("exact", "x"), 9)] == [Payload(0, payload) for payload in payloads]
    assert reader.record == note


def test_threads_may_share_a_reader(archive, record):
    reader = archive([record(f"d{n}", 0, f"mot w{n % 7} w{n % 5}", place=(f"p{n % 3}",)) for n in range(200)])
    plans = [AnyOf((Term("exact", f"w{n % 7}"), Sequence("exact", (("mot",), (f"w{n % 7}",))))) for n in range(20)]
    alone = [(reader.search(plan, 20), reader.facets(plan, ["place"], 5)) for plan in plans]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda plan: (reader.search(plan, 20), reader.facets(plan, ["place"], 5)), plans))
    assert together == alone
