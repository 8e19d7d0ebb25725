"""Names that hang on others of the same dispatch: short forms, acronyms at their first use, other spellings of one name.

``M. Abdel Rahmane`` after ``Rami Abdel Rahmane``; ``OSDH`` after ``Observatoire syrien des droits de l'Homme (OSDH)``;
``l'Observatoire``; ``Mustefa Bali`` beside ``Moustafa Bali``. Only what is unambiguous in the dispatch is resolved. Not here:
descriptions (``describing``), names beyond the dispatch.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from depeche.analyzers.folding import fold
from depeche.analyzers.mentions.cues import heads
from depeche.analyzers.mentions.found import Found, is_unknown, unknown, words
from depeche.analyzers.mentions.traits import traits
from depeche.analyzers.names import same_name
from depeche.core.model import Entity, Kind, Token

__all__ = ["resolved"]

_PERSON = "person"
_START = attrgetter("start")
_OPENS = re.compile(r"\(\s*")
_CLOSES = re.compile(r"\s*[),;]")
_LONGEST_ACRONYM = 8
_MOST_WORDS_MORE = 5
_SPELLED = 0.8
_MOST_NAMESAKES = 20
"""How many names with the same word are compared: a long list of one family is not."""

_Forms = dict[tuple[str, ...], dict[str, Entity]]


def resolved(text: str, tokens: Sequence[Token], found: Sequence[Found]) -> list[Found]:
    """Return `found` with what is short for a name, or another spelling of one, given the entity that it stands for."""
    found = _with_acronyms(text, tokens, found)
    found = _by_forms(found, tokens, _persons(found, tokens), "short for")
    found = _by_forms(found, tokens, _organisations(found, tokens), "short for")
    found = _by_forms(found, tokens, _names(found, tokens), "named as such elsewhere:")
    return _with_spellings(found)


def _names(found: Iterable[Found], tokens: Sequence[Token]) -> _Forms:
    """Return what the dispatch names, by all its words."""
    forms: _Forms = {}
    for one in found:
        if one.entity:
            forms.setdefault(words(tokens, one.start, one.end), {})[one.entity.id] = one.entity
    return forms


def _persons(found: Iterable[Found], tokens: Sequence[Token]) -> _Forms:
    """Return the ends of the names of persons, and their first words, with whose they may be."""
    forms: _Forms = {}
    for one in found:
        entity = one.entity
        if entity is None or entity.type != _PERSON or one.end - one.start < 2:
            continue
        whole = words(tokens, one.start, one.end)
        parts = [whole[cut:] for cut in range(1, len(whole))]
        for part in (*parts, whole[:1]) if is_unknown(entity) else parts:
            forms.setdefault(part, {})[entity.id] = entity
    return forms


def _organisations(found: Iterable[Found], tokens: Sequence[Token]) -> _Forms:
    """Return the first words of names of organisations that are a cue for one (Observatoire, Front), with whose they may be."""
    forms: _Forms = {}
    for one in found:
        entity, first = one.entity, tokens[one.start].exact
        several = one.end - one.start > 1 and heads().get(first) == "organisation"
        if entity and several and entity.kind is Kind.ACTOR and entity.type != _PERSON and tokens[one.start].capital:
            forms.setdefault((first,), {})[entity.id] = entity
    return forms


def _by_forms(found: Sequence[Found], tokens: Sequence[Token], forms: _Forms, why: str) -> list[Found]:
    """Give what is not known, and is a form of only one entity of the dispatch, that entity."""
    return [_formed(one, tokens, forms, why) if _is_open(one) else one for one in found] if forms else list(found)


def _formed(one: Found, tokens: Sequence[Token], forms: _Forms, why: str) -> Found:
    longer = forms.get(words(tokens, one.start, one.end), {})
    entity = next(iter(longer.values())) if len(longer) == 1 else None
    if entity is None or entity == one.entity:
        return one
    return one._replace(candidates=(entity,), why=f"{why} {entity.label}")


def _is_open(one: Found) -> bool:
    """Whether `one` may be short for a name: no table has it, and no cue says that it is a place."""
    if not one.candidates:
        return True
    return is_unknown(one.candidates[0]) and not (one.cue and one.cue.kind is Kind.PLACE)


def _with_acronyms(text: str, tokens: Sequence[Token], found: Sequence[Found]) -> list[Found]:
    """Return `found` with acronyms learnt from ``Long name (LN)``, there and in what follows, and long names from them."""
    meanings: dict[str, Entity | None] = {}
    added: list[Found] = []
    ends = {one.end: one for one in found if one.entity}
    for at in _bracketed(text, tokens):
        if tokens[at].exact not in meanings:
            long = _named_before(tokens, at, ends.get(at)) or _spelled_out(text, tokens, at, ends)
            meanings[tokens[at].exact] = long.entity if long else None
            added += [long] if long and long.end not in ends else []
    known = {acronym: entity for acronym, entity in meanings.items() if entity}
    return _merged(added, [_meant(one, tokens, known) for one in found]) if known else list(found)


def _bracketed(text: str, tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the tokens that stand alone in brackets, or first in them, and are written as acronyms are."""
    for opened in _OPENS.finditer(text):
        at = bisect_left(tokens, opened.end(), key=_START)
        if 0 < at < len(tokens) and tokens[at].start == opened.end() and _CLOSES.match(text, tokens[at].end):
            word = text[tokens[at].start : tokens[at].end]
            if len(word) <= _LONGEST_ACRONYM and sum(map(str.isupper, word)) > 1:
                yield at


