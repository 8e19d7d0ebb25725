"""Indexes are made, opened, written and read at once, as every engine must do it."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from depeche.core import fields
from depeche.core.errors import ArchiveExists, ArchiveFormatError, ArchiveLocked, EngineError
from depeche.core.plan import Everything, Not, Term
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Count, Payload

LEFT_OPEN = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Whoosh leaves a file that it cannot read open until it is collected."""


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


def test_what_is_not_committed_is_seen_by_no_reader_and_dropped_at_close(engine, tmp_path, record, found):
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


def test_a_reader_keeps_its_snapshot(engine, tmp_path, record, found):
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
    assert old.dispatch("a") == [Payload(0, b"a")]
    assert old.facets(Term("exact", "un"), ["source"], 5) == {"source": [Count("AFP", 1, 1)]}
    assert found(old, Everything()) == [("a", 0)]
    new = engine.reader(tmp_path)
    assert new.record == "more 11"
    assert found(new, Everything()) == sorted((f"b{number}", 0) for number in range(12))


def test_deleting_takes_what_was_added_before_and_leaves_what_is_added_after(engine, tmp_path, record, found):
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.add([record("a", 0, "vieux"), record("b", 0, "b")])
    writer.commit("one")
    writer.add([record("a", 0, "moyen"), record("c", 0, "c"), record("c", 1, "c")])
    writer.delete(["a", "c", "unknown"])
    writer.add([record("a", 0, "neuf", payload=b"neuf"), record("a", 1, "neuf")])
    writer.commit("two")
    writer.close()
    reader = engine.reader(tmp_path)
    assert found(reader, Everything()) == [("a", 0), ("a", 1), ("b", 0)]
    assert reader.search(Term("exact", "vieux"), 5) == []
    assert reader.search(Term("exact", "moyen"), 5) == []
    assert reader.dispatch("a") == [Payload(0, b"neuf"), Payload(1, b"neuf")]
    assert reader.dispatch("c") == []
    assert reader.count(Everything()) == Count("", 3, 2)


def test_many_commits_with_deletions_lose_nothing(engine, tmp_path, record):
    engine.create(tmp_path)
    random_ = random.Random(5)
    alive = {}
    for number in range(40):
        writer = engine.writer(tmp_path)
        id_ = f"d{random_.randrange(12)}"
        writer.delete([id_])
        alive[id_] = [Payload(ordinal, b"%d" % number) for ordinal in range(random_.randrange(4))]
        payloads = [b"%d" % number, b"", b"", b""][: len(alive[id_])]
        writer.add([record(id_, n, f"w{number} mot", payload=text, place=("p",)) for n, text in enumerate(payloads)])
        writer.commit(str(number))
        writer.close()
    reader = engine.reader(tmp_path)
    assert reader.record == "39"
    assert list(reader.dispatches(batch=5)) == [text for id_ in sorted(alive) for text in alive[id_]]
    passages, dispatches = sum(map(len, alive.values())), sum(map(bool, alive.values()))
    assert reader.count(Term("stem", "mot")) == Count("", passages, dispatches)
    assert reader.facets(Everything(), ["place"], 3) == {"place": [Count("p", passages, dispatches)]}


def test_tantivy_finds_the_first_passage_where_a_full_segment_parted_it_from_the_others(tmp_path, build, record):
    batches = [record("a", 0, "x"), record("b", 0, "x")], [record("a", 1, "x"), record("c", 0, "x"), record("a", 2, "x")]
    reader = build(registry.engine("tantivy"), tmp_path, *batches)
    assert reader.dispatch("a") == [Payload(n, b"a") for n in range(3)]
    assert reader.count(Term("exact", "x")) == Count("", 5, 3)


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


def test_the_record_is_that_of_the_last_commit(archive, record):
    assert archive([record("a", 0, "x")], [], []).record == "commit 2"


def test_a_commit_of_nothing_but_a_record_leaves_no_passages(archive):
    reader = archive([], [])
    assert reader.record == "commit 1"
    assert reader.count(Everything()) == Count("", 0, 0)
    assert reader.search(Everything(), 5) == []


def test_readers_open_while_a_writer_commits(engine, tmp_path, record, found):
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
