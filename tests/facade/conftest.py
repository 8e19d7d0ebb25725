"""The command line, run in this process with its answer captured."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from depeche.cli.group import run


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Answer]:
    """Run a command in an empty folder, without $DEPECHE_ARCHIVE."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEPECHE_ARCHIVE", raising=False)

    def call(*arguments: object) -> Answer:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Answer(code, *capfd.readouterr())

    return call


@pytest.fixture
def asked(cli: Callable[..., Answer], seed_archives) -> Callable[..., Answer]:
    """Run a command on the archive of the seeds."""
    return lambda *arguments: cli("-a", seed_archives["tantivy"].path, *arguments)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder ``in`` of three dispatches: a, b, c."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("a", "Des combats à Deraa."), ("b", "Une trêve à Damas."), ("c", "Des otages à Homs.")):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder
