"""How often the word that was meant is among the first words suggested for a misspelt one; and how long that takes.

python benchmarks/suggestions.py ARCHIVE [TABLE]: the words of TABLE (tests/search/misspelt.tsv) that the archive holds.
"""

import sys
import time
from pathlib import Path

from depeche.analyzers.chain import exacts
from depeche.core import fields
from depeche.indexer.archive import ArchiveFolder
from depeche.search.answering.suggesting import suggestions
from depeche.search.question.tree import words_of

__all__ = ["main"]

TABLE = Path(__file__).parent.parent / "tests" / "search" / "misspelt.tsv"


def main(archive: str, table: str = str(TABLE)) -> None:
    """Print the figures, and the words that were missed."""
    reader = ArchiveFolder.open(Path(archive)).reader()
    lines = [line.split("\t") for line in Path(table).read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
    asked = [("".join(exacts(wanted)), typed) for wanted, typed, _ in lines]
    held = [(wanted, typed) for wanted, typed in asked if reader.doc_freq(fields.EXACT, wanted)]
    began = time.process_time()
    found = [["".join(exacts(one.word)) for one in suggestions(words_of(typed, 0, len(typed)), reader)] for _, typed in held]
    took = (time.process_time() - began) / max(1, len(held))
    ranks = [_rank(wanted, words) for (wanted, _), words in zip(held, found, strict=True)]
    print(f"{len(held)} of {len(asked)} wanted words in the archive; {took * 1000:.0f} ms of CPU a word")
    among = {most: sum(0 < rank <= most for rank in ranks) for most in (1, 3, 5)}
    print(", ".join(f"{count} among the first {most}" for most, count in among.items()))
    for (wanted, typed), rank, words in zip(held, ranks, found, strict=True):
        if rank != 1:
            print(f"  {typed}: {wanted} {rank or 'missed'}: {' '.join(words)}")


def _rank(wanted: str, found: list[str]) -> int:
    return found.index(wanted) + 1 if wanted in found else 0


if __name__ == "__main__":
    main(*sys.argv[1:])
