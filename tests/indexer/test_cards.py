"""Each entity's card is handed to an engine once: with the commit of the dispatch that named it first."""

from dataclasses import replace

import pytest

import depeche
from depeche import Dispatch
from depeche.core import fields
from depeche.core.cards import card
from depeche.core.model import Entity, Kind
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.cards import Cards, is_listed
from depeche.indexer.engines import registry

CUE = Entity("cue:actor:zorgal", Kind.ACTOR, "armed group", "Brigades Zorgal")
ZORG = Entity("cue:actor:zorg", Kind.ACTOR, "NGO", "Zorg")


def test_what_is_new_is_taken_once():
    cards = Cards(None)
    cards.note([card(CUE)])
    cards.note([card(CUE), card(ZORG)])
    assert list(cards.take()) == [card(CUE), card(ZORG)]
    cards.note([card(ZORG)])
    assert list(cards.take()) == []


def test_of_an_entity_of_which_dispatches_say_different_things_the_first_counts():
    cards = Cards(None)
    cards.note([card(CUE)])
    cards.note([card(replace(CUE, type="army"))])
    assert list(cards.take()) == [card(CUE)]


@pytest.mark.parametrize("name", registry.NAMES)
def test_what_the_archive_lists_is_not_new(name, tmp_path):
    engine = registry.engine(name)
    engine.create(tmp_path)
    writer = engine.writer(tmp_path)
    writer.commit("{}", [card(CUE)])
    writer.close()
    reader = engine.reader(tmp_path)
    cards = Cards(reader)
    cards.note([card(replace(CUE, type="army")), card(ZORG)])
    assert list(cards.take()) == [card(ZORG)]
    assert is_listed(reader, card(CUE))
    assert not is_listed(reader, card(ZORG))


@pytest.mark.parametrize("name", registry.NAMES)
def test_runs_list_each_entity_once_until_a_rebuild_drops_those_that_are_gone(name, tmp_path):
    folder = tmp_path / "archive"
    with depeche.create(folder, engine=name) as archive:
        archive.add([Dispatch("a", "La ville de Zorgville a été prise."), Dispatch("b", "Des combats à Deraa.")])
        archive.add([Dispatch("c", "Des combats à Deraa et Zorgville.")])
        archive.remove(["a", "c"])
        assert {"Zorgville", "Syrie", "Deraa"} <= set(listed(folder).values())
        archive.rebuild()
        assert {"Syrie", "Deraa"} <= set(listed(folder).values())
        assert "Zorgville" not in listed(folder).values()


def listed(folder):
    """Return the labels of an archive's entities by id; each is listed once."""
    reader = ArchiveFolder.open(folder).reader()
    rows = [line.split("\t") for line, _ in reader.dictionary(fields.CARD)]
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: row[3] for row in rows}
