"""Values that only replaced dispatches had, and entities of which dispatches say different things: the same on each engine."""

from dataclasses import replace

import pytest

import depeche
from depeche import Dispatch, DispatchDate, Precision
from depeche.indexer.engines import registry

OLD = "La ville de Zorgville a été prise par les Brigades Zorgal, selon l'OSDH."
VALUES = {"place": "Zorgville", "source": "Zorgpresse", "month": "2018-07", "type": "NGO", "actor": "OSDH"}


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


@pytest.mark.parametrize("engine", registry.NAMES)
def test_of_an_entity_whose_dispatches_are_gone_nothing_is_found_or_counted(engine, tmp_path):
    with depeche.create(tmp_path / "archive", engine=engine) as archive:
        archive.add([Dispatch("a", OLD, path="a"), Dispatch("b", "Des combats à Deraa.", path="b")])
        archive.remove(["a"])
        assert archive.search("", place="Zorgville").notes == ("no place “Zorgville” in this archive",)
        assert archive.search("combats").total.passages == 1
        assert not any(count.label == "Zorgville" for count in archive.search("combats").facets["place"])
