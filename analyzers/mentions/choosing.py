"""Which of several namesakes is meant: Tripoli of Libya or of Lebanon, Homs the city or the province.

The text decides: what it says beside the name (Tripoli, au Liban), the cue or the article before it, then the countries of what
else it names. Where it says nothing, the better known is meant; a small town far from all else is not. Not here: whether there is
a name at all (``deciding``).
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from depeche.analyzers.chain import stopwords
from depeche.analyzers.gazetteer import Gazetteer
from depeche.analyzers.mentions.found import Found, is_unknown, unknown
from depeche.analyzers.mentions.texts import Text
from depeche.core.model import Entity, Kind

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
"""Words from a name to the place that says where it is: dans le nord de la."""
_WITH_ARTICLE = frozenset({"country", "province", "region", "state", "continent", "river", "mountain", "desert", "sea"})
_ARTICLES = frozenset({"le", "la", "les", "du", "au", "aux"})
_COMPASS = frozenset({"nord", "sud", "est", "ouest", "centre", "pres", "province", "region"})
_LISTING = frozenset({"et", "ou"})
_ELSEWHERE = frozenset({"agency", "media"})
"""Actors that write of other countries than their own."""
_WELL_KNOWN = 500_000
"""People of a city that may be named in a dispatch about another part of the world."""


def chosen(text: Text, found: Sequence[Found], known: Gazetteer) -> list[Found]:
    """Return `found`, each with the entity alone that is meant, and the reason added where there was a choice.

    `known` is the gazetteer that they are of.
    """
    open_ = [at for at, one in enumerate(found) if len(one.candidates) > 1 or one.weak]
    made = list(found)
    shares = countries(found) if open_ else {}
    for at in open_:
        if len(found[at].candidates) > 1:
            made[at] = _settled(text, found, at, shares)
        if found[at].weak and shares:
            made[at] = _near(text, made[at], shares, known)
    return made


def countries(found: Iterable[Found]) -> dict[str, float]:
    """Return the countries, and the provinces, of what is named, with their shares of it (0 to 1).

    Of namesakes those count that are about as well known as the best known one, for what they lie in together.
    """
    named = {one.candidates[0].id: one for one in found if one.candidates and not one.weak}
    placed = list(filter(None, map(_held, named.values())))
    counted = Counter(itertools.chain.from_iterable(placed))
    return {id_: count / len(placed) for id_, count in counted.items()}


def _held(one: Found) -> tuple[str, ...]:
    if len(one.candidates) == 1:
        return _lies_in(one.candidates[0])
    likely = [entity for entity, prior in zip(one.candidates, one.priors, strict=True) if prior > max(one.priors) - _AS_KNOWN]
    held = [_lies_in(entity) for entity in likely]
    return tuple([id_ for id_ in held[0] if all(id_ in other for other in held)])


def _lies_in(entity: Entity) -> tuple[str, ...]:
    return () if is_unknown(entity) or entity.type in _ELSEWHERE else _where(entity)


def _where(entity: Entity) -> tuple[str, ...]:
    return (entity.id, *entity.ancestors) if entity.kind is Kind.PLACE else entity.ancestors


class _Setting(NamedTuple):
    """What stands around a name: the places that hold it or that it holds, by what is said beside it; whether it has an article."""

    holding: set[str]
    held: tuple[str, ...]
    has_article: bool


def _settled(text: Text, found: Sequence[Found], at: int, shares: dict[str, float]) -> Found:
    one = found[at]
    before, after = found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None
    held = before.candidates[0].ancestors if before and len(before.candidates) == 1 and _beside(text, before, one) else ()
    setting = _Setting(_beside(text, one, after), held, _has_article(text, one))
    worth = [_worth(entity, one, setting, shares) + prior for entity, prior in zip(one.candidates, one.priors, strict=True)]
    best = one.candidates[worth.index(max(worth))]
    return one._replace(candidates=(best,), why="; ".join(filter(None, (one.why, _reason(best, one, setting, shares)))))


def _worth(entity: Entity, one: Found, setting: _Setting, shares: dict[str, float]) -> float:
    """Return what speaks for one of the candidates of `one`, apart from how well known it is."""
    near = _NEAR * max([shares.get(id_, 0.0) for id_ in _where(entity)], default=0.0)
    said = _BESIDE * (not setting.holding.isdisjoint(entity.ancestors) or entity.id in setting.held)
    form = _ARTICLE * (setting.has_article and entity.type in _WITH_ARTICLE)
    country = entity.ancestors[-1] if entity.ancestors and entity.type != "country" else ""
    inside = _INSIDE * (country in [other.id for other in one.candidates])
    return near + said + form + _by_cue(entity, one) - inside


def _beside(text: Text, one: Found, after: Found | None) -> set[str]:
    """Return the places that the text says a name lies in: Tripoli (Liban), Tripoli, dans le nord du Liban."""
    if after is None or not after.entity or after.entity.kind is not Kind.PLACE or after.start - one.end > _FURTHEST:
        return set()
    between = text.exacts[one.end : after.start]
    plain = all(word in stopwords() or word in _COMPASS for word in between)
    return {entity.id for entity in after.candidates} if plain and _LISTING.isdisjoint(between) else set()


def _has_article(text: Text, one: Found) -> bool:
    """Whether an article stands before a name: cities have none."""
    if one.start == 0 or text.elided(one.start):
        return one.start > 0 and text.elided(one.start) == "l"
    return text.gaps[one.start] == " " and text.exacts[one.start - 1] in _ARTICLES


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


def _near(text: Text, one: Found, shares: dict[str, float], known: Gazetteer) -> Found:
    """Return a name of the large list as it is, or as a place that no table has if it is small and far from all else."""
    place = one.candidates[0]
    if any(id_ in shares for id_ in place.ancestors) or known.population(known.number(place.id)) >= _WELL_KNOWN:
        return one
    entity = unknown(text, one.start, one.end, Kind.PLACE, place.type)
    return one._replace(
        candidates=(entity,), why=f"{one.why}; {place.label} in {place.ancestors[-1]} is far from what else is named"
    )
