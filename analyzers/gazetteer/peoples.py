"""Countries by their adjectives and by their capitals as news copy names governments: turc, Ankara.

From ``tables/demonyms.tsv``. Not here: the bodies of states that are named by them (``state_actors``).
"""

from functools import cache

from depeche.analyzers.chain import exacts
from depeche.analyzers.gazetteer.records import PACKAGE, cells
from depeche.core.tables import rows

__all__ = ["capitals", "peoples"]


@cache
def peoples() -> dict[str, str]:
    """Return the ids of countries by their folded adjectives, of either gender and number; what two share is the first's."""
    found: dict[str, str] = {}
    for row in rows(PACKAGE, "demonyms.tsv"):
        for form in (row["masculine"], row["feminine"], row["plural"]):
            for word in exacts(form):
                found.setdefault(word, row["country"])
                found.setdefault(f"{word}s", row["country"])
    return found


@cache
def capitals() -> dict[str, tuple[str, ...]]:
    """Return the labels of the capitals that stand for governments, by country."""
    return {row["country"]: cells(row["capital"]) for row in rows(PACKAGE, "demonyms.tsv") if row["capital"]}
