"""The plan: what an engine is asked. Plain frozen data that could travel as JSON.

``depeche.search`` compiles a question to a plan; every engine in ``depeche.indexer.engines`` runs it with the same
result. Terms are finished: an engine never analyses. Not here: levels, highlights, spellings (they are the question's).

Scores. A term scores BM25 as tantivy has it: ``idf · tf · (k1 + 1) / (tf + k1 · (1 - b + b · length / average))`` with
``idf = ln(1 + (N - n + .5) / (n + .5))``, k1 1.2, b .75, the length of the field read back from tantivy's one-byte
table, N all stored records. A sequence scores the same with the summed idf of its words and its occurrences as tf.
"""

from enum import StrEnum
from math import comb, factorial, prod
from typing import TypeAlias

from depeche.core.frozen import frozen

__all__ = [
    "MOST_WAYS",
    "AllOf",
    "AnyOf",
    "Boosted",
    "Constant",
    "Everything",
    "InDispatch",
    "Near",
    "Node",
    "Not",
    "Order",
    "Raised",
    "Sequence",
    "Term",
    "Values",
]

MOST_WAYS = 1000
"""The most ways of a sequence (:attr:`Sequence.ways`, :attr:`Near.ways`) that an engine has to try."""


class Order(StrEnum):
    """How matches are ordered. Ties of SCORE and NEWEST: date down, then dispatch id and ordinal up; of OLDEST: id and ordinal up.

    What has no date comes last in all of them.
    """

    SCORE = "score"
    NEWEST = "newest"
    OLDEST = "oldest"


@frozen
class Term:
    """Passages with `term` in a scored `field`; scores ``weight × BM25``."""

    field: str
    term: str
    weight: float = 1.0


@frozen
class Sequence:
    """Passages with one word of each position in order in a stream field.

    `positions` holds the alternatives of each position (1 or more each). `slop` is how many words may stand between in all.
    Where words stand is known of their stems alone (``fields.PLACED``). So in EXACT and TITLE those passages match that hold the
    words and in which their stems stand so, and score what these do. `stems` holds, as `positions` does, the stem of each
    alternative; without it each word is its own.
    Its ways are the choices of one alternative per position and of the words between; each matches on its own, and the
    score is ``weight ×`` that of the best way.
    """

    field: str
    positions: tuple[tuple[str, ...], ...]
    slop: int = 0
    weight: float = 1.0
    stems: tuple[tuple[str, ...], ...] = ()

    @property
    def ways(self) -> int:
        """How many ways there are; engines refuse more than MOST_WAYS, those with words unknown to the archive left out."""
        gaps = len(self.positions) - 1
        return prod(map(len, self.positions)) * (comb(self.slop + gaps, gaps) if gaps > 0 else 1)


@frozen
class Near:
    """Passages with one word of each position in a stream field, in any order, each at a place of its own.

    `positions`, `slop` and `stems` are as in :class:`Sequence`, and the score is that of the best way; an order of the words is
    part of one.
    """

    field: str
    positions: tuple[tuple[str, ...], ...]
    slop: int = 0
    weight: float = 1.0
    stems: tuple[tuple[str, ...], ...] = ()

    @property
    def ways(self) -> int:
        """How many ways there are; engines refuse more than MOST_WAYS, those with words unknown to the archive left out."""
        return Sequence(self.field, self.positions, self.slop).ways * factorial(len(self.positions))


@frozen
class Constant:
    """Passages that match `child`; scores `score`, however `child` does."""

    child: "Node"
    score: float


@frozen
class Boosted:
    """Passages that match `child`; scores `weight` times what `child` does."""

    child: "Node"
    weight: float


@frozen
class Raised:
    """Passages that match `child`; scores what it does and what those of `by` do that match too."""

    child: "Node"
    by: tuple["Node", ...]


@frozen
class InDispatch:
    """Every passage of the dispatches that have a passage which matches `child`; scores 0."""

    child: "Node"


@frozen
class AnyOf:
    """Passages that match any child; scores ``best + tie × (sum - best)``: tie 1 sums, tie 0 takes the best. No child: nothing."""

    children: tuple["Node", ...]
    tie: float = 1.0


@frozen
class AllOf:
    """Passages that match every child; scores the sum. No child: nothing."""

    children: tuple["Node", ...]


@frozen
class Not:
    """Passages that do not match `child`; scores 0."""

    child: "Node"


@frozen
class Values:
    """A filter: passages with any of `values` in a value field; scores 0."""

    field: str
    values: tuple[str, ...]


@frozen
class Everything:
    """Every passage; scores 0."""


Node: TypeAlias = Term | Sequence | Near | AnyOf | AllOf | Not | Constant | Boosted | Raised | InDispatch | Values | Everything
