"""Where names of the gazetteer stand in a text: a search over its words, every name at every place.

Not here: which of several entities is meant, which overlapping matches stay (``choosing``, ``deciding``).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from depeche.analyzers.gazetteer.store import Gazetteer, Reading, spread
from depeche.analyzers.mentions.texts import Text

__all__ = ["Match", "find"]

_ARTICLES = frozenset({"le", "la", "les"})
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
    exacts, capital = text.exacts, text.capital
    alone = {word for word in _ARTICLES if known.small.get(word) == 1}
    small = [at for at in text.where(known.small) if not capital[at] and (capital[at + 1] or exacts[at] not in alone)]
    for at in sorted(small + text.capitals):
        lengths = known.lengths if capital[at] else known.small
        mask = lengths.get(exacts[at], 0)
        if mask & 1:
            mask = _longer(text, at, mask, lengths)
        if mask:
            found += _at(text, at, mask, known)
    contracted = list(_contracted(text, known))
    return sorted([*found, *contracted], key=lambda match: (match.start, -match.end)) if contracted else found


def _longer(text: Text, at: int, mask: int, lengths: Mapping[str, int]) -> int:
    """Return the `mask` of the lengths of names that begin with a word, with those of the names whose second word follows."""
    word = text.exacts[at]
    if (word in _ARTICLES and not text.capital[at + 1]) or at + 1 == text.count:
        return mask ^ 1
    return (mask ^ 1) | lengths.get(f"{word} {text.exacts[at + 1]}", 0)


def _at(text: Text, at: int, mask: int, known: Gazetteer) -> Iterator[Match]:
    for length in spread(mask):
        end = at + length
        key = text.exacts[at] if length == 1 else " ".join(text.exacts[at:end])
        if key not in known.names or end > text.count or (length > 1 and not text.together(at, end)):
            continue
        reading = None if text.in_compound(at, end) else known.reading(key, text.case(at, end))
        if reading:
            yield Match(at, end, reading)


def _contracted(text: Text, known: Gazetteer) -> Iterator[Match]:
    """Yield the names of which the article is drawn into ``du`` and ``au``: maire du Havre, au Caire, du Monde."""
    exacts = text.exacts
    for at in [at for at in text.capitals if at and exacts[at - 1] in _CONTRACTED]:
        article = _CONTRACTED[exacts[at - 1]]
        for length in spread(known.lengths.get(f"{article} {exacts[at]}", 0)):
            end = at + length - 1
            key = f"{article} {' '.join(exacts[at:end])}"
            if end <= text.count and key in known.names and text.together(at - 1, end):
                reading = known.reading(key, text.case(at, end))
                if reading:
                    yield Match(at, end, reading)
