"""The tables of places and actors as records: every entity with its names and what each name asks of a text.

Ids of places are ISO 3166: ``SY`` a country, ``SY-DR`` a province; below them a country and a slug, ``SY.deraa``, or ``gn:`` and
the number of GeoNames; ``world.`` and a slug for what several countries share. Ids of actors are ``actor:`` and a slug. Not here:
the form that is searched (``compiling``), what a table of the user's looks like (``user_table``).
"""

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from depeche.analyzers.gazetteer.bulk import CITIES, MISLEADING, SUBDIVISIONS, bulk, enriched
from depeche.analyzers.gazetteer.records import PACKAGE, Name, Record, cells, joined, names
from depeche.analyzers.gazetteer.state_actors import state_actors
from depeche.analyzers.gazetteer.user_table import read
from depeche.core.model import Kind
from depeche.core.tables import rows

__all__ = ["PACKAGE", "TABLES", "Name", "Record", "curated", "digest", "records", "user_records"]

TABLES = (
    "countries.tsv",
    "country_forms.tsv",
    "places.tsv",
    SUBDIVISIONS,
    CITIES,
    MISLEADING,
    "actors.tsv",
    "demonyms.tsv",
    "state_actors.tsv",
    "state_capitals.tsv",
)
"""Every table of this room; all count for the fingerprint."""


def digest() -> str:
    """Return the SHA-256 of all tables, in hexadecimal."""
    return sha256(b"\0".join(files(PACKAGE).joinpath("tables", name).read_bytes() for name in TABLES)).hexdigest()


def records() -> Iterator[Record]:
    """Yield the records of all tables: those written by hand in the order of their tables, then provinces and cities.

    Of two with one name, the first is meant where nothing in the text decides; of weak names, the place of more people.
    """
    found = bulk()
    yield from (enriched(record, found) for record in curated())
    yield from found.values()


def curated() -> Iterator[Record]:
    """Yield the records of the tables written by hand, and of the countries."""
    yield from _countries()
    yield from (_record(row, Kind.PLACE, row["within"]) for row in rows(PACKAGE, "places.tsv"))
    yield from _actors()


def user_records(path: Path) -> Iterator[Record]:
    """Yield the records of a table of the user's (``user_table`` says its columns).

    InputError naming the file and the line of a row that cannot be used; rows before it may have been yielded.
    """
    return read(path, records)


def _countries() -> Iterator[Record]:
    forms = {row["id"]: row for row in rows(PACKAGE, "country_forms.tsv")}
    for row in rows(PACKAGE, "countries.tsv"):
        form = forms.get(row["id"], {"label": "", "names": ""})
        label = form["label"] or row["fr"]
        found = names("|".join(filter(None, (form["names"], label, row["fr"], row["en"], row["ar"]))))
        yield Record(row["id"], Kind.PLACE, "country", label, found, also=(row["de"],))


def _actors() -> Iterator[Record]:
    made = {record.id: record for record in state_actors()}
    for row in rows(PACKAGE, "actors.tsv"):
        record = _record(row, Kind.ACTOR, row["country"])
        yield joined(record, made.pop(record.id, record))
    yield from made.values()


def _record(row: dict[str, str], kind: Kind, parents: str) -> Record:
    flags = row["flags"].split("|")
    found = names("|".join(filter(None, (row["names"], row["label"]))), cue="cue" in flags)
    also, before = cells(row.get("also", "")), cells(row.get("predecessors", ""))
    return Record(row["id"], kind, row["type"], row["label"], found, cells(parents), "open" in flags, also, predecessors=before)
