"""How likely it is that two written names are spellings of one name.

The cheapest way of turning one name into the other, unit by unit, is weighed against how much there is to go by. Names of as
many words are compared word by word; the worst word counts in full. The relation is not transitive.
"""

import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from depeche.analyzers.folding import fold
from depeche.analyzers.names.common import tells_apart
from depeche.analyzers.names.costs import Costs, weights
from depeche.analyzers.names.particles import LONGEST
from depeche.analyzers.names.reading import Name, Unit, Word, read

__all__ = [
    "COMPANY",
    "OTHER_WORDS",
    "are_other_acronyms",
    "best_reading",
    "cheapest",
    "compare",
    "compare_words",
    "cost_of",
    "evidence_of",
    "likeness",
    "logit_as_read",
    "next_row",
    "numbers",
    "same_name",
    "scripts_of",
    "shipped",
    "unlike",
    "word_pairs",
]

OTHER_WORDS = 0.5
"""How much of its cost a word has that is not the worst."""
UNPROVED = 1.0
"""What it costs to take a doubled consonant for a glued article if the other name has none; set by hand."""
COMPANY = 2.5
"""How much words that are the same add to what speaks for the worst word of a name; set by hand: a family name is not another for
the first name's sake."""
_LONGEST_ACRONYM = 5
_NUMBER = re.compile(r"\d+")
_HOPELESS = 4.0
"""How far above the bound a cost makes the probability none."""


def same_name(a: str, b: str, least: float = 0.0) -> float:
    """Return the probability (0 to 1; .5 is the cut) that `a` and `b` are spellings of one name; `least` as in `likeness`.

    Symmetric; any strings are accepted. Names that read the same are certain; what has no letter of a script that is read matches
    nothing, nor does a common word in small letters match another word, nor an acronym another one.
    """
    one, other = a.strip(), b.strip()
    return 0.0 if tells_apart(one, other) or are_other_acronyms(one, other) else likeness(one, other, least)


def likeness(a: str, b: str, least: float = 0.0) -> float:
    """Return how probable it is that `a` and `b` are spellings of one name if both are names, however they are capitalised.

    Numbers in them must be the same: G7 is not G20. What is less probable than `least` is soon given up, and may come out as 0.
    """
    if numbers(a) != numbers(b):
        return 0.0
    one, other = read(a), read(b)
    return 1.0 if one.words and one.words == other.words else compare(one, other, shipped(), least)


def numbers(name: str) -> list[str]:
    """Return the numbers in a name."""
    return _NUMBER.findall(name[:LONGEST])


def are_other_acronyms(a: str, b: str) -> bool:
    """Whether both are short and all in capitals, and not the same."""
    return max(len(a), len(b)) <= _LONGEST_ACRONYM and a.isupper() and b.isupper() and fold(a) != fold(b)


def compare(one: Name, other: Name, costs: Costs, least: float = 0.0) -> float:
    """Return the probability that two names that were read are spellings of one, by the given costs; `least` as in `likeness`."""
    return _probability(logit_of(one, other, costs, _hopeless(least)))


def compare_words(one: Word, other: Word, scripts: str, least: float = 0.0) -> float:
    """Return the probability that two words that share a key spell one name, as `compare` does; `scripts` as of `scripts_of`."""
    costs, hopeless = shipped(), _hopeless(least)
    bound = _bound(one, other, 1, scripts, costs)
    return _probability(bound - cost_of(one, other, scripts, bound + hopeless, costs))


def _hopeless(least: float) -> float:
    """Return how far above the bound a cost makes the probability less than `least`."""
    return -math.log(least / (1 - least)) if least else _HOPELESS


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-logit)) if logit > -_HOPELESS else 0.0


def article_readings(one: Name, other: Name) -> list[tuple[Name, Name, float]]:
    """Return the pairs that two names may be read as, and what each costs: as they are, and without an article glued to one.

    It costs nothing where the other name has its article apart (Lamrabat, el Mrabet), and is not tried where neither that nor
    a doubled consonant (Ezzor) speaks for it.
    """
    found = [(one, other, 0.0)]
    if (one.is_doubled or other.has_article) and one.bare:
        found.append((one.bare, other, 0.0 if other.has_article else UNPROVED))
    if (other.is_doubled or one.has_article) and other.bare:
        found.append((one, other.bare, 0.0 if one.has_article else UNPROVED))
    return found


def best_reading(one: Name, other: Name, costs: Costs) -> tuple[Name, Name, float]:
    """Return the reading of two names that speaks most for one name, and what it costs; as they are where none is better."""
    found = article_readings(one, other)
    return found[0] if len(found) == 1 else max(found, key=lambda each: logit_as_read(each[0], each[1], costs) - each[2])


