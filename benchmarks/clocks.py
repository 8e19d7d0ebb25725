"""CPU time, memory and bytes, as the benchmarks count them: of this process with all its threads, and of the processes it ended.

Not here: what is measured.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

__all__ = ["bytes_of", "cpu", "median_and_p95", "memory_of_command", "of_command", "peak", "timed"]

_WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
Question = TypeVar("Question")


def cpu() -> float:
    """Return the CPU seconds of this process and of those it has waited for."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def peak() -> float:
    """Return the most memory this process has held at once, in MiB; pages of mapped files that it has read among it."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 if sys.platform != "darwin" else 1024**2)


def bytes_of(folder: Path) -> int:
    """Return how many bytes the files below `folder` hold."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def timed(questions: Iterable[Question], ask: Callable[[Question], object]) -> dict[str, float]:
    """Return the median and the 95th percentile of the CPU milliseconds that `ask` takes, each question asked for the first time.

    The first of them is asked before, and so not counted.
    """
    first, *others = questions
    ask(first)
    taken = []
    for question in others:
        begun = time.process_time()
        ask(question)
        taken.append(1000 * (time.process_time() - begun))
    return median_and_p95(taken)


def median_and_p95(taken: list[float]) -> dict[str, float]:
    """Return both, in the unit of `taken`; of one figure, that one twice."""
    return {"median": statistics.median(taken), "p95": statistics.quantiles(taken, n=20, method="inclusive")[-1]}


def of_command(command: list[str], times: int = 5, *, terminal: bool = False) -> float:
    """Return the median CPU milliseconds of a command, run `times` after once; `terminal` gives it one to write to."""
    _ran(command, terminal=terminal)
    return statistics.median(_ran(command, terminal=terminal) for _ in range(times))


def memory_of_command(command: list[str]) -> float:
    """Return the most memory that a command holds at once, in MiB, started by a small process: a child begins with its parent's."""
    done = subprocess.run([sys.executable, "-c", _WATCH, *command], check=True, stdout=subprocess.PIPE, text=True)
    return int(done.stdout) / 1024


def _ran(command: list[str], *, terminal: bool) -> float:
    begun = cpu()
    if terminal:
        _on_terminal(command)
    else:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return 1000 * (cpu() - begun)


def _on_terminal(command: list[str]) -> None:
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40", "PAGER": "cat"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        while _more(ours):
            pass
        os.close(ours)
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, command)


def _more(terminal: int) -> bool:
    """Read from the terminal; whether there may be more: Linux raises where nobody writes to it any longer."""
    try:
        return bool(os.read(terminal, 65536))
    except OSError:
        return False
