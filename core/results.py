"""What a search returns: plain frozen dataclasses, the same for the library and behind ``--json``.

Every class has ``to_dict()``, whose keys are the documented JSON. Offsets are code points of the stored text, except in
:class:`Highlight`, where they are relative to the passage or the title.
"""

from typing import Any

from depeche.core.frozen import frozen
from depeche.core.model import Kind, Level

__all__ = ["Copy", "EntityRef", "Explained", "FacetCount", "Group", "Highlight", "Hit", "Part", "Results", "Suggestion", "Totals"]


@frozen
class Highlight:
    """One word of a shown passage, or its title, that met a word of the question: its span there, its spelling, and why it answers.

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


@frozen
class EntityRef:
    """A place or an actor that a passage names. `within` are the labels of what it lies in, nearest first, the country last."""

    kind: Kind
    id: str
    label: str
    type: str
    within: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the entity as JSON values."""
        return {"id": self.id, "label": self.label, "type": self.type, "within": list(self.within)}


@frozen
class Copy:
    """A passage that is nearly identical to one shown and answers too: where it stands. Undated ones have no `date`."""

    dispatch: str
    date: str | None
    source: str | None
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """Return the copy as JSON values."""
        return {key: getattr(self, key) for key in ("dispatch", "date", "source", "start", "end")}


@frozen
class Part:
    """What a piece of the question adds to a passage's score: `query` as typed, or the name of a rule of the ranking."""

    query: str
    score: float

    def to_dict(self) -> dict[str, Any]:
        """Return the part as JSON values, the score with four decimals."""
        return {"query": self.query, "score": round(self.score, 4)}


@frozen
class Hit:
    """A passage that answers, with its rank (from 1) and why.

    `ordinal` is its place in the dispatch, from 0. `title_highlights` are the words of the title that met the question: a first
    passage answers for its title, and a title raises all. `places` and `actors` are those it names; with the first passage of a
    dispatch goes the place where it was filed. `similar` are near-identical passages that answer too and are not shown, earliest
    first; of very many the earliest and, last, the latest, with how many others there are in `more_similar`. `parts` say what the
    score is made of, where that was asked.
    """

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
    ordinal: int = 0
    similar: tuple[Copy, ...] = ()
    parts: tuple[Part, ...] = ()
    more_similar: int = 0
    title_highlights: tuple[Highlight, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the passage as JSON values."""
        plain = ("rank", "score", "dispatch", "ordinal", "path", "date", "source", "title", "start", "end", "text")
        listed = ("highlights", "title_highlights", "places", "actors", "similar", "parts")
        row: dict[str, Any] = {key: getattr(self, key) for key in plain}
        rows = {key: [item.to_dict() for item in getattr(self, key)] for key in listed}
        return row | rows | {"more_similar": self.more_similar}


@frozen
class Totals:
    """How many passages, and how many distinct dispatches they come from. `dispatches` is None where not asked.

    Exact, unless not all passages were read that had to be: `at_least` says that others may answer too, `at_most` that some of
    these may be excluded, both that the true counts may be on either side.
    """

    passages: int
    dispatches: int | None = None
    at_least: bool = False
    at_most: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as JSON values."""
        return {"passages": self.passages, "dispatches": self.dispatches}


@frozen
class Suggestion:
    """A word that the archive holds and that one of the question, which found nothing, may have been meant to be.

    `query` is the word as typed, `start` and `end` its span in the question (code points), `word` the word suggested, as the
    archive writes it, which stands in so many `passages`.
    """

    query: str
    start: int
    end: int
    word: str
    passages: int

    def to_dict(self) -> dict[str, Any]:
        """Return the suggestion as JSON values."""
        return {key: getattr(self, key) for key in ("query", "start", "end", "word", "passages")}


@frozen
class Explained:
    """What a word of the question was searched as: a term of a field, at a level, with its frequency (passages) and weight.

    A `term` of several words is a row of them, or a way to write a name.
    """

    query: str
    level: Level
    field: str
    term: str
    passages: int
    weight: float

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON values, the weight with three decimals."""
        plain = {key: getattr(self, key) for key in ("query", "field", "term", "passages")}
        return plain | {"level": str(self.level), "weight": round(self.weight, 3)}


@frozen
class Group:
    """A dispatch that answers: its best passages, and how many of its `passages` answer in all.

    `similar` are its other versions that answer too and are not shown, each by one of its passages that do, with `more_similar`
    as of a passage.
    """

    dispatch: str
    passages: int
    hits: tuple[Hit, ...]
    similar: tuple[Copy, ...] = ()
    more_similar: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the group as JSON values, its hits as their places in the dispatch."""
        listed = {"hits": [hit.ordinal for hit in self.hits], "similar": [copy.to_dict() for copy in self.similar]}
        return {"dispatch": self.dispatch, "passages": self.passages, **listed, "more_similar": self.more_similar}


@frozen
class FacetCount:
    """A value of a facet with its counts over all matches. `id` is the value; `label` what is shown.

    A place, a country or an actor has its kind, its type and the labels of what it lies in, as in :class:`EntityRef`, which tell
    two of one label apart; of other values `kind` is None. `selected` says that the answer is narrowed to it.
    """

    id: str
    label: str
    totals: Totals
    kind: Kind | None = None
    type: str = ""
    within: tuple[str, ...] = ()
    selected: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the value and its counts as JSON values; only entities have ``type`` and ``within``."""
        value: dict[str, Any] = {"id": self.id, "label": self.label}
        told = {"type": self.type, "within": list(self.within)} if self.kind else {}
        return value | told | self.totals.to_dict() | {"selected": self.selected}


@frozen
class Results:
    """The answer to a question: the page of passages asked for, exact totals and facets over all matches.

    `facets` has ``place``, ``actor``, ``type`` (of actor), ``country``, ``source`` and ``month``, unless none were asked for. A
    place counts where it is itself named, a country where anything in it is.
    `next` is the cursor of the page that follows, or None; `notes` say what of the question was ignored, and why. `suggestions`
    are for words that found nothing. `groups` has the passages by dispatch, where that was asked, `explained` what was searched.
    """

    query: str
    total: Totals
    passages: tuple[Hit, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    next: str | None = None
    notes: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    groups: tuple[Group, ...] = ()
    explained: tuple[Explained, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the whole answer as JSON values, as ``depeche search --json`` prints it."""
        listed = ("suggestions", "passages", "groups", "explained")
        return {
            "query": self.query,
            "total": self.total.to_dict() | {"at_least": self.total.at_least, "at_most": self.total.at_most},
            "next": self.next,
            "notes": list(self.notes),
            **{key: [item.to_dict() for item in getattr(self, key)] for key in listed},
            "facets": {name: [count.to_dict() for count in counts] for name, counts in self.facets.items()},
        }

    def to_frame(self) -> Any:  # noqa: ANN401  # pandas need not be there
        """Return the passages as a ``pandas.DataFrame``, one row each, with the columns of ``depeche search --csv``.

        Lists are tuples, what is not known is None. Raises DepecheError where pandas is not installed.
        """
        from depeche.core.frames import to_frame

        return to_frame(self)

    def _repr_html_(self) -> str:
        """Return the answer as a piece of HTML, as notebooks show it."""
        from depeche.core.html import fragment

        return fragment(self)
