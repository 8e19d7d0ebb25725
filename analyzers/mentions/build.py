"""Write ``tables/countries.tsv`` from CLDR: run ``python -m depeche.analyzers.mentions.build`` when CLDR changes.

Needs the development dependency ``babel``, which carries CLDR. Not here: the wire forms, written by hand in
``country_forms.tsv``.
"""

from pathlib import Path

__all__ = ["main"]

_NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
_LANGUAGES = ("fr", "en", "ar", "de")


def main() -> None:
    """Write the table beside this module: a row for each ISO 3166-1 country and Kosovo (XK, user-assigned)."""
    import babel

    path = Path(__file__).parent / "tables" / "countries.tsv"
    lines = [*_provenance(str(babel.__version__)), "id\t" + "\t".join(_LANGUAGES), *_countries()]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _provenance(version: str) -> list[str]:
    return [
        "# Countries by ISO 3166-1 code with their names in French, English, Arabic, and in German, which only a question may use.",
        f"# Source: Unicode CLDR, territory names, as carried by babel {version}; Unicode License v3. Made by mentions/build.py.",
        "# Do not edit: other forms and better labels stand in country_forms.tsv.",
    ]


def _countries() -> list[str]:
    from babel import Locale

    names: list[dict[str, str]] = [dict(Locale(language).territories) for language in _LANGUAGES]
    codes = sorted(code for code in names[0] if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES)
    return ["\t".join([code, *(table[code].replace("’", "'") for table in names)]) for code in codes]


if __name__ == "__main__":
    main()
