"""Actors that a text describes rather than names: le régime, l'armée loyaliste, l'allié russe, l'organisation jihadiste.

Which state is meant is told by the bodies and leaders of a state that the dispatch names, else by where its places lie; if it
tells nothing there is no mention. The words are in ``tables/descriptions.tsv``. Not here: places that stand for governments
(``metonyms``), descriptions of persons (le président), generic words (les jihadistes, les rebelles).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from depeche.analyzers.chain import exacts
from depeche.analyzers.gazetteer.peoples import peoples
from depeche.analyzers.gazetteer.store import Gazetteer
from depeche.analyzers.mentions.choosing import countries
from depeche.analyzers.mentions.found import BODIES, Found
from depeche.analyzers.mentions.lexicon import PACKAGE
from depeche.analyzers.mentions.spans import elided, joined, reads, together
from depeche.core.model import Entity, Kind, MentionLevel, Token
from depeche.core.tables import rows

__all__ = ["described"]

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


def described(text: str, tokens: Sequence[Token], found: Sequence[Found], known: Gazetteer) -> list[Found]:
    """Return `found` with what the dispatch describes, by start; what crosses a name is left out."""
    made = [*_coordinated(text, tokens, found, known), *_allies(text, tokens, known), *_descriptions(text, tokens, found, known)]
    taken = {at for one in found if one.candidates for at in range(one.start, one.end)}
    free = (one for one in made if taken.isdisjoint(range(one.start, one.end)))
    return sorted((*found, *free), key=lambda one: (one.start, -one.end))


def _descriptions(text: str, tokens: Sequence[Token], found: Sequence[Found], known: Gazetteer) -> Iterator[Found]:
    states: Mapping[bool, str | None] | None = None
    begun = {one.start for one in found if one.candidates}
    free = 0
    for at, row in _standing(text, tokens):
        end = at + len(row.words)
        if at < free or end in begun:
            continue
        states = states or {by_places: _state(found, by_places=by_places) for by_places in (False, True)}
        entity = _meant(row, at, found, states[row.by_places], known)
        if entity:
            free = end
            yield Found(at, end, (entity,), _why(row, entity), level=MentionLevel.DESCRIBED)


def _standing(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, _Description]]:
    """Yield where descriptions stand, by start, of each first word the longest."""
    known = _rows()
    for at in [at for at, token in enumerate(tokens) if token.exact in known]:
        row = next((row for row in known[tokens[at].exact] if _stands(text, tokens, at, row)), None)
        if row:
            yield at, row


def _stands(text: str, tokens: Sequence[Token], at: int, row: _Description) -> bool:
    end = at + len(row.words)
    stands = not tokens[at].capital and reads(text, tokens, at, row.words) and _is_definite(text, tokens, at)
    return stands and not _has_complement(text, tokens, end)


def _has_complement(text: str, tokens: Sequence[Token], end: int) -> bool:
    """Whether ``de`` follows: what it brings says otherwise whose it is (régime de retraite, autorités de l'île)."""
    if end >= len(tokens) or not joined(text, tokens[end - 1], tokens[end]):
        return False
    return tokens[end].exact in _OF or elided(text, tokens, end) == "d"


def _is_definite(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether an article or the like stands before: the dispatch says which."""
    if at == 0 or not joined(text, tokens[at - 1], tokens[at]):
        return elided(text, tokens, at) == "l"
    particle = elided(text, tokens, at)
    return particle == "l" or (not particle and tokens[at - 1].exact in _DEFINITE)


def _meant(row: _Description, at: int, found: Sequence[Found], state: str | None, known: Gazetteer) -> Entity | None:
    if row.means.startswith("last "):
        return _last(row.means.removeprefix("last "), at, found)
    id_ = f"actor:{state}.{row.means}"
    return known[id_] if state and id_ in known else None


def _last(type_: str, at: int, found: Sequence[Found]) -> Entity | None:
    before = [one.entity for one in found if one.end <= at and one.entity and one.entity.type == type_]
    return before[-1] if before else None


def _why(row: _Description, entity: Entity) -> str:
    return f"{entity.label}, named before" if row.means.startswith("last ") else "the state that the dispatch is about"


def _state(found: Sequence[Found], *, by_places: bool) -> str | None:
    """Return the country whose bodies or leaders the dispatch names most; if asked, the one where most of its places lie.

    Where the two are not the same, the places decide, or nothing does: an army that bombs abroad is not the one that is bombed.
    """
    named = Counter(country for one in found if one.entity for country in _of_state(one.entity)).most_common(2)
    first = named[0][0] if named and (len(named) == 1 or named[0][1] > named[1][1]) else None
    places = [one for one in found if one.entity and one.entity.kind is Kind.PLACE]
    shares = {id_: share for id_, share in countries(places).items() if len(id_) == 2}
    if first and (not shares or shares.get(first, 0.0) >= _FEWEST_PLACED):
        return first
    best = max(shares, key=shares.__getitem__, default=None)
    several = len({one.entity.id for one in places if one.entity}) >= _FEWEST_PLACES or bool(named)
    return best if best and by_places and several and shares[best] >= _PLACES_SHARE else None


def _of_state(entity: Entity) -> tuple[str, ...]:
    """Return the country that an actor is a body or a person of."""
    return entity.ancestors[-1:] if entity.kind is Kind.ACTOR and entity.type in BODIES | {"person"} else ()


def _coordinated(text: str, tokens: Sequence[Token], found: Sequence[Found], known: Gazetteer) -> Iterator[Found]:
    """Yield the second of two: forces spéciales françaises et américaines."""
    for one in found:
        entity = one.entity
        at = one.end + 1
        if entity is None or entity.type not in BODIES or at >= len(tokens) or tokens[one.end].exact != "et":
            continue
        country = peoples().get(tokens[at].exact) if together(text, tokens, one.end - 1, at + 1) else None
        id_ = f"actor:{country}.{entity.id.rpartition('.')[2]}"
        if country and not tokens[at].capital and tokens[one.end - 1].exact in peoples() and id_ in known:
            yield Found(at, at + 1, (known[id_],), f"as {entity.label}", level=MentionLevel.DESCRIBED)


def _allies(text: str, tokens: Sequence[Token], known: Gazetteer) -> Iterator[Found]:
    """Yield states described by an adjective: son allié russe."""
    for at in [at for at, token in enumerate(tokens[:-1]) if token.exact in _ALLIES]:
        if not tokens[at].capital and tokens[at + 1].exact in peoples() and not tokens[at + 1].capital:
            id_ = f"actor:{peoples()[tokens[at + 1].exact]}.government"
            if joined(text, tokens[at], tokens[at + 1]) and id_ in known:
                yield Found(at, at + 2, (known[id_],), "described by its adjective", level=MentionLevel.DESCRIBED)


@cache
def _rows() -> dict[str, tuple[_Description, ...]]:
    found: dict[str, list[_Description]] = {}
    for row in rows(PACKAGE, "descriptions.tsv"):
        words = exacts(row["words"])
        found.setdefault(words[0], []).append(_Description(words, row["means"], row["evidence"] == "places"))
    return {first: tuple(sorted(several, key=lambda one: -len(one.words))) for first, several in found.items()}
