"""What is found in a text before it is a mention: a run of tokens with the entities that it may stand for.

Not here: how it is found (``deciding``), which entity it is (``choosing``, ``shortening``).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from depeche.analyzers.mentions.cues import Cue
from depeche.analyzers.tokenizing import INVISIBLE
from depeche.core.model import Entity, Kind, Mention, MentionLevel, Token

__all__ = ["BODIES", "Found", "is_unknown", "mention", "unknown", "words"]

BODIES = frozenset({"government", "army", "police"})
"""Types of actors that stand for their state."""

_UNKNOWN = "cue:"
_UNSEEN = re.compile(f"[{INVISIBLE}]")


class Found(NamedTuple):
    """Tokens from `start` to `end` (exclusive). `candidates` are the entities that it may stand for, the likeliest first.

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


def words(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    """Return the folded words from token `start` to `end` (exclusive)."""
    return tuple(token.exact for token in tokens[start:end])


def unknown(text: str, tokens: Sequence[Token], start: int, end: int, kind: Kind, type_: str) -> Entity:
    """Return the entity of a name that no table has; its id is made of the folded words.

    ``cue:place:``, ``cue:person:`` or ``cue:organisation:``, and the words joined by hyphens.
    """
    slug = "-".join(words(tokens, start, end))
    surface = " ".join(_UNSEEN.sub("", text[tokens[start].start : tokens[end - 1].end]).split())
    group = "place" if kind is Kind.PLACE else "person" if type_ == "person" else "organisation"
    return Entity(f"{_UNKNOWN}{group}:{slug}", kind, type_, surface, (surface,))


def is_unknown(entity: Entity) -> bool:
    """Whether no table has the entity."""
    return entity.id.startswith(_UNKNOWN)


def mention(text: str, tokens: Sequence[Token], one: Found, entity: Entity) -> Mention:
    """Return `one` as a mention of `entity`."""
    start, end = tokens[one.start].start, tokens[one.end - 1].end
    surface = text[start:end]
    return Mention(start, end, surface, entity.kind, entity.type, entity.id, entity.label, entity.ancestors, one.level, one.why)
