"""An entity written as one line, so that an engine's dictionary holds the entities of exactly its own commit.

The line is ``id TAB kind TAB type TAB label TAB ancestors TAB coordinates TAB names``, lists joined by ``|``, coordinates
empty or ``latitude longitude``; tabs, line ends and bars inside a value become blanks. The id comes first, so a dictionary
look-up by the prefix ``id TAB`` finds one entity.
No line is longer than :data:`LONGEST` bytes, for engines refuse much longer terms: id, type and label are cut, then ancestors
and names that have no room are left out, the last first.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from depeche.core.model import Entity, Kind

__all__ = ["LONGEST", "card", "entity", "prefix"]

LONGEST = 8000
"""The longest line, in UTF-8 bytes."""

_LONGEST_ID, _LONGEST_CELL = 4000, 1000
"""The longest id, type and label in it, in UTF-8 bytes."""
_BLANK = str.maketrans("\t\n\r|", "    ")


@lru_cache(maxsize=20_000)
def card(entity: Entity) -> str:
    """Return `entity` as one line."""
    id_, type_, label = _cut(entity.id, _LONGEST_ID), _cut(entity.type, _LONGEST_CELL), _cut(entity.label, _LONGEST_CELL)
    coordinates = " ".join(map(str, entity.coordinates or ()))
    room = LONGEST - len("\t".join((id_, entity.kind, type_, label, "", coordinates, "")).encode())
    ancestors = "|".join(_fitting(entity.ancestors, room))
    names = "|".join(_fitting(entity.names, room - len(ancestors.encode())))
    return "\t".join((id_, entity.kind, type_, label, ancestors, coordinates, names))


def entity(line: str) -> Entity:
    """Return the entity that :func:`card` wrote as `line`; ValueError for any other line."""
    id_, kind, type_, label, ancestors, coordinates, names = line.split("\t")
    return Entity(id_, Kind(kind), type_, label, _split(names), _split(ancestors), _pair(coordinates))


def prefix(id_: str) -> str:
    """Return what the line of the entity `id_` begins with."""
    return _cut(id_, _LONGEST_ID) + "\t"


def _cut(text: str, most: int) -> str:
    """Return `text` as a cell, cut to at most `most` bytes."""
    return text.translate(_BLANK).encode(errors="replace")[:most].decode(errors="ignore")


def _fitting(values: Sequence[str], room: int) -> Iterator[str]:
    """Yield the first of `values` that take at most `room` bytes when they are joined."""
    cells = [value.translate(_BLANK) for value in values]
    sizes = accumulate(len(cell.encode()) + 1 for cell in cells)
    return (cell for cell, size in zip(cells, sizes, strict=True) if size <= room + 1)


def _pair(text: str) -> tuple[float, float] | None:
    latitude, _, longitude = text.partition(" ")
    return (float(latitude), float(longitude)) if text else None


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
