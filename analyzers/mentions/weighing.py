"""What a run of words names, if anything: the evidence weighed by a table of learned weights.

``tables/evidence.tsv`` gives each piece of evidence a weight, in logits, for a place, a person and an organisation against no
name at all; the sums are compared. The table is learned by ``benchmarks/train_mentions.py`` from texts whose names are marked,
and a decision is explained by the pieces that spoke for it most. Not here: the evidence (``evidence``).
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from math import exp
from typing import NamedTuple

from depeche.analyzers.mentions.lexicon import PACKAGE
from depeche.core.tables import rows

__all__ = ["Named", "Verdict", "Weights", "table", "weigh", "weights"]

_SAID = 3
_SPEAKS = 0.2
"""What a piece must weigh to be a reason."""


class Named(StrEnum):
    """What a run names."""

    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"


_NAMED = tuple(Named)


class Verdict(NamedTuple):
    """What a run names, or None; how probable that is; and the pieces of evidence that speak for it most."""

    named: Named | None
    probability: float
    reasons: tuple[str, ...] = ()


class Weights:
    """Pieces of evidence with what they weigh: `rows` for a place, a person, an organisation."""

    __slots__ = ("_said", "_speaking", "pieces", "rows")

    def __init__(self, pieces: tuple[str, ...]) -> None:
        known = table()
        self.pieces = pieces
        self._said = [piece for piece in pieces if piece in known]
        self.rows = [known[piece] for piece in self._said]
        self._speaking: list[list[tuple[float, str]] | None] = [None] * len(_NAMED)

    def speaking(self, column: int) -> list[tuple[float, str]]:
        """Return the pieces that speak most for what `column` of the table is of, with what they weigh; found when asked for."""
        found = self._speaking[column]
        if found is None:
            for_it = [(row[column], piece) for row, piece in zip(self.rows, self._said, strict=True) if row[column] > _SPEAKS]
            found = self._speaking[column] = sorted(for_it, reverse=True)[:_SAID]
        return found


@lru_cache(maxsize=30_000)
def weights(*pieces: str) -> Weights:
    """Return what those pieces of evidence weigh; remembered, for a few thousand groups of pieces come again and again."""
    return Weights(pieces)


def weigh(evidence: Iterable[Weights]) -> Verdict:
    """Return what a run with that evidence names."""
    groups = tuple(evidence)
    place = person = organisation = 0.0
    for each in groups:
        for of_place, of_person, of_organisation in each.rows:
            place += of_place
            person += of_person
            organisation += of_organisation
    total = 1 + exp(place) + exp(person) + exp(organisation)
    highest = max(place, person, organisation)
    if highest <= 0:
        return Verdict(None, 1 / total)
    best = (place, person, organisation).index(highest)
    return Verdict(_NAMED[best], exp(highest) / total, _reasons(groups, best))


def _reasons(evidence: Iterable[Weights], column: int) -> tuple[str, ...]:
    ranked = [each for group in evidence for each in group.speaking(column)]
    ranked.sort(reverse=True)
    return tuple([piece for _, piece in ranked[:_SAID]])


@cache
def table() -> dict[str, tuple[float, float, float]]:
    """Return what each piece of evidence weighs for a place, a person, an organisation."""
    return {
        row["evidence"]: (float(row["place"]), float(row["person"]), float(row["organisation"]))
        for row in rows(PACKAGE, "evidence.tsv")
    }
