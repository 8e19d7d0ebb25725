"""A driver that runs jobs on archives and kills them, dispatches to index, and what an archive must hold after a job."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
WORD = "repère"
"""A word of each sentence of each dispatch."""

FOLDER = "fil"
"""The folder that dispatches come from, as their paths have it."""

Dispatch = dict[str, str]
Change = dict[str, str | None]


class Driver:
    """The process of ``driver.py``: :meth:`run` runs a job in a child of it."""

    def __init__(self, folder: Path, shim: Path | None = None) -> None:
        self._folder = folder
        environment = os.environ | {"TMPDIR": str(folder)} | ({"LD_PRELOAD": str(shim)} if shim else {})
        command = [sys.executable, str(HERE / "driver.py")]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True)
        self._numbers = count()

    def run(self, job: str, archive: Path, engine: str = "tantivy", **command: Any) -> "Job":
        """Run a job to its end, or kill it after ``kill`` seconds; it must not hang."""
        return self.together([{"job": job} | command], archive, engine)[0]

    def together(self, commands: list[dict[str, Any]], archive: Path, engine: str = "tantivy") -> list["Job"]:
        """Run jobs at the same time, to their ends."""
        reports = [self._folder / f"report{next(self._numbers)}" for _ in commands]
        told = [{"archive": str(archive), "engine": engine, "report": str(report)} for report in reports]
        self._process.stdin.write(json.dumps([base | command for base, command in zip(told, commands, strict=True)]) + "\n")
        self._process.stdin.flush()
        ended = json.loads(self._process.stdout.readline())
        assert not any(one["hung"] for one in ended), f"{commands} hung: {ended}"
        return [Job(report, one["code"], one["seconds"]) for report, one in zip(reports, ended, strict=True)]

    def close(self) -> None:
        try:
            self._process.communicate(timeout=60)
        finally:
            self._process.kill()


class Job:
    """What is known of a job that has ended: the lines it reported, its exit code, what it printed, how long it took."""

    def __init__(self, report: Path, code: int, seconds: float) -> None:
        lines = report.read_bytes().split(b"\n")[:-1] if report.exists() else []
        self.said = [json.loads(line) for line in lines]
        printed = report.with_name(f"{report.name}.err")
        self.printed = printed.read_text("utf-8", "replace") if printed.exists() else ""
        self.code, self.seconds = code, seconds

    def all(self, fact: str) -> list[Any]:
        """What was said of `fact`, in order."""
        return [line[fact] for line in self.said if fact in line]

    def the(self, fact: str) -> Any:
        """The last that was said of `fact`; None if nothing was."""
        return next(reversed(self.all(fact)), None)

    @property
    def done(self) -> bool:
        return self.the("end") == "done"


class Ledger:
    """What an archive must hold: the texts acknowledged, by id. It also writes the dispatches to come.

    A change, which a commit makes whole or not at all, says of ids their texts, or None where they go.
    """

    folder = FOLDER

    def __init__(self, chance: random.Random, words: list[str]) -> None:
        self.held: dict[str, str] = {}
        self._chance, self._words, self._numbers = chance, words, count()

    def batch(self, most: int = 4) -> list[Dispatch]:
        """Return dispatches to add; some replace others."""
        return list({one["id"]: one for one in map(self._dispatch, range(self._chance.randint(1, most)))}.values())

    def first(self) -> list[Dispatch]:
        """Return one of the dispatches that are held."""
        id_ = min(self.held)
        return [{"id": id_, "path": f"{FOLDER}/{id_}.txt", "text": self.held[id_]}]

    def some(self) -> list[str]:
        """Return ids of dispatches that are held."""
        return self._chance.sample(sorted(self.held), self._chance.randint(1, max(1, len(self.held) // 3))) if self.held else ["d0"]

    def draws(self, probability: float) -> bool:
        """Return whether what happens with that probability does."""
        return self._chance.random() < probability

    def texts(self, batch: list[Dispatch]) -> Change:
        """Return the change that adding a batch is."""
        return {one["id"]: one["text"] for one in batch}

    def acknowledge(self, *changes: Change) -> None:
        for change in changes:
            self.held = changed(self.held, change)

    def check(self, look: Job, pending: Change | None = None) -> None:
        """Check what was found in the archive; the `pending` change may be there or not."""
        assert look.done, (look.said, look.printed)
        held, totals = look.the("held"), (look.the("passages"), look.the("dispatches"))
        assert held in (self.held, changed(self.held, pending or {})), self._difference(held)
        assert totals[1] == len(held)
        assert look.the("worded") == list(totals)
        for question, ids in look.the("found").items():
            assert ids == [id_ for id_, text in held.items() if question in text], question
        assert not look.the("faults")
        self.held = held

    def questions(self, pending: Change | None = None) -> list[str]:
        """Words that one dispatch each has or had."""
        texts = [*self.held.values(), *(text for text in (pending or {}).values() if text)]
        return [text.split()[0] for text in self._chance.sample(texts, min(4, len(texts)))]

    def _dispatch(self, _: object) -> Dispatch:
        number, known = next(self._numbers), sorted(self.held)
        again = known and self._chance.random() < 0.25
        id_ = self._chance.choice(known) if again else f"d{number}"
        return {"id": id_, "path": f"{FOLDER}/{id_}.txt", "text": self._text(number)}

    def _difference(self, held: dict[str, str]) -> str:
        other = [id_ for id_ in held.keys() & self.held if held[id_] != self.held[id_]]
        return f"lost {sorted(self.held.keys() - held)}, more {sorted(held.keys() - self.held)}, other {other}"

    def _text(self, number: int) -> str:
        own = "zq" + "".join("bcdfghjklm"[int(digit)] for digit in str(number)) + "o"
        sentences = [" ".join([WORD, *self._chance.choices(self._words, k=12)]) for _ in range(self._chance.randint(1, 12))]
        text = f"{own} " + "".join(f"{sentence}.{self._chance.choice([' ', chr(10) * 2])}" for sentence in sentences)
        return text.rstrip() + "\n"


def changed(held: dict[str, str], change: Change) -> dict[str, str]:
    return {id_: text for id_, text in (held | change).items() if text is not None}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", ["tantivy", "whoosh"])


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the long form was asked for."""
    return request.config.getoption("--long")