def logit_of(one: Name, other: Name, costs: Costs, hopeless: float) -> float:
    """Return the evidence less the cost, of the best reading: 0 at the cut, minus infinity once it is hopeless."""
    return max([logit_as_read(left, right, costs, hopeless) - cost for left, right, cost in article_readings(one, other)])


def logit_as_read(one: Name, other: Name, costs: Costs, hopeless: float = _HOPELESS) -> float:
    """Return the evidence less the cost of two names as they are read: minus infinity where no key meets or it is hopeless.

    It is hopeless where a pair of words costs more than the evidence and `hopeless`.
    """
    pairs = word_pairs(one, other)
    if not pairs:
        return -math.inf
    scripts = scripts_of(one, other)
    bound = _bound(one.joined, other.joined, len(pairs), scripts, costs)
    spent = []
    for left, right in pairs:
        cost = cost_of(left, right, scripts, bound + hopeless, costs)
        if cost == math.inf:
            return -math.inf
        spent.append(cost)
    worst = max(spent)
    whole = bound - worst - OTHER_WORDS * (sum(spent) - worst)
    if all(spent) or len(pairs) == 1:
        return whole
    return min(whole, _bound(*pairs[spent.index(worst)], 1, scripts, costs) - worst + COMPANY)


def _bound(one: Word, other: Word, words: int, scripts: str, costs: Costs) -> float:
    """Return the cost at which the probability is one half, for what is compared in so many pairs of `words`."""
    return costs.bound(*evidence_of(one, other, words, scripts)) + costs.telling(one) + costs.telling(other)


def scripts_of(one: Name, other: Name) -> str:
    """Return the scripts of two names: L Latin, A Arabic or Hebrew."""
    return ("A" if one.is_arabic else "L") + ("A" if other.is_arabic else "L")


def evidence_of(one: Word, other: Word, words: int, scripts: str) -> tuple[int, int, int, str]:
    """Return how much there is to go by: consonants and units of the shorter name, words compared, scripts in either order."""
    consonants, units = min(one.consonants, other.consonants), min(len(one.units), len(other.units))
    return consonants, units, words, "LA" if scripts == "AL" else scripts


def word_pairs(one: Name, other: Name) -> list[tuple[Word, Word]]:
    """Return the words to compare, the names as wholes if their words do not correspond; none if the keys of a pair never meet.

    Where a word is the same in both, the others have to correspond.
    """
    if not one.words or not other.words:
        return []
    if len(one.words) == len(other.words) > 1:
        pairs = list(zip(one.words, other.words, strict=True))
        if not any(left.keys.isdisjoint(right.keys) for left, right in pairs):
            return pairs
        if any(left == right for left, right in pairs):
            return []
    return [] if one.joined.keys.isdisjoint(other.joined.keys) else [(one.joined, other.joined)]


def cost_of(one: Word, other: Word, scripts: str, limit: float, costs: Costs) -> float:
    """Return the cost of the cheapest steps from `one` to `other`, infinity once they cost more than `limit`.

    No step costs less than 0.

    Like units at the beginning and at the end are the same units.
    """
    if limit < 0:
        return math.inf
    start, end, other_end = unlike(one.texts, other.texts)
    return cheapest(one.units[start:end], other.units[start:other_end], scripts, limit, costs)


def cheapest(one: Sequence[Unit], other: Sequence[Unit], scripts: str, limit: float, costs: Costs) -> float:
    """Return the cost of the cheapest steps from units to others, infinity once they cost more than `limit`."""
    drops = costs.drops(other, scripts[::-1])
    row = list(accumulate(drops, initial=0.0))
    for unit, lost in zip(one, costs.drops(one, scripts), strict=True):
        reading = costs.reading[unit.text]
        row = next_row(row, lost, [reading[each.text] for each in other], drops)
        if min(row) > limit:
            return math.inf
    return row[-1] if row[-1] <= limit else math.inf


def unlike(one: Sequence[str], other: Sequence[str]) -> tuple[int, int, int]:
    """Return where two rows of units begin to differ, and where each has no more but like ones."""
    end, other_end = len(one), len(other)
    start = 0
    while start < end and start < other_end and one[start] == other[start]:
        start += 1
    while start < end and start < other_end and one[end - 1] == other[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    return start, end, other_end


def next_row(above: list[float], lost: float, readings: list[float], drops: list[float]) -> list[float]:
    """Return the least costs once one more unit is read: as a unit of the other name, or left out, or after one left out there."""
    corner = above[0]
    left = corner + lost
    row = [left]
    for over, reading, drop in zip(above[1:], readings, drops, strict=True):
        left += drop
        if corner + reading < left:  # noqa: PLR1730  # min() is twice as slow, and this is where the time goes
            left = corner + reading
        if over + lost < left:  # noqa: PLR1730  # as above
            left = over + lost
        row.append(left)
        corner = over
    return row


@cache
def shipped() -> Costs:
    """Return the costs by the weights that ship."""
    return Costs(weights())
