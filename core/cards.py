"""An entity written as one line, so that an engine's dictionary holds the entities of exactly its own commit.

The line is ``id TAB kind TAB type TAB label TAB ancestors TAB coordinates TAB names``, lists joined by ``|``, coordinates
empty or ``latitude longitude``; tabs, line ends and bars inside a value become blanks. The id comes first, so a dictionary
look-up by the prefix ``id TAB`` finds one entity.
Names that would make a line longer than :data:`LONGEST` bytes are left out, the last first: engines refuse much longer terms.
"""

from depeche.core.model import Entity, Kind

__all__ = ["LONGEST", "card", "entity", "prefix"]

LONGEST = 8000
"""The longest line, in UTF-8 bytes."""

_BLANK = str.maketrans("\t\n\r|", "    ")


def card(entity: Entity) -> str:
    """Return `entity` as one line."""
    head = (entity.id, entity.kind, entity.type, entity.label)
    coordinates = " ".join(map(str, entity.coordinates or ()))
    start = "\t".join((*(part.translate(_BLANK) for part in head), _join(entity.ancestors), coordinates))
    names = list(entity.names)
    while names and len(f"{start}\t{_join(names)}".encode()) > LONGEST:
        names.pop()
    return f"{start}\t{_join(names)}"


def entity(line: str) -> Entity:
    """Return the entity that :func:`card` wrote as `line`; ValueError for any other line."""
    id_, kind, type_, label, ancestors, coordinates, names = line.split("\t")
    return Entity(id_, Kind(kind), type_, label, _split(names), _split(ancestors), _pair(coordinates))


def prefix(id_: str) -> str:
    """Return what the line of the entity `id_` begins with."""
    return id_.translate(_BLANK) + "\t"


def _join(values: tuple[str, ...] | list[str]) -> str:
    return "|".join(value.translate(_BLANK) for value in values)


def _pair(text: str) -> tuple[float, float] | None:
    latitude, _, longitude = text.partition(" ")
    return (float(latitude), float(longitude)) if text else None


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
