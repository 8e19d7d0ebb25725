"""Passages that may be near a text share a band with it, and have the nearest sketches, as every engine must find them."""

import random

import pytest

from depeche.core import fields
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Sought

MOST = 3
SKETCH = 0xF0F0_F0F0_F0F0_F0F0
TOP = 1 << 63


def placed(found):
    return [[(match.dispatch, match.ordinal) for match in matches] if matches is not None else None for matches in found]


@pytest.fixture
def reader(archive, record):
    """Passages with bands and sketches; the last three are in a commit of their own."""

    def leading(dispatch, ordinal, bands, sketch, mark):
        sketches = {fields.COPY: sketch} | ({} if ordinal else {fields.VERSION: sketch ^ TOP})
        return record(dispatch, ordinal, "a", band=bands, copy=(mark,), version=("v" + dispatch,), sketches=sketches)

    first = [leading("d1", 0, ("aaaa", "bbbb"), SKETCH, "m1"), leading("d1", 1, ("cccc",), SKETCH ^ 1, "m2")]
    second = [
        leading("d2", 0, ("aaaa", "cccc"), SKETCH ^ 0b111, "m3"),
        leading("d3", 0, ("aaaa",), SKETCH ^ 0b1111, "m4"),
        record("d4", 0, "a", copy=("m1",), version=("vd1",)),
    ]
    return archive(first, second)


@pytest.mark.parametrize(
    ("bands", "sketch", "expected"),
    [
        (("aaaa",), SKETCH, [("d1", 0), ("d2", 0)]),
        (("aaaa", "cccc"), SKETCH ^ 1, [("d1", 1), ("d1", 0), ("d2", 0), ("d3", 0)]),
        (("aaaa",), SKETCH ^ 0b1111, [("d3", 0), ("d2", 0)]),
        (("bbbb",), SKETCH ^ 0b111, [("d1", 0)]),
        (("zzzz",), SKETCH, []),
        ((), SKETCH, []),
    ],
)
def test_what_shares_a_band_comes_by_how_near_its_sketch_is(reader, bands, sketch, expected):
    assert placed(reader.alike(fields.COPY, [Sought("m0", bands, sketch)], MOST, 8)) == [expected]


def test_each_text_of_many_has_its_own_and_no_more_than_the_limit(reader):
    texts = [Sought("", ("aaaa",), SKETCH), Sought("", (), SKETCH), Sought("", ("cccc", "aaaa"), SKETCH ^ 0b111)]
    assert placed(reader.alike(fields.COPY, texts, MOST, 1)) == [[("d1", 0)], [], [("d2", 0)]]
    assert reader.alike(fields.COPY, [], MOST, 1) == []


def test_a_text_whose_mark_one_of_them_has_needs_no_more(reader):
    texts = [Sought("m1", ("aaaa",), SKETCH), Sought("m1", ("cccc",), SKETCH), Sought("vd1", ("aaaa",), SKETCH)]
    assert placed(reader.alike(fields.COPY, texts, MOST, 8)) == [None, [("d1", 1), ("d2", 0)], [("d1", 0), ("d2", 0)]]
    assert placed(reader.alike(fields.VERSION, [Sought("vd1", ("bbbb",), SKETCH)], MOST, 8)) == [None]


def test_each_field_has_sketches_of_its_own(reader):
    sought = Sought("", ("aaaa", "cccc"), SKETCH ^ TOP)
    assert placed(reader.alike(fields.VERSION, [sought], 2, 8)) == [[("d1", 0)]]
    assert placed(reader.alike(fields.COPY, [sought], 0, 8)) == [[]]


def test_a_match_gives_the_payload_of_its_dispatch(reader):
    (found,) = reader.alike(fields.COPY, [Sought("", ("cccc",), SKETCH)], MOST, 8)
    assert [match.payload for match in found] == [(1, b"d1"), (0, b"d2")]


@pytest.mark.parametrize("seed", range(4))
def test_engines_agree(build, record, tmp_path, seed):
    random_ = random.Random(seed)
    sketches = [random_.getrandbits(64) & 0xFF for _ in range(60)]
    bands = [tuple(random_.sample("abcdefgh", 2)) for _ in sketches]
    batch = [record(f"d{n:02d}", 0, "a", band=bands[n], copy=(f"m{n}",), sketches={fields.COPY: s}) for n, s in enumerate(sketches)]
    texts = [Sought(f"m{random_.randrange(90)}", random_.sample("abcdefghi", 3), random_.getrandbits(8)) for _ in range(20)]
    readers = [build(registry.engine(name), tmp_path / name, batch) for name in registry.NAMES]
    found = [placed(reader.alike(fields.COPY, texts, 4, 3)) for reader in readers]
    assert found.count(found[0]) == len(found)
    for text, places in zip(texts, found[0], strict=True):
        near = [n for n, held in enumerate(bands) if set(held) & set(text.bands)]
        if text.mark in {f"m{n}" for n in near}:
            assert places is None
        else:
            bits = sorted((sketches[n] ^ text.sketch).bit_count() for n in near)
            assert [(sketches[int(id_[1:])] ^ text.sketch).bit_count() for id_, _ in places] == [b for b in bits if b <= 4][:3]
