"""Ask an archive of French news for names in spellings that its articles do not use, and count the passages that hold the name.

The names and how the articles write them stand in name_queries.tsv. Not here: whether all passages that hold a name are found.
"""

import argparse
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import depeche

__all__ = ["main"]

TABLE = Path(__file__).with_name("name_queries.tsv")
FIRST = 10
ROUNDS = 5


def main() -> None:
    """Print a line for each name, then the mean of the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, help="an archive of French news articles")
    options = parser.parse_args()
    shares = []
    with depeche.open(options.archive) as archive:
        print(f"{'share':>5} {'passages':>8} {'CPU ms':>7}  query")
        for query, holds in names():
            share, passages, taken = asked(archive, query, holds)
            shares.append(share)
            print(f"{share:5.2f} {passages:8} {taken:7.1f}  {query}")
    print(f"{statistics.mean(shares):5.3f} mean share of the first {FIRST} passages, {len(shares)} names")


def names() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield each name as it is typed, and what recognises it in a passage."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    for line in lines[1:]:
        query, holds = line.split("\t")
        yield query, re.compile(holds)


def asked(archive: depeche.Archive, query: str, holds: re.Pattern[str]) -> tuple[float, int, float]:
    """Return the share of ten that hold the name in the first passages, how many passages there are, CPU milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        answer = archive.search(query, limit=FIRST, facet_limit=0, dispatches=False)
        taken.append(1000 * (time.process_time() - begun))
    held = sum(holds.search(hit.text) is not None for hit in answer.passages)
    return held / FIRST, answer.total.passages, statistics.median(taken)


if __name__ == "__main__":
    main()
