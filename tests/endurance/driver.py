"""A process that runs jobs on archives, each in a child of its own, and ends children at a chosen moment.

It reads commands, a JSON list of them a line, and answers with a list: how the children ended. Children begin with everything
imported and the gazetteer loaded, so that a job takes as long as its work. What a child does it writes down at once, one line
each, in its report.
Not here: what the archives must hold then (the tests).
"""

import ctypes
import json
import os
import select
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import together

import depeche
from depeche.analyzers.gazetteer import gazetteer
from depeche.core.errors import ArchiveNotFound, DepecheError
from depeche.core.model import Dispatch
from depeche.indexer.engines import registry
from depeche.indexer.engines.tantivy import writer
from depeche.indexer.engines.tantivy.compression import zstd
from depeche.indexer.records import fingerprint

LONGEST = 120.0
"""Seconds after which a child hangs."""


class Report:
    """Lines about a job that stay when its process is killed."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)

    def say(self, **facts: Any) -> None:
        os.write(self._file, json.dumps(facts).encode() + b"\n")


def serve() -> None:
    warm()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()


def warm() -> None:
    """Import and load what jobs need, without starting a thread: children are forks."""
    for engine in registry.NAMES:
        registry.engine(engine)
    for module in ("archive", "cli.group", "cli.indexing", "indexer.ingest", "indexer.rebuild", "search.searcher"):
        import_module(f"depeche.{module}")
    gazetteer()
    depeche.mentions("Le ministre Walid Joumblatt a été vu à Daraa le 3 mai 2018.")
    fingerprint()
    small_dictionaries()


def small_dictionaries() -> None:
    """Have archives make their dictionary with the first dispatches that they are given: those of the tests are small."""
    words = ("bombardements", "réfugiés", "gouvernorat", "rebelles", "Deraa", "cessez-le-feu", "coalition", "évacuation")
    blocks = [" ".join(words[(n * k) % len(words)] for k in range(40)).encode() + b" %d" % n for n in range(400)]
    made = zstd.train_dict(blocks, 4096).dict_content
    writer.trained = lambda waiting: made if waiting else None


def run(commands: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Run each command in a child, all at once; tell of each how it ended: its code, in how many seconds, if it hung.

    What is not to be killed, after ``kill`` seconds, must end by itself.
    """
    begun = time.monotonic()
    children = {start(command): command for command in commands}
    ended = {child: finish(child, command, begun) for child, command in children.items()}
    return list(ended.values())


def start(command: dict[str, Any]) -> int:
    child = os.fork()
    if not child:
        work(command)
    return child


def finish(child: int, command: dict[str, Any], begun: float) -> dict[str, Any]:
    """Wait for a child, and kill it when its time has come."""
    kill = command.get("kill")
    descriptor = os.pidfd_open(child)
    until = begun + (LONGEST if kill is None else kill) - time.monotonic()
    ended, _, _ = select.select([descriptor], [], [], max(0.0, until))
    os.close(descriptor)
    if not ended:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    hung = kill is None and not ended
    return {"code": os.waitstatus_to_exitcode(status), "hung": hung, "seconds": time.monotonic() - begun}


