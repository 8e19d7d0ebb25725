"""Names that hang on others of the same dispatch: short forms, acronyms at their first use, other spellings of one name.

``M. Abdel Rahmane`` after ``Rami Abdel Rahmane``; ``OSDH`` after ``Observatoire syrien des droits de l'Homme (OSDH)``;
``l'Observatoire``; ``Mustefa Bali`` beside ``Moustafa Bali``. Only what is unambiguous in the dispatch is resolved. Not here:
descriptions (``describing``), names beyond the dispatch.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from depeche.analyzers.mentions.cues import heads
from depeche.analyzers.mentions.found import Found, is_unknown, unknown, words
from depeche.analyzers.names import same_name
from depeche.core.model import Entity, Kind, Token

__all__ = ["resolved"]

_PERSON = "person"
_START = attrgetter("start")
_OPENS = re.compile(r"\(\s*")
_CLOSES = re.compile(r"\s*[),;]")
_LONGEST_ACRONYM = 8
_MOST_WORDS_MORE = 5

_Forms = dict[tuple[str, ...], dict[str, Entity]]


def resolved(text: str, tokens: Sequence[Token], found: Sequence[Found]) -> list[Found]:
    """Return `found` with what is short for a name, or another spelling of one, given the entity that it stands for."""
    found = _with_acronyms(text, tokens, found)
    found = list(_by_forms(found, tokens, _persons(found, tokens), "short for"))
    found = list(_by_forms(found, tokens, _organisations(found, tokens), "short for"))
    found = list(_by_forms(found, tokens, _names(found, tokens), "named as such elsewhere:"))
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
        for part in (*(whole[cut:] for cut in range(1, len(whole))), whole[:1]):
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


def _by_forms(found: Iterable[Found], tokens: Sequence[Token], forms: _Forms, why: str) -> Iterator[Found]:
    """Give what is not known, and is a form of only one entity of the dispatch, that entity."""
    for one in found:
        longer = forms.get(words(tokens, one.start, one.end), {}) if forms and _is_open(one) else {}
        entity = next(iter(longer.values())) if len(longer) == 1 else None
        yield one if entity is None or entity == one.entity else one._replace(candidates=(entity,), why=f"{why} {entity.label}")


def _is_open(one: Found) -> bool:
    """Whether `one` may be short for a name: no table has it, and no cue says that it is a place."""
    return one.entity is None or (is_unknown(one.entity) and not (one.cue and one.cue.kind is Kind.PLACE))


def _with_acronyms(text: str, tokens: Sequence[Token], found: Sequence[Found]) -> list[Found]:
    """Return `found` with acronyms learnt from ``Long name (LN)``, there and in what follows, and long names from them."""
    added: list[Found] = []
    meanings: dict[str, Entity] = {}
    for at in _bracketed(text, tokens):
        if tokens[at].exact not in meanings:
            long = _long_form(text, tokens, at, found)
            if long and long.entity:
                meanings[tokens[at].exact] = long.entity
                added.append(long)
    return _merged(added, [_meant(one, tokens, meanings) for one in found]) if meanings else list(found)


def _bracketed(text: str, tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the tokens that stand alone in brackets, or first in them, and are written as acronyms are."""
    for opened in _OPENS.finditer(text):
        at = bisect_left(tokens, opened.end(), key=_START)
        if 0 < at < len(tokens) and tokens[at].start == opened.end() and _CLOSES.match(text, tokens[at].end):
            word = text[tokens[at].start : tokens[at].end]
            if len(word) <= _LONGEST_ACRONYM and sum(map(str.isupper, word)) > 1:
                yield at


def _long_form(text: str, tokens: Sequence[Token], at: int, found: Sequence[Found]) -> Found | None:
    """Return the name before a bracketed acronym: one that is found there, else the words whose initials it has."""
    before = next((one for one in found if one.end == at and one.entity and one.entity.kind is Kind.ACTOR), None)
    if before and before.entity and (before.entity.type == _PERSON or _abbreviates(tokens, before.start, at)):
        return before if before.entity.type != _PERSON else None
    most = min(at, len(tokens[at].exact) + _MOST_WORDS_MORE)
    starts = (start for start in range(at - 2, at - most - 1, -1) if tokens[start].capital)
    start = next((start for start in starts if _abbreviates(tokens, start, at)), None)
    if start is None or any(one.end > start and one.start < at and one.entity and not is_unknown(one.entity) for one in found):
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
    entity = meanings.get(tokens[one.start].exact) if one.end - one.start == 1 else None
    if entity is None or entity == one.entity or not (one.entity is None or is_unknown(one.entity) or is_unknown(entity)):
        return one
    if one.entity and not is_unknown(one.entity):
        return one
    return one._replace(candidates=(entity,), why=f"the acronym of {entity.label}")


def _merged(added: Iterable[Found], found: Iterable[Found]) -> list[Found]:
    """Return both by start; of what overlaps, what was added."""
    new = list(added)
    rest = (one for one in found if not any(one.start < other.end and other.start < one.end for other in new))
    return sorted((*rest, *new), key=lambda one: (one.start, -one.end))


def _with_spellings(found: Sequence[Found]) -> list[Found]:
    """Return `found` with each unknown name that spells another name of the dispatch given that one's entity."""
    entities = list({one.entity.id: one.entity for one in found if one.entity}.values())
    entities.sort(key=is_unknown)
    meant: dict[str, Entity] = {}
    for place, entity in enumerate(entities):
        if is_unknown(entity) and (same := _spelled(entity, entities[:place], meant)):
            meant[entity.id] = same
    return [_as_spelled(one, meant) for one in found]


def _spelled(entity: Entity, others: Iterable[Entity], meant: dict[str, Entity]) -> Entity | None:
    """Return the other entity of which the label spells that of `entity`: as many words, and the same kind."""
    count = len(entity.label.split())
    for other in others:
        same_kind = other.kind is entity.kind and (other.type == _PERSON) == (entity.type == _PERSON) and other.id not in meant
        if (
            same_kind
            and count == len(other.label.split())
            and other.label[0] == entity.label[0]
            and same_name(entity.label, other.label)
        ):
            return other
    return None


def _as_spelled(one: Found, meant: dict[str, Entity]) -> Found:
    same = meant.get(one.entity.id) if one.entity else None
    return one._replace(candidates=(same,), why=f"a spelling of {same.label}") if same else one
