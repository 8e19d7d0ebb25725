"""Places and actors of a text: names of the gazetteer and names found by cue, weighed against each other.

The longest name from the left wins. A name inside another one is kept only inside names that the tables mark as open
(régime de Bachar al-Assad: the government and the man). Not here: which of two towns of one name is meant beyond what a
cue says, and surnames alone beyond "M. X" of a person whom the text names in full.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from depeche.analyzers.chain import analyze, stopwords
from depeche.analyzers.mentions.cues import Cue, Cued, find_cued, is_name
from depeche.analyzers.mentions.gazetteer import Gazetteer, gazetteer
from depeche.analyzers.mentions.matching import Match, find
from depeche.analyzers.mentions.spans import joined
from depeche.core.model import Entity, Kind, Mention, Token

__all__ = ["Extraction", "extract", "mentions"]

_PERSON = "person"


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
    found = _short_forms(_kept(_all(text, tokens, known)), tokens)
    made = [_mention(text, tokens, one) for one in found]
    return Extraction(made, {one.entity.id: one.entity for one in found})


def _all(text: str, tokens: Sequence[Token], known: Gazetteer) -> Iterator[_Found]:
    cued = {(one.start, one.end): one.cue for one in reversed(list(find_cued(text, tokens)))}
    starts = {start: cue for (start, _), cue in cued.items()}
    matches = find(text, tokens, known)
    names = {(match.start, match.end) for match in matches}
    yield from (one for match in matches for one in _known(text, tokens, match, starts.get(match.start), known))
    for (start, end), cue in cued.items():
        if (start, end) not in names and not _names_more(matches, start, end, cue, known):
            yield _Found(start, end, _unknown(text, tokens, Cued(start, end, cue)))


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


_SURNAME = Cue((), False, Kind.ACTOR, _PERSON, 2, frozenset({_PERSON}))


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
    fitting = [one for one in ranked if not one.cue or known.numbered(one.number).kind == cue.kind]
    return fitting[0].number if fitting else None


def _rank(entity: Entity, cue: Cue) -> int:
    if entity.type == cue.type:
        return 0
    return 1 if entity.type in cue.types else 2 + (entity.kind != cue.kind)


def _names_more(matches: Iterable[Match], start: int, end: int, cue: Cue, known: Gazetteer) -> bool:
    """Whether a name of the tables explains the cued run better: it reaches further, or is an actor at its beginning."""
    for match in matches:
        if match.start <= start and match.end > end:
            return True
        if match.start == start and match.end < end and match.end - start > 1:
            return any(known.numbered(one.number).kind == Kind.ACTOR == cue.kind for one in match.candidates)
    return False


def _unknown(text: str, tokens: Sequence[Token], cued: Cued) -> Entity:
    kind = cued.cue.kind
    slug = "-".join(token.exact for token in tokens[cued.start : cued.end])
    surface = " ".join(text[tokens[cued.start].start : tokens[cued.end - 1].end].split())
    return Entity(f"cue:{kind.value}:{slug}", kind, cued.cue.type, surface, (surface,))


def _kept(found: Iterable[_Found]) -> list[_Found]:
    """Return the longest from the left, and likewise what lies inside open ones."""
    kept: list[_Found] = []
    rest = sorted(found, key=lambda one: (one.start, -one.end))
    while rest:
        outer = rest[0]
        inside = [one for one in rest[1:] if one.end <= outer.end and one.entity.id != outer.entity.id]
        kept.append(outer)
        kept.extend(_kept(one for one in inside if (one.start, one.end) != (outer.start, outer.end)) if outer.open else ())
        rest = [one for one in rest[1:] if one.start >= outer.end]
    return kept


def _short_forms(found: list[_Found], tokens: Sequence[Token]) -> list[_Found]:
    """Give a person found by cue the entity of the one person of the text whose name ends so (M. Abdel Rahmane)."""
    persons = {tuple(token.exact for token in tokens[one.start : one.end]): one for one in found if one.entity.type == _PERSON}
    return [_in_full(one, tokens, persons) if one.entity.id.startswith("cue:actor:") else one for one in found]


def _in_full(one: _Found, tokens: Sequence[Token], persons: dict[tuple[str, ...], _Found]) -> _Found:
    words = tuple(token.exact for token in tokens[one.start : one.end])
    longer = {other.entity.id: other.entity for name, other in persons.items() if len(name) > len(words) and name[-len(words) :] == words}
    if one.entity.type != _PERSON or len(longer) != 1:
        return one
    return _Found(one.start, one.end, next(iter(longer.values())), one.open)


def _mention(text: str, tokens: Sequence[Token], one: _Found) -> Mention:
    start, end = tokens[one.start].start, tokens[one.end - 1].end
    return Mention(start, end, text[start:end], one.entity.kind, one.entity.type, one.entity.id, one.entity.label)
