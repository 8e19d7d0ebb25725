"""Which of several namesakes is meant: Tripoli of Libya or of Lebanon, Homs the city or the province.

The text decides: the cue before the name, then the countries of what else it names. Where it says nothing, the tables' order and
the number of people do. Not here: whether there is a name at all (``deciding``).
"""

from collections import Counter
from collections.abc import Sequence

from depeche.analyzers.mentions.cues import Cue
from depeche.analyzers.mentions.found import Found, is_unknown
from depeche.core.model import Entity, Kind

__all__ = ["chosen", "countries"]

_NEAR = 4.0
"""What it counts that all else the text names lies in the same country; a population counts its digits."""
_CUE = 6.0
_ALSO = 3.0


def chosen(found: Sequence[Found]) -> list[Found]:
    """Return `found`, each with the entity alone that is meant, and the reason added where there was a choice."""
    shares = countries(found) if any(len(one.candidates) > 1 for one in found) else {}
    return [_with_choice(one, shares) if len(one.candidates) > 1 else one for one in found]


def countries(found: Sequence[Found]) -> dict[str, float]:
    """Return the countries, and the provinces, of what has only one candidate, with their shares of it (0 to 1)."""
    sure = {
        one.candidates[0].id: one.candidates[0] for one in found if len(one.candidates) == 1 and not is_unknown(one.candidates[0])
    }
    counted = Counter(id_ for entity in sure.values() for id_ in dict.fromkeys((*_own(entity), *entity.ancestors)))
    placed = sum(bool(entity.ancestors or _own(entity)) for entity in sure.values())
    return {id_: count / placed for id_, count in counted.items()}


def _own(entity: Entity) -> tuple[str, ...]:
    return (entity.id,) if entity.kind is Kind.PLACE else ()


def _with_choice(one: Found, shares: dict[str, float]) -> Found:
    priors = dict(zip(one.candidates, one.priors, strict=True)) if one.priors else {}

    def worth(entity: Entity) -> float:
        return priors.get(entity, 0.0) + _NEAR * _share(entity, shares) + _by_cue(entity, one.cue)

    best = max(one.candidates, key=worth)
    return one._replace(candidates=(best,), why="; ".join(filter(None, (one.why, _reason(best, one, shares)))))


def _share(entity: Entity, shares: dict[str, float]) -> float:
    return max((shares.get(id_, 0.0) for id_ in entity.ancestors), default=0.0)


def _by_cue(entity: Entity, cue: Cue | None) -> float:
    if cue is None or entity.kind is not cue.kind:
        return 0.0
    return _CUE if entity.type == cue.type else _ALSO if entity.type in cue.types else 0.0


def _reason(entity: Entity, one: Found, shares: dict[str, float]) -> str:
    others = f"of {len(one.candidates)} of that name"
    if _by_cue(entity, one.cue) and one.cue:
        return f"{others} the {entity.type} after “{' '.join(one.cue.words)}”"
    if _share(entity, shares):
        return f"{others} the one nearest to what else is named"
    return f"{others} the best known"
