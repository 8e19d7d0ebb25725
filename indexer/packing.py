"""Mentions as numbers, and numbers as letters that pack well beside a text.

Not here: what is stored (``payload``), compression (the engines).
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from depeche.core.model import Mention, MentionLevel

__all__ = ["Name", "flat", "lettered", "names", "numbers", "steps"]

Name = tuple[int, int, str, MentionLevel]
"""A mention as stored: start, end, the id of its entity (a date's is its ISO 8601 form), and how it stands for it."""

_DIGITS = "esaitnrulodcmpvgfbqhxjyzkwESAITNRULODCMPVGFBQHXJYZKW"
"""Letters for numbers: up to the first _LAST they end one, the other _MORE go before."""
_LAST, _MORE = 40, 12
_LEVELS = tuple(MentionLevel)
_VALUES = {letter: value for value, letter in enumerate(_DIGITS)}


def lettered(numbers: Iterable[int]) -> str:
    """Return `numbers` (0 up) in letters, small ones in the commonest of French: beside a text these take the fewest bits."""
    written = []
    for number in numbers:
        rest = number
        while rest >= _LAST:
            rest, part = divmod(rest - _LAST, _MORE)
            written.append(_DIGITS[_LAST + part])
        written.append(_DIGITS[rest])
    return "".join(written)


def numbers(letters: str) -> list[int]:
    """Return the numbers that :func:`lettered` wrote; KeyError for other letters."""
    found, number, weight = [], 0, 1
    for digit in map(_VALUES.__getitem__, letters):
        number += digit * weight
        weight *= _MORE
        if digit < _LAST:
            found.append(number)
            number, weight = 0, 1
    return found


def flat(named: Sequence[Mention]) -> tuple[list[str], list[int]]:
    """Return the ids of mentions, each once, and three numbers of each mention.

    First of all how far its start is from that of the one before, then of all its length, then of all the place of its id and its
    level as one: what is alike stands together.
    """
    ids: dict[str, int] = {}
    coded = [ids.setdefault(one.id, len(ids)) * 2 + _LEVELS.index(one.level) for one in named]
    return list(ids), [*steps([one.start for one in named]), *(one.end - one.start for one in named), *coded]


def names(ids: list[str], letters: str) -> list[Name]:
    """Return the mentions that :func:`flat` was given, from the ids and from the numbers in letters."""
    stored = numbers(letters)
    count = len(stored) // 3
    each = zip(accumulate(stored[:count]), stored[count : 2 * count], stored[2 * count :], strict=True)
    return [(start, start + length, ids[code // 2], _LEVELS[code % 2]) for start, length, code in each]


def steps(numbers: Sequence[int]) -> list[int]:
    """Return how far each is from the one before, the first from 0: small numbers pack well."""
    return [number - before for before, number in pairwise((0, *numbers))]
