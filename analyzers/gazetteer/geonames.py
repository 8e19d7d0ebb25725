"""A GeoNames dump that the user has, as a table of the user's: its populated places and administrative areas.

What the shipped tables have keeps its id there and its label. All names are weak. Not here: the format of the dump
(``geonames_dump``), where the archive keeps the table.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from depeche.analyzers.gazetteer.bulk import entities
from depeche.analyzers.gazetteer.geonames_dump import Geoname, alternates, geonames
from depeche.analyzers.gazetteer.joining import Site, matched
from depeche.analyzers.gazetteer.naming import Taken, first_of_each, flagged, key, plain, size
from depeche.analyzers.gazetteer.records import CUE, Record
from depeche.analyzers.gazetteer.sources import curated, records
from depeche.analyzers.gazetteer.user_table import COLUMNS, LONGEST_NAME
from depeche.core.errors import InputError

__all__ = ["convert"]

_LANGUAGES = ("fr", "ar", "en")
_MOST = 4
"""Names in Latin letters, and in Arabic ones, that a text may use."""
_AREA_TYPES = ("", "province", "district", "subdistrict")
_SECTION = "PPLX"
_HEAD = "# Places of GeoNames (https://www.geonames.org, CC BY 4.0); changed: a part of the names was taken."


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows refer to: the shipped records by id, ids by number and code, names by number and language."""

    shipped: dict[str, Record]
    ids: dict[str, str]
    languages: dict[str, dict[str, list[str]]]


def convert(folder: Path, target: Path) -> int:
    """Write the places of the GeoNames dump in `folder` as a user's table to `target`; return how many.

    The folder holds files in GeoNames' own format, plain or zipped: places (``SY.txt``, ``cities500.zip``, ``allCountries.txt``)
    and, if there, names with languages (``alternateNamesV2.txt``). InputError if none holds a place, or one cannot be read.
    """
    named = (one for one in geonames(folder) if key(plain(one.name)) and len(one.name) <= LONGEST_NAME)
    found = sorted(named, key=lambda one: (-one.population, int(one.number)))
    if not found:
        raise InputError(f"{folder}: no file of GeoNames' places in it (such as SY.txt, cities500.zip or allCountries.txt)")
    known = _known(folder, found)
    taken = Taken()
    rows = ["\t".join(_row(one, known, taken)) for one in found]
    target.write_text("\n".join([_HEAD, "\t".join(COLUMNS), *rows]) + "\n", "utf-8")
    return len(rows)


def _known(folder: Path, found: list[Geoname]) -> _Known:
    ids = entities()
    for area in found:
        if area.level and len(area.codes) >= area.level:
            ids[area.number] = ids.setdefault(area.codes[area.level - 1], f"gn:{area.number}")
    places = [one for one in found if not one.level]
    ids |= matched((_site(one, ids) for one in places if one.number not in ids), curated())
    ids |= _apart(found, ids)
    languages: dict[str, dict[str, list[str]]] = {one.number: {} for one in found}
    for number, language, name in alternates(folder, _LANGUAGES):
        if number in languages and len(name) <= LONGEST_NAME:
            languages[number].setdefault(language, []).extend(first_of_each([plain(name)]))
    return _Known({record.id: record for record in records()}, ids, languages)


def _apart(found: list[Geoname], ids: dict[str, str]) -> dict[str, str]:
    """Return numbers to ids, each once: of two rows that would have one id the second keeps its number."""
    first: dict[str, str] = {}
    for one in found:
        first.setdefault(ids.get(one.number, f"gn:{one.number}"), one.number)
    kept = {number: id_ for id_, number in first.items()}
    return {one.number: kept.get(one.number, f"gn:{one.number}") for one in found}


def _site(one: Geoname, ids: dict[str, str]) -> Site:
    within = tuple(ids[code] for code in one.codes if code in ids)
    return Site(one.number, one.country, within, plain(one.name), tuple(map(plain, one.others)), one.population)


def _row(one: Geoname, known: _Known, taken: Taken) -> Iterable[str]:
    id_ = known.ids.get(one.number, f"gn:{one.number}")
    shipped = known.shipped.get(id_)
    label = shipped.label if shipped else next(iter(known.languages[one.number].get("fr", ())), plain(one.name))
    cells = {
        "kind": "place",
        "id": id_,
        "type": shipped.type if shipped else _type(one),
        "label": label,
        "names": "|".join(_names(one, label, known, taken)),
        "within": "" if shipped else _within(one, known),
        "latitude": one.latitude,
        "longitude": one.longitude,
        "population": str(one.population) if one.population else "",
        "flags": "weak",
    }
    return (cells[column] for column in COLUMNS)


def _names(one: Geoname, label: str, known: _Known, taken: Taken) -> Iterator[str]:
    """Yield the names that a text may use: those with a language, spellings of the main name, and those in other scripts."""
    spoken = [name for language in _LANGUAGES for name in known.languages[one.number].get(language, ())[:2]]
    chosen = taken.choose(plain(one.name), one.others, most=_MOST, most_also=2)
    foreign = (name for name in chosen.also if not name[0].isascii() and name[0].lower() == name[0].upper())
    found = first_of_each([label, *spoken, *(name.removesuffix(CUE) for name in chosen.names), *foreign])
    return (name for name in map(flagged, found) if len(name) <= LONGEST_NAME)


def _type(one: Geoname) -> str:
    if one.level:
        return _AREA_TYPES[one.level]
    return "district" if one.feature == _SECTION else size(one.population)


def _within(one: Geoname, known: _Known) -> str:
    """Return the id of the nearest area that holds it, else its country; empty where the tables have none."""
    above = one.codes[: one.level - 1] if one.level else one.codes
    holders = [known.ids[code] for code in reversed(above) if code in known.ids]
    return holders[0] if holders else one.country if one.country in known.shipped else ""
