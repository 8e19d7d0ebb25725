"""What came of a run of indexing, told.

Not here: the run (``ingest``).
"""

from dataclasses import dataclass, field
from typing import Any

from depeche.core.frozen import frozen
from depeche.indexer.readers.contract import Problem

__all__ = ["Report", "Same"]


@frozen
class Same:
    """A dispatch that was not stored: its text and facts are those of the dispatch `of`. `path` is where it was read."""

    id: str
    of: str
    path: str | None = None

    def __str__(self) -> str:
        """Return ``b: the same text as a``."""
        return f"{self.id}: the same text as {self.of}"


@dataclass(slots=True)
class Report:
    """What came of a run: how many dispatches and passages were stored, of how many code points, and what was not read.

    Those stored were `new`, `changed` or `moved` (the same text under another id or from another path). `unchanged` ones were
    stored already, and only a rebuild stores them again; `removed` ones are in the archive no more; `same` lists those whose text
    is stored under another id.
    """

    dispatches: int = 0
    passages: int = 0
    characters: int = 0
    new: int = 0
    changed: int = 0
    moved: int = 0
    unchanged: int = 0
    removed: int = 0
    same: list[Same] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def stored(self, kind: str, passages: int, characters: int) -> None:
        """Count a dispatch that was stored, of that `kind`: ``new``, ``changed``, ``moved`` or ``unchanged``."""
        self.dispatches += 1
        self.passages += passages
        self.characters += characters
        setattr(self, kind, getattr(self, kind) + 1)

    def counts(self) -> dict[str, Any]:
        """Return all that is counted, as JSON values."""
        names = ("dispatches", "passages", "characters", "new", "changed", "moved", "unchanged", "removed")
        return {**{name: getattr(self, name) for name in names}, "same": len(self.same)}
