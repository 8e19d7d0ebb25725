"""Words in a row, or near each other, as an engine is asked for them: with the stems, which alone tell where words stand.

Not here: which words (``phrases``, ``runs``, ``aliases``, ``words``).
"""

from collections.abc import Iterable

from depeche.analyzers import steps
from depeche.core import fields, plan

__all__ = ["near", "row"]

Positions = Iterable[Iterable[str]]


def row(field: str, positions: Positions, slop: int = 0, weight: float = 1.0) -> plan.Sequence:
    """Return words in a row; `positions` are terms of `field`, and all is as in ``plan.Sequence``."""
    each = _alternatives(positions)
    return plan.Sequence(field, each, slop, weight, _stems(field, each))


def near(field: str, positions: Positions, slop: int = 0, weight: float = 1.0) -> plan.Near:
    """Return words near each other, likewise."""
    each = _alternatives(positions)
    return plan.Near(field, each, slop, weight, _stems(field, each))


def _alternatives(positions: Positions) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, positions))


def _stems(field: str, positions: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return the stem of each word as written; none of stems, and of words that need not stand in a row."""
    if field in fields.PLACED.values() or len(positions) < 2:
        return ()
    return tuple(tuple(steps.word_stem(term) for term in position) for position in positions)
