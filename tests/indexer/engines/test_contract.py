import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.core import fields
from depeche.core.errors import ArchiveExists, ArchiveFormatError, ArchiveLocked, EngineError
from depeche.core.plan import AllOf, AnyOf, Everything, Not, Sequence, Term, Values
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Count

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
LEFT_OPEN = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Whoosh leaves a file that it cannot read open until it is collected."""
UNICODE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


def ids(matches):
    return [(match.dispatch, match.ordinal) for match in matches]


def found(reader, plan):
    return sorted(ids(reader.search(plan, 1000)))


@pytest.fixture
def four(archive, record):
    """Four passages of three dispatches; see the tests for what they hold."""
    return archive(
        [
            record("a", 0, "armée syrienne bombarde deraa", date=20180731, place=("deraa",), source=("AFP",), lead=("1",)),
            record("a", 1, "deraa deraa encore", date=20180731, place=("deraa", "idleb"), source=("AFP",)),
            record("b", 0, "syrienne armée", date=20180801, place=("idleb",), source=("RFI",), lead=("1",), compound=["x"]),
        ],
        [record("c", 0, "rien ici", source=("RFI",), lead=("1",))],
    )


# creating and opening


def test_a_new_index_is_empty_and_has_no_record(engine, tmp_path):
    engine.create(tmp_path / "new" / "folder")
    reader = engine.reader(tmp_path / "new" / "folder")
    assert reader.record is None
    assert reader.size() == 0
    assert reader.search(Everything(), 10) == []
    assert reader.search(Term("exact", "a"), 10) == []
    assert reader.search(Not(Term("exact", "a")), 10) == []
    assert reader.count(Everything()) == Count("", 0, 0)
    assert reader.facets(Everything(), fields.COUNTED, 5) == {name: [] for name in fields.COUNTED}
    assert list(reader.dictionary("exact")) == []
    assert reader.doc_freq("exact", "a") == 0
    assert list(reader.dispatches()) == []
    assert reader.dispatch("a") == []


def test_creating_where_an_index_lies_is_archive_exists(engine, tmp_path):
    engine.create(tmp_path)
    with pytest.raises(ArchiveExists):
        engine.create(tmp_path)


@pytest.mark.parametrize("opening", ["reader", "writer"])
def test_a_missing_folder_is_an_archive_format_error(engine, tmp_path, opening):
    with pytest.raises(ArchiveFormatError):
        getattr(engine, opening)(tmp_path / "none")


@pytest.mark.parametrize("opening", ["reader", "writer"])
def test_an_empty_folder_is_an_archive_format_error(engine, tmp_path, opening):
    with pytest.raises(ArchiveFormatError):
        getattr(engine, opening)(tmp_path)


@LEFT_OPEN
@pytest.mark.parametrize("opening", ["reader", "writer"])
def test_damaged_tables_of_contents_are_an_archive_format_error(engine, tmp_path, opening, build, record):
    build(engine, tmp_path, [record("a", 0, "mot")]).close()
    for path in [*tmp_path.glob("*.toc"), *tmp_path.glob("meta.json")]:
        path.write_bytes(b"{damaged")
    with pytest.raises(ArchiveFormatError):
        getattr(engine, opening)(tmp_path)


@LEFT_OPEN
def test_a_missing_segment_is_an_archive_format_error(engine, tmp_path, build, record):
    build(engine, tmp_path, [record("a", 0, "mot")]).close()
    for path in [*tmp_path.glob("*.seg"), *tmp_path.glob("*.term"), *tmp_path.glob("*.store")]:
        path.unlink()
    with pytest.raises(ArchiveFormatError):
        engine.reader(tmp_path)


# writing


def test_a_second_writer_is_locked_out_until_the_first_closes(engine, tmp_path):
    engine.create(tmp_path)
    first = engine.writer(tmp_path)
    with pytest.raises(ArchiveLocked):
        engine.writer(tmp_path)
    first.commit("one")
    with pytest.raises(ArchiveLocked):
        engine.writer(tmp_path)
    first.close()
    engine.writer(tmp_path).close()


def test_what_is_not_committed_is_seen_by_no_reader_and_dropped_at_close(engine, tmp_path, record):
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.add([record("a", 0, "un")])
    writer.commit("one")
    writer.add([record("b", 0, "deux")])
    writer.delete(["a"])
    assert found(engine.reader(tmp_path), Everything()) == [("a", 0)]
    writer.close()
    assert found(engine.reader(tmp_path), Everything()) == [("a", 0)]
    writer = engine.writer(tmp_path)
    writer.commit("two")
    writer.close()
    assert found(engine.reader(tmp_path), Everything()) == [("a", 0)]


def test_a_reader_keeps_its_snapshot(engine, tmp_path, record):
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.add([record("a", 0, "un", source=("AFP",))])
    writer.commit("one")
    old = engine.reader(tmp_path)
    for number in range(12):
        writer.delete(["a"])
        writer.add([record(f"b{number}", 0, "deux")])
        writer.commit(f"more {number}")
    writer.close()
    assert old.record == "one"
    assert old.dispatch("a") == ["a/0"]
    assert old.facets(Term("exact", "un"), ["source"], 5) == {"source": [Count("AFP", 1, 1)]}
    assert found(old, Everything()) == [("a", 0)]
    new = engine.reader(tmp_path)
    assert new.record == "more 11"
    assert found(new, Everything()) == sorted((f"b{number}", 0) for number in range(12))


def test_deleting_takes_what_was_added_before_and_leaves_what_is_added_after(engine, tmp_path, record):
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.add([record("a", 0, "vieux"), record("b", 0, "b")])
    writer.commit("one")
    writer.add([record("a", 1, "moyen"), record("c", 0, "c"), record("c", 1, "c")])
    writer.delete(["a", "c", "unknown"])
    writer.add([record("a", 2, "neuf")])
    writer.commit("two")
    writer.close()
    reader = engine.reader(tmp_path)
    assert found(reader, Everything()) == [("a", 2), ("b", 0)]
    assert reader.search(Term("exact", "vieux"), 5) == []
    assert reader.search(Term("exact", "moyen"), 5) == []
    assert reader.dispatch("a") == ["a/2"]
    assert reader.dispatch("c") == []
    assert reader.count(Everything()) == Count("", 2, 2)


def test_many_commits_with_deletions_lose_nothing(engine, tmp_path, record):
    engine.create(tmp_path)
    random_ = random.Random(5)
    alive = {}
    for number in range(40):
        writer = engine.writer(tmp_path)
        id_ = f"d{random_.randrange(12)}"
        writer.delete([id_])
        alive[id_] = [f"{number}.{ordinal}" for ordinal in range(random_.randrange(4))]
        writer.add([record(id_, n, f"w{number} mot", payload=text, place=("p",)) for n, text in enumerate(alive[id_])])
        writer.commit(str(number))
        writer.close()
    reader = engine.reader(tmp_path)
    assert reader.record == "39"
    assert list(reader.dispatches(batch=5)) == [text for id_ in sorted(alive) for text in alive[id_]]
    passages, dispatches = sum(map(len, alive.values())), sum(map(bool, alive.values()))
    assert reader.count(Term("stem", "mot")) == Count("", passages, dispatches)
    assert reader.facets(Everything(), ["place"], 3) == {"place": [Count("p", passages, dispatches)]}


def test_passages_of_one_dispatch_may_come_in_several_commits(archive, record):
    reader = archive([record("a", 0, "x"), record("b", 0, "x")], [record("a", 1, "x"), record("c", 0, "x")])
    assert reader.dispatch("a") == ["a/0", "a/1"]
    assert reader.count(Term("exact", "x")) == Count("", 4, 3)


@pytest.mark.parametrize("call", [lambda w: w.add([]), lambda w: w.delete(["a"]), lambda w: w.commit("")])
def test_a_closed_writer_refuses_and_may_be_closed_again(engine, tmp_path, call):
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.close()
    writer.close()
    with pytest.raises(EngineError):
        call(writer)


def test_a_closed_reader_refuses_and_may_be_closed_again(four):
    four.close()
    four.close()
    for call in (
        lambda: four.search(Everything(), 1),
        lambda: four.count(Everything()),
        lambda: four.facets(Everything(), ["place"], 1),
        lambda: list(four.dictionary("exact")),
        lambda: four.doc_freq("exact", "a"),
        lambda: four.dispatch("a"),
        lambda: list(four.dispatches()),
    ):
        with pytest.raises(EngineError):
            call()


@pytest.mark.parametrize("field", ["exact", "compound", "place"])
def test_a_term_too_long_to_keep_is_an_engine_error(engine, tmp_path, record, field):
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    with pytest.raises(EngineError, match="bytes"):
        writer.add([record("a", 0, **{field: ["é" * 33_000]})])
    writer.add([record("b", 0, **{field: ["é" * 32_000]})])
    writer.commit("one")
    writer.close()
    assert engine.reader(tmp_path).doc_freq(field, "é" * 32_000) == 1


# the commit's record


def test_the_record_is_that_of_the_last_commit(archive, record):
    assert archive([record("a", 0, "x")], [], []).record == "commit 2"


def test_a_commit_of_nothing_but_a_record_leaves_no_passages(archive):
    reader = archive([], [])
    assert reader.record == "commit 1"
    assert reader.count(Everything()) == Count("", 0, 0)
    assert reader.search(Everything(), 5) == []


def test_no_plan_matches_the_record(four):
    assert found(four, Everything()) == [("a", 0), ("a", 1), ("b", 0), ("c", 0)]
    assert found(four, Not(Values("place", ("none",)))) == [("a", 0), ("a", 1), ("b", 0), ("c", 0)]
    assert found(four, Not(Everything())) == []
    assert found(four, Not(Not(Values("source", ("RFI",))))) == [("b", 0), ("c", 0)]
    assert found(four, AnyOf((Not(Term("exact", "deraa")), Term("exact", "deraa")))) == found(four, Everything())
    assert four.count(Everything()) == Count("", 4, 3)
    assert sum(count.passages for count in four.facets(Everything(), ["source"], 9)["source"]) == 4
    assert len(list(four.dispatches())) == 4


# plans


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
def test_a_plan_matches(four, plan, expected):
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


# order and pages


def test_ties_are_broken_by_date_then_dispatch_then_ordinal(archive, record):
    batch = [
        record("b", 1, "mot", date=5),
        record("b", 0, "mot", date=5),
        record("a", 10, "mot", date=5),
        record("a", 9, "mot", date=5),
        record("é", 0, "mot", date=5),
        record("zz", 0, "mot"),
        record("c", 0, "mot", date=201807311639),
        record("aa", 0, "mot", date=5),
    ]
    reader = archive(batch[:3], batch[3:])
    expected = [("c", 0), ("a", 9), ("a", 10), ("aa", 0), ("b", 0), ("b", 1), ("é", 0), ("zz", 0)]
    for plan in (Everything(), Term("exact", "mot"), Values("dispatch", ("a", "aa", "b", "c", "é", "zz"))):
        matches = reader.search(plan, 20)
        assert ids(matches) == expected
        assert [match.date_key for match in matches] == [201807311639, 5, 5, 5, 5, 5, 5, 0]
        assert [match.payload for match in matches] == [f"{dispatch}/{ordinal}" for dispatch, ordinal in expected]


@pytest.mark.parametrize("plan", [Everything(), Term("exact", "a"), AnyOf((Term("exact", "a"), Term("exact", "b")), 0.5)])
def test_pages_neither_repeat_nor_skip(archive, record, plan):
    random_ = random.Random(3)
    batch = [
        record(f"d{n // 3}", n % 3, " ".join(random_.choices("aaabcd", k=random_.randrange(1, 5))), date=random_.randrange(3))
        for n in range(300)
    ]
    reader = archive(batch[:180], batch[180:])
    whole = reader.search(plan, 1000)
    assert [(-m.score, -m.date_key, m.dispatch, m.ordinal) for m in whole] == sorted(
        (-m.score, -m.date_key, m.dispatch, m.ordinal) for m in whole
    )
    assert len(set(ids(whole))) == len(whole) == reader.count(plan).passages
    for size in (1, 7, 50):
        pages = [reader.search(plan, size, offset) for offset in range(0, len(whole) + size, size)]
        assert [match for page in pages for match in page] == whole


def test_no_matches_are_given_beyond_the_last_or_for_no_limit(four):
    for plan in (Everything(), Term("exact", "deraa")):
        assert four.search(plan, 5, 100) == []
        assert four.search(plan, 0) == []
    assert len(four.search(Everything(), 10**9)) == 4
    assert len(four.search(Term("exact", "deraa"), 10**9, 1)) == 1


# counts and facets


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


# dictionaries and dispatches


def test_a_dictionary_is_in_code_point_order_with_counts(archive, record):
    reader = archive([record("a", 0, "éa ez e zz e")], [record("b", 0, "ez a 𝒳 \uffee")])
    assert list(reader.dictionary("exact")) == [("a", 1), ("e", 1), ("ez", 2), ("zz", 1), ("éa", 1), ("\uffee", 1), ("𝒳", 1)]
    assert list(reader.dictionary("exact", "e")) == [("e", 1), ("ez", 2)]
    assert list(reader.dictionary("exact", "q")) == []
    assert list(reader.dictionary("dispatch")) == [("a", 1), ("b", 1)]
    assert reader.doc_freq("exact", "ez") == 2
    assert reader.doc_freq("exact", "none") == 0


def test_a_dispatch_is_given_in_order_of_ordinal(archive, record):
    reader = archive([record("a", 2, "x"), record("a", 10, "x"), record("b", 0, "x")], [record("a", 0, "x")])
    assert reader.dispatch("a") == ["a/0", "a/2", "a/10"]
    assert reader.dispatch("none") == []


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_dispatches_gives_all_payloads_in_order(archive, record, batch):
    reader = archive([record("b", 1), record("é", 0), record("b", 0)], [record("a", 0), record("b", 2)])
    assert list(reader.dispatches(batch=batch)) == ["a/0", "b/0", "b/1", "b/2", "é/0"]


def test_size_counts_all_stored_records(four, engine, tmp_path):
    assert four.size() >= 5


@SLOW
@given(st.lists(UNICODE, min_size=1, max_size=5, unique=True))
def test_values_may_hold_any_characters(engine, tmp_path_factory, build, record, values):
    batch = [record(f"d{n}", 0, "x", place=(value,), card=(value,)) for n, value in enumerate(values)]
    reader = build(engine, tmp_path_factory.mktemp("values") / "x", batch)
    assert sorted(value for value, _ in reader.dictionary("card")) == sorted(values)
    assert reader.facets(Everything(), ["place"], 9)["place"] == [Count(value, 1, 1) for value in sorted(values)]
    for n, value in enumerate(values):
        assert found(reader, Values("place", (value,))) == [(f"d{n}", 0)]
        assert reader.doc_freq("card", value) == 1


@SLOW
@given(st.lists(UNICODE.filter(bool), min_size=1, max_size=5, unique=True))
def test_dispatch_ids_may_hold_any_characters(engine, tmp_path_factory, build, record, names):
    reader = build(engine, tmp_path_factory.mktemp("ids") / "x", [record(name, 3, "x", date=7) for name in names])
    assert ids(reader.search(Everything(), 9)) == [(name, 3) for name in sorted(names)]
    assert ids(reader.search(Term("exact", "x"), 9)) == [(name, 3) for name in sorted(names)]
    assert all(reader.dispatch(name) == [f"{name}/3"] for name in names)


@SLOW
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5), st.text("a\0\n\x1bé", max_size=9))
def test_payloads_and_records_come_back_as_they_were(engine, tmp_path_factory, record, payloads, note):
    folder = tmp_path_factory.mktemp("payloads")
    engine.create(folder)
    writer = engine.writer(folder)
    writer.add(record("a", n, "x", payload=payload) for n, payload in enumerate(payloads))
    writer.commit(note)
    writer.close()
    reader = engine.reader(folder)
    assert reader.dispatch("a") == payloads
    assert [match.payload for match in reader.search(Term("exact", "x"), 9)] == payloads
    assert reader.record == note


def test_threads_may_share_a_reader(archive, record):
    reader = archive([record(f"d{n}", 0, f"mot w{n % 7} w{n % 5}", place=(f"p{n % 3}",)) for n in range(200)])
    plans = [AnyOf((Term("exact", f"w{n % 7}"), Sequence("exact", (("mot",), (f"w{n % 7}",))))) for n in range(20)]
    alone = [(reader.search(plan, 20), reader.facets(plan, ["place"], 5)) for plan in plans]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda plan: (reader.search(plan, 20), reader.facets(plan, ["place"], 5)), plans))
    assert together == alone


def test_readers_open_while_a_writer_commits(engine, tmp_path, record):
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.add([record("a", 0, "x")])
    writer.commit("0")

    def write():
        for number in range(30):
            writer.delete(["a"])
            writer.add([record("a", 0, "x")])
            writer.commit(str(number))

    with ThreadPoolExecutor(1) as threads:
        done = threads.submit(write)
        while not done.done():
            reader = engine.reader(tmp_path)
            assert found(reader, Term("exact", "x")) == [("a", 0)]
            reader.close()
        done.result()
    writer.close()


def test_a_whoosh_index_pickles_no_class_of_ours(tmp_path, build, record):
    build(registry.engine("whoosh"), tmp_path, [record("a", 0, "x")], [record("b", 0, "x")]).close()
    (table,) = tmp_path.glob("*.toc")
    assert b"whoosh" in table.read_bytes()
    assert b"depeche" not in table.read_bytes()
