"""How long it takes to find the spellings of a name in a vocabulary of any size.

``python benchmarks/spellings.py WORDS.txt [--names 200]``: WORDS has a word a line, such as the names of a gazetteer; the table is
made of them as of an archive's words. Names are drawn among the words by a fixed seed and written with a capital. Printed: words,
lines and bytes of the table, the making, the opening, and per name the CPU time when its slots were never met and when they were.
Not here: whole searches (``name_queries``).
"""

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from typing import TypeVar

from depeche.analyzers.folding import fold
from depeche.search.vocabulary.lines import SortedLines
from depeche.search.vocabulary.spellings import spellings, table_lines

__all__ = ["main"]

_Made = TypeVar("_Made")


def main() -> None:
    """Print the table of figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=Path)
    parser.add_argument("--names", type=int, default=200, help="how many names are looked up")
    options = parser.parse_args()
    words = sorted({fold(line.strip()) for line in options.words.read_text("utf-8").split("\n")} - {""})
    asked = [word.capitalize() for word in random.Random(1).sample(words, min(len(words), options.names))]
    with TemporaryDirectory() as folder:
        _measure(words, asked, Path(folder) / "terms.tsv")


def _measure(words: list[str], asked: list[str], path: Path) -> None:
    _, making = _timed(lambda: SortedLines.write(path, table_lines((word, 1) for word in words)))
    table, opening = _timed(lambda: SortedLines.open(path))
    if table is None:
        raise SystemExit(f"{path} cannot be written and read")
    spellings(table, "Daraa")  # the tables that ship are loaded
    first, again = ([_timed(lambda name=name: spellings(table, name))[1] for name in asked] for _ in range(2))
    content = path.read_bytes()
    lines = content.count(b"\n") - 1
    print(f"words {len(words)}, lines {lines}, bytes {len(content)}")
    print(f"made in {making:.0f} ms, opened in {opening:.1f} ms")
    for label, found in (("first time", first), ("again", again)):
        print(
            f"ms per name, {label}: median {median(found):.2f}, mean {fmean(found):.2f}, 95th percentile {_percentile(found):.2f}"
        )


def _timed(call: Callable[[], _Made]) -> tuple[_Made, float]:
    """Return what `call` gives, and the milliseconds of CPU it took."""
    begun = time.process_time()
    made = call()
    return made, 1000 * (time.process_time() - begun)


def _percentile(found: list[float]) -> float:
    return sorted(found)[int(0.95 * len(found))]


if __name__ == "__main__":
    main()
