"""What indexing costs as an archive grows: the same new dispatches are added to it at each size, and all that is added is counted.

The texts of a corpus differ, and now and then segments are merged; so the same probe is added thrice at each size, and the time of
all that came between two sizes, merges among it, is given beside it. The probe is of the corpus and changed by a word, so that each
of its texts has a copy in the archive; what came between is new. Each probe is a process of its own, which adds it once to be warm:
what an analyser remembers of the texts before would count otherwise. With ``--sizes 2000 10000 30000 --probe 500`` it takes some
minutes, by default an hour. Not here: what others take (``compare``).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from itertools import islice
from pathlib import Path

from clocks import cpu
from compare import rows
from contestants.contract import Row
from contestants.ours import dispatches

import depeche

__all__ = ["main"]


def main() -> None:
    """Print a line for each size: CPU ms per dispatch of the probe, and per MB of all that came since the size before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON lines with id, date and text")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 50_000, 100_000])
    parser.add_argument("--probe", type=int, default=1000, help="dispatches added at each size, under new ids")
    parser.add_argument("--engine")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.into:
        print(_probed(options.into, list(islice(rows(options.corpus), options.probe))))
        return
    with tempfile.TemporaryDirectory() as folder, depeche.create(Path(folder) / "archive", engine=options.engine) as archive:
        figures = measured(archive, options.corpus, sorted(options.sizes), options.probe)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


def measured(archive: depeche.Archive, corpus: Path, sizes: list[int], count: int) -> dict[int, dict[str, float]]:
    """Return the figures of each size, printed as they come."""
    figures: dict[int, dict[str, float]] = {}
    before = 0
    for size in sizes:
        added = list(islice(rows(corpus), before, size))
        text = sum(len(row.text.encode("utf-8", "surrogatepass")) for row in added) / 1e6
        between = _cost(archive, added)
        command = [sys.executable, __file__, str(corpus), "--probe", str(count), "--into", str(archive.path)]
        probed = float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        figures[size] = {"probe, CPU ms per dispatch": 1000 * probed / count, "between, CPU ms per MB": 1000 * between / text}
        print(size, *(f"{name}: {figure:.3f}" for name, figure in figures[size].items()), flush=True)
        before = size
    first, last = (figures[size]["probe, CPU ms per dispatch"] for size in (sizes[0], sizes[-1]))
    print(f"from {sizes[0]} to {sizes[-1]}: {last / first:.3f} times")
    return figures


def _probed(path: Path, probe: list[Row]) -> float:
    """Return the CPU seconds that adding the probe takes, the median of three times after the first."""
    with depeche.open(path) as archive:
        _, *costs = (_cost(archive, _renamed(probe, f"{os.getpid()} {turn}")) for turn in range(4))
    return statistics.median(costs)


def _cost(archive: depeche.Archive, added: list[Row]) -> float:
    begun = cpu()
    archive.add(dispatches(added), workers=1)
    return cpu() - begun


def _renamed(probe: list[Row], prefix: str) -> list[Row]:
    """Return the dispatches under ids of their own, each with a word more, so that none is known already."""
    return [replace(row, id=f"{prefix} {row.id}", text=f"{row.text}\n\n{prefix} {row.id}") for row in probe]


if __name__ == "__main__":
    main()
