"""What is found in a text before it is a mention: a run of words with the entities that it may stand for.

Not here: how it is found (``deciding``), which entity it is (``choosing``, ``shortening``).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from depeche.analyzers.mentions.cues import Cue
from depeche.analyzers.mentions.texts import Text
from depeche.analyzers.tokenizing import INVISIBLE
from depeche.core.model import Entity, Kind, Mention, MentionLevel

__all__ = ["BODIES", "Found", "is_unknown", "mention", "unknown"]

BODIES = frozenset({"government", "army", "police"})
"""Types of actors that stand for their state."""

_UNKNOWN = "cue:"
_UNSEEN = re.compile(f"[{INVISIBLE}]")


class Found(NamedTuple):
    """Words from `start` to `end` (exclusive). `candidates` are the entities that it may stand for, the likeliest first.

    No candidate: a run of words that is no name by itself, but may be short for one. `priors` say of each candidate, where there
    are several, how well known it is, as a logarithm to the base 10 of people. `open` says that names inside it are mentions
    too, `weak` that all candidates are of the large list; `why` what the decision rests on.
    """

    start: int
    end: int
    candidates: tuple[Entity, ...] = ()
    why: str = ""
    cue: Cue | None = None
    open: bool = False
    priors: tuple[float, ...] = ()
    weak: bool = False
    level: MentionLevel = MentionLevel.NAMED

    @property
    def entity(self) -> Entity | None:
        """The likeliest of its candidates."""
        return self.candidates[0] if self.candidates else None


def unknown(text: Text, start: int, end: int, kind: Kind, type_: str) -> Entity:
    """Return the entity of a name that no table has; its id is made of the folded words.

    ``cue:place:``, ``cue:person:`` or ``cue:organisation:``, and the words joined by hyphens.
    """
    return _unknown("-".join(text.exacts[start:end]), text.surface(start, end), kind, type_)


@lru_cache(maxsize=20_000)
def _unknown(slug: str, written: str, kind: Kind, type_: str) -> Entity:
    """Return what :func:`unknown` does; remembered, for names come again, and the same object is compared at once."""
    surface = " ".join(_UNSEEN.sub("", written).split())
    group = "place" if kind is Kind.PLACE else "person" if type_ == "person" else "organisation"
    return Entity(f"{_UNKNOWN}{group}:{slug}", kind, type_, surface, (surface,))


def is_unknown(entity: Entity) -> bool:
    """Whether no table has the entity."""
    return entity.id[:4] == _UNKNOWN


def mention(text: Text, one: Found, entity: Entity) -> Mention:
    """Return `one` as a mention of `entity`."""
    start, end = text.starts[one.start], text.ends[one.end - 1]
    surface = text.written[start:end]
    return Mention(start, end, surface, entity.kind, entity.type, entity.id, entity.label, entity.ancestors, one.level, one.why)
