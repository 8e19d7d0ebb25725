"""Fixtures that several rooms share: the seeds, an archive of them on each engine, and hypothesis's settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import depeche

settings.register_profile("depeche", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("depeche")

ROOT = Path(__file__).parent.parent


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
