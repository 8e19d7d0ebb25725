"""How likely it is that two written names are spellings of one name.

Names are compared in pairs, not by one key: the consonants must agree, class by class, and the vowels between them are
scored by how easily one is written for the other. That relation is not transitive, which a key would have to be.

The costs below are set by hand, from how freely romanisations of Arabic write each sound; they are not fitted to any list.
"""

import math
from functools import lru_cache

from depeche.analyzers.names.parsing import ParsedName, parse

__all__ = ["same_name", "vowel_cost"]

_SWAPS = {"ae": 0.25, "ei": 0.3, "ai": 0.7, "iu": 0.8, "eu": 0.7, "au": 0.8}
"""What it costs to read one vowel as the other (e stands for a and for i)."""
_DROPS = {"a": 0.5, "e": 0.25, "i": 0.5, "u": 0.6}
"""What it costs to leave a vowel out."""
_OTHER_CLASS = 0.35
"""What it costs to read a consonant as one of its rarer classes."""
_LAST = 0.4
"""How much of its cost a last vowel has: romanisations differ most there (-a, -ah, -e, -é or none)."""
_UNWRITTEN = 0.2
"""How much of its cost a vowel has that Arabic script would not write."""
_CUT, _STEEPNESS = 0.62, 6.0
"""The cost at which the probability is one half, and how quickly it falls there."""


def same_name(a: str, b: str) -> float:
    """Return the probability (0 to 1; .5 is the cut) that `a` and `b` are spellings of one name.

    Symmetric; any strings are accepted. Two names that fold to the same are certain; an empty one matches nothing. Whether a
    string is a name at all is not asked: short names and common words (Homs, hommes) need an archive to be told apart.
    """
    one, other = parse(a), parse(b)
    if one == other and one.consonants:
        return 1.0
    cost = _cost(one, other)
    return 1 / (1 + math.exp(_STEEPNESS * (cost - _CUT))) if cost < 10 else 0.0


def _cost(one: ParsedName, other: ParsedName) -> float:
    """Return the cost of reading one as the other, the more forgiving the longer they are; infinite if consonants differ."""
    if len(one.consonants) != len(other.consonants) or not one.consonants:
        return math.inf
    consonants = sum(_consonant_cost(*pair) for pair in zip(one.consonants, other.consonants, strict=True))
    vowels = [vowel_cost(*pair) for pair in zip(one.vowels, other.vowels, strict=True)]
    for at, pair in enumerate(zip(one.vowels, other.vowels, strict=True)):
        vowels[at] *= _UNWRITTEN if _is_unwritten(one, other, at, pair) else 1
    vowels[-1] *= _LAST if len(one.consonants) > 1 and one.is_vocalised and other.is_vocalised else 1
    return (consonants + sum(vowels)) / math.sqrt(max(1.0, len(one.consonants) / 2))


def _is_unwritten(one: ParsedName, other: ParsedName, at: int, pair: tuple[str, str]) -> bool:
    """Whether Arabic script on one side explains the difference: no short vowels inside, an alef for any vowel in front."""
    for name, (written, against) in ((one, pair), (other, pair[::-1])):
        inside = 0 < at < len(name.consonants)
        if not name.is_vocalised and ((inside and not written and len(against) == 1) or (at == 0 and written == "a" and against)):
            return True
    return False


def _consonant_cost(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if one[0] == other[0]:
        return 0.0
    return _OTHER_CLASS if set(one) & set(other) else math.inf


@lru_cache(maxsize=4096)
def vowel_cost(one: str, other: str) -> float:
    """Return the cost of writing the vowels `one` as `other`: the cheapest way of swapping and dropping letters."""
    row = [0.0]
    for letter in other:
        row.append(row[-1] + _DROPS[letter])
    for letter in one:
        above, row = row, [row[0] + _DROPS[letter]]
        for at, against in enumerate(other):
            swap = 0.0 if letter == against else _SWAPS["".join(sorted(letter + against))]
            row.append(min(above[at] + swap, above[at + 1] + _DROPS[letter], row[at] + _DROPS[against]))
    return row[-1]
