"""The ids of a table of the user's: which a row may have, which it is given, and what ``within`` means by an id or a name.

Not here: the other cells of a row (``user_table``).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from depeche.analyzers.chain import exacts
from depeche.analyzers.gazetteer.records import CUE, Record, cells
from depeche.core.model import Kind

__all__ = ["Ids", "LineError", "Row"]

Row = dict[str, str]
"""The cells of a line, by column."""

_DATE = re.compile(r"\d{4}(-\d\d){0,2}(T.*)?", re.ASCII)
_FOUND = "cue:"
"""What the ids of names begin with that no table has."""
_SLUG = 200
"""Characters of a label that the id made of it takes."""


class LineError(ValueError):
    """What is wrong with a line, the first of which is 1."""

    def __init__(self, line: int, wrong: object) -> None:
        super().__init__(str(wrong))
        self.line = line


class Ids:
    """The ids of the `rows` of one table, each with its line, beside those of the `shipped` records, read when first needed.

    LineError for an id that a row may not have, or that two have.
    """

    def __init__(self, rows: Sequence[tuple[int, Row]], shipped: Callable[[], Iterable[Record]]) -> None:
        self._rows = rows
        self._shipped = shipped
        self._lines: dict[str, int] = {}
        self.all = self._given()

    def check_kind(self, id_: str, kind: Kind) -> None:
        """ValueError if the shipped tables have something of another kind by that id."""
        shipped = self._listed.get(id_)
        if shipped and shipped.kind != kind:
            raise ValueError(f"{id_} is the id of {shipped.label}, which is no {kind}")

    def check_within(self, parents: Mapping[str, tuple[str, ...]]) -> None:
        """LineError if anything lies in itself, by these `parents` of the rows and those of the shipped records."""
        try:
            TopologicalSorter({one.id: one.parents for one in self._listed.values()} | dict(parents)).prepare()
        except CycleError as error:
            circle = list(reversed(error.args[1]))
            line = min(self._lines[id_] for id_ in circle if id_ in parents)
            raise LineError(line, f"within: a place lies in itself: {' in '.join(circle)}") from None

    def place(self, cell: str) -> str:
        """Return the id of the place of that id or name; ValueError where there is none. Of one name the first is meant."""
        found = cell if cell in self._places else self._named.get(_key(cell))
        if found is None:
            raise ValueError(f"within: no place is called {cell!r}")
        return found

    @cached_property
    def _listed(self) -> dict[str, Record]:
        return {one.id: one for one in self._shipped()}

    @cached_property
    def _places(self) -> frozenset[str]:
        own = (id_ for id_, (_, row) in zip(self.all, self._rows, strict=True) if row["kind"] == Kind.PLACE)
        return frozenset((*own, *(one.id for one in self._listed.values() if one.kind == Kind.PLACE)))

    @cached_property
    def _named(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for id_, name in (*self._shipped_names(), *self._own_names()):
            found.setdefault(_key(name), id_)
        return found

    def _shipped_names(self) -> Iterator[tuple[str, str]]:
        return ((one.id, name.text) for one in self._listed.values() if one.kind == Kind.PLACE for name in one.names)

    def _own_names(self) -> Iterator[tuple[str, str]]:
        for id_, (_, row) in zip(self.all, self._rows, strict=True):
            if row["kind"] == Kind.PLACE:
                yield from ((id_, name.removesuffix(CUE)) for name in (row["label"], *cells(row["names"])))

    def _given(self) -> list[str]:
        """Return the rows' ids: their own, else one made of the label, numbered where it is taken."""
        for line, row in self._rows:
            if row["id"]:
                self._take(line, row["id"])
        counts: Counter[str] = Counter()
        return [row["id"] or self._made(line, row, counts) for line, row in self._rows]

    def _take(self, line: int, id_: str) -> None:
        if any(not c.isprintable() or c in " |," for c in id_):
            raise LineError(line, f"an id holds no blank, bar or comma, and nothing that cannot be shown: {id_!r}")
        if id_.startswith(_FOUND) or _DATE.fullmatch(id_):
            raise LineError(line, f"an id is no date and does not begin with {_FOUND!r}: {id_!r}")
        if id_ in self._lines:
            raise LineError(line, f"line {self._lines[id_]} has the id {id_!r} already")
        self._lines[id_] = line

    def _made(self, line: int, row: Row, counts: Counter[str]) -> str:
        start = f"user:{row['kind']}:{'-'.join(exacts(row['label']))[:_SLUG]}"
        id_ = ""
        while not id_ or id_ in self._lines:
            counts[start] += 1
            id_ = start if counts[start] == 1 else f"{start}-{counts[start]}"
        self._lines[id_] = line
        return id_


def _key(name: str) -> str:
    return " ".join(exacts(name))
