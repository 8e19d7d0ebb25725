"""Which of several namesakes is meant: Tripoli of Libya or of Lebanon, Homs the city or the province.

The text decides: what it says beside the name (Tripoli, au Liban), the cue or the article before it, then the countries of what
else it names. Where it says nothing, the better known is meant; a small town far from all else is not. Not here: whether there is
a name at all (``deciding``).
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from depeche.analyzers.gazetteer import Gazetteer
from depeche.analyzers.mentions.found import Found, is_unknown, unknown
from depeche.analyzers.mentions.spans import elided
from depeche.analyzers.mentions.traits import traits
from depeche.core.model import Entity, Kind, Token

__all__ = ["chosen", "countries"]

_NEAR = 4.0
"""What it counts that all else the text names lies in the same country; a population counts its digits."""
_BESIDE, _CUE, _ARTICLE, _ALSO = 8.0, 6.0, 5.0, 3.0
"""That the text says where it is; that the cue names its type; an article before what has one; that the cue allows its type."""
_INSIDE = 4.0
"""A country is meant before a city in it of the same name: Luxembourg, Djibouti."""
_AS_KNOWN = 1.5
"""How much less well known a namesake may be to count beside the best known one."""
_FURTHEST = 5
"""Tokens from a name to the place that says where it is: dans le nord de la."""
_WITH_ARTICLE = frozenset({"country", "province", "region", "state", "continent", "river", "mountain", "desert", "sea"})
_ARTICLES = frozenset({"le", "la", "les", "du", "au", "aux"})
_COMPASS = frozenset({"nord", "sud", "est", "ouest", "centre", "pres", "province", "region"})
_ELSEWHERE = frozenset({"agency", "media"})
"""Actors that write of other countries than their own."""
_WELL_KNOWN = 500_000
"""People of a city that may be named in a dispatch about another part of the world."""


def chosen(text: str, tokens: Sequence[Token], found: Sequence[Found], known: Gazetteer) -> list[Found]:
    """Return `found`, each with the entity alone that is meant, and the reason added where there was a choice.

    `known` is the gazetteer that they are of.
    """
    if not any(len(one.candidates) > 1 or one.weak for one in found):
        return list(found)
    shares = countries(found)
    around = zip([None, *found], found, [*found[1:], None], strict=False)
    made = [_settled(text, tokens, before, one, after, shares) for before, one, after in around]
    return [_near(text, tokens, one, shares, known) if one.weak and shares else one for one in made]


def countries(found: Sequence[Found]) -> dict[str, float]:
    """Return the countries, and the provinces, of what is named, with their shares of it (0 to 1).

    Of namesakes those count that are about as well known as the best known one, for what they lie in together.
    """
    held = {one.entity.id: _held(one) for one in found if one.entity and not one.weak}
    placed = [ids for ids in held.values() if ids]
    counted = Counter(id_ for ids in placed for id_ in ids)
    return {id_: count / len(placed) for id_, count in counted.items()}


def _held(one: Found) -> set[str]:
    priors = one.priors if len(one.candidates) > 1 else (0.0,)
    likely = [entity for entity, prior in zip(one.candidates, priors, strict=True) if prior > max(priors) - _AS_KNOWN]
    if any(is_unknown(entity) or entity.type in _ELSEWHERE for entity in likely):
        return set()
    return set.intersection(*(set(_where(entity)) for entity in likely))


def _where(entity: Entity) -> tuple[str, ...]:
    return (entity.id, *entity.ancestors) if entity.kind is Kind.PLACE else entity.ancestors


class _Setting(NamedTuple):
    """What stands around a name: the places that hold it or that it holds, by what is said beside it; whether it has an article."""

    holding: set[str]
    held: tuple[str, ...]
    has_article: bool


def _settled(
    text: str, tokens: Sequence[Token], before: Found | None, one: Found, after: Found | None, shares: dict[str, float]
) -> Found:
    if len(one.candidates) < 2:
        return one
    held = before.candidates[0].ancestors if before and len(before.candidates) == 1 and _beside(tokens, before, one) else ()
    setting = _Setting(_beside(tokens, one, after), held, _has_article(text, tokens, one))
    worth = [_worth(entity, one, setting, shares) + prior for entity, prior in zip(one.candidates, one.priors, strict=True)]
    best = one.candidates[worth.index(max(worth))]
    return one._replace(candidates=(best,), why="; ".join(filter(None, (one.why, _reason(best, one, setting, shares)))))


def _worth(entity: Entity, one: Found, setting: _Setting, shares: dict[str, float]) -> float:
    """Return what speaks for one of the candidates of `one`, apart from how well known it is."""
    near = _NEAR * max((shares.get(id_, 0.0) for id_ in _where(entity)), default=0.0)
    said = _BESIDE * (not setting.holding.isdisjoint(entity.ancestors) or entity.id in setting.held)
    form = _ARTICLE * (setting.has_article and entity.type in _WITH_ARTICLE)
    country = entity.ancestors[-1] if entity.ancestors and entity.type != "country" else ""
    inside = _INSIDE * any(other.id == country for other in one.candidates)
    return near + said + form + _by_cue(entity, one) - inside


def _beside(tokens: Sequence[Token], one: Found, after: Found | None) -> set[str]:
    """Return the places that the text says a name lies in: Tripoli (Liban), Tripoli, dans le nord du Liban."""
    if after is None or not after.entity or after.entity.kind is not Kind.PLACE or after.start - one.end > _FURTHEST:
        return set()
    between = tokens[one.end : after.start]
    plain = all(traits(token.exact).function or token.exact in _COMPASS for token in between)
    is_list = any(token.exact in {"et", "ou"} for token in between)
    return {entity.id for entity in after.candidates} if plain and not is_list else set()


def _has_article(text: str, tokens: Sequence[Token], one: Found) -> bool:
    """Whether an article stands before a name: cities have none."""
    if one.start == 0 or elided(text, tokens, one.start):
        return one.start > 0 and elided(text, tokens, one.start) == "l"
    return text[tokens[one.start - 1].end : tokens[one.start].start] == " " and tokens[one.start - 1].exact in _ARTICLES


def _by_cue(entity: Entity, one: Found) -> float:
    cue = one.cue
    if cue is None or entity.kind is not cue.kind:
        return 0.0
    return _CUE if entity.type == cue.type else _ALSO if entity.type in cue.types else 0.0


def _reason(entity: Entity, one: Found, setting: _Setting, shares: dict[str, float]) -> str:
    others = f"of {len(one.candidates)} of that name"
    if not setting.holding.isdisjoint(entity.ancestors) or entity.id in setting.held:
        return f"{others} the one in what is named beside it"
    if _by_cue(entity, one) and one.cue:
        return f"{others} the {entity.type} after “{' '.join(one.cue.words)}”"
    if any(id_ in shares for id_ in _where(entity)):
        return f"{others} the one nearest to what else is named"
    return f"{others} the best known"


def _near(text: str, tokens: Sequence[Token], one: Found, shares: dict[str, float], known: Gazetteer) -> Found:
    """Return a name of the large list as it is, or as a place that no table has if it is small and far from all else."""
    place = one.candidates[0]
    if any(id_ in shares for id_ in place.ancestors) or known.population(known.number(place.id)) >= _WELL_KNOWN:
        return one
    entity = unknown(text, tokens, one.start, one.end, Kind.PLACE, place.type)
    return one._replace(
        candidates=(entity,), why=f"{one.why}; {place.label} in {place.ancestors[-1]} is far from what else is named"
    )
