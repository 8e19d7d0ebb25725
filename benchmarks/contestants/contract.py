"""What each contestant must do.

Not here: the contestants.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

__all__ = ["TOP", "Contestant", "Question", "Row"]

TOP = 10
"""How many hits are asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A dispatch of the corpus; `date` is ISO 8601 or empty."""

    id: str
    date: str
    text: str

    @property
    def month(self) -> str:
        """``YYYY-MM``, or what there is of it."""
        return self.date[:7]


@dataclass(frozen=True, slots=True)
class Question:
    """Folded words: any of them, all of them, or in a row."""

    words: tuple[str, ...]
    kind: str = "any"


Asked = Mapping[str, Callable[[Question], object]]
"""How a question can be asked, by name: ``top`` gives ten hits and their total, ``facets`` counts facets as well, ``distinct``
counts the dispatches of the total and of each value too."""


class Contestant(Protocol):
    """One of those that are compared; its index lies in the folder it is given."""

    name: str
    most: int

    def add(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index `rows` after those that are there, and commit."""

    def asked(self, folder: Path) -> Asked:
        """Open the index and return the ways to ask."""

    def command(self, folder: Path, word: str) -> list[str]:
        """Return the command of a whole process that asks for one word and prints what it finds."""
