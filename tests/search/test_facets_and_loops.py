"""Facets with random selections on each engine, against a loop over the stored passages."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depeche
from depeche import Dispatch, DispatchDate, Precision

ALL = 1000
TEXTS = [
    "Des combats ont éclaté à Deraa et à Idleb, selon l'OSDH.",
    "Des combats opposent l'EI aux rebelles près de Homs.",
    "Des combats se poursuivent en Syrie et au Liban, selon Bachar al-Assad.",
    "Des otages ont été libérés à Beyrouth par le Hezbollah.",
    "Des combats ont repris dans la nuit.\n\nL'ONU a appelé à une trêve à Alep, l'OSDH a recensé dix morts à Deraa.",
]
CHOICES = {
    "place": ["SY", "LB", "Deraa", "Alep", "Homs", "Zyqx"],
    "actor": ["OSDH", "EI", "Hezbollah", "Bachar al-Assad"],
    "type": ["NGO", "armed group"],
    "country": ["Syrie", "Liban"],
    "source": ["AFP", "RFI"],
    "month": ["2018-05", "2018-07", "1999-01"],
}
CHOSEN = st.fixed_dictionaries({}, optional={f: st.lists(st.sampled_from(c), unique=True, max_size=2) for f, c in CHOICES.items()})


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def archive(request, tmp_path_factory):
    """An archive of twenty dispatches, some of them without source or date; not to be added to."""
    dates = [DispatchDate("2018-05-02", Precision.DAY), DispatchDate("2018-07", Precision.MONTH), None]
    with depeche.create(tmp_path_factory.mktemp("loops") / "archive", engine=request.param) as made:
        made.add(Dispatch(f"d{n}", TEXTS[n % 5], dates[n % 3], ["AFP", "RFI", None, "AFP"][n % 4]) for n in range(20))
        yield made


@pytest.fixture(scope="module")
def stored(archive):
    """Return the values of each passage that a facet counts, and those that its selection holds, by place in the archive."""
    hits = archive.search("-zyqx", limit=ALL, copies=True).passages
    return {(hit.dispatch, hit.start): values(archive.snapshot(), hit) for hit in hits}


def values(snapshot, hit):
    places, actors = {place.id for place in hit.places}, {actor.id for actor in hit.actors}
    within = places.union(*(snapshot.entity(place).ancestors for place in places))
    counted = {
        "place": places,
        "actor": actors,
        "type": {actor.type for actor in hit.actors},
        "country": {id_ for id_ in within if snapshot.entity(id_).type == "country"},
        "source": {hit.source} - {None},
        "month": {hit.date[:7]} if hit.date else set(),
    }
    return counted, counted | {"place": within}


def ids(snapshot, held, facet, names):
    """Return the values that `names` stand for, by the names of the entities themselves."""
    every = set().union(*(of[facet] for _, of in held.values()))
    entities = {id_: snapshot.entity(id_) for id_ in every} if facet in ("place", "actor", "country") else {}
    return {id_ for id_ in every for name in names if id_ == name or (id_ in entities and is_named(entities[id_], name))}


def is_named(entity, name):
    return name.casefold() in {one.casefold() for one in (entity.label, *entity.names)}


def counts(found, facet):
    dispatches = defaultdict(list)
    for (dispatch, _), (counted, _) in found.items():
        for value in counted[facet]:
            dispatches[value].append(dispatch)
    return {value: (len(of), len(set(of))) for value, of in dispatches.items()}


@settings(max_examples=40)
@given(chosen=CHOSEN)
def test_facets_are_what_a_loop_over_the_stored_passages_counts(archive, stored, chosen):
    chosen = {facet: names for facet, names in chosen.items() if names}
    selected = {facet: ids(archive.snapshot(), stored, facet, names) for facet, names in chosen.items()}

    def within(but=""):
        others = {facet: wanted for facet, wanted in selected.items() if facet != but}
        return {key: of for key, of in stored.items() if all(of[1][facet] & wanted for facet, wanted in others.items())}

    results = archive.search("-zyqx", limit=ALL, facet_limit=ALL, copies=True, **chosen)
    assert {(hit.dispatch, hit.start) for hit in results.passages} == within().keys()
    for facet, listed in results.facets.items():
        none = dict.fromkeys(selected.get(facet, ()), (0, 0))
        assert {c.id: (c.totals.passages, c.totals.dispatches) for c in listed} == none | counts(within(facet), facet)
        assert {c.id for c in listed if c.selected} == selected.get(facet, set())