def _named_before(tokens: Sequence[Token], at: int, before: Found | None) -> Found | None:
    """Return what is named before a bracketed acronym, if it is an organisation with these initials."""
    entity = before.entity if before else None
    fits = entity is not None and entity.kind is Kind.ACTOR and entity.type != _PERSON
    return before if before and fits and _abbreviates(tokens, before.start, at) else None


def _spelled_out(text: str, tokens: Sequence[Token], at: int, ends: Mapping[int, Found]) -> Found | None:
    """Return the words before a bracketed acronym that have its initials, as an organisation that no table has."""
    most = min(at, len(tokens[at].exact) + _MOST_WORDS_MORE)
    starts = (start for start in range(at - 2, at - most - 1, -1) if tokens[start].capital)
    start = next((start for start in starts if _abbreviates(tokens, start, at)), None)
    if start is None or any(end in ends and not is_unknown(ends[end].candidates[0]) for end in range(start + 1, at + 1)):
        return None
    entity = unknown(text, tokens, start, at, Kind.ACTOR, "organisation")
    return Found(start, at, (entity,), f"the words of which {text[tokens[at].start : tokens[at].end]} has the initials")


def _abbreviates(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether the acronym at `at` has the initials of the words before it, from `start`; small words may be passed over."""
    letters = tokens[at].exact
    initials = [token.exact[0] for token in tokens[start:at]]
    if initials[0] != letters[0]:
        return False
    place = 0
    for initial, token in zip(initials, tokens[start:at], strict=True):
        if place < len(letters) and initial == letters[place]:
            place += 1
        elif len(token.exact) > 3 and token.capital:
            return False
    return place == len(letters)


def _meant(one: Found, tokens: Sequence[Token], meanings: dict[str, Entity]) -> Found:
    """Return `one` as what the dispatch says that its acronym means, whatever the tables say."""
    entity = meanings.get(tokens[one.start].exact) if one.end - one.start == 1 else None
    if entity is None or entity == one.entity:
        return one
    return one._replace(candidates=(entity,), why=f"the acronym of {entity.label}")


def _merged(added: Iterable[Found], found: Iterable[Found]) -> list[Found]:
    """Return both by start; of what overlaps, what was added."""
    new = list(added)
    taken = {at for one in new for at in range(one.start, one.end)}
    rest = (one for one in found if taken.isdisjoint(range(one.start, one.end)))
    return sorted((*rest, *new), key=lambda one: (one.start, -one.end))


def _with_spellings(found: Sequence[Found]) -> list[Found]:
    """Return `found` with each unknown name given the entity of another one that it spells and shares a word with."""
    entities = sorted({one.entity.id: one.entity for one in found if one.entity}.values(), key=is_unknown)
    by_word: dict[tuple[Kind, str], list[Entity]] = {}
    meant: dict[str, Entity] = {}
    for entity in entities:
        names = entity.label.split()
        others = (other for name in names for other in by_word.get((entity.kind, name), ())[:_MOST_NAMESAKES])
        same = next((other for other in others if _is_spelling(names, other.label.split())), None) if is_unknown(entity) else None
        if same:
            meant[entity.id] = same
        for name in names if len(names) > 1 and not same else ():
            by_word.setdefault((entity.kind, name), []).append(entity)
    return [_as_spelled(one, meant) for one in found]


def _is_spelling(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of as many words are spellings word by word; a first name and its feminine (Jean, Jeanne) are none."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b] if len(one) == len(other) else []
    return bool(pairs) and all(same_name(a, b) >= _SPELLED and not _are_a_couple(fold(a), fold(b)) for a, b in pairs)


def _are_a_couple(one: str, other: str) -> bool:
    """Whether two folded first names differ by an ending only: Daniel, Danielle."""
    longer = one.startswith(other) or other.startswith(one)
    return longer and "f" in traits(one).person and "f" in traits(other).person


def _as_spelled(one: Found, meant: dict[str, Entity]) -> Found:
    same = meant.get(one.entity.id) if one.entity else None
    return one._replace(candidates=(same,), why=f"a spelling of {same.label}") if same else one
