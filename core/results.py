"""What a search returns: plain frozen dataclasses, the same for the library and behind ``--json``.

Every class has ``to_dict()``, whose keys are the documented JSON. Offsets are code points of the stored text, except in
:class:`Highlight`, where they are relative to the passage.
"""

from dataclasses import dataclass
from typing import Any

from depeche.core.model import Kind, Level

__all__ = ["EntityRef", "FacetCount", "Highlight", "Hit", "Results", "Totals"]


@dataclass(frozen=True, slots=True)
class Highlight:
    """One word of a shown passage that met a word of the question: its span in the passage, its spelling, and why it answers.

    `probability` (0 to 1) is how likely `surface` and `query` write one name, or `query` names `entity`; 1 where nothing is
    guessed. `entity` is the label of the place or actor that an alias names, None at other levels.
    """

    start: int
    end: int
    surface: str
    query: str
    level: Level
    probability: float = 1.0
    entity: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the highlight as JSON values, the probability with three decimals."""
        plain = ("start", "end", "surface", "query")
        said = {"level": str(self.level), "probability": round(self.probability, 3), "entity": self.entity}
        return {key: getattr(self, key) for key in plain} | said


@dataclass(frozen=True, slots=True)
class EntityRef:
    """A place or an actor that a passage names."""

    kind: Kind
    id: str
    label: str
    type: str

    def to_dict(self) -> dict[str, Any]:
        """Return the entity as JSON values; a place has no type there."""
        return _entity(self.kind, self.id, self.label, self.type)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers, with its rank (from 1) and why."""

    rank: int
    score: float
    dispatch: str
    path: str | None
    date: str | None
    source: str | None
    title: str | None
    start: int
    end: int
    text: str
    highlights: tuple[Highlight, ...] = ()
    places: tuple[EntityRef, ...] = ()
    actors: tuple[EntityRef, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the passage as JSON values."""
        plain = ("rank", "score", "dispatch", "path", "date", "source", "title", "start", "end", "text")
        listed = ("highlights", "places", "actors")
        row: dict[str, Any] = {key: getattr(self, key) for key in plain}
        return row | {key: [item.to_dict() for item in getattr(self, key)] for key in listed}


@dataclass(frozen=True, slots=True)
class Totals:
    """How many passages, and how many distinct dispatches they come from; exact. `dispatches` is None where not asked."""

    passages: int
    dispatches: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as JSON values."""
        return {"passages": self.passages, "dispatches": self.dispatches}


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet with its counts over all matches. `id` is the value; `label` what is shown; `type` of an actor."""

    id: str
    label: str
    totals: Totals
    kind: Kind | None = None
    type: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the value and its counts as JSON values."""
        return _entity(self.kind, self.id, self.label, self.type) | self.totals.to_dict()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a question: the page of passages asked for, exact totals and facets over all matches.

    `next` is the cursor of the page that follows, or None; `notes` say what of the question was ignored, and why.
    """

    query: str
    total: Totals
    passages: tuple[Hit, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    next: str | None = None
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the whole answer as JSON values, as ``depeche search --json`` prints it."""
        return {
            "query": self.query,
            "total": self.total.to_dict(),
            "next": self.next,
            "notes": list(self.notes),
            "passages": [hit.to_dict() for hit in self.passages],
            "facets": {name: [count.to_dict() for count in counts] for name, counts in self.facets.items()},
        }


def _entity(kind: Kind | None, id_: str, label: str, type_: str) -> dict[str, Any]:
    row: dict[str, Any] = {"id": id_, "label": label}
    return row | {"type": type_} if kind is Kind.ACTOR else row
