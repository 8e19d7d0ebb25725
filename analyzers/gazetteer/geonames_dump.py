"""The files of a GeoNames dump as rows: places, administrative areas, names with their languages.

The format is GeoNames' own (its readme.txt): lines of tab-separated cells, UTF-8, as ``.txt`` or packed as ``.zip``. A file of
places is known by its cells, one of names with languages by its name (alternateNames…). Not here: what becomes of the rows
(``geonames``).
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from depeche.analyzers.gazetteer.user_table import coordinates, people
from depeche.core.errors import ReadingError

__all__ = ["Geoname", "alternates", "geonames"]

_CELLS = 19
_GONE = frozenset({"PPLH", "PPLQ", "PPLW"})
"""Feature codes of populated places that are no more: historical, abandoned, destroyed."""
_AREAS = frozenset({"ADM1", "ADM2", "ADM3"})
_ALTERNATES = "alternatenames"


@dataclass(frozen=True, slots=True)
class Geoname:
    """A populated place or an area of the first three levels; `codes` are the codes of the areas that hold it, ``SY.13`` first."""

    number: str
    name: str
    others: tuple[str, ...]
    latitude: str
    longitude: str
    feature: str
    country: str
    codes: tuple[str, ...]
    population: int

    @property
    def level(self) -> int:
        """Of an area its level, of a place 0."""
        return int(self.feature[-1]) if self.feature in _AREAS else 0


def geonames(folder: Path) -> Iterator[Geoname]:
    """Yield the populated places and areas of all files of `folder` that hold such rows, each number once.

    A row whose coordinates are not on the earth is passed over. A population that is no number counts as unknown.
    ReadingError for a file that is not UTF-8, or a damaged archive.
    """
    seen: set[str] = set()
    for lines in _tables(folder):
        for cells in lines:
            if len(cells) == _CELLS and cells[0] not in seen and _is_kept(cells):
                seen.add(cells[0])
                yield _geoname(cells)


def alternates(folder: Path, languages: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield number, language and name of the names that are neither historic nor colloquial, the preferred ones of a file first."""
    for is_preferred in (True, False):
        for path in _files(folder):
            if path.name.lower().startswith(_ALTERNATES):
                yield from (found for cells in _read(path) for found in _alternate(cells, languages, is_preferred))


def _alternate(cells: list[str], languages: tuple[str, ...], is_preferred: bool) -> Iterator[tuple[str, str, str]]:
    padded = [*cells, "", "", "", ""]
    if len(cells) >= 4 and cells[2] in languages and "1" not in padded[6:8] and (padded[4] == "1") == is_preferred:
        yield cells[1], cells[2], cells[3]


def _is_kept(cells: list[str]) -> bool:
    is_place = cells[6] == "P" and cells[7] not in _GONE
    is_named = cells[0].isascii() and cells[0].isdigit() and bool(cells[1].strip())
    return (is_place or (cells[6] == "A" and cells[7] in _AREAS)) and is_named and _is_somewhere(cells)


def _is_somewhere(cells: list[str]) -> bool:
    try:
        return coordinates(cells[4], cells[5]) is not None
    except ValueError:
        return False


def _geoname(cells: list[str]) -> Geoname:
    codes = tuple(".".join((cells[8], *cells[10 : 10 + n])) for n in (1, 2, 3) if all(cells[10 : 10 + n]))
    others = tuple(filter(None, (cells[2], *cells[3].split(","))))
    return Geoname(cells[0], cells[1], others, cells[4], cells[5], cells[7], cells[8], codes, _people(cells[14]))


def _people(cell: str) -> int:
    try:
        return people(cell)
    except ValueError:
        return 0


def _tables(folder: Path) -> Iterator[Iterator[list[str]]]:
    yield from (_read(path) for path in _files(folder) if not path.name.lower().startswith(_ALTERNATES))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in (".txt", ".zip") and path.is_file())
    except OSError as error:
        raise ReadingError(f"{folder}: {error.strerror or 'cannot be read'}") from error


def _read(path: Path) -> Iterator[list[str]]:
    try:
        for file in _opened(path):
            with file, io.TextIOWrapper(file, "utf-8", newline="\n") as lines:
                yield from (line.rstrip("\r\n").split("\t") for line in lines)
    except (OSError, zipfile.BadZipFile, EOFError) as error:
        raise ReadingError(f"{path}: cannot be read ({error})") from error
    except UnicodeDecodeError as error:
        raise ReadingError(f"{path}: not UTF-8") from error


def _opened(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix.lower() == ".txt":
        yield path.open("rb")
        return
    with zipfile.ZipFile(path) as archive:
        yield from (archive.open(name) for name in archive.namelist() if name.lower().endswith(".txt"))
