"""How likely it is that two written names are spellings of one name.

The cheapest way of turning one name into the other, unit by unit, is weighed against how much there is to go by. Names of as
many words are compared word by word; the worst word counts in full. The relation is not transitive.
"""

import math
from functools import cache
from itertools import accumulate

from depeche.analyzers.names.costs import Costs, weights
from depeche.analyzers.names.reading import Name, Word, read, read_without_article

__all__ = [
    "OTHER_WORDS",
    "compare",
    "cost_of",
    "evidence_of",
    "likeness",
    "logit_of",
    "same_name",
    "scripts_of",
    "shipped",
    "word_pairs",
]

OTHER_WORDS = 0.5
"""How much of its cost a word has that is not the worst."""
_HOPELESS = 4.0
"""How far above the bound a cost makes the probability none."""


def same_name(a: str, b: str) -> float:
    """Return the probability (0 to 1; .5 is the cut) that `a` and `b` are spellings of one name.

    Symmetric; any strings are accepted. Names that read the same are certain; an empty name matches nothing.
    """
    return likeness(a, b)


def likeness(a: str, b: str) -> float:
    """Return how probable it is that `a` and `b` are spellings of one name if both are names, however they are capitalised."""
    one, other = read(a), read(b)
    if one == other and one.words:
        return 1.0
    bare, bare_other = read_without_article(a), read_without_article(b)
    pairs = [(one, other), *([(bare, other)] if bare else []), *([(one, bare_other)] if bare_other else [])]
    return max(compare(left, right, shipped()) for left, right in pairs)


def compare(one: Name, other: Name, costs: Costs) -> float:
    """Return the probability that two names that were read are spellings of one, by the given costs."""
    logit = logit_of(one, other, costs)
    return 1 / (1 + math.exp(-logit)) if logit > -_HOPELESS else 0.0


def logit_of(one: Name, other: Name, costs: Costs) -> float:
    """Return the evidence less the cost: 0 at the cut, minus infinity once it is hopeless."""
    pairs = word_pairs(one, other)
    if not pairs:
        return -math.inf
    scripts = scripts_of(one, other)
    bound = costs.bound(*evidence_of(one.joined, other.joined, len(pairs), scripts))
    bound += costs.telling(one.joined) + costs.telling(other.joined)
    total = worst = 0.0
    for left, right in pairs:
        cost = cost_of(left, right, scripts, bound + _HOPELESS, costs)
        if cost == math.inf:
            return -math.inf
        total, worst = total + cost, max(worst, cost)
    return bound - worst - OTHER_WORDS * (total - worst)


def scripts_of(one: Name, other: Name) -> str:
    """Return the scripts of two names: L Latin, A Arabic."""
    return ("A" if one.is_arabic else "L") + ("A" if other.is_arabic else "L")


def evidence_of(one: Word, other: Word, words: int, scripts: str) -> tuple[int, int, int, str]:
    """Return how much there is to go by: consonants and units of the shorter name, words compared, scripts in either order."""
    consonants, units = min(one.consonants, other.consonants), min(len(one.units), len(other.units))
    return consonants, units, words, "LA" if scripts == "AL" else scripts


def word_pairs(one: Name, other: Name) -> list[tuple[Word, Word]]:
    """Return the words to compare, the names as wholes if they have not as many words; none if the keys of a pair never meet."""
    is_even = len(one.words) == len(other.words)
    pairs = list(zip(one.words, other.words, strict=True)) if is_even else [(one.joined, other.joined)]
    return [] if any(left.keys.isdisjoint(right.keys) for left, right in pairs) else pairs


def cost_of(one: Word, other: Word, scripts: str, limit: float, costs: Costs) -> float:
    """Return the cost of the cheapest steps from `one` to `other`, infinity once they cost more than `limit`."""
    if one.texts == other.texts:
        return 0.0
    drops = costs.drops(other.units, scripts[::-1])
    row = list(accumulate(drops, initial=0.0))
    for text, lost in zip(one.texts, costs.drops(one.units, scripts), strict=True):
        row = _next_row(row, lost, [costs.reading[text][against] for against in other.texts], drops)
        if min(row) > limit:
            return math.inf
    return row[-1] if row[-1] <= limit else math.inf


def _next_row(above: list[float], lost: float, readings: list[float], drops: list[float]) -> list[float]:
    """Return the least costs once one more unit is read: as a unit of the other name, or left out, or after one left out there."""
    corner = above[0]
    left = corner + lost
    row = [left]
    for over, reading, drop in zip(above[1:], readings, drops, strict=True):
        left += drop
        left = min(left, corner + reading)
        left = min(left, over + lost)
        row.append(left)
        corner = over
    return row


@cache
def shipped() -> Costs:
    """Return the costs by the weights that ship."""
    return Costs(weights())
