"""What a compiled question remembers so that a passage's words can be shown to match: term, word asked for, level.

Not here: finding the words in a text (``highlighting``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from depeche.core.model import Level

__all__ = ["Matchers", "Run", "Wanted", "strength"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the question, as typed and folded, that a term answers at `level`."""

    query: str
    exact: str
    level: Level


@dataclass(frozen=True, slots=True)
class Run:
    """Terms in a row that answer together: alternatives of each position in a stream field, with `slop` words between at most."""

    field: str
    positions: tuple[frozenset[str], ...]
    slop: int
    wanted: tuple[Wanted, ...]


@dataclass(slots=True)
class Matchers:
    """Single terms by field, and runs."""

    terms: dict[tuple[str, str], Wanted] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    def add(self, field_name: str, term: str, wanted: Wanted) -> None:
        """Remember that `term` answers `wanted`, unless a stronger level or an earlier word has it already."""
        known = self.terms.get((field_name, term))
        if known is None or strength(wanted.level) < strength(known.level):
            self.terms[field_name, term] = wanted

    def add_run(self, field_name: str, positions: Iterable[Iterable[str]], slop: int, wanted: Iterable[Wanted]) -> None:
        """Remember that the words of a run answer together; `wanted` has one item a position."""
        self.runs.append(Run(field_name, tuple(map(frozenset, positions)), slop, tuple(wanted)))


def strength(level: Level) -> int:
    """Return the place of `level` among the levels: 0 is the strongest."""
    return list(Level).index(level)
