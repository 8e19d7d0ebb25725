"""Why two written names are, or are not, spellings of one: their units, the steps between them and what each costs.

Not here: the probability itself (``comparing``), which needs the cost alone; how it is printed.
"""

import math
from dataclasses import asdict, dataclass
from itertools import accumulate
from typing import Any

from depeche.analyzers.names.common import is_common, tells_apart
from depeche.analyzers.names.comparing import (
    OTHER_WORDS,
    are_other_acronyms,
    best_reading,
    evidence_of,
    logit_as_read,
    next_row,
    numbers,
    same_name,
    scripts_of,
    shipped,
    unlike,
    word_pairs,
)
from depeche.analyzers.names.costs import Costs
from depeche.analyzers.names.reading import Name, Word, read
from depeche.analyzers.names.units import kinds

__all__ = ["Change", "Comparison", "ReadName", "ReadWord", "Step", "Weighing", "explain", "steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step between two words: the place of a unit in each, -1 in the one that lacks it, and the cost."""

    one: int
    other: int
    cost: float


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word in units, the kind of each (``c`` consonant, ``v`` vowel, ``cv`` either) and its skeletons ("" of no consonant)."""

    units: tuple[str, ...]
    kinds: tuple[str, ...]
    skeletons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name as written and as read; `skeletons` are the whole name's, by which it is looked up.

    `common`: a common word, no name; `without_article`: an article glued to it was read off.
    """

    name: str
    words: tuple[ReadWord, ...]
    skeletons: tuple[str, ...]
    common: bool
    without_article: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A unit of one word and the unit of the other that it is read as, "" where there is none, and what that costs."""

    one: str
    other: str
    cost: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """What there is to go by: consonants and units of the shorter name, pairs of words, scripts (L Latin, A Arabic or Hebrew).

    `evidence` is what these allow a name to cost; `telling` what the units of both add, the more the rarer they are in words.
    """

    consonants: int
    units: int
    words: int
    scripts: str
    evidence: float
    telling: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two names compared: `steps` by pairs of words, `article` the cost of leaving one out that may be glued on.

    `cost` is that of all, the steps of the worst word in full and of the others half; `allowed` the cost at which the probability
    is one half.

    `verdict` is ``common`` (one is a common word in small letters, the other another word), ``apart`` (other numbers, or two
    acronyms), ``alike`` (they read the same),
    ``unread`` (no skeleton meets: there are no steps), else ``weighed``: the probability is that of the logit `allowed` less
    `cost`, and none far below the cut. `probability` is :func:`~depeche.analyzers.names.same_name`'s in every case.
    """

    names: tuple[ReadName, ReadName]
    steps: tuple[tuple[Change, ...], ...]
    weighing: Weighing
    article: float
    cost: float
    allowed: float
    verdict: str
    probability: float

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain dicts, lists, strings and numbers."""
        return asdict(self)


def explain(a: str, b: str) -> Comparison:
    """Return how `a` and `b` are compared; any strings are accepted.

    A name with what may be an article glued to it (Ezzor) is shown as it is or without, by which the two are likelier.
    """
    whole = read(a), read(b)
    read_as = _Reading(*best_reading(*whole, shipped()))
    one, other = read_as.names
    return Comparison(
        names=(_read_name(a, one, one is not whole[0]), _read_name(b, other, other is not whole[1])),
        steps=tuple(_changes(each, *pair) for each, pair in zip(read_as.steps, read_as.pairs, strict=True)),
        weighing=read_as.weighing,
        article=read_as.article,
        cost=read_as.cost,
        allowed=read_as.allowed,
        verdict=_verdict(a, b, whole[0].words == whole[1].words, bool(read_as.pairs)),
        probability=same_name(a, b),
    )


class _Reading:
    """Two names as they may be read, with or without an article, and what speaks for and against these readings."""

    def __init__(self, one: Name, other: Name, article: float) -> None:
        scripts, costs = scripts_of(one, other), shipped()
        self.names = one, other
        self.pairs = word_pairs(one, other)
        self.steps = [steps(left, right, scripts, costs) for left, right in self.pairs]
        self.article = article
        self.cost = article + _cost([math.fsum(step.cost for step in each) for each in self.steps])
        evidence = evidence_of(one.joined, other.joined, len(self.pairs), scripts)
        self.weighing = Weighing(*evidence, costs.bound(*evidence), costs.telling(one.joined) + costs.telling(other.joined))
        logit = logit_as_read(one, other, costs)
        whole = self.weighing.evidence + self.weighing.telling
        self.allowed = whole if logit == -math.inf else logit - article + self.cost


def _cost(words: list[float]) -> float:
    worst = max(words, default=0.0)
    return worst + OTHER_WORDS * (sum(words) - worst)


def _verdict(a: str, b: str, is_alike: bool, is_read: bool) -> str:
    if tells_apart(a.strip(), b.strip()):
        return "common"
    if are_other_acronyms(a.strip(), b.strip()) or numbers(a) != numbers(b):
        return "apart"
    return "unread" if not is_read else "alike" if is_alike else "weighed"


def _read_name(text: str, name: Name, without_article: bool) -> ReadName:
    keys = tuple(sorted(filter(None, name.joined.keys)))
    return ReadName(text, tuple(map(_read_word, name.words)), keys, is_common(text), without_article)


def _read_word(word: Word) -> ReadWord:
    return ReadWord(word.texts, tuple(map(kinds, word.texts)), tuple(sorted(word.keys)))


def _changes(found: list[Step], one: Word, other: Word) -> tuple[Change, ...]:
    return tuple(Change(_text(one, step.one), _text(other, step.other), step.cost) for step in found)


def _text(word: Word, at: int) -> str:
    return word.texts[at] if at >= 0 else ""


def steps(one: Word, other: Word, scripts: str, costs: Costs) -> list[Step]:
    """Return the cheapest steps from `one` to `other`, in order, like units at the beginning and the end as themselves."""
    start, end, other_end = unlike(one.texts, other.texts)
    lost, gained = costs.drops(one.units[start:end], scripts), costs.drops(other.units[start:other_end], scripts[::-1])
    readings = [[costs.reading[text][against] for against in other.texts[start:other_end]] for text in one.texts[start:end]]
    found = [Step(at, at, 0.0) for at in range(start)]
    found += (_after(start, step) for step in _path(_table(lost, gained, readings), lost, readings))
    return found + [Step(end + at, other_end + at, 0.0) for at in range(len(one.texts) - end)]


def _after(start: int, step: Step) -> Step:
    """Return `step` with its places counted from `start` places earlier."""
    one, other = (at + start if at >= 0 else at for at in (step.one, step.other))
    return Step(one, other, step.cost)


def _table(lost: list[float], gained: list[float], readings: list[list[float]]) -> list[list[float]]:
    table = [list(accumulate(gained, initial=0.0))]
    for drop, row_of_readings in zip(lost, readings, strict=True):
        table.append(next_row(table[-1], drop, row_of_readings, gained))
    return table


def _path(table: list[list[float]], lost: list[float], readings: list[list[float]]) -> list[Step]:
    found: list[Step] = []
    i, j = len(table) - 1, len(table[0]) - 1
    while i or j:
        here = table[i][j]
        if i and j and here == table[i - 1][j - 1] + readings[i - 1][j - 1]:
            i, j = i - 1, j - 1
            found.append(Step(i, j, here - table[i][j]))
        elif i and here == table[i - 1][j] + lost[i - 1]:
            i -= 1
            found.append(Step(i, -1, here - table[i][j]))
        else:
            j -= 1
            found.append(Step(-1, j, here - table[i][j]))
    return found[::-1]
