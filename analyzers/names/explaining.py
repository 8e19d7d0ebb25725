"""Why two written names are, or are not, spellings of one: the steps between them and what each costs.

Not here: the probability itself (``comparing``), which needs the cost alone.
"""

from dataclasses import dataclass
from itertools import accumulate

from depeche.analyzers.names.comparing import scripts_of, shipped, word_pairs
from depeche.analyzers.names.costs import Costs
from depeche.analyzers.names.reading import Word, read

__all__ = ["Step", "explain", "steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step between two words: the place of a unit in each, -1 in the one that lacks it, and the cost."""

    one: int
    other: int
    cost: float


def explain(a: str, b: str) -> list[tuple[str, str, float]]:
    """Return the steps from `a` to `b`, word by word: a unit of each, empty where there is none, and what the step costs.

    Nothing is returned for names that are refused unread, because no lookup key of theirs meets.
    """
    one, other = read(a), read(b)
    scripts, costs = scripts_of(one, other), shipped()
    pairs = word_pairs(one, other)
    return [_shown(step, left, right) for left, right in pairs for step in steps(left, right, scripts, costs)]


def _shown(step: Step, one: Word, other: Word) -> tuple[str, str, float]:
    left = one.texts[step.one] if step.one >= 0 else ""
    right = other.texts[step.other] if step.other >= 0 else ""
    return left, right, round(step.cost, 2)


def steps(one: Word, other: Word, scripts: str, costs: Costs) -> list[Step]:
    """Return the cheapest steps from `one` to `other`, in order."""
    lost, gained = costs.drops(one.units, scripts), costs.drops(other.units, scripts[::-1])
    readings = [[costs.reading[text][against] for against in other.texts] for text in one.texts]
    return _path(_table(lost, gained, readings), lost, readings)


def _table(lost: list[float], gained: list[float], readings: list[list[float]]) -> list[list[float]]:
    table = [list(accumulate(gained, initial=0.0))]
    for drop, row_of_readings in zip(lost, readings, strict=True):
        above, row = table[-1], [table[-1][0] + drop]
        for at, reading in enumerate(row_of_readings):
            row.append(min(above[at] + reading, above[at + 1] + drop, row[at] + gained[at]))
        table.append(row)
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
