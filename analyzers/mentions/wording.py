"""What the words of a run themselves say of its being a name: how many, how written, listed as names of persons, ending as such.

Remembered by what is written, since names come again from dispatch to dispatch. Not here: what stands around a run (``evidence``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from depeche.analyzers.mentions.texts import Text
from depeche.analyzers.mentions.traits import Traits, is_derived, traits
from depeche.analyzers.mentions.weighing import Weights, weights
from depeche.analyzers.remembering import Bounded
from depeche.analyzers.tokenizing import HYPHENS

__all__ = ["ONE", "Wording", "forget", "wording"]

ONE = "1 word"
"""How a run of one word with a capital is called in the evidence."""

_COUNTS = ("more words", ONE, "2 words", "3 words")
"""How runs of none and of more than three are called, of one, of two, of three."""

_ACRONYM = 6
_SHORT = 3
_PARTICIPLES = ("é", "ée")
_PLURALS = ("és", "ées")
_INNER_CAPITAL = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]|[A-ZÀ-Þ]{2}[a-zà-ÿ]")
_HYPHENS = frozenset(HYPHENS)
_SAINTS = frozenset({"saint", "sainte", "st", "ste"})
_PERSON = {"": "unlisted", "f": "first name", "l": "surname", "fl": "first name or surname"}


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """How many words with a capital a run has (``1 word`` to ``more words``), and what its pieces of evidence weigh."""

    words: str
    weights: Weights


def wording(text: Text, start: int, end: int, begins: bool) -> Wording:
    """Return what the words from `start` to `end`, as written, say of themselves; `begins` says that they begin a sentence."""
    surface = text.surface(start, end)
    words = text.exacts[start] if end - start == 1 else text.words(start, end)
    key = surface, words, begins
    return _known.get(key) or _known.keep(key, _wording(surface, _Words.of(text, start, end), begins))


_known = Bounded[tuple[str, str | tuple[str, ...], bool], Wording](30_000)


class _Words(NamedTuple):
    """The words of a run: folded, as written, which have a capital, and what stands before each but the first."""

    exacts: Sequence[str]
    written: Sequence[str]
    capitals: Sequence[int]
    gaps: Sequence[str]

    @classmethod
    def of(cls, text: Text, start: int, end: int) -> "_Words":
        if end - start == 1:
            return cls([text.exacts[start]], [text.surface(start, end)], [0] if text.capital[start] else [], ())
        written = [text.surface(at, at + 1) for at in range(start, end)]
        capitals = [at - start for at in range(start, end) if text.capital[at]]
        return cls(text.exacts[start:end], written, capitals, text.gaps[start + 1 : end])


def _wording(surface: str, said: _Words, begins: bool) -> Wording:
    count = len(said.capitals)
    words = _COUNTS[count] if count < len(_COUNTS) else _COUNTS[0]
    pieces = ["name", words, f"begins a sentence, {words}"] if begins else ["name", words]
    pieces += _of_words(said.exacts, words, ", begins a sentence" if begins else "")
    pieces += _of_case(surface, said)
    pieces += _of_writing(surface, said)
    if count != 1:
        pieces += _of_all(said)
    return _weighing(words, weights(*pieces))


@lru_cache(maxsize=30_000)
def _weighing(words: str, pieces: Weights) -> Wording:
    """Return the wording of those pieces: the same object for all that say the same of themselves."""
    return Wording(words, pieces)


def _of_words(exacts: Sequence[str], words: str, begins: str) -> Iterator[str]:
    """Yield what the first word and the last one say."""
    first, last = traits[exacts[0]], traits[exacts[-1]]
    yield f"{_PERSON[first.person]} first, {words}"
    if words != ONE:
        yield f"{_PERSON[last.person]} last, {words}"
    if first.common:
        yield f"common word first, {words}{begins}"
    elif is_derived(exacts[0]):
        yield f"of a common word first, {words}{begins}"
    if first.people:
        yield f"people first, {words}"
    if first.head:
        yield f"{first.head} word first, {words if words == ONE else 'several words'}"
    if last.ending:
        yield f"ends as a {last.ending}"
    if exacts[0] in _SAINTS:
        yield "saint"


def _of_all(said: _Words) -> Iterator[str]:
    """Yield what the words of a run of several, or of none with a capital, say together."""
    last: Traits = traits[said.exacts[-1]]
    if len(said.exacts) > len(said.capitals):
        yield "small word inside"
    if last.common:
        yield "common word last"
    if last.people:
        yield "people last"
    if all(traits[said.exacts[at]].common for at in said.capitals):
        yield "common words only"


def _of_writing(surface: str, said: _Words) -> Iterator[str]:
    if 1 in [len(said.written[at]) for at in said.capitals]:
        yield "initial"
    if not _HYPHENS.isdisjoint(said.gaps):
        yield f"hyphen, {ONE if len(said.capitals) == 1 else _COUNTS[2]}"
    if surface.endswith(_PARTICIPLES):
        yield "ends as a participle"
    if surface.endswith(_PLURALS):
        yield "ends as a plural participle"
    if not surface.istitle() and _INNER_CAPITAL.search(surface):
        yield "capital inside a word"
    if not surface.isalpha() and any(map(str.isdigit, surface)):
        yield "digit"


def _of_case(surface: str, said: _Words) -> Iterator[str]:
    words = [said.written[at] for at in said.capitals]
    upper = len([word for word in words if word.isupper() and len(word) > 1])
    if upper and len(words) == 1 and len(surface) <= _ACRONYM:
        yield "acronym"
    elif upper:
        yield "all in capitals" if upper == len(words) else "partly in capitals"
    elif len(words) == 1 and len(surface) <= _SHORT:
        yield "short"


def forget() -> None:
    """Let go of what is remembered, for weights that have changed."""
    _known.clear()
    _weighing.cache_clear()
