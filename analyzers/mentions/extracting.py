"""Places, actors and dates of a text: each step of the extraction in its order.

``deciding`` finds names, ``choosing`` tells namesakes apart, ``spelling`` knows names written otherwise, ``shortening`` and
``describing`` resolve what hangs on other names of the dispatch, ``metonyms`` adds the governments that capitals stand for,
``dates`` reads dates. Not here: any of these.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from depeche.analyzers import layout
from depeche.analyzers.gazetteer.store import Gazetteer, gazetteer
from depeche.analyzers.mentions import cues, date_tokens, describing, matching
from depeche.analyzers.mentions.choosing import chosen
from depeche.analyzers.mentions.dates import dates
from depeche.analyzers.mentions.deciding import decided
from depeche.analyzers.mentions.describing import described
from depeche.analyzers.mentions.found import mention
from depeche.analyzers.mentions.metonyms import metonyms
from depeche.analyzers.mentions.shortening import resolved
from depeche.analyzers.mentions.spelling import respelled
from depeche.analyzers.mentions.texts import Text
from depeche.core.model import DispatchDate, Entity, Mention, Token

__all__ = ["Extraction", "extract", "mentions"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """The mentions of a text, by start, then longer first; their entities by id, with their ancestors, those found by cue too."""

    mentions: list[Mention] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)


def mentions(
    text: str, tokens: Sequence[Token] | None = None, known: Gazetteer | None = None, published: DispatchDate | None = None
) -> list[Mention]:
    """Return the places, actors and dates that `text` names, by start, then longer first. Offsets are code points of `text`.

    Arguments as those of :func:`extract`; without `published`, what the text says of its own date counts.
    """
    return extract(text, tokens, known, published or layout.read(text).date).mentions


def extract(
    text: str, tokens: Sequence[Token] | None = None, known: Gazetteer | None = None, published: DispatchDate | None = None
) -> Extraction:
    """Return the mentions of `text` with their entities. An id that begins with ``cue:`` is of a name that no table has.

    `tokens` are those of ``chain.analyze(text)``, if they are at hand; `known` is the gazetteer to search, by default the one
    that ships with the package; `published` the dispatch's date, by which weekdays are read.
    """
    known = gazetteer() if known is None else known
    read = Text(text, tokens, _asked(known))
    found = respelled(chosen(read, decided(read, known), known), known)
    found = described(read, resolved(read, found), known)
    found += list(metonyms(read, found, known))
    named = [(one, one.candidates[0]) for one in found if one.candidates]
    made = [mention(read, one, entity) for one, entity in named]
    made += dates(read, published)
    entities = {entity.id: entity for _, entity in named}
    above = dict.fromkeys(id_ for entity in entities.values() for id_ in entity.ancestors)
    made.sort(key=lambda one: (one.start, -one.end))
    return Extraction(made, {id_: known[id_] for id_ in above if id_ in known} | entities)


@lru_cache(maxsize=4)
def _asked(known: Gazetteer) -> frozenset[str]:
    """Return the words at which any step may begin, of which the places are looked up in one go."""
    return frozenset(matching.first_words(known)).union(cues.first_words(), date_tokens.words().numbers, describing.first_words())
