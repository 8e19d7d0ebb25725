"""What a compiled question remembers so that a passage's words can be shown to match: term, word asked for, level, how probable.

Not here: finding the words in a text (``highlighting``).
"""

from collections.abc import Iterable, Mapping

from depeche.core.frozen import frozen
from depeche.core.model import Level

__all__ = ["Matchers", "Run", "Wanted", "strength"]

_STRENGTHS = {level: place for place, level in enumerate(Level)}


@frozen
class Wanted:
    """A word of the question, as typed and folded, that a term answers at `level`: `probability` and `entity` as in a highlight."""

    query: str
    exact: str
    level: Level
    probability: float = 1.0
    entity: str | None = None

    @property
    def rank(self) -> tuple[int, float]:
        """What orders the reasons of one term: the strongest level, then the likeliest."""
        return strength(self.level), -self.probability


@frozen
class Run:
    """Terms that answer together: each position's alternatives in a stream field, with `slop` words between at most.

    `in_order` says whether they stand in this order. `phrase` is what was typed, of a run that is shown as one; else empty.
    """

    field: str
    positions: tuple[Mapping[str, Wanted], ...]
    slop: int
    in_order: bool = True
    phrase: str = ""


class Matchers:
    """Single terms by field, and runs. `words` are the terms, of whatever field."""

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self.terms: dict[tuple[str, str], Wanted] = {}
        self.runs = [*runs]
        self.words: set[str] = set()

    def add(self, field_name: str, term: str, wanted: Wanted) -> None:
        """Remember that `term` answers `wanted`, unless it answers an earlier word as well or better."""
        known = self.terms.get((field_name, term))
        if known is None or wanted.rank < known.rank:
            self.terms[field_name, term] = wanted
            self.words.add(term)

    def add_run(self, field_name: str, positions: Iterable[Mapping[str, Wanted]], slop: int) -> None:
        """Remember that the words of a run answer together."""
        self.runs.append(Run(field_name, tuple(positions), slop))

    def include(self, other: "Matchers") -> None:
        """Remember all that `other` does."""
        for (field_name, term), wanted in other.terms.items():
            self.add(field_name, term, wanted)
        known = set(map(id, self.runs))
        self.runs += [run for run in other.runs if id(run) not in known]


def strength(level: Level) -> int:
    """Return the place of `level` among the levels: 0 is the strongest."""
    return _STRENGTHS[level]
