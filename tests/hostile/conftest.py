"""The command line as a process of its own, with the memory it took, and the properties that whatever comes in must have."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

_PROGRAM = """
import atexit
from depeche.cli import main

def measured():
    with open("/proc/self/status") as status, open(MEMORY, "w") as file:
        file.writelines(line for line in status if line.startswith("VmHWM"))

if MEMORY:
    atexit.register(measured)
main()
"""
"""What the system tells of a process that has ended counts also what the one that began it had."""
_LONGEST = 120
"""Seconds after which a command is taken to wait for something."""


class Ended(NamedTuple):
    """What a command left behind; `memory` is the most that it had, in megabytes, 0 where the system does not say."""

    code: int
    out: str
    err: str
    memory: float

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def told(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty folder, the one that commands run in; what is beside it is watched by ``untouched``."""
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


@pytest.fixture
def command(place: Path) -> Callable[..., Ended]:
    """Run a command in ``place``; it may not wait for anything, nor end with a traceback."""

    def call(*arguments: object) -> Ended:
        files = [(place.parent / name).open("wb+") for name in ("stdout", "stderr")]
        given = [os.fsencode(argument) if isinstance(argument, str | Path) else argument for argument in arguments]
        environment = {name: value for name, value in os.environ.items() if name != "DEPECHE_ARCHIVE"}
        memory = place.parent / "memory"
        memory.unlink(missing_ok=True)
        measuring = str(memory) if sys.platform == "linux" else ""
        process = subprocess.Popen(
            [sys.executable, "-c", f"MEMORY = {measuring!r}{_PROGRAM}", *given],
            cwd=place,
            stdin=subprocess.DEVNULL,
            stdout=files[0],
            stderr=files[1],
            env=environment,
        )
        ended = _ended(process, files, memory)
        assert "Traceback" not in ended.err
        return ended

    return call


def _ended(process, files, memory) -> Ended:
    try:
        process.wait(_LONGEST)
    finally:
        process.kill()
        process.wait()
        texts = []
        for file in files:
            file.seek(0)
            texts.append(file.read().decode())
            file.close()
    measured = int(memory.read_text().split()[1]) / (1 << 10) if memory.exists() else 0.0
    return Ended(process.returncode, *texts, measured)


@pytest.fixture
def untouched(place: Path) -> Callable[[], list[str]]:
    """Return a function that lists what has been written beside ``place``, and in it outside of ``.depeche``."""
    own = {place.parent / name for name in ("stdout", "stderr", "memory")}

    def state() -> dict[str, bytes | None]:
        found = (path for path in place.parent.rglob("*") if path not in own and ".depeche" not in path.parts)
        return {str(path): path.read_bytes() if path.is_file() else None for path in found}

    before = state()
    return lambda: [path for path, held in state().items() if path not in before or before[path] != held]


@pytest.fixture(scope="session")
def properties() -> ModuleType:
    """The module ``properties``, which the fuzz driver shares."""
    spec = importlib.util.spec_from_file_location("properties", Path(__file__).with_name("properties.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
