"""Fixtures that several rooms share: the seeds, an archive of them on each engine, and hypothesis's settings."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import depeche
from depeche.core.model import Kind, Level
from depeche.core.results import Copy, EntityRef, Explained, FacetCount, Group, Highlight, Hit, Part, Suggestion, Totals

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell starts what runs in the background with Ctrl-C ignored, and commands that the tests start would inherit that."""

settings.register_profile("depeche", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("depeche")

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long forms of tests/endurance")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five sample dispatches."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seed_archives(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Iterator[dict[str, depeche.Archive]]:
    """An archive of the seeds on each engine, by the engine's name. Not to be added to."""
    folder = tmp_path_factory.mktemp("archives")
    archives = {engine: depeche.create(folder / engine, engine=engine) for engine in ("tantivy", "whoosh")}
    for archive in archives.values():
        archive.add(depeche.read([seeds]))
    yield archives
    for archive in archives.values():
        archive.close()


@pytest.fixture(params=["tantivy", "whoosh"])
def seed_archive(request: pytest.FixtureRequest, seed_archives: dict[str, depeche.Archive]) -> depeche.Archive:
    """An archive of the seeds, on each engine in turn. Not to be added to."""
    return seed_archives[request.param]


@pytest.fixture(scope="session")
def whole_answer() -> depeche.Results:
    """An answer that has something of everything an answer may have; its texts try to steer a terminal and to end an element."""
    text = "Des combats\t\x1b[31m à <b>Deraa</b> & \u202edans la région de درعا, =SUM(A1)."
    place = EntityRef(Kind.PLACE, "SY-DR", "Deraa <i>", "province", ("Syrie",))
    actor = EntityRef(Kind.ACTOR, "actor:osdh", "OSDH", "NGO")
    marks = (
        Highlight(4, 11, "combats", "combat", Level.STEM),
        Highlight(23, 28, "Deraa", 'Daraa"', Level.SPELLING, 0.904),
        Highlight(text.index("درعا"), text.index("درعا") + 4, "درعا", "Daraa", Level.ALIAS, 1.0, "Deraa"),
    )
    copies = tuple(Copy(f"c{n}", date, "AFP", 0, 9) for n, date in enumerate(["2018-07-30", "2018-08-01", None], 2))
    told = {"date": "2018-07-31", "source": "=A\x1b[2J", "title": "-Titre <script>", "path": "a/d1.txt"}
    span = {"start": 10, "end": 10 + len(text), "text": text}
    first = Hit(
        1, 12.5, "d 1", **told, **span, highlights=marks, places=(place,), actors=(actor,), ordinal=2,
        similar=copies, parts=(Part("combat", 10.0), Part("lead", 2.5)),
    )  # fmt: skip
    second = Hit(2, 12.5, "d2", None, None, None, None, 0, 5, "Un \ud800.", similar=copies[:1])
    value = FacetCount("SY-DR", "Deraa <i>", Totals(3, 2), Kind.PLACE, "province", ("Syrie",), selected=True)
    return depeche.Results(
        query='combat <Daraa"',
        total=Totals(3, 2, at_least=True),
        passages=(first, second),
        facets={"place": (value,), "source": (FacetCount("=A\x1b[2J", "=A\x1b[2J", Totals(1, 1)),)},
        notes=("<note>",),
        suggestions=(Suggestion("combta", 0, 6, "combat", 12), Suggestion("combta", 0, 6, "combats", 3)),
        groups=(Group("d 1", 2, (first,)), Group("d2", 1, (second,))),
        explained=(Explained('Daraa"', Level.SPELLING, "exact", "deraa", 3, 0.9),),
    )
