"""Write ``tables/countries.tsv`` from CLDR, as the development dependency ``babel`` carries it.

Not here: the wire forms, written by hand in ``country_forms.tsv``.
"""

from importlib.resources import files
from pathlib import Path

from depeche.analyzers.gazetteer.sources import PACKAGE

__all__ = ["main", "write_table"]

_NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
_LANGUAGES = ("fr", "en", "ar", "de")


def main() -> None:
    """Write the table: a row for each ISO 3166-1 country and Kosovo (XK, user-assigned)."""
    import babel

    write_table("countries.tsv", [*_provenance(str(babel.__version__)), "id\t" + "\t".join(_LANGUAGES), *_countries()])


def write_table(name: str, lines: list[str]) -> None:
    """Write a table of this room; one whose name ends in ``.xz`` is compressed."""
    import lzma

    data = ("\n".join(lines) + "\n").encode()
    path = Path(str(files(PACKAGE))) / "tables" / name
    path.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME) if name.endswith(".xz") else data)


def _provenance(version: str) -> list[str]:
    return [
        "# Countries by ISO 3166-1 code with their names in French, English, Arabic, and in German, which only a question may use.",
        f"# Source: Unicode CLDR, territory names, as carried by babel {version}; Unicode License v3. Made by gazetteer/build.",
        "# Do not edit: other forms and better labels stand in country_forms.tsv.",
    ]


def _countries() -> list[str]:
    from babel import Locale

    names: list[dict[str, str]] = [dict(Locale(language).territories) for language in _LANGUAGES]
    codes = sorted(code for code in names[0] if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES)
    return ["\t".join([code, *(table[code].replace("’", "'") for table in names)]) for code in codes]
