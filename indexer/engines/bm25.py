"""BM25 as tantivy computes it, for an engine that does not: its formula, its one-byte lengths, its single precision.

The formula is in ``depeche.core.plan``. Lengths go through the table that Lucene calls SmallFloat.byte4: the first 24
codes are the lengths themselves, those above have three bits after the leading one, counted from 24 on.
Not here: how terms are counted.
"""

from bisect import bisect_right
from collections.abc import Iterable
from math import log
from struct import Struct

__all__ = ["LENGTHS", "Score", "code", "single"]

K1 = 1.2
B = 0.75
_EXACT = 24
_FLOAT = Struct("f")


def single(number: float) -> float:
    """Return `number` rounded to single precision."""
    rounded: float = _FLOAT.unpack(_FLOAT.pack(number))[0]
    return rounded


def _length(code: int) -> int:
    if code < _EXACT:
        return code
    exponent, mantissa = divmod(code - _EXACT, 8)
    return _EXACT + (mantissa if exponent == 0 else (mantissa + 8) << (exponent - 1))


LENGTHS = tuple(map(_length, range(256)))
"""The length in tokens that each code stands for."""


def code(length: int) -> int:
    """Return the code of the longest length of the table that is not above `length` (tokens)."""
    return bisect_right(LENGTHS, length) - 1


class Score:
    """The scores of one term, or of one sequence: call it with the code of a length and the occurrences.

    `frequencies` are the passages that hold each word, `total` all records, `tokens` all of the field.
    """

    def __init__(self, frequencies: Iterable[int], total: int, tokens: int, weight: float) -> None:
        average = single(tokens / total)
        idf = 0.0
        for frequency in frequencies:
            idf = single(idf + _idf(frequency, total))
        self._weight = single(single(idf * single(1 + K1)) * single(weight))
        self._average = average
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, length: int, occurrences: int) -> float:
        """Return the score of `occurrences` in a passage whose length has the code `length`."""
        key = (length, occurrences)
        if key not in self._known:
            self._known[key] = self._score(LENGTHS[length], occurrences)
        return self._known[key]

    def _score(self, length: int, occurrences: int) -> float:
        norm = single(K1 * single(1 - B + single(single(B * length) / self._average)))
        return single(self._weight * single(occurrences / single(occurrences + norm)))


def _idf(frequency: int, total: int) -> float:
    ratio = single(single(max(total - frequency, 0) + 0.5) / single(frequency + 0.5))
    return single(log(single(1 + ratio)))
