"""Places and actors of a text: names of the gazetteer and names found by cue, weighed against each other.

The longest name from the left wins. A name inside another one is kept only inside names that the tables mark as open
(régime de Bachar al-Assad: the government and the man). Not here: which of two towns of one name is meant beyond what a
cue says, and surnames alone beyond "M. X" of a person whom the text names in full.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from depeche.analyzers.chain import analyze, stopwords
from depeche.analyzers.mentions.cues import Cue, Cued, find_cued, is_name
from depeche.analyzers.mentions.gazetteer import Candidate, Gazetteer, gazetteer
from depeche.analyzers.mentions.matching import Match, find
from depeche.analyzers.mentions.spans import joined
from depeche.core.model import Entity, Kind, Mention, Token

__all__ = ["Extraction", "extract", "mentions"]

_PERSON = "person"
_REACH = 16
_SURNAME = Cue((), False, Kind.ACTOR, _PERSON, 2, frozenset({_PERSON}))


@dataclass(frozen=True, slots=True)
class Extraction:
    """The mentions of a text, by start, then longer first, and their entities by id, those found by cue too."""

    mentions: list[Mention] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    entity: Entity
    open: bool = False


def mentions(text: str, tokens: Sequence[Token] | None = None) -> list[Mention]:
    """Return the places and actors that `text` names, by start, then longer first. Offsets are code points of `text`.

    `tokens` are those of ``chain.analyze(text)``, if they are at hand.
    """
    return extract(text, tokens).mentions


def extract(text: str, tokens: Sequence[Token] | None = None, known: Gazetteer | None = None) -> Extraction:
    """Return the mentions of `text` with their entities. An id that begins with ``cue:`` is of a name that no table has.

    `known` is the gazetteer to search, by default the one that ships with the package.
    """
    tokens = analyze(text) if tokens is None else tokens
    known = gazetteer() if known is None else known
    found = list(_short_forms(list(_kept(_all(text, tokens, known))), tokens))
    made = [_mention(text, tokens, one) for one in found]
    return Extraction(made, {one.entity.id: one.entity for one in found})


def _all(text: str, tokens: Sequence[Token], known: Gazetteer) -> Iterator[_Found]:
    cued = {(one.start, one.end): one.cue for one in reversed(list(find_cued(text, tokens)))}
    starts = {start: cue for (start, _), cue in cued.items()}
    matches = find(text, tokens, known)
    for match in matches:
        for one in _known(text, tokens, match, starts.get(match.start), known):
            cued.pop((one.start, one.end), None)
            yield one
    named = {start: list(group) for start, group in groupby(matches, key=attrgetter("start"))}
    for (start, end), cue in cued.items():
        if not _explained(named, start, end, cue, known) and not _of_country(tokens, end, cue, known):
            yield _Found(start, end, _unknown(text, tokens, Cued(start, end, cue)))


def _of_country(tokens: Sequence[Token], end: int, cue: Cue, known: Gazetteer) -> bool:
    """Whether a person's name would end with a country's: Météo France is none."""
    last = known.candidates([tokens[end - 1].exact]) if cue.type == _PERSON else ()
    return any(known.numbered(one.number).type == "country" and not one.cue for one in last)


def _known(text: str, tokens: Sequence[Token], match: Match, cue: Cue | None, known: Gazetteer) -> Iterator[_Found]:
    number = _chosen(match, cue, known)
    if number is None:
        return
    entity = known.numbered(number)
    before = match.start - 1
    if entity.type == _PERSON and match.end - match.start == 1 and not cue and _belongs(text, tokens, before):
        yield _Found(before, match.end, _unknown(text, tokens, Cued(before, match.end, _SURNAME)))
    else:
        yield _Found(match.start, match.end, entity, known.is_open(number))


def _belongs(text: str, tokens: Sequence[Token], before: int) -> bool:
    """Whether the token before a surname is a first name of somebody else (Melania Trump)."""
    if before < 0 or not is_name(tokens[before], True) or not joined(text, tokens[before], tokens[before + 1]):
        return False
    return tokens[before].exact not in stopwords() and not text[tokens[before].start : tokens[before].end].isupper()


def _chosen(match: Match, cue: Cue | None, known: Gazetteer) -> int | None:
    """Return the number of the entity meant: of the cue's own type, else of one that it allows, else the first at all."""
    if cue is None:
        return next((one.number for one in match.candidates if not one.cue), None)
    ranked = sorted(match.candidates, key=lambda one: _rank(known.numbered(one.number), cue))
    fitting = [one for one in ranked if not _contradicts(known.numbered(one.number), one, cue)]
    return fitting[0].number if fitting else None


