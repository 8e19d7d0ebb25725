"""Names that no table has as they are written, and that spell one of the gazetteer: Soueïdaa, Abd Rabb Mansour Hadi.

A place must lie in a country that the dispatch names otherwise; a person or a group must share a word with the name that the
gazetteer has. Not here: spellings within the dispatch (``shortening``), the comparison (``depeche.analyzers.names``).
"""

from collections.abc import Sequence

from depeche.analyzers.gazetteer import Gazetteer
from depeche.analyzers.mentions.choosing import countries
from depeche.analyzers.mentions.found import Found, is_unknown
from depeche.analyzers.names import is_common
from depeche.core.model import Entity, Kind

__all__ = ["respelled"]

_SHORTEST = 5
_PERSON = "person"


def respelled(found: Sequence[Found], known: Gazetteer) -> list[Found]:
    """Return `found` with the unknown names that spell a name of `known` given its entity."""
    first = [one.candidates[0] for one in found if one.candidates]
    unknown = {entity.id: entity for entity in first if is_unknown(entity)}
    if not unknown:
        return list(found)
    shares = countries(found) if any(entity.kind is Kind.PLACE for entity in unknown.values()) else {}
    meant = {id_: same for id_, entity in unknown.items() if (same := _spelled(entity, shares, known))}
    return [_meant(one, meant) for one in found] if meant else list(found)


def _meant(one: Found, meant: dict[str, Entity]) -> Found:
    same = meant.get(one.entity.id) if one.entity else None
    return one._replace(candidates=(same,), why=f"a spelling of {same.label}") if same else one


def _spelled(entity: Entity, shares: dict[str, float], known: Gazetteer) -> Entity | None:
    if entity.kind is not Kind.PLACE:
        return known.actor_spelled(entity.label, person=entity.type == _PERSON)
    if not shares or len(entity.label) < _SHORTEST or any(is_common(word.lower()) for word in entity.label.split()):
        return None
    return known.place_spelled(entity.label, shares)
