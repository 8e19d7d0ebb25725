"""What the words of a run themselves say of its being a name: how many, how written, listed as names of persons, ending as such.

Remembered by what is written, since names come again from dispatch to dispatch. Not here: what stands around a run (``evidence``).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from depeche.analyzers.chain import analyze
from depeche.analyzers.mentions.spans import hyphenated
from depeche.analyzers.mentions.traits import Traits, traits
from depeche.core.model import Token

__all__ = ["ONE", "Wording", "wording"]

ONE = "1 word"
"""How a run of one word with a capital is called in the evidence."""

_MOST = 4
_ACRONYM = 6
_SHORT = 3
_PARTICIPLES = ("é", "ée")
_PLURALS = ("és", "ées")
_INNER_CAPITAL = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]|[A-ZÀ-Þ]{2}[a-zà-ÿ]")
_SAINTS = frozenset({"saint", "sainte", "st", "ste"})
_PERSON = {"": "unlisted", "f": "first name", "l": "surname", "fl": "first name or surname"}


class Wording(NamedTuple):
    """How many words with a capital a run has (``1 word`` to ``more words``), and its pieces of evidence."""

    words: str
    pieces: tuple[str, ...]


@lru_cache(maxsize=50_000)
def wording(surface: str, begins: bool) -> Wording:
    """Return what `surface`, a run as written, says of itself; `begins` says that it begins a sentence."""
    tokens = analyze(surface)
    capitals = [token for token in tokens if token.capital]
    count = len(capitals)
    words = ONE if count == 1 else f"{count} words" if count < _MOST else "more words"
    first = ["name", words, *([f"begins a sentence, {words}"] if begins else [])]
    return Wording(
        words, (*first, *_of_words(tokens, words, begins), *_of_writing(surface, tokens, capitals), *_of_all(tokens, capitals))
    )


def _of_words(tokens: Sequence[Token], words: str, begins: bool) -> Iterator[str]:
    """Yield what the first word and the last one say."""
    first, last = traits(tokens[0].exact), traits(tokens[-1].exact)
    yield f"{_PERSON[first.person]} first, {words}"
    if words != ONE:
        yield f"{_PERSON[last.person]} last, {words}"
    if first.common:
        yield f"common word first, {words}{', begins a sentence' if begins else ''}"
    elif first.derived:
        yield f"of a common word first, {words}{', begins a sentence' if begins else ''}"
    if first.people:
        yield f"people first, {words}"
    if first.head:
        yield f"{first.head} word first, {words if words == ONE else 'several words'}"
    if last.ending:
        yield f"ends as a {last.ending}"
    if tokens[0].exact in _SAINTS:
        yield "saint"


def _of_all(tokens: Sequence[Token], capitals: Sequence[Token]) -> Iterator[str]:
    if len(capitals) == 1:
        return
    last: Traits = traits(tokens[-1].exact)
    if len(tokens) > len(capitals):
        yield "small word inside"
    if last.common:
        yield "common word last"
    if last.people:
        yield "people last"
    if all(traits(token.exact).common for token in capitals):
        yield "common words only"


def _of_writing(surface: str, tokens: Sequence[Token], capitals: Sequence[Token]) -> Iterator[str]:
    yield from _of_case(surface, capitals)
    marks = {
        "initial": any(token.end - token.start == 1 for token in capitals),
        f"hyphen, {ONE if len(capitals) == 1 else '2 words'}": any(hyphenated(surface, *pair) for pair in pairwise(tokens)),
        "ends as a participle": surface.endswith(_PARTICIPLES),
        "ends as a plural participle": surface.endswith(_PLURALS),
        "capital inside a word": _INNER_CAPITAL.search(surface) is not None,
        "digit": any(map(str.isdigit, surface)),
    }
    yield from (piece for piece, holds in marks.items() if holds)


def _of_case(surface: str, capitals: Sequence[Token]) -> Iterator[str]:
    upper = sum(token.end - token.start > 1 and surface[token.start : token.end].isupper() for token in capitals)
    if upper and len(capitals) == 1 and len(surface) <= _ACRONYM:
        yield "acronym"
    elif upper:
        yield "all in capitals" if upper == len(capitals) else "partly in capitals"
    elif len(capitals) == 1 and len(surface) <= _SHORT:
        yield "short"
