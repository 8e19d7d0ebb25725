"""What a table says of one place or actor, and of each of its names: the shapes that all tables are read into.

Not here: the tables that ship (``sources``), those of the user (``user_table``), the form that is searched (``compiling``).
"""

from dataclasses import dataclass, replace

from depeche.core.model import Kind

__all__ = ["CUE", "PACKAGE", "Name", "Record", "cells", "joined", "names", "unique"]

PACKAGE = "depeche.analyzers.gazetteer"
"""Where the tables that ship are."""
CUE = "{cue}"
"""Stands after a name of a table that counts only after a cue word."""


@dataclass(frozen=True, slots=True)
class Name:
    """A written form. `cue` says that it counts only after a cue word (Nice, Orange).

    `weak` says that it comes from a bulk source, so that it counts only where the text gives evidence.
    """

    text: str
    cue: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A place or an actor of the tables. `parents` are ids; `open` says that names inside its names are mentions too.

    `also` are names that only a question may use: of another time (ex-Front al-Nosra for Hayat Tahrir al-Cham), which a text
    gives to another entity, or of another language than texts and sources are in. `coordinates` are latitude and longitude
    in degrees, `population` is 0 where it is not known. `predecessors` are ids of actors that this one was, came out of or took
    over from, each with the date: ``actor:nosra@2017-01``.
    """

    id: str
    kind: Kind
    type: str
    label: str
    names: tuple[Name, ...]
    parents: tuple[str, ...] = ()
    open: bool = False
    also: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    population: int = 0
    predecessors: tuple[str, ...] = ()


def names(cell: str, *, cue: bool = False, weak: bool = False) -> tuple[Name, ...]:
    """Return the names of a cell of a table, joined by ``|``, each once."""
    return unique(tuple(Name(text.removesuffix(CUE), cue or text.endswith(CUE), weak) for text in cells(cell)))


def unique(found: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return `found` with the first of each written form."""
    return tuple({name.text: name for name in reversed(found)}.values())[::-1]


def cells(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell, joined by ``|``."""
    return tuple(part for part in cell.split("|") if part)


def joined(record: Record, other: Record) -> Record:
    """Return `record` with the names of `other`, and what it lacks itself from there: parents, coordinates, population."""
    return replace(
        record,
        names=unique((*record.names, *other.names)),
        also=tuple(dict.fromkeys((*record.also, *other.also))),
        parents=record.parents or other.parents,
        coordinates=record.coordinates or other.coordinates,
        population=record.population or other.population,
        predecessors=record.predecessors or other.predecessors,
    )