@pytest.fixture
def chance(engine: str) -> random.Random:
    """What happens at random; its seed is printed, and may be given as $DEPECHE_SEED."""
    seed = os.environ.get("DEPECHE_SEED", "1")
    print(f"DEPECHE_SEED={seed}")  # noqa: T201  # pytest shows it with what fails
    return random.Random(f"{seed} {engine}")


@pytest.fixture(scope="session")
def words(seeds: Path) -> list[str]:
    """The words of the seeds, some of them names."""
    texts = " ".join(path.read_text("utf-8") for path in sorted(seeds.glob("*.txt")))
    return [word for word in (word.strip(".,;:«»()\"'") for word in texts.split()) if word.isalpha()]


@pytest.fixture
def ledger(chance: random.Random, words: list[str]) -> Ledger:
    return Ledger(chance, words)


@pytest.fixture
def make_ledger(chance: random.Random, words: list[str]) -> Callable[[], Ledger]:
    return lambda: Ledger(chance, words)


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    if sys.platform != "linux":
        pytest.skip("the driver waits for processes by their descriptors")
    made = Driver(tmp_path_factory.mktemp("driver"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that lets calls fail."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("calls are made to fail on Linux, with a library that cc compiles")
    library = tmp_path_factory.mktemp("shim") / "faulty.so"
    command = [compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(HERE / "faulty.c"), "-ldl"]
    subprocess.run(command, check=True, timeout=60)
    return library


@pytest.fixture(scope="module")
def faulty_driver(tmp_path_factory: pytest.TempPathFactory, shim: Path) -> Iterator[Driver]:
    """A driver with which commands may be armed."""
    made = Driver(tmp_path_factory.mktemp("driver"), shim)
    yield made
    made.close()
