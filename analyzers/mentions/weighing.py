"""What a run of words names, if anything: the evidence weighed by a table of learned weights.

``tables/evidence.tsv`` gives each piece of evidence a weight, in logits, for a place, a person and an organisation against no
name at all; the sums are compared. The table is learned by ``benchmarks/train_mentions.py`` from texts whose names are marked,
and a decision is explained by the pieces that spoke for it most. Not here: the evidence (``evidence``).
"""

from enum import StrEnum
from functools import cache, lru_cache
from math import exp
from typing import NamedTuple

from depeche.analyzers.mentions.lexicon import PACKAGE
from depeche.core.tables import rows

__all__ = ["Named", "Verdict", "weigh"]

_SAID = 3
_SPEAKS = 0.2


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


@lru_cache(maxsize=30_000)
def weigh(pieces: tuple[str, ...]) -> Verdict:
    """Return what a run with that evidence names; remembered, for most of what is written is written again."""
    table = _weights()
    found = [(table[piece], piece) for piece in pieces if piece in table]
    sums = [sum([row[column] for row, _ in found]) for column in range(len(Named))]
    highest = max(sums)
    total = 1 + sum(map(exp, sums))
    if highest <= 0:
        return Verdict(None, 1 / total)
    best = sums.index(highest)
    ranked = sorted([(row[best], piece) for row, piece in found if row[best] > _SPEAKS], reverse=True)
    return Verdict(_NAMED[best], exp(highest) / total, tuple([piece for _, piece in ranked[:_SAID]]))


@cache
def _weights() -> dict[str, tuple[float, float, float]]:
    return {
        row["evidence"]: (float(row["place"]), float(row["person"]), float(row["organisation"]))
        for row in rows(PACKAGE, "evidence.tsv")
    }
