"""Values that only replaced dispatches had, and entities of which dispatches say different things: the same on each engine."""

from dataclasses import replace

import pytest

import depeche
from depeche import Dispatch, DispatchDate, Precision
from depeche.core import cards, fields
from depeche.core.model import Entity, Kind
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Record
from depeche.search.vocabulary import Vocabulary

OLD = "La ville de Zorgville a été prise par les Brigades Zorgal, selon l'OSDH."
VALUES = {"place": "Zorgville", "source": "Zorgpresse", "month": "2018-07", "type": "NGO", "actor": "OSDH"}
CUE = Entity("cue:actor:zorgal", Kind.ACTOR, "armed group", "Brigades Zorgal")


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def replaced(request, tmp_path_factory):
    """An archive with a dispatch that was replaced by one of other values, and one that stayed."""
    old = Dispatch("a", OLD, DispatchDate("2018-07-31", Precision.DAY), "Zorgpresse")
    with depeche.create(tmp_path_factory.mktemp("replaced") / "archive", engine=request.param) as archive:
        archive.add([old, Dispatch("b", "Des combats à Deraa.", DispatchDate("2018-05-01", Precision.DAY), "AFP")])
        assert archive.search("", place="Zorgville").total.passages == 1
        archive.add([replace(old, text="Une trêve à Idleb.", date=DispatchDate("2018-05-02", Precision.DAY), source="AFP")])
        yield archive


@pytest.mark.parametrize("facet", VALUES)
def test_a_value_of_a_replaced_dispatch_is_noted_and_not_listed(replaced, facet):
    results = replaced.search("combats", **{facet: VALUES[facet]})
    assert (results.total.passages, results.notes) == (0, (f"no {facet} “{VALUES[facet]}” in this archive",))
    assert not any(count.selected or count.label == VALUES[facet] for count in results.facets[facet])


@pytest.mark.parametrize("date", ["2018-07", "2018-07-31", "2018-06..2018-08"])
def test_a_date_of_a_replaced_dispatch_is_noted(replaced, date):
    assert replaced.search(f"date:{date}").notes == (f"no date “{date}” in this archive",)


def test_a_misspelt_name_of_what_was_replaced_is_no_guess(replaced):
    assert replaced.search("", place="Zorgvile").notes == ("no place “Zorgvile” in this archive",)


def record(n, *entities, deleted=False):
    values = {fields.CARD: [cards.card(entity) for entity in entities], fields.ACTOR: [entity.id for entity in entities]}
    return Record("old" if deleted else f"d{n}", n, 0, {name: ["mot"] for name in fields.STREAMS}, {}, values, "")


@pytest.fixture(params=registry.NAMES)
def known(request, tmp_path):
    """Return a function from records to what is known of the entity after those of the dispatch `old` are deleted."""

    def of(*records):
        engine = registry.engine(request.param)
        engine.create(tmp_path / "index")
        writer = engine.writer(tmp_path / "index")
        writer.add(records)
        writer.commit("one")
        writer.delete(["old"])
        writer.commit("two")
        writer.close()
        return Vocabulary(engine.reader(tmp_path / "index"), tmp_path, "two").entity(CUE.id)

    return of


def test_an_entity_is_what_most_passages_say(known):
    other = replace(CUE, type="army")
    assert known(record(0, other), record(1, CUE), record(2, CUE)) == CUE


def test_of_what_as_many_passages_say_the_first_line_counts(known):
    other = replace(CUE, type="army")
    assert known(record(0, other), record(1, CUE)) == CUE


def test_deleted_passages_do_not_count(known):
    other = replace(CUE, type="army")
    old = [record(n, CUE, deleted=True) for n in range(3)]
    assert known(*old, record(3, other), record(4, other), record(5, CUE)) == other
