"""Where names of the gazetteer stand in a text: a search over its words, every name at every place.

Not here: which of several entities is meant, which overlapping matches stay (``choosing``, ``deciding``).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from depeche.analyzers.chain import stopwords
from depeche.analyzers.gazetteer.store import Gazetteer, Reading, spread
from depeche.analyzers.mentions.texts import Text

__all__ = ["Match", "find", "first_words"]

_ARTICLES = frozenset({"le", "la", "les"})
_BLANK = [" "]
_ONE_WORD = 1 << 1
"""The mask of names of one word."""
_CONTRACTED = {"du": "le", "au": "le", "des": "les", "aux": "les"}


class Match(NamedTuple):
    """A name of the gazetteer: words from `start` to `end` (exclusive), and what it may stand for."""

    start: int
    end: int
    reading: Reading


def find(text: Text, known: Gazetteer) -> list[Match]:
    """Return every name of `known` in `text`, by start, then longest first.

    Names inside names are there too, and those that count only after a cue. Names are joined and have their case.
    """
    found: list[Match] = []
    exacts, capital, lengths, small = text.exacts, text.capital, known.lengths, known.small
    capitals = [at for at in text.capitals if exacts[at] in lengths]
    for at in sorted([*_small(text, known), *capitals]):
        table = lengths if capital[at] else small
        mask = table[exacts[at]]
        if mask & 1:
            mask = _longer(text, at, mask, table)
        if mask > _ONE_WORD:
            found += _longest_first(text, at, mask, known)
        elif mask and (reading := _alone(text, at, known)):
            found.append(Match(at, at + 1, reading))
    contracted = list(_contracted(text, known))
    return sorted([*found, *contracted], key=lambda match: (match.start, -match.end)) if contracted else found


def first_words(known: Gazetteer) -> Iterable[str]:
    """Return the words, folded, by which names that begin with a small letter are found."""
    return _beginnings(known).asked


class _Beginnings(NamedTuple):
    """The small words that names begin with: `function_words`, which are found by the word behind them, and others.

    `asked` are the words by which both are found.
    """

    function_words: frozenset[str]
    asked: frozenset[str]


@lru_cache(maxsize=4)
def _beginnings(known: Gazetteer) -> _Beginnings:
    function_words = {word for word in stopwords() if known.small.get(word) == 1}
    openings = tuple(f"{word} " for word in function_words)
    pairs = [words.split(" ") for words in known.small if words.startswith(openings)]
    function_words -= {word for word, second in pairs if second in function_words}
    seconds = [second for word, second in pairs if word in function_words]
    others = [words for words in known.small if " " not in words and words not in function_words]
    return _Beginnings(frozenset(function_words), frozenset(others).union(seconds))


def _small(text: Text, known: Gazetteer) -> Iterator[int]:
    """Yield the places, each once, of small words that begin names, most of them."""
    exacts, capital, (function_words, asked) = text.exacts, text.capital, _beginnings(known)
    for at in text.where(asked):
        if exacts[at - 1] in function_words and at and not capital[at - 1] and f"{exacts[at - 1]} {exacts[at]}" in known.small:
            yield at - 1
        if not capital[at] and exacts[at] in known.small and exacts[at] not in function_words:
            yield at


def _longer(text: Text, at: int, mask: int, lengths: Mapping[str, int]) -> int:
    """Return the `mask` of the lengths of names that begin with a word, with those of the names whose second word follows."""
    word = text.exacts[at]
    if at + 1 == text.count or (word in _ARTICLES and not text.capital[at + 1]) or not text.joined(at + 1):
        return mask ^ 1
    return (mask ^ 1) | lengths.get(f"{word} {text.exacts[at + 1]}", 0)


def _alone(text: Text, at: int, known: Gazetteer) -> Reading | None:
    """Return what one word may stand for, if it is a name of one word as it is written."""
    tied = text.gaps[at] != " " or text.gaps[at + 1 : at + 2] != _BLANK
    return None if tied and text.in_compound(at, at + 1) else known.readings[text.exacts[at], text.sign(at)]


def _longest_first(text: Text, at: int, mask: int, known: Gazetteer) -> Iterator[Match]:
    for length in spread(mask):
        end = at + length
        reading = _alone(text, at, known) if length == 1 else _together(text, at, end, known)
        if reading:
            yield Match(at, end, reading)


def _together(text: Text, at: int, end: int, known: Gazetteer) -> Reading | None:
    """Return what several words may stand for, if they are a name as they are written."""
    key = " ".join(text.exacts[at:end])
    if key not in known.names or end > text.count or not text.together(at, end) or text.in_compound(at, end):
        return None
    return known.readings[key, text.case(at, end)]


def _contracted(text: Text, known: Gazetteer) -> Iterator[Match]:
    """Yield the names of which the article is drawn into ``du`` and ``au``: maire du Havre, au Caire, du Monde."""
    exacts = text.exacts
    for at in [at for at in text.capitals if at and exacts[at - 1] in _CONTRACTED]:
        article = _CONTRACTED[exacts[at - 1]]
        for length in spread(known.lengths.get(f"{article} {exacts[at]}", 0)):
            end = at + length - 1
            key = f"{article} {' '.join(exacts[at:end])}"
            if end <= text.count and key in known.names and text.together(at - 1, end):
                reading = known.readings[key, text.case(at, end)]
                if reading:
                    yield Match(at, end, reading)
