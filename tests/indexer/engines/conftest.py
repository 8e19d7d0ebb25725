"""Engines, empty archives and records for the tests of the engines."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from depeche.core import fields
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Engine, Reader, Record


def make_record(dispatch: str, ordinal: int = 0, words: str = "", *, date: int = 0, **more: Any) -> Record:
    """Return a record whose streams are `words`; other arguments are fields, sketches, or the payload, by default the id."""
    payload, sketches = more.pop("payload", b"" if ordinal else dispatch.encode()), more.pop("sketches", {})
    sets = {name: _joined(more.pop(name)) for name in fields.SETS if name in more}
    streams = {name: _joined(more.pop(name, words)) for name in fields.STREAMS}
    lead = {} if ordinal else {fields.LEAD: ("1",)}
    return Record(dispatch, ordinal, date, streams, sets, lead | {fields.DISPATCH: (dispatch,)} | more, payload, sketches)


def _joined(terms: str | Iterable[str]) -> str:
    return terms if isinstance(terms, str) else " ".join(terms)


def make_archive(engine: Engine, folder: Path, *batches: Iterable[Record]) -> Reader:
    """Return a reader of a new archive with one commit per batch."""
    engine.create(folder)
    writer = engine.writer(folder)
    for number, batch in enumerate(batches):
        writer.add(batch)
        writer.commit(f"commit {number}")
    writer.close()
    return engine.reader(folder)


@pytest.fixture(params=registry.NAMES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return registry.engine(request.param)


@pytest.fixture
def record() -> Callable[..., Record]:
    return make_record


@pytest.fixture
def archive(engine: Engine, tmp_path: Path) -> Callable[..., Reader]:
    return lambda *batches: make_archive(engine, tmp_path / "archive", *batches)


@pytest.fixture
def build() -> Callable[..., Reader]:
    return make_archive


@pytest.fixture
def four(archive: Callable[..., Reader], record: Callable[..., Record]) -> Reader:
    """Four passages of three dispatches; see the tests for what they hold."""
    return archive(
        [
            record("a", 0, "armée syrienne bombarde deraa", date=20180731, place=("deraa",), source=("AFP",), lead=("1",)),
            record("a", 1, "deraa deraa encore", date=20180731, place=("deraa", "idleb"), source=("AFP",)),
            record("b", 0, "syrienne armée", date=20180801, place=("idleb",), source=("RFI",), lead=("1",), compound=["x"]),
        ],
        [record("c", 0, "rien ici", source=("RFI",), lead=("1",))],
    )


@pytest.fixture
def ids() -> Callable[..., list[tuple[str, int]]]:
    return lambda matches: [(match.dispatch, match.ordinal) for match in matches]


@pytest.fixture
def found(ids: Callable[..., list[tuple[str, int]]]) -> Callable[..., list[tuple[str, int]]]:
    return lambda reader, plan: sorted(ids(reader.search(plan, 1000)))
