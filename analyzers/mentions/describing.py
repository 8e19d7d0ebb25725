"""Actors that a text describes rather than names: le régime, l'armée loyaliste, l'allié russe, l'organisation jihadiste.

Which state is meant is told by the bodies and leaders of a state that the dispatch names, else by where its places lie; if it
tells nothing there is no mention. The words are in ``tables/descriptions.tsv``. Not here: places that stand for governments
(``metonyms``), descriptions of persons (le président), generic words (les jihadistes, les rebelles).
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from depeche.analyzers.chain import exacts
from depeche.analyzers.gazetteer.peoples import peoples
from depeche.analyzers.gazetteer.store import Gazetteer
from depeche.analyzers.mentions.choosing import countries
from depeche.analyzers.mentions.found import BODIES, Found
from depeche.analyzers.mentions.lexicon import PACKAGE
from depeche.analyzers.mentions.texts import Text
from depeche.core.model import Entity, Kind, MentionLevel
from depeche.core.tables import rows

__all__ = ["described", "first_words"]

_DEFINITE = frozenset(["le", "la", "les", "du", "des", "au", "aux", "ce", "cet", "cette", "ces", "son", "sa", "ses", "leur"])
_OF = frozenset({"de", "du", "des"})
_ALLIES = frozenset({"allie", "alliee", "allies", "alliees", "parrain", "partenaire", "partenaires", "rival", "voisin", "soutien"})
_PLACES_SHARE = 0.6
_FEWEST_PLACES = 2
_FEWEST_PLACED = 0.3
"""Share of the places that lie in a country for its bodies to be what the dispatch is about."""


@dataclass(frozen=True, slots=True)
class _Description:
    words: tuple[str, ...]
    means: str
    by_places: bool


class _Before:
    """What has been named before a place in the text; places are asked for in order, so that each name is looked at once."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._rest = deque(sorted(found, key=lambda one: one.end))
        self._last: dict[str, Entity] = {}

    def last(self, type_: str, at: int) -> Entity | None:
        """Return the last entity of the type `type_` that is named before the word `at`."""
        while self._rest and self._rest[0].end <= at:
            entity = self._rest.popleft().entity
            if entity:
                self._last[entity.type] = entity
        return self._last.get(type_)


def described(text: Text, found: Sequence[Found], known: Gazetteer) -> list[Found]:
    """Return `found` with what the dispatch describes, by start; what crosses a name is left out."""
    made = [*_coordinated(text, found, known), *_allies(text, known), *_descriptions(text, found, known)]
    if not made:
        return list(found)
    taken = {at for one in found if one.candidates for at in range(one.start, one.end)}
    free = (one for one in made if taken.isdisjoint(range(one.start, one.end)))
    return sorted((*found, *free), key=lambda one: (one.start, -one.end))


def first_words() -> Iterable[str]:
    """Return the words, folded, that descriptions begin with."""
    return _ALLIES.union(_rows())


def _descriptions(text: Text, found: Sequence[Found], known: Gazetteer) -> Iterator[Found]:
    standing = list(_standing(text))
    if not standing:
        return
    states: Mapping[bool, str | None] | None = None
    begun = {one.start for one in found if one.candidates}
    before = _Before(found)
    free = 0
    for at, row in standing:
        end = at + len(row.words)
        if at < free or end in begun:
            continue
        states = states or {by_places: _state(found, by_places=by_places) for by_places in (False, True)}
        entity = _meant(row, at, before, states[row.by_places], known)
        if entity:
            free = end
            yield Found(at, end, (entity,), _why(row, entity), level=MentionLevel.DESCRIBED)


def _standing(text: Text) -> Iterator[tuple[int, _Description]]:
    """Yield where descriptions stand, by start, of each first word the longest."""
    known = _rows()
    for at in text.where(known):
        row = next((row for row in known[text.exacts[at]] if _stands(text, at, row)), None)
        if row:
            yield at, row


def _stands(text: Text, at: int, row: _Description) -> bool:
    end = at + len(row.words)
    stands = not text.capital[at] and text.reads(at, row.words) and _is_definite(text, at)
    return stands and not _has_complement(text, end)


