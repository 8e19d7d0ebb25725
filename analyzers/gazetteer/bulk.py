"""The provinces and cities of the world, from the two large tables, and what they add to the places written by hand.

A row of ``cities.tsv.xz`` or ``subdivisions.tsv`` that is a place of ``places.tsv`` becomes no second entity: that place gains
its names, coordinates, population and province, without the names that ``misleading.tsv`` takes off. Not here: how the
tables are made (``build``).
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from depeche.analyzers.folding import fold
from depeche.analyzers.gazetteer.records import PACKAGE, Record, cells, joined, names
from depeche.core.model import Kind
from depeche.core.tables import rows

__all__ = ["CITIES", "MISLEADING", "SUBDIVISIONS", "bulk", "enriched", "entities"]

CITIES = "cities.tsv.xz"
SUBDIVISIONS = "subdivisions.tsv"
MISLEADING = "misleading.tsv"


def bulk() -> dict[str, Record]:
    """Return the records of both tables by id: provinces, then cities, the largest first."""
    return {record.id: record for record in (*_subdivisions(), *_cities())}


def enriched(record: Record, found: dict[str, Record]) -> Record:
    """Return `record` with what its row in `found` adds, and take it out there."""
    row = found.pop(record.id, None)
    if row is None:
        return record
    row = _without(row, _misleading().get(record.id, frozenset()))
    is_vague = record.parents == (record.id[:2],) and row.parents != (record.id,)
    return joined(replace(record, parents=()) if is_vague else record, row)


def _without(record: Record, misleading: frozenset[str]) -> Record:
    names = tuple(name for name in record.names if fold(name.text) not in misleading)
    return replace(record, names=names, also=tuple(name for name in record.also if fold(name) not in misleading))


@cache
def _misleading() -> dict[str, frozenset[str]]:
    return {row["id"]: frozenset(map(fold, cells(row["names"]))) for row in rows(PACKAGE, MISLEADING)}


def entities() -> dict[str, str]:
    """Return GeoNames numbers to the ids of their entities, where these are written by hand; and province codes of GeoNames."""
    curated = {row["geonameid"]: row["same"] for row in rows(PACKAGE, CITIES) if row["same"]}
    return curated | {row["geonames"]: row["id"] for row in rows(PACKAGE, SUBDIVISIONS) if row["geonames"]}


def _subdivisions() -> Iterator[Record]:
    return (_record(row, row["id"]) for row in rows(PACKAGE, SUBDIVISIONS))


def _cities() -> Iterator[Record]:
    for row in rows(PACKAGE, CITIES):
        place = (float(row["latitude"]), float(row["longitude"]))
        found = _record(row, row["same"] or f"gn:{row['geonameid']}")
        yield replace(found, coordinates=place, population=int(row["population"]))


def _record(row: dict[str, str], id_: str) -> Record:
    found = names(row["names"], weak=True)
    return Record(id_, Kind.PLACE, row["type"], found[0].text, found, (row["within"],), also=cells(row["also"]))
