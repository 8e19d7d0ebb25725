"""What engines store of dispatches is packed, and given back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.core.errors import ArchiveDamaged
from depeche.core.plan import Everything
from depeche.indexer.engines import compression
from depeche.indexer.engines.tantivy import dictionary, salvage
from depeche.indexer.engines.tantivy.compression import ENOUGH, Compression, trained
from depeche.indexer.engines.tantivy.files import FILES

SENTENCE = "Le Haut-Commissariat aux réfugiés a dénombré {} familles arrivées {} du gouvernorat de {} depuis la fin du mois de {}. "
WHERE = ("Deraa", "Idleb", "Hassaké", "Raqqa", "Soueida", "Quneitra", "Tartous")
WHEN = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août")


def block(n):
    """Return some 2,000 bytes as one dispatch of many may have."""
    lines = (SENTENCE.format(n * 7919 % 1000 + at, WHEN[(n + at) % 8], WHERE[n * at % 7], WHEN[n * 3 % 8]) for at in range(16))
    return f"{n} {''.join(lines)}".encode()


@pytest.fixture(scope="module")
def blocks():
    return [block(n) for n in range(ENOUGH // len(block(1)) + 50)]


@pytest.fixture(scope="module")
def made(blocks):
    return trained(blocks)


@given(content=st.binary(max_size=5000))
def test_whatever_is_packed_is_given_back(made, content):
    assert compression.decompressed(compression.compressed(content)) == content
    for known in (Compression(), Compression(made)):
        assert known.unpacked(known.packed(content)) == content


def test_a_dictionary_makes_blocks_smaller_than_phrases_do(made, blocks):
    unseen = [block(n) for n in range(10_000, 10_050)]
    sizes = [sum(len(known.packed(one)) for one in unseen) for known in (Compression(made), Compression())]
    assert sizes[0] < 0.8 * sizes[1]


def test_few_blocks_make_no_dictionary(blocks):
    assert trained([]) is None
    assert trained(blocks[:10]) is None
    assert trained([b"x" * ENOUGH] * 3) is None
    assert trained([b"x"] * 100) is None


def test_what_was_packed_before_there_was_a_dictionary_is_read_after(made):
    assert Compression(made).unpacked(Compression().packed(b"avant")) == b"avant"


@given(at=st.integers(0, 10**6), mask=st.integers(1, 255), cut=st.booleans())
def test_a_damaged_block_is_refused_or_what_it_was(made, at, mask, cut):
    known = Compression(made)
    for packed, unpack in ((compression.compressed(block(3)), compression.decompressed), (known.packed(block(3)), known.unpacked)):
        where = at % len(packed)
        damaged = packed[:where] if cut else packed[:where] + bytes([packed[where] ^ mask]) + packed[where + 1 :]
        try:
            assert unpack(damaged) == block(3)
        except ValueError:
            assert compression.given(damaged, unpack) == damaged


@pytest.fixture
def stored(engine, tmp_path, record, blocks):
    """The folder of an index of one commit with enough blocks for a dictionary, and one before with a few."""
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    for name, part in (("first", blocks[:5]), ("second", blocks[5:])):
        writer.add(record(f"d{n}", 0, "armée", payload=one) for n, one in enumerate(part, 5 * (name == "second")))
        writer.commit(name)
    writer.close()
    return tmp_path


def test_every_block_is_given_back(engine, stored, blocks):
    reader = engine.reader(stored)
    assert {reader.dispatch(f"d{n}")[0].block for n in (0, 4, 5, 200, len(blocks) - 1)} == {
        blocks[n] for n in (0, 4, 5, 200, len(blocks) - 1)
    }
    assert sorted(payload.block for payload in reader.dispatches()) == sorted(blocks)


def test_a_later_writer_goes_on_with_the_dictionary(engine, stored, record):
    writer = engine.writer(stored)
    writer.add([record("later", 0, "armée", payload=block(77_000))])
    writer.commit("third")
    writer.close()
    reader = engine.reader(stored)
    assert reader.dispatch("later")[0].block == block(77_000)
    assert reader.record == "third"


def test_passages_that_wait_are_deleted_and_replaced_as_others_are(engine, tmp_path, record):
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.add([record("a", 0, "armée", payload=b"old"), record("b", 0, "armée")])
    writer.delete(["a", "unknown"])
    writer.add([record("a", 0, "armée", payload=b"new")])
    writer.delete(["b"])
    writer.commit("one")
    reader = engine.reader(tmp_path)
    assert [match.payload.block for match in reader.search(Everything(), 9)] == [b"new"]


def test_what_waits_at_the_end_without_a_commit_is_dropped(engine, tmp_path, record):
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.add([record("a", 0, "armée")])
    writer.close()
    assert engine.reader(tmp_path).search(Everything(), 9) == []


@pytest.mark.parametrize("engine", ["tantivy"], indirect=True)
@pytest.mark.parametrize("copy", ["whole", "altered", "missing"])
def test_blocks_are_salvaged_with_or_without_the_copy_of_the_dictionary(engine, stored, blocks, tmp_path_factory, copy):
    path = stored / dictionary.NAME
    assert dictionary.copied(stored)
    if copy == "altered":
        path.write_bytes(path.read_bytes()[:-9] + b"123456789")
    if copy == "missing":
        path.unlink()
    assert (dictionary.copied(stored) is None) == (copy != "whole")
    found = [*salvage.payloads(stored, tmp_path_factory.mktemp("scratch"), ())]
    assert sorted(found) == sorted([*blocks, b"second"])


def alter(folder, dictionary):
    """Change one byte of the dictionary in the store that holds it, as far as tantivy has left it uncompressed."""
    for path in folder.glob("*.store"):
        content = path.read_bytes()
        for start in range(0, len(dictionary) - 24, 24):
            if (at := content.find(dictionary[start : start + 24])) >= 0:
                path.write_bytes(content[: at + 12] + bytes([content[at + 12] ^ 1]) + content[at + 13 :])
                return
    raise AssertionError


@pytest.mark.parametrize("engine", ["tantivy"], indirect=True)
def test_a_damaged_dictionary_is_told_and_takes_nothing_with_it(engine, stored, blocks, tmp_path_factory):
    whole = dictionary.copied(stored)
    alter(stored, whole)
    with pytest.raises(ArchiveDamaged, match="dictionary"):
        engine.reader(stored)
    with pytest.raises(ArchiveDamaged, match="dictionary"):
        engine.writer(stored)
    assert dictionary.copied(stored) == whole
    assert {*blocks} <= {*salvage.payloads(stored, tmp_path_factory.mktemp("scratch"), ())}


@pytest.mark.parametrize("engine", ["tantivy"], indirect=True)
def test_a_damaged_copy_is_made_again_from_the_commit(engine, stored):
    whole = dictionary.copied(stored)
    (stored / dictionary.NAME).write_bytes(b"damaged")
    assert FILES.fault(stored / dictionary.NAME, None)
    assert FILES.mend(stored) == [dictionary.NAME]
    assert dictionary.copied(stored) == whole
    (stored / dictionary.NAME).unlink()
    engine.writer(stored).close()
    assert dictionary.copied(stored) == whole


def test_the_passages_of_a_dispatch_share_one_block(archive, record):
    reader = archive([record("a", n, "armée", payload=b"" if n else block(1)) for n in range(5)])
    first, *others = reader.dispatch("a")
    assert [one.ordinal for one in others] == [1, 2, 3, 4]
    assert all(one.block is first.block for one in others)
