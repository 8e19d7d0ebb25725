"""The words of the field as frozen dataclasses: dispatch, passage, token, entity, mention.

These travel between rooms and to the user. Offsets are code points of the stored text, end exclusive, always.
Not here: what a search returns (``depeche.core.results``), what an engine is asked (``depeche.core.plan``).
"""

from enum import StrEnum
from typing import Any, NamedTuple

from depeche.core.frozen import field, frozen

__all__ = [
    "Dispatch",
    "DispatchDate",
    "Entity",
    "Kind",
    "Layout",
    "Level",
    "Mention",
    "MentionLevel",
    "Passage",
    "Precision",
    "Span",
    "Token",
]


class Level(StrEnum):
    """How a query word met a term, strongest first."""

    EXACT = "exact"
    STEM = "stem"
    SPELLING = "spelling"
    ALIAS = "alias"

    @property
    def and_stronger(self) -> "frozenset[Level]":
        """This level and all that are stronger."""
        levels = tuple(Level)
        return frozenset(levels[: levels.index(self) + 1])


class Kind(StrEnum):
    """What a mention names."""

    PLACE = "place"
    ACTOR = "actor"
    DATE = "date"


class MentionLevel(StrEnum):
    """How a mention stands for its entity: by a name, or described (le régime, la coalition, l'organisation ultraradicale).

    A generic word (les jihadistes) stands for no entity and is no mention.
    """

    NAMED = "named"
    DESCRIBED = "described"


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@frozen
class Span:
    """A run of a text: code points, end exclusive."""

    start: int
    end: int


class Token(NamedTuple):
    """A word of a text: its span, the folded form (`exact`), the inflection-free form (`stem`), and more of its writing.

    `compound` holds its forms for the compound field; `capital` says whether it is written with a capital.
    A named tuple, not a dataclass: a hundred thousand dispatches hold fifty million, and it is made three times as fast.
    """

    start: int
    end: int
    exact: str
    stem: str
    capital: bool = False
    compound: tuple[str, ...] = ()


@frozen
class DispatchDate:
    """When a dispatch was published: ISO 8601 cut to its precision (``2018-07``, ``2018-07-31T16:39``), no time zone.

    `evidence` is the piece of text or the input field that says so.
    """

    value: str
    precision: Precision
    evidence: str = ""

    @property
    def month(self) -> str | None:
        """``YYYY-MM``, or None where only the year is known."""
        return self.value[:7] if self.precision != Precision.YEAR else None

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The date at each precision it has, down to the day: ``2018``, ``2018-07``, ``2018-07-31``."""
        return tuple(self.value[:n] for n in (4, 7, 10) if len(self.value) >= n)

    @property
    def key(self) -> int:
        """A number that sorts dates: ``YYYYMMDDhhmm``, unknown parts 0."""
        digits = "".join(c for c in self.value if c.isdigit())
        return int(digits[:12].ljust(12, "0"))


@frozen
class Layout:
    """What of a text is not prose: `header`, `dateline` and `trailer` lie around `prose`, in that order or empty.

    `source` is the agency or medium the text names as its own, `place` the dateline's place as written.
    """

    prose: Span
    header: Span | None = None
    dateline: Span | None = None
    trailer: Span | None = None
    date: DispatchDate | None = None
    source: str | None = None
    place: str | None = None


@frozen
class Dispatch:
    """One text as published. `text` is the decoded file as it is; nothing is normalised.

    `path` is where it was read, `line` the line of a file that holds many (from 1; not stored); `encoding` and `bom` give the
    file's bytes back (``bom + text.encode(encoding)``).
    """

    id: str
    text: str
    date: DispatchDate | None = None
    source: str | None = None
    title: str | None = None
    url: str | None = None
    path: str | None = None
    encoding: str = "utf-8"
    bom: bytes = b""
    line: int | None = field(default=None, compare=False)


@frozen
class Passage:
    """A run of whole sentences of one dispatch: what a search ranks. `ordinal` counts from 0 in its dispatch."""

    ordinal: int
    start: int
    end: int


@frozen
class Entity:
    """A place or an actor. `ancestors` are ids, nearest first (a place's country last); `names` are its written forms.

    `coordinates` are latitude and longitude in degrees (WGS 84), where a source gives them. `predecessors` are ids of the actors
    that it was, came out of or took over from, each with ``@`` and when: ``actor:nosra@2017-01``; an archive does not keep them.
    """

    id: str
    kind: Kind
    type: str
    label: str
    names: tuple[str, ...] = field(default=())
    ancestors: tuple[str, ...] = field(default=())
    coordinates: tuple[float, float] | None = None
    predecessors: tuple[str, ...] = ()


@frozen
class Mention:
    """A span of a text that names a place or an actor, with the entity it stands for; or a day, a month or a year.

    Of a date the id and the label are its ISO 8601 form (``2018-07-31``), the type its precision. `ancestors` are the
    entity's. `why` says in a few words what the decision rests on.
    """

    start: int
    end: int
    surface: str
    kind: Kind
    type: str
    id: str
    label: str
    ancestors: tuple[str, ...] = ()
    level: MentionLevel = MentionLevel.NAMED
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the mention as JSON values; `why` only where it is known."""
        plain = ("start", "end", "surface", "kind", "type", "id", "label")
        row: dict[str, Any] = {key: getattr(self, key) for key in plain}
        why = {"why": self.why} if self.why else {}
        return row | {"ancestors": list(self.ancestors), "level": str(self.level)} | why