def _contradicts(entity: Entity, candidate: Candidate, cue: Cue) -> bool:
    """Whether the cue rules an entity out: one that needs a cue of its kind, a place where a person is named (M. Paris)."""
    return entity.kind != cue.kind and (candidate.cue or cue.type == _PERSON)


def _rank(entity: Entity, cue: Cue) -> int:
    if entity.type == cue.type:
        return 0
    return 1 if entity.type in cue.types else 2 + (entity.kind != cue.kind)


def _explained(matches: Mapping[int, list[Match]], start: int, end: int, cue: Cue, known: Gazetteer) -> bool:
    """Whether a name of the tables explains the cued run better: it reaches further, or is an actor at its beginning."""
    near = (match for at in range(start - _REACH, start + 1) for match in matches.get(at, ()))
    return any(match.end > end or (match.start == start and _opens_with_actor(match, end, cue, known)) for match in near)


def _opens_with_actor(match: Match, end: int, cue: Cue, known: Gazetteer) -> bool:
    if cue.kind != Kind.ACTOR or not 1 < match.end - match.start < end - match.start:
        return False
    return any(known.numbered(one.number).kind == Kind.ACTOR for one in match.candidates)


def _unknown(text: str, tokens: Sequence[Token], cued: Cued) -> Entity:
    kind = cued.cue.kind
    slug = "-".join(token.exact for token in tokens[cued.start : cued.end])
    surface = " ".join(text[tokens[cued.start].start : tokens[cued.end - 1].end].split())
    return Entity(f"cue:{kind.value}:{slug}", kind, cued.cue.type, surface, (surface,))


def _kept(found: Iterable[_Found]) -> Iterator[_Found]:
    """Yield the longest from the left, and likewise what lies inside open ones."""
    rest = sorted(found, key=lambda one: (one.start, -one.end))
    at = 0
    while at < len(rest):
        outer, first = rest[at], at + 1
        at = next((i for i in range(first, len(rest)) if rest[i].start >= outer.end), len(rest))
        yield outer
        if outer.open:
            yield from _kept(one for one in rest[first:at] if one.end <= outer.end and one.entity.id != outer.entity.id)


def _short_forms(found: list[_Found], tokens: Sequence[Token]) -> Iterator[_Found]:
    """Give a person found by cue the entity of the one person of the text whose name ends so (M. Abdel Rahmane)."""
    persons: dict[tuple[str, ...], dict[str, Entity]] = {}
    for one in found:
        for cut in range(one.start + 1, one.end) if one.entity.type == _PERSON else ():
            persons.setdefault(_words(tokens, cut, one.end), {})[one.entity.id] = one.entity
    for one in found:
        longer = persons.get(_words(tokens, one.start, one.end), {})
        cued = one.entity.type == _PERSON and one.entity.id.startswith("cue:")
        yield replace(one, entity=next(iter(longer.values()))) if cued and len(longer) == 1 else one


def _words(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    return tuple(token.exact for token in tokens[start:end])


def _mention(text: str, tokens: Sequence[Token], one: _Found) -> Mention:
    start, end = tokens[one.start].start, tokens[one.end - 1].end
    return Mention(start, end, text[start:end], one.entity.kind, one.entity.type, one.entity.id, one.entity.label)
