"""Which facets are counted is chosen; the others are not in the answer."""

import pytest

from depeche import QuestionError


def test_only_the_facets_asked_for_are_counted_in_the_order_shown(desk):
    every = desk.search("grève").facets
    assert list(every) == ["place", "actor", "type", "country", "source", "month"]
    assert desk.search("grève", facets=("month", "place")).facets == {name: every[name] for name in ("place", "month")}
    assert desk.search("grève", facets="source").facets == {"source": every["source"]}
    assert desk.search("grève", facets=()).facets == {}


def test_a_selection_narrows_though_its_facet_is_not_counted(desk):
    narrowed = desk.search("grève", month="2099-01", facets=("place",))
    assert narrowed.total.passages == 0
    assert list(narrowed.facets) == ["place"]


@pytest.mark.parametrize(("facets", "error"), [(("date",), QuestionError), (3, TypeError)])
def test_what_is_no_facet_is_refused(desk, facets, error):
    with pytest.raises(error):
        desk.search("grève", facets=facets)
