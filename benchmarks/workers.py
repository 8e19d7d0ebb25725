"""What worker processes bring to indexing: wall time, CPU time, how busy the cores are, and the memory of all processes together.

Memory is the sum of all processes' shares of the pages they hold (PSS), ten times a second, and CPU time that of each when it was
last seen, for workers are nobody's children who waits for them. Both are read from ``/proc``: on Linux only.
Not here: questions, others than us (``compare``).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["main"]


def main() -> None:
    """Print a line for each number of workers, then the ratio of the first's wall time to the last's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON lines with id and text")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, os.cpu_count() or 1])
    parser.add_argument("--more", nargs="*", default=[], help="more options of the command, without their dashes")
    options = parser.parse_args()
    walls = [_measured(options.corpus, count, [f"--{name}" for name in options.more]) for count in options.workers]
    print(f"wall time, {options.workers[0]} to {options.workers[-1]} workers: {walls[0] / walls[-1]:.2f} times")


def _measured(corpus: Path, workers: int, more: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(sys.executable).with_name("depeche")
        command = [str(program), "-a", f"{folder}/archive", "index", str(corpus), "--workers", str(workers), *more]
        started, peak = time.perf_counter(), 0.0
        used: dict[int, float] = {}
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                family = list(_family(process.pid))
                peak = max(peak, sum(map(_share, family)))
                used |= {one: seconds for one in family if (seconds := _seconds(one))}
                time.sleep(0.1)
            if process.returncode:
                raise subprocess.CalledProcessError(process.returncode, command)
    wall, spent = time.perf_counter() - started, sum(used.values())
    busy = spent / wall / (os.cpu_count() or 1)
    print(f"{workers} workers: wall {wall:.1f} s, CPU {spent:.1f} s, all cores busy {busy:.0%}, memory {peak:.0f} MiB", flush=True)
    return wall


def _family(process: int) -> Iterator[int]:
    """Yield the process and all below it."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield from _family(int(child))


def _seconds(process: int) -> float:
    """Return the CPU seconds of a process, 0 where it has ended."""
    with suppress(OSError):
        after = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(after[11]) + int(after[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _share(process: int) -> float:
    """Return the memory of a process in MiB, 0 where it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
