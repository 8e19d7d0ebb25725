"""The user's own places and actors: a table of tab-separated cells, checked, as records.

The first line that is neither empty nor begins with ``#`` names the columns, in any order. ``label`` and ``kind`` (``place`` or
``actor``) are required; the others are ``id``, ``type``, ``names``, ``within``, ``latitude``, ``longitude``, ``population``,
``flags``. Lists are joined by ``|``. Not here: which ids rows have (``user_ids``), where the archive keeps such tables.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from depeche.analyzers.chain import analyze
from depeche.analyzers.gazetteer.records import Name, Record, cells, names, unique
from depeche.analyzers.gazetteer.user_ids import Ids, LineError, Row
from depeche.core.errors import ReadingError
from depeche.core.model import Kind

__all__ = ["COLUMNS", "FLAGS", "LONGEST", "LONGEST_NAME", "coordinates", "people", "read"]

COLUMNS = ("kind", "id", "type", "label", "names", "within", "latitude", "longitude", "population", "flags")
FLAGS = frozenset({"cue", "open", "weak"})
"""cue: the names count only after a cue word. open: what its names name is a mention too. weak: they ask for evidence."""

LONGEST, LONGEST_NAME = 1000, 200
"""Code points of the longest cell, of lists the longest part, and of each of the names."""

_REQUIRED = ("kind", "label")
_LISTS = ("names", "within")


def read(path: Path, shipped: Callable[[], Iterable[Record]], called: Path | None = None) -> Iterator[Record]:
    """Yield the records of the table at `path`. What ``within`` names is looked for in it and among the `shipped` records.

    ReadingError, which is an InputError, naming the file (as `called`, by default `path`) and the line of a row that cannot be
    used; rows before it may have been yielded.
    """
    name = called or path
    try:
        yield from _records(list(_rows(_text(path, name))), shipped)
    except LineError as error:
        raise ReadingError(f"{name}, line {error.line}: {error}") from None


def _records(rows: list[tuple[int, Row]], shipped: Callable[[], Iterable[Record]]) -> Iterator[Record]:
    ids = Ids(rows, shipped)
    parents: dict[str, tuple[str, ...]] = {}
    for (line, row), id_ in zip(rows, ids.all, strict=True):
        try:
            record = _record(row, id_, ids)
        except ValueError as error:
            raise LineError(line, error) from None
        if record.parents:
            parents[id_] = record.parents
        yield record
    if parents:
        ids.check_within(parents)


def _text(path: Path, name: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadingError(f"{name}: {error.strerror or 'cannot be read'}") from error
    except UnicodeDecodeError as error:
        raise ReadingError(f"{name}, byte {error.start}: not UTF-8") from None


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    columns: list[str] = []
    for line, one in enumerate(text.split("\n"), 1):
        if not one.strip() or one.startswith("#"):
            continue
        found = [cell.strip() for cell in one.split("\t")]
        try:
            row = _row(columns, found) if columns else {}
            columns = columns or _columns(found)
        except ValueError as error:
            raise LineError(line, error) from None
        if row:
            yield line, row


def _columns(found: list[str]) -> list[str]:
    unknown = [name for name in found if name not in COLUMNS]
    missing = [name for name in _REQUIRED if name not in found]
    if unknown or missing or len(set(found)) < len(found):
        wrong = f"unknown column {unknown[0]!r}" if unknown else f"no column {missing[0]!r}" if missing else "a column twice"
        raise ValueError(f"{wrong}; the columns are {', '.join(COLUMNS)}, parted by tabs")
    return found


def _row(columns: list[str], found: list[str]) -> Row:
    if len(found) > len(columns):
        raise ValueError(f"{len(found)} cells for {len(columns)} columns")
    row = dict.fromkeys(COLUMNS, "") | dict(zip(columns, found, strict=False))
    for column, cell in row.items():
        _check(column, cell)
    return row


def _check(column: str, cell: str) -> None:
    """ValueError for a cell that is too long, or holds a control character."""
    most = LONGEST_NAME if column == "names" else LONGEST
    longest = max(map(len, cell.split("|"))) if column in _LISTS else len(cell)
    if longest > most:
        raise ValueError(f"{column}: {longest} characters, more than {most}")
    if not cell.isprintable() and any(unicodedata.category(c) == "Cc" for c in cell):
        raise ValueError(f"{column}: a control character: {cell!r}")


def _record(row: Row, id_: str, ids: Ids) -> Record:
    if row["kind"] not in (Kind.PLACE, Kind.ACTOR):
        raise ValueError(f"the kind is place or actor, not {row['kind']!r}")
    if row["id"]:
        ids.check_kind(id_, Kind(row["kind"]))
    flags = set(cells(row["flags"]))
    if not flags <= FLAGS:
        raise ValueError(f"the flags are {', '.join(sorted(FLAGS))}, not {', '.join(sorted(flags - FLAGS))}")
    return Record(
        id_,
        Kind(row["kind"]),
        row["type"],
        row["label"].replace("|", " "),
        _names(row, flags),
        tuple(map(ids.place, cells(row["within"]))),
        "open" in flags,
        coordinates=coordinates(row["latitude"], row["longitude"]),
        population=people(row["population"]),
    )


def _names(row: Row, flags: set[str]) -> tuple[Name, ...]:
    if not row["label"]:
        raise ValueError("the label is empty")
    label = Name(row["label"].replace("|", " "), "cue" in flags, "weak" in flags)
    found = unique((*names(row["names"], cue="cue" in flags, weak="weak" in flags), label))
    empty = next((name.text for name in found if not analyze(name.text)), None)
    if empty is not None:
        raise ValueError(f"a name without letter or digit: {empty!r}")
    return found


def coordinates(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return the degrees of two cells, None where both are empty; ValueError for what is no place on the earth."""
    if not latitude and not longitude:
        return None
    return _degrees(latitude, 90, "latitude"), _degrees(longitude, 180, "longitude")


def _degrees(cell: str, most: int, what: str) -> float:
    try:
        found = float(cell)
    except ValueError:
        found = float("nan")
    if not -most <= found <= most:
        raise ValueError(f"the {what} is a number from {-most} to {most}, not {cell!r}")
    return found


def people(cell: str) -> int:
    """Return the population of a cell, 0 where it is empty; ValueError for what is no whole number."""
    if not cell:
        return 0
    if not (cell.isascii() and cell.isdigit() and len(cell) < 16):
        raise ValueError(f"the population is a whole number, not {cell!r}")
    return int(cell)
