"""Names that no table has as they are written, and that spell one of the gazetteer: Soueïdaa, Abd Rabb Mansour Hadi.

A place must lie in a country that the dispatch names otherwise; a person or a group must share a word with the name that the
gazetteer has. Not here: spellings within the dispatch (``shortening``), the comparison (``depeche.analyzers.names``).
"""

from collections.abc import Sequence
from functools import lru_cache

from depeche.analyzers.folding import fold
from depeche.analyzers.gazetteer import Gazetteer
from depeche.analyzers.mentions.choosing import countries
from depeche.analyzers.mentions.found import Found, is_unknown
from depeche.analyzers.names import is_common, same_name
from depeche.core.model import Entity, Kind

__all__ = ["respelled"]

_SPELLED = 0.92
_SHORTEST = 5
_PERSON = "person"


def respelled(found: Sequence[Found], known: Gazetteer) -> list[Found]:
    """Return `found` with the unknown names that spell a name of `known` given its entity."""
    unknown = {one.entity.id: one.entity for one in found if one.entity and is_unknown(one.entity)}
    if not unknown:
        return list(found)
    shares = countries(found) if any(entity.kind is Kind.PLACE for entity in unknown.values()) else {}
    meant = {id_: same for id_, entity in unknown.items() if (same := _spelled(entity, shares, known))}
    return [_meant(one, meant) for one in found]


def _meant(one: Found, meant: dict[str, Entity]) -> Found:
    same = meant.get(one.entity.id) if one.entity else None
    return one._replace(candidates=(same,), why=f"a spelling of {same.label}") if same else one


def _spelled(entity: Entity, shares: dict[str, float], known: Gazetteer) -> Entity | None:
    if entity.kind is not Kind.PLACE:
        return _spelled_actor(entity, known)
    if len(entity.label) < _SHORTEST or any(is_common(word.lower()) for word in entity.label.split()):
        return None
    near = (place for _, place in known.places_spelled(entity.label) if any(id_ in shares for id_ in place.ancestors))
    return next(near, None)


@lru_cache(maxsize=20_000)
def _spelled_actor(entity: Entity, known: Gazetteer) -> Entity | None:
    """Return the actor whose label has as many words as that of `entity`, one of them the same, and spells it."""
    words = entity.label.split()
    others = {one.id: one for word in words if word[0].isupper() for one in known.actors_by_word.get(fold(word), ())}
    same_kind = [one for one in others.values() if (one.type == _PERSON) == (entity.type == _PERSON)]
    alike = [one for one in same_kind if len(one.label.split()) == len(words)]
    scored = [(same_name(entity.label, one.label), one) for one in alike] if len(words) > 1 else []
    best = max(scored, key=lambda pair: pair[0], default=(0.0, entity))
    return best[1] if best[0] >= _SPELLED else None
