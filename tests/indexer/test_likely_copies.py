"""What may be near a text is found by bands, told apart by sketches, and compared; of many, a few are read."""

import random
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche import Dispatch
from depeche.core import fields
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.copies import held, leaders, signatures
from depeche.indexer.copies.clusters import Clusters
from depeche.indexer.copies.leaders import FEW
from depeche.indexer.copies.texts import NEAR, copied, pairs
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Sought
from depeche.indexer.ingest import add
from depeche.indexer.payload import decode, texts
from depeche.indexer.records import draft

WORDS = [f"mot{number}" for number in range(3000)]
BACKGROUND = (
    "La guerre, déclenchée en mars 2011 par la répression de manifestations qui réclamaient des réformes, a fait plus de trois "
    "cent cinquante mille morts et jeté des millions de personnes sur les routes, d'après un décompte des Nations unies. "
)


def news(seed, count=70):
    return " ".join(random.Random(seed).choices(WORDS, k=count)) + ". "


def single(id_, text):
    return copied(id_, [id_, id_], [text])


def changed(text, share, seed):
    generator = random.Random(seed)
    return " ".join(generator.choice(WORDS) if generator.random() < share else word for word in text.split())


def test_sketches_of_near_identical_texts_are_near_and_those_of_others_are_not():
    whole = [news(seed, 120).strip(". ") for seed in range(200)]
    far, near = [], []
    for seed, text in enumerate(whole):
        one, two = single("a", text), single("b", changed(text, 0.04, seed))
        other = single("c", whole[seed - 1])
        bits = (one.passages[0].sketch ^ two.passages[0].sketch).bit_count()
        if one.like(two.pairs()) >= NEAR:
            near.append(bits)
        far.append((one.passages[0].sketch ^ other.passages[0].sketch).bit_count())
    assert len(near) > 100
    assert sum(bits > signatures.FARTHEST for bits in near) <= 1
    assert sum(bits <= signatures.FARTHEST for bits in far) == 0


@given(st.lists(st.sampled_from(WORDS), min_size=16, max_size=60))
def test_bands_are_four_short_strings_that_differ_for_passage_and_dispatch(words):
    made = single("a", " ".join(words))
    assert len(made.passages[0].bands) == len(made.whole.bands) == 4
    assert {len(band) for band in (*made.passages[0].bands, *made.whole.bands)} == {4}
    assert not set(made.passages[0].bands) & set(made.whole.bands)
    assert made.passages[0].sketch == made.whole.sketch


@given(st.lists(st.sampled_from("abcde"), min_size=2, max_size=40), st.lists(st.sampled_from("abcde"), min_size=2, max_size=40))
def test_likeness_is_that_of_the_sets_of_pairs(one, two):
    first, second = (set(pairwise(words)) for words in (one, two))
    made = [single("a", " ".join(words)) for words in (one, two)]
    assert made[0].like(made[1].pairs(0), 0) == pytest.approx(len(first & second) / len(first | second))
    assert len(pairs(made[0].words[0])) == len(first)


def test_what_leads_is_stored_with_bands_and_sketches_and_what_follows_with_neither():
    clusters = Clusters()
    drafts = [draft(Dispatch(id_, f"{BACKGROUND * 2}\n\n{news(1)}")) for id_ in "ab"]
    first, second = (
        one.records(1, marks) for one, marks in zip(drafts, clusters.marks([one.copies for one in drafts]), strict=True)
    )
    clusters.close()
    made = drafts[0].copies
    assert [set(record.sketches) for record in first] == [{fields.COPY, fields.VERSION}, {fields.COPY}]
    assert first[0].sketches == {fields.COPY: made.passages[0].sketch, fields.VERSION: made.whole.sketch}
    assert first[0].values[fields.BAND] == (*made.passages[0].bands, *made.whole.bands)
    assert [(record.sketches, list(record.values.get(fields.BAND, ()))) for record in second] == [({}, []), ({}, [])]


@pytest.mark.parametrize("engine", registry.NAMES)
def test_a_background_paragraph_of_hundreds_of_dispatches_has_one_mark_and_is_not_read_again(tmp_path, engine):
    folder = ArchiveFolder.create(tmp_path / "archive", engine)
    add(folder, [Dispatch(f"a{n:03d}", f"{news(n)}\n\n{BACKGROUND * 2}\n\n{news(-n)}") for n in range(120)])
    with patch.object(held, "texts", side_effect=texts) as read:
        add(folder, [Dispatch(f"b{n:03d}", f"{news(1000 + n)}\n\n{BACKGROUND * 2}\n\n{news(-1000 - n)}") for n in range(30)])
    assert read.call_count == 0
    reader = folder.reader()
    background = [one for one in map(decode, reader.dispatches()) if one.text.startswith("La guerre")]
    assert len({one.copy for one in background}) == 1
    made = draft(Dispatch("c", BACKGROUND * 2)).copies.passages[0]
    (leading,) = reader.alike(fields.COPY, [Sought("", made.bands, made.sketch)], 0, 100)
    assert [match.dispatch for match in leading] == ["a000"]
    reader.close()


@pytest.mark.parametrize("engine", registry.NAMES)
def test_of_many_that_share_a_sentence_a_few_are_read(tmp_path, engine):
    folder = ArchiveFolder.create(tmp_path / "archive", engine)
    add(folder, [Dispatch(f"a{n:03d}", f"{BACKGROUND}{news(n, 18)}") for n in range(150)])
    with patch.object(held, "texts", side_effect=texts) as read:
        add(folder, [Dispatch("b", f"{BACKGROUND}{news(7, 16)}"), Dispatch("c", f"{BACKGROUND}{news(999, 18)}")])
    assert read.call_count <= 4 * FEW
    reader = folder.reader()
    marks = {one.dispatch: one.copy for one in map(decode, reader.dispatches())}
    assert marks["b"] == marks["a007"] != marks["c"]
    reader.close()


def test_a_band_that_many_leaders_share_is_noted_for_a_few():
    table = leaders._Table()
    for number in range(200):
        table.add(["abcd"], number)
    assert table.of(["abcd"]) == set(range(64))


@given(st.lists(st.text(st.sampled_from("abc"), max_size=4), max_size=300))
def test_every_band_that_was_added_is_found(bands):
    with patch.object(leaders, "_FIRST", 8):
        table = leaders._Table()
    for number, band in enumerate(bands):
        table.add([band], number)
    for number, band in enumerate(bands):
        assert number in table.of([band]) or len(table.of([band])) >= 64
    assert len(table.of(bands)) >= min(len(bands), 64)