def work(command: dict[str, Any]) -> None:
    """Do the job of a command and end the process."""
    quiet = os.open(command["report"] + ".err", os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    report = Report(command["report"])
    try:
        JOBS[command["job"]](report, command)
        report.say(end="done")
    except DepecheError as error:
        report.say(end="ours", error=f"{type(error).__name__}: {error}")
    except BaseException as error:
        traceback.print_exc()
        report.say(end="theirs", error=f"{type(error).__name__}: {error}")
    os._exit(0)


def add(report: Report, command: dict[str, Any]) -> None:
    """Add batch after batch, with an acknowledgement of each that was committed.

    Where ``again`` is said, what failed is tried once more when calls do not fail any longer, on the same archive.
    """
    with witnessed(report, command), armed(report, command), opened(command, report) as archive:
        for number, batch in enumerate(command["batches"], 1):
            dispatches = [Dispatch(**one) for one in batch]
            try:
                archive.add(dispatches)
            except DepecheError:
                if not command.get("again"):
                    raise
                disarm(report)
                archive.add(dispatches)
            report.say(committed=number)


def remove(report: Report, command: dict[str, Any]) -> None:
    with opened(command, report) as archive, armed(report, command):
        archive.remove(command["ids"])
        report.say(committed=1)


def prune(report: Report, command: dict[str, Any]) -> None:
    """Take in dispatches in the place of all others from the same folder."""
    with opened(command, report) as archive, armed(report, command):
        archive.add([Dispatch(**one) for one in command["batches"][0]], prune=[command["folder"]])
        report.say(committed=1)


def rebuild(report: Report, command: dict[str, Any]) -> None:
    with opened(command, report) as archive, armed(report, command):
        archive.rebuild()


def derive(report: Report, command: dict[str, Any]) -> None:
    """Derive the tables of the cache again."""
    with opened(command, report) as archive, armed(report, command):
        shutil.rmtree(archive.path / "cache", ignore_errors=True)
        archive.snapshot().derive()


def look(report: Report, command: dict[str, Any]) -> None:
    """Tell what the archive holds, and what it finds for some questions."""
    with depeche.open(command["archive"]) as archive:
        snapshot = archive.snapshot()
        totals = snapshot.totals()
        held = {dispatch.id: dispatch.text for dispatch in snapshot.dispatches()}
        worded = archive.search("repère", limit=1).total
        found = {question: [hit.dispatch for hit in archive.search(question).passages] for question in command["questions"]}
        report.say(passages=totals.passages, dispatches=totals.dispatches, worded=[worded.passages, worded.dispatches])
        report.say(held=held, found=found)
        if command.get("check"):
            report.say(faults=[str(fault) for fault in archive.check() if not fault.harmless])


def found(report: Report, command: dict[str, Any]) -> None:
    """Make the archive that jobs which run together begin with."""
    with opened(command, report) as archive:
        archive.add(together.arrived(0)[2:])


JOBS = {
    **{"found": found, "add": add, "remove": remove, "prune": prune, "rebuild": rebuild, "derive": derive, "look": look},
    **{"write": together.write, "read": together.read},
}


@contextmanager
def opened(command: dict[str, Any], report: Report) -> Iterator[depeche.Archive]:
    """Open the archive, or make it if there is none."""
    path = command["archive"]
    with suppress(ArchiveNotFound), depeche.open(path) as archive:
        yield archive
        return
    with depeche.create(path, engine=command["engine"]) as archive:
        report.say(created=True)
        yield archive


@contextmanager
def armed(report: Report, command: dict[str, Any]) -> Iterator[None]:
    """Let the command's call fail meanwhile (see ``faulty.c``); report how many there were, and which one failed."""
    arm = command.get("arm")
    if not arm:
        yield
        return
    log = os.open(arm["log"], os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600) if "log" in arm else -1
    nth, how, error = (arm.get(name, 0) for name in ("nth", "how", "error"))
    ctypes.CDLL(None).faulty_arm(arm["folder"].encode(), ctypes.c_long(nth), how, error, log)
    try:
        yield
    finally:
        disarm(report)


def disarm(report: Report) -> None:
    faulty = ctypes.CDLL(None)
    faulty.faulty_struck.restype = ctypes.c_char_p
    faulty.faulty_disarm()
    report.say(calls=faulty.faulty_calls(), struck=faulty.faulty_struck().decode())


@contextmanager
def witnessed(report: Report, command: dict[str, Any]) -> Iterator[None]:
    """Report whether a snapshot taken before answers afterwards as it did."""
    if not command.get("arm") or not (Path(command["archive"]) / "manifest.json").exists():
        yield
        return
    with depeche.open(command["archive"]) as archive:
        snapshot = archive.snapshot()
        before = snapshot.search("repère").to_dict()
        try:
            yield
        finally:
            report.say(witness=snapshot.search("repère").to_dict() == before)


if __name__ == "__main__":
    serve()
