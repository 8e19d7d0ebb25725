"""The user's own places and actors: a table of tab-separated cells, checked, as records.

The first line that is neither empty nor begins with ``#`` names the columns, in any order. ``label`` and ``kind`` (``place`` or
``actor``) are required; the others are ``id``, ``type``, ``names``, ``within``, ``latitude``, ``longitude``, ``population``,
``flags``. Lists are joined by ``|``. Not here: where the archive keeps such tables.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from depeche.analyzers.chain import analyze
from depeche.analyzers.gazetteer.records import Name, Record, cells, names, unique
from depeche.core.errors import ReadingError
from depeche.core.model import Kind

__all__ = ["COLUMNS", "FLAGS", "read"]

COLUMNS = ("kind", "id", "type", "label", "names", "within", "latitude", "longitude", "population", "flags")
FLAGS = frozenset({"cue", "open", "weak"})
"""cue: the names count only after a cue word. open: what its names name is a mention too. weak: they ask for evidence."""

_REQUIRED = ("kind", "label")
_Row = dict[str, str]


def read(path: Path, shipped: Callable[[], Iterable[Record]]) -> Iterator[Record]:
    """Yield the records of the table at `path`. What ``within`` names is looked for in it and among the `shipped` records.

    ReadingError, which is an InputError, naming the file and the line of the first row that cannot be used.
    """
    rows = list(_rows(path))
    places = _Places(rows, shipped)
    made: set[str] = set()
    for line, row in rows:
        try:
            yield _record(row, _identifier(row, made), places)
        except ValueError as error:
            raise ReadingError(f"{path}, line {line}: {error}") from None


def _rows(path: Path) -> Iterator[tuple[int, _Row]]:
    columns: list[str] = []
    for line, text in _lines(path):
        found = [cell.strip() for cell in text.split("\t")]
        try:
            if columns:
                yield line, _row(columns, found)
            else:
                columns = _columns(found)
        except ValueError as error:
            raise ReadingError(f"{path}, line {line}: {error}") from None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadingError(f"{path}: {error.strerror or 'cannot be read'}") from error
    except UnicodeDecodeError as error:
        raise ReadingError(f"{path}, byte {error.start}: not UTF-8") from None
    lines = enumerate(text.split("\n"), 1)
    return ((line, one.rstrip("\r")) for line, one in lines if one.strip() and not one.startswith("#"))


def _columns(found: list[str]) -> list[str]:
    unknown = [name for name in found if name not in COLUMNS]
    missing = [name for name in _REQUIRED if name not in found]
    if unknown or missing or len(set(found)) < len(found):
        wrong = f"unknown column {unknown[0]!r}" if unknown else f"no column {missing[0]!r}" if missing else "a column twice"
        raise ValueError(f"{wrong}; the columns are {', '.join(COLUMNS)}, parted by tabs")
    return found


def _row(columns: list[str], found: list[str]) -> _Row:
    if len(found) > len(columns):
        raise ValueError(f"{len(found)} cells for {len(columns)} columns")
    return dict.fromkeys(COLUMNS, "") | dict(zip(columns, found, strict=False))


def _identifier(row: _Row, made: set[str]) -> str:
    """Return the id of a row: its own, else one made of its label, numbered where it was made before."""
    if row["id"]:
        if any(c.isspace() or c in "|," for c in row["id"]):
            raise ValueError(f"an id holds no blank, bar or comma: {row['id']!r}")
        return row["id"]
    start = f"user:{row['kind']}:{'-'.join(token.exact for token in analyze(row['label']))}"
    id_ = next(one for one in (start, *(f"{start}-{n}" for n in range(2, len(made) + 3))) if one not in made)
    made.add(id_)
    return id_


def _record(row: _Row, id_: str, places: "_Places") -> Record:
    if row["kind"] not in (Kind.PLACE, Kind.ACTOR):
        raise ValueError(f"the kind is place or actor, not {row['kind']!r}")
    flags = set(cells(row["flags"]))
    if not flags <= FLAGS:
        raise ValueError(f"the flags are {', '.join(sorted(FLAGS))}, not {', '.join(sorted(flags - FLAGS))}")
    return Record(
        id_,
        Kind(row["kind"]),
        row["type"],
        row["label"].replace("|", " "),
        _names(row, flags),
        tuple(map(places.id_of, cells(row["within"]))),
        "open" in flags,
        coordinates=_coordinates(row["latitude"], row["longitude"]),
        population=_population(row["population"]),
    )


def _names(row: _Row, flags: set[str]) -> tuple[Name, ...]:
    if not row["label"]:
        raise ValueError("the label is empty")
    label = Name(row["label"].replace("|", " "), "cue" in flags, "weak" in flags)
    found = unique((*names(row["names"], cue="cue" in flags, weak="weak" in flags), label))
    empty = next((name.text for name in found if not analyze(name.text)), None)
    if empty is not None:
        raise ValueError(f"a name without letter or digit: {empty!r}")
    return found


def _coordinates(latitude: str, longitude: str) -> tuple[float, float] | None:
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


def _population(cell: str) -> int:
    if not cell:
        return 0
    if not (cell.isascii() and cell.isdigit() and len(cell) < 16):
        raise ValueError(f"the population is a whole number, not {cell!r}")
    return int(cell)


@dataclass(slots=True)
class _Places:
    """What ``within`` may name: ids and names of the file's own rows and of the shipped places, read when first asked for."""

    rows: list[tuple[int, _Row]]
    shipped: Callable[[], Iterable[Record]]
    known: dict[str, str] | None = None

    def id_of(self, cell: str) -> str:
        """Return the id of the place of that id or name; ValueError where there is none. Of one name the first is meant."""
        if self.known is None:
            self.known = self._read()
        found = self.known.get(cell) or self.known.get(_key(cell))
        if found is None:
            raise ValueError(f"within: no place is called {cell!r}")
        return found

    def _read(self) -> dict[str, str]:
        ids: dict[str, str] = {}
        by_name: dict[str, str] = {}
        made: set[str] = set()
        own = ((_identifier(row, made), (row["label"], *cells(row["names"]))) for _, row in self.rows if row["kind"] == Kind.PLACE)
        listed = ((one.id, tuple(name.text for name in one.names)) for one in self.shipped() if one.kind == Kind.PLACE)
        for found in (listed, own):
            for id_, called in found:
                ids[id_] = id_
                for name in called:
                    by_name.setdefault(_key(name), id_)
        return by_name | ids


def _key(name: str) -> str:
    return " ".join(token.exact for token in analyze(name))
