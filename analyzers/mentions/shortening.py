"""Names that hang on others of the same dispatch: short forms, acronyms at their first use, other spellings of one name.

``M. Abdel Rahmane`` after ``Rami Abdel Rahmane``; ``OSDH`` after ``Observatoire syrien des droits de l'Homme (OSDH)``;
``l'Observatoire``; ``Mustefa Bali`` beside ``Moustafa Bali``. Only what is unambiguous in the dispatch is resolved. Not here:
descriptions (``describing``), names beyond the dispatch.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from depeche.analyzers.folding import fold
from depeche.analyzers.mentions.cues import heads
from depeche.analyzers.mentions.found import Found, is_unknown, unknown
from depeche.analyzers.mentions.texts import Text
from depeche.analyzers.mentions.traits import traits
from depeche.analyzers.names import same_name
from depeche.core.model import Entity, Kind

__all__ = ["resolved"]

_PERSON = "person"
_OPENS = re.compile(r"\(\s*")
_CLOSES = re.compile(r"\s*[),;]")
_LONGEST_ACRONYM = 8
_MOST_WORDS_MORE = 5
_SPELLED = 0.8
_MOST_NAMESAKES = 20
"""How many names with the same word are compared: a long list of one family is not."""

_Forms = dict[tuple[str, ...], dict[str, Entity]]


def resolved(text: Text, found: Sequence[Found]) -> list[Found]:
    """Return `found` with what is short for a name, or another spelling of one, given the entity that it stands for."""
    made = _with_acronyms(text, found)
    open_ = [at for at, one in enumerate(made) if _is_open(one)]
    if open_:
        _give(made, open_, text, _persons(made, text), "short for")
        _give(made, open_, text, _organisations(made, text), "short for")
        _give(made, open_, text, _names(made, text), "named as such elsewhere:")
    return _with_spellings(made)


def _names(found: Iterable[Found], text: Text) -> _Forms:
    """Return what the dispatch names, by all its words."""
    forms: _Forms = {}
    for one in found:
        if one.candidates:
            entity = one.candidates[0]
            forms.setdefault(text.words(one.start, one.end), {})[entity.id] = entity
    return forms


def _persons(found: Iterable[Found], text: Text) -> _Forms:
    """Return the ends of the names of persons, and their first words, with whose they may be."""
    forms: _Forms = {}
    for one in found:
        if one.end - one.start < 2 or not one.candidates or one.candidates[0].type != _PERSON:
            continue
        entity = one.candidates[0]
        whole = text.words(one.start, one.end)
        parts = [whole[cut:] for cut in range(1, len(whole))]
        for part in (*parts, whole[:1]) if is_unknown(entity) else parts:
            forms.setdefault(part, {})[entity.id] = entity
    return forms


def _organisations(found: Iterable[Found], text: Text) -> _Forms:
    """Return the first words of names of organisations that are a cue for one (Observatoire, Front), with whose they may be."""
    forms: _Forms = {}
    for one in found:
        if one.end - one.start < 2 or not one.candidates or heads().get(text.exacts[one.start]) != "organisation":
            continue
        entity = one.candidates[0]
        if entity.kind is Kind.ACTOR and entity.type != _PERSON and text.capital[one.start]:
            forms.setdefault((text.exacts[one.start],), {})[entity.id] = entity
    return forms


def _give(made: list[Found], open_: Iterable[int], text: Text, forms: _Forms, why: str) -> None:
    """Give what at the places `open_` is still not known, and is a form of only one entity of the dispatch, that entity."""
    for at in open_ if forms else ():
        one = made[at]
        longer = forms.get(tuple(text.exacts[one.start : one.end]))
        if longer and len(longer) == 1 and _is_open(one):
            (entity,) = longer.values()
            if not one.candidates or (entity is not one.candidates[0] and entity != one.candidates[0]):
                made[at] = one._replace(candidates=(entity,), why=f"{why} {entity.label}")


def _is_open(one: Found) -> bool:
    """Whether `one` may be short for a name: no table has it, and no cue says that it is a place."""
    if not one.candidates:
        return True
    return is_unknown(one.candidates[0]) and not (one.cue and one.cue.kind is Kind.PLACE)


def _with_acronyms(text: Text, found: Sequence[Found]) -> list[Found]:
    """Return `found` with acronyms learnt from ``Long name (LN)``, there and in what follows, and long names from them."""
    meanings: dict[str, Entity | None] = {}
    added: list[Found] = []
    brackets = list(_bracketed(text))
    ends = {one.end: one for one in found if one.entity} if brackets else {}
    for at in brackets:
        if text.exacts[at] not in meanings:
            long = _named_before(text, at, ends.get(at)) or _spelled_out(text, at, ends)
            meanings[text.exacts[at]] = long.entity if long else None
            added += [long] if long and long.end not in ends else []
    known = {acronym: entity for acronym, entity in meanings.items() if entity}
    return _merged(added, [_meant(one, text, known) for one in found]) if known else list(found)


def _bracketed(text: Text) -> Iterator[int]:
    """Yield the words that stand alone in brackets, or first in them, and are written as acronyms are."""
    for opened in _OPENS.finditer(text.written):
        at = bisect_left(text.starts, opened.end())
        if 0 < at < text.count and text.starts[at] == opened.end() and text.size(at) <= _LONGEST_ACRONYM:
            upper = sum(map(str.isupper, text.surface(at, at + 1)))
            if upper > 1 and _CLOSES.match(text.written, text.ends[at]):
                yield at


def _named_before(text: Text, at: int, before: Found | None) -> Found | None:
    """Return what is named before a bracketed acronym, if it is an organisation with these initials."""
    entity = before.entity if before else None
    fits = entity is not None and entity.kind is Kind.ACTOR and entity.type != _PERSON
    return before if before and fits and _abbreviates(text, before.start, at) else None


def _spelled_out(text: Text, at: int, ends: Mapping[int, Found]) -> Found | None:
    """Return the words before a bracketed acronym that have its initials, as an organisation that no table has."""
    most = min(at, len(text.exacts[at]) + _MOST_WORDS_MORE)
    starts = (start for start in range(at - 2, at - most - 1, -1) if text.capital[start])
    start = next((start for start in starts if _abbreviates(text, start, at)), None)
    if start is None or any(end in ends and not is_unknown(ends[end].candidates[0]) for end in range(start + 1, at + 1)):
        return None
    entity = unknown(text, start, at, Kind.ACTOR, "organisation")
    return Found(start, at, (entity,), f"the words of which {text.surface(at, at + 1)} has the initials")


def _abbreviates(text: Text, start: int, at: int) -> bool:
    """Whether the acronym at `at` has the initials of the words before it, from `start`; small words may be passed over."""
    letters = text.exacts[at]
    if text.exacts[start][0] != letters[0]:
        return False
    place = 0
    for passed in range(start, at):
        word = text.exacts[passed]
        if place < len(letters) and word[0] == letters[place]:
            place += 1
        elif len(word) > 3 and text.capital[passed]:
            return False
    return place == len(letters)


def _meant(one: Found, text: Text, meanings: dict[str, Entity]) -> Found:
    """Return `one` as what the dispatch says that its acronym means, whatever the tables say."""
    entity = meanings.get(text.exacts[one.start]) if one.end - one.start == 1 else None
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
    first = [one.candidates[0] for one in found if one.candidates]
    entities = sorted({entity.id: entity for entity in first}.values(), key=is_unknown)
    by_word: dict[tuple[Kind, str], list[Entity]] = {}
    meant: dict[str, Entity] = {}
    for entity in entities:
        names = entity.label.split()
        if len(names) > 1:
            by_name = [by_word.get((entity.kind, name), ())[:_MOST_NAMESAKES] for name in names] if is_unknown(entity) else []
            same = next((other for others in by_name for other in others if _is_spelling(names, other.label.split())), None)
            if same:
                meant[entity.id] = same
            for name in names if not same else ():
                by_word.setdefault((entity.kind, name), []).append(entity)
    return [_as_spelled(one, meant) for one in found] if meant else list(found)


def _is_spelling(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of as many words are spellings word by word; a first name and its feminine (Jean, Jeanne) are none."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b] if len(one) == len(other) else []
    return bool(pairs) and all(_are_spellings(a, b) for a, b in pairs)


@lru_cache(maxsize=20_000)
def _are_spellings(one: str, other: str) -> bool:
    return same_name(one, other, _SPELLED) >= _SPELLED and not _are_a_couple(fold(one), fold(other))


def _are_a_couple(one: str, other: str) -> bool:
    """Whether two folded first names differ by an ending only: Daniel, Danielle."""
    longer = one.startswith(other) or other.startswith(one)
    return longer and "f" in traits[one].person and "f" in traits[other].person


def _as_spelled(one: Found, meant: dict[str, Entity]) -> Found:
    same = meant.get(one.entity.id) if one.entity else None
    return one._replace(candidates=(same,), why=f"a spelling of {same.label}") if same else one