def _has_complement(text: Text, end: int) -> bool:
    """Whether ``de`` follows: what it brings says otherwise whose it is (régime de retraite, autorités de l'île)."""
    if end >= text.count or not text.joined(end):
        return False
    return text.exacts[end] in _OF or text.elided(end) == "d"


def _is_definite(text: Text, at: int) -> bool:
    """Whether an article or the like stands before: the dispatch says which."""
    particle = text.elided(at)
    if particle or at == 0 or not text.joined(at):
        return particle == "l"
    return text.exacts[at - 1] in _DEFINITE


def _meant(row: _Description, at: int, before: _Before, state: str | None, known: Gazetteer) -> Entity | None:
    if row.means.startswith("last "):
        return before.last(row.means.removeprefix("last "), at)
    id_ = f"actor:{state}.{row.means}"
    return known[id_] if state and id_ in known else None


def _why(row: _Description, entity: Entity) -> str:
    return f"{entity.label}, named before" if row.means.startswith("last ") else "the state that the dispatch is about"


def _state(found: Sequence[Found], *, by_places: bool) -> str | None:
    """Return the country whose bodies or leaders the dispatch names most; if asked, the one where most of its places lie.

    Where the two are not the same, the places decide, or nothing does: an army that bombs abroad is not the one that is bombed.
    """
    sure = [(one, one.candidates[0]) for one in found if one.candidates]
    named = Counter([country for _, entity in sure for country in _of_state(entity)]).most_common(2)
    first = named[0][0] if named and (len(named) == 1 or named[0][1] > named[1][1]) else None
    places = [one for one, entity in sure if entity.kind is Kind.PLACE]
    shares = {id_: share for id_, share in countries(places).items() if len(id_) == 2}
    if first and (not shares or shares.get(first, 0.0) >= _FEWEST_PLACED):
        return first
    best = max(shares, key=shares.__getitem__, default=None)
    several = len({one.candidates[0].id for one in places}) >= _FEWEST_PLACES or bool(named)
    return best if best and by_places and several and shares[best] >= _PLACES_SHARE else None


def _of_state(entity: Entity) -> tuple[str, ...]:
    """Return the country that an actor is a body or a person of."""
    return entity.ancestors[-1:] if entity.kind is Kind.ACTOR and entity.type in BODIES | {"person"} else ()


def _coordinated(text: Text, found: Sequence[Found], known: Gazetteer) -> Iterator[Found]:
    """Yield the second of two: forces spéciales françaises et américaines."""
    for one in found:
        at = one.end + 1
        if at >= text.count or text.exacts[one.end] != "et" or one.entity is None or one.entity.type not in BODIES:
            continue
        country = peoples().get(text.exacts[at]) if text.together(one.end - 1, at + 1) else None
        id_ = f"actor:{country}.{one.entity.id.rpartition('.')[2]}"
        if country and not text.capital[at] and text.exacts[one.end - 1] in peoples() and id_ in known:
            yield Found(at, at + 1, (known[id_],), f"as {one.entity.label}", level=MentionLevel.DESCRIBED)


def _allies(text: Text, known: Gazetteer) -> Iterator[Found]:
    """Yield states described by an adjective: son allié russe."""
    for at in text.where(_ALLIES):
        country = peoples().get(text.exacts[at + 1]) if at + 1 < text.count and not text.capital[at] else None
        id_ = f"actor:{country}.government"
        if country and not text.capital[at + 1] and text.joined(at + 1) and id_ in known:
            yield Found(at, at + 2, (known[id_],), "described by its adjective", level=MentionLevel.DESCRIBED)


@cache
def _rows() -> dict[str, tuple[_Description, ...]]:
    found: dict[str, list[_Description]] = {}
    for row in rows(PACKAGE, "descriptions.tsv"):
        words = exacts(row["words"])
        found.setdefault(words[0], []).append(_Description(words, row["means"], row["evidence"] == "places"))
    return {first: tuple(sorted(several, key=lambda one: -len(one.words))) for first, several in found.items()}
