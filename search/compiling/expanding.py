"""Words of the archive's dictionary that one part of a question stands for, as one plan: patterns, and words of few other letters.

No more than :data:`MOST_TERMS` are asked for, the commonest. Together they score as a word that stands wherever one of them does:
a rare one says no more than a common one. Not here: which words they are (``patterns``, ``nearby``).
"""

from collections.abc import Sequence
from typing import NamedTuple

from depeche.core import fields, plan
from depeche.core.model import Level
from depeche.search import weights
from depeche.search.compiling.matchers import Wanted
from depeche.search.compiling.scope import Scope

__all__ = ["MOST_TERMS", "Expansion", "expanded"]

MOST_TERMS = 1000
"""How many words a pattern may stand for."""


class Expansion(NamedTuple):
    """A term of the dictionary that may answer, with the passages that it stands in, and how it answers."""

    term: str
    passages: int
    wanted: Wanted


def expanded(found: Sequence[Expansion], scope: Scope, notes: list[str], field: str = fields.EXACT) -> plan.Node:
    """Return the plan of the best of `found` whose level is allowed: the passages with one of them, in `field`."""
    allowed = [one for one in found if scope.allows(one.wanted.level)]
    kept = sorted(allowed, key=lambda one: (one.wanted.rank[0], -one.passages, one.term))[:MOST_TERMS]
    if len(kept) < len(allowed):
        notes.append(f"{allowed[0].wanted.query} stands for {len(allowed)} words; the commonest {MOST_TERMS} were searched")
    total = sum(one.passages for one in kept)
    return plan.AnyOf(tuple(_term(one, total, scope, field) for one in kept), 0.0)


def _term(one: Expansion, total: int, scope: Scope, field: str) -> plan.Node:
    scope.matchers.add(fields.EXACT, one.term, one.wanted)
    level = weights.EXACT if one.wanted.level is Level.EXACT else weights.SPELLING
    as_common = min(1.0, scope.vocabulary.rarity(total) / scope.vocabulary.rarity(one.passages))
    return plan.Term(field, one.term, level * one.wanted.probability * as_common)
