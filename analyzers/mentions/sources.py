"""The tables of places and actors as records: every entity with its names and what each name asks of a text.

Ids of places are ISO 3166: ``SY`` a country, ``SY-DR`` a province; below them a country and a slug, ``SY.deraa``; ``world.``
and a slug for what several countries share. Ids of actors are ``actor:`` and a slug. Not here: the form that is searched
(``compiling``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from depeche.core.model import Kind
from depeche.core.tables import rows

__all__ = ["PACKAGE", "TABLES", "Name", "Record", "digest", "records"]

PACKAGE = "depeche.analyzers.mentions"
TABLES = (
    "countries.tsv",
    "country_forms.tsv",
    "places.tsv",
    "actors.tsv",
    "demonyms.tsv",
    "state_actors.tsv",
    "cues.tsv",
    "no_names.tsv",
    "first_names.tsv",
)
"""Every table of this room; all count for the fingerprint."""

_CUE = "{cue}"


@dataclass(frozen=True, slots=True)
class Name:
    """A written form. `cue` says that it counts only after a cue word (Nice, Orange)."""

    text: str
    cue: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A place or an actor of the tables. `parents` are ids; `open` says that names inside its names are mentions too.

    `also` are names that only a question may use: of another time (ex-Front al-Nosra for Hayat Tahrir al-Cham), which a text
    gives to another entity, or of another language than texts and sources are in.
    """

    id: str
    kind: Kind
    type: str
    label: str
    names: tuple[Name, ...]
    parents: tuple[str, ...] = ()
    open: bool = False
    also: tuple[str, ...] = ()


def digest() -> str:
    """Return the SHA-256 of all tables, in hexadecimal."""
    return sha256(b"\0".join(files(PACKAGE).joinpath("tables", name).read_bytes() for name in TABLES)).hexdigest()


def records() -> Iterator[Record]:
    """Yield the records of all tables. Of two with one name, the first is meant where no cue decides."""
    yield from _countries()
    yield from (_record(row, Kind.PLACE, row["within"]) for row in rows(PACKAGE, "places.tsv"))
    yield from _actors()


def _countries() -> Iterator[Record]:
    forms = {row["id"]: row for row in rows(PACKAGE, "country_forms.tsv")}
    for row in rows(PACKAGE, "countries.tsv"):
        form = forms.get(row["id"], {"label": "", "names": ""})
        label = form["label"] or row["fr"]
        names = _names("|".join(filter(None, (form["names"], label, row["fr"], row["en"], row["ar"]))))
        yield Record(row["id"], Kind.PLACE, "country", label, names, also=(row["de"],))


def _actors() -> Iterator[Record]:
    made = {record.id: record for record in _state_actors()}
    for row in rows(PACKAGE, "actors.tsv"):
        record = _record(row, Kind.ACTOR, row["country"])
        yield _joined(record, made.pop(record.id, None))
    yield from made.values()


def _record(row: dict[str, str], kind: Kind, parents: str) -> Record:
    flags = row["flags"].split("|")
    names = _names("|".join(filter(None, (row["names"], row["label"]))), cue="cue" in flags)
    return Record(row["id"], kind, row["type"], row["label"], names, _cells(parents), "open" in flags, _cells(row.get("also", "")))


def _joined(record: Record, other: Record | None) -> Record:
    names = _unique((*record.names, *(other.names if other else ())))
    return Record(record.id, record.kind, record.type, record.label, names, record.parents, record.open, record.also)


def _state_actors() -> Iterator[Record]:
    adjectives: dict[str, list[dict[str, str]]] = {}
    for row in rows(PACKAGE, "demonyms.tsv"):
        adjectives.setdefault(row["country"], []).append(_forms(row["masculine"], row["feminine"]))
    templates = list(rows(PACKAGE, "state_actors.tsv"))
    for country, forms in adjectives.items():
        for row in templates:
            names = "|".join(name.format(**form) for form in forms for name in _cells(row["names"]))
            label = row["label"].format(**forms[0])
            yield Record(f"actor:{country}.{row['slug']}", Kind.ACTOR, row["type"], label, _names(names), (country,))


def _forms(masculine: str, feminine: str) -> dict[str, str]:
    return {"m": masculine, "f": feminine, "fp": feminine + "s"}


def _names(cell: str, *, cue: bool = False) -> tuple[Name, ...]:
    return _unique(tuple(Name(text.removesuffix(_CUE), cue or text.endswith(_CUE)) for text in _cells(cell)))


def _unique(names: tuple[Name, ...]) -> tuple[Name, ...]:
    return tuple({name.text: name for name in reversed(names)}.values())[::-1]


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
