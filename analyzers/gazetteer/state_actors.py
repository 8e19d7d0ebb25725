"""What every state has, named by an adjective of its country or by its capital: armée turque, forces de Bagdad.

The templates are in ``tables/state_actors.tsv`` and ``state_capitals.tsv``, the forms in ``demonyms.tsv``. Not here: bodies of
one state with names of their own (Tsahal), which stand in ``actors.tsv``.
"""

from collections.abc import Iterator, Mapping, Sequence

from depeche.analyzers.gazetteer.records import PACKAGE, Record, cells, names
from depeche.core.model import Kind
from depeche.core.tables import rows

__all__ = ["state_actors"]


_Row = dict[str, str]


def state_actors() -> Iterator[Record]:
    """Yield the bodies of every country that has an adjective; those with names that hold the capital are open to it."""
    countries: dict[str, list[_Row]] = {}
    for row in rows(PACKAGE, "demonyms.tsv"):
        countries.setdefault(row["country"], []).append(row)
    more: dict[str, list[_Row]] = {}
    for row in rows(PACKAGE, "state_capitals.tsv"):
        more.setdefault(row["slug"], []).append(row)
    for row in rows(PACKAGE, "state_actors.tsv"):
        having = ((country, forms) for country, forms in countries.items() if row["slug"] not in cells(forms[0]["lacks"]))
        yield from (_body(country, forms, row, more.get(row["slug"], ())) for country, forms in having)


def _body(country: str, forms: Sequence[_Row], row: Mapping[str, str], more: Sequence[_Row]) -> Record:
    templates = [*cells(row["names"]), *(name for other in more for name in cells(other["names"]))]
    found = [name for form in forms for name in _named(templates, form)]
    label = row["label"].format(**_forms(forms[0], ""))
    is_open = any("open" in other["flags"] for other in more)
    return Record(f"actor:{country}.{row['slug']}", Kind.ACTOR, row["type"], label, names("|".join(found)), (country,), is_open)


def _named(templates: Sequence[str], form: _Row) -> Iterator[str]:
    """Yield the names that the templates make with one adjective, and with each name of the capital."""
    for template in templates:
        capitals = cells(form["de_capital"]) if "{de_capital}" in template else ("",)
        yield from (template.format(**_forms(form, capital)) for capital in capitals)


def _forms(form: _Row, de_capital: str) -> dict[str, str]:
    return {
        "m": form["masculine"],
        "f": form["feminine"],
        "fp": f"{form['feminine']}s",
        "mp": form["plural"],
        "de_capital": de_capital,
    }
