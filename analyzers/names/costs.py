"""What a step from one written name to another costs: a sum of weights (tables/weights.tsv) of what describes the step.

A step reads a unit as another, or leaves one out. Descriptions run from the general (a vowel inside a word is left out) to
the particular (``e`` for ``i``); the weights are learned, and those of rare particulars stay near none.

Not here: which steps lead from a name to another (``comparing``).
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from depeche.analyzers.names.reading import Unit, Word
from depeche.analyzers.names.units import kinds, sounds
from depeche.core.tables import cells

__all__ = ["MOST_CONSONANTS", "MOST_UNITS", "Costs", "dropping", "evidence", "reading_as", "weights", "written"]

MOST_CONSONANTS, MOST_UNITS = 8, 12
"""More of them say no more."""
FORBIDDEN = 99.0
"""The cost of a step that is never taken: a vowel for a consonant."""

_LEAST_WITHIN_ARABIC = 9.0
"""The least cost of a step between two names in Arabic script, which write the same letters; set by hand, above any bound."""
_SAME_LETTERS = ("ةها", "ىيا", "كگقغ", "جچگ", "فڤ", "بپ")
"""Letters that are written for each other in Arabic script."""

_PLACES = {letter: at for at, letters in enumerate(["bpfvm", "tTdDszSZjC", "kqgGxj", "lrn", "h", "wu", "yi"]) for letter in letters}


class _Facts(NamedTuple):
    """What is known of a unit: as it is without its marks, the mark of an end, whether it is doubled, and whether it may be."""

    plain: str
    end: str
    is_doubled: bool
    may_double: bool
    kinds: str
    sounds: tuple[str, ...]


@cache
def reading_as(one: str, other: str) -> tuple[str, ...] | None:
    """Return what describes reading the unit `one` as `other`, None where that is no step, nothing where they are the same."""
    if one == other:
        return ()
    left, right = map(_facts, (one, other) if one < other else (other, one))
    kind = "".join([each for each in left.kinds if each in right.kinds])
    if not kind:
        return None
    is_told = left.is_doubled != right.is_doubled and left.may_double and right.may_double
    found: tuple[str, ...] = ("doubled", f"{left.plain} doubled") if is_told else ()
    if left.plain == right.plain and "v" not in kind:
        return found
    general = f"{kind} {_relation(left.sounds, right.sounds)}"
    found += (general, f"{left.plain}~{right.plain}")
    if kind != "v":
        return found
    ends = "".join(sorted(left.end + right.end))
    return *found, f"{general} {ends}", f"{'/'.join(sorted((left.sounds[0], right.sounds[0])))}{ends}"


@cache
def _facts(unit: str) -> _Facts:
    plain, end = unit.rstrip("$^2"), unit[-1] if unit[-1] in "$^" else ""
    return _Facts(plain, end, unit.endswith("2"), _may_double(plain), kinds(unit), sounds(unit))


def _may_double(unit: str) -> bool:
    """Whether the unit is written twice where it is spoken long: a Latin letter is, two letters (dh) and Arabic ones are not."""
    return len(unit) == 1 and unit < "\u0590"


def _relation(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if one[0] == other[0]:
        return "same"
    if one[0] in other or other[0] in one:
        return "usual"
    if set(one) & set(other):
        return "rare"
    return "near" if _PLACES.get(one[0]) is not None and _PLACES.get(one[0]) == _PLACES.get(other[0]) else "far"


@cache
def dropping(unit: Unit, scripts: str) -> tuple[str, ...]:
    """Return what describes leaving `unit` out; `scripts` are the script it is in and that of the other name (L or A)."""
    text, kind = unit.text.rstrip("$^2"), kinds(unit.text)
    return (
        f"-{scripts} {kind}",
        f"-{scripts} {kind} {unit.place}",
        f"-{scripts} {text}",
        f"-{scripts} {text} {unit.place}",
    )


@cache
def evidence(consonants: int, units: int, words: int, scripts: str) -> tuple[str, ...]:
    """Return what describes how much there is to go by: consonants and units of the shorter name, words, scripts."""
    return (
        f"consonants {min(consonants, MOST_CONSONANTS)}",
        f"units {min(units, MOST_UNITS)}",
        f"words {min(words, 3)}",
        f"scripts {scripts}",
        f"scripts {scripts} {min(consonants, 5)}",
    )


def written(word: Word) -> tuple[str, ...]:
    """Return what describes how telling the units of `word` are: q and gh are rarer in words than l and n."""
    last = len(word.texts) - 1
    return tuple(f"+{text}{'|' if at == last else ''}" for at, text in enumerate(word.texts))


class Costs:
    """The costs of steps by given weights, each computed when first met."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        self.reading = _Reading(weights)
        self.dropping = {scripts: _Dropping(weights, scripts) for scripts in ("LL", "LA", "AL", "AA")}
        self.telling = lru_cache(maxsize=8192)(self._telling)
        self._bounds: dict[tuple[int, int, int, str], float] = {}

    def drops(self, units: Sequence[Unit], scripts: str) -> list[float]:
        """Return what leaving out each of `units` costs."""
        costs = self.dropping[scripts]
        return [costs[unit] for unit in units]

    def _telling(self, word: Word) -> float:
        """Return how much the units of `word` add to the bound."""
        return sum(self.weights.get(f, 0.0) for f in written(word)) / 2

    def bound(self, consonants: int, units: int, words: int, scripts: str) -> float:
        """Return the cost at which the probability is one half."""
        key = (min(consonants, MOST_CONSONANTS), min(units, MOST_UNITS), min(words, 3), scripts)
        found = self._bounds.get(key)
        if found is None:
            found = self._bounds[key] = sum(self.weights.get(f, 0.0) for f in evidence(*key))
        return found


class _Reading(dict[str, dict[str, float]]):
    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights

    def __missing__(self, one: str) -> dict[str, float]:
        found = self[one] = _ReadingOf(self.weights, one)
        return found


class _ReadingOf(dict[str, float]):
    def __init__(self, weights: dict[str, float], one: str) -> None:
        self.weights, self.one = weights, one

    def __missing__(self, other: str) -> float:
        found = reading_as(self.one, other)
        cost = FORBIDDEN if found is None else max(0.0, sum([self.weights.get(each, 0.0) for each in found]))
        self[other] = cost = max(cost, _least(self.one, other))
        return cost


def _least(one: str, other: str) -> float:
    """Return the least that it costs to read a letter of Arabic script as another one."""
    if min(one, other) < "\u0590" or one[0] == other[0] or any(one[0] in same and other[0] in same for same in _SAME_LETTERS):
        return 0.0
    return _LEAST_WITHIN_ARABIC


class _Dropping(dict[Unit, float]):
    def __init__(self, weights: dict[str, float], scripts: str) -> None:
        self.weights, self.scripts = weights, scripts

    def __missing__(self, unit: Unit) -> float:
        least = _LEAST_WITHIN_ARABIC if self.scripts == "AA" else 0.0
        cost = self[unit] = max(least, sum([self.weights.get(each, 0.0) for each in dropping(unit, self.scripts)]))
        return cost


@cache
def weights() -> dict[str, float]:
    """Return the weights that ship, by what they describe."""
    lines = (line.split("\t") for line in cells("depeche.analyzers.names", "weights.tsv"))
    return {step: float(weight) for step, weight in lines}
