"""A name against the many words of a vocabulary that share its skeleton: most are screened out by a few look-ups each.

Between the consonants of the skeleton stand the other units of a word, in slots. What it costs to read a slot of one word as that
of another is computed once; a word passes if its slots and consonants together cost no more than a name like that may at all.
So a word that could be compared better out of step with the skeleton may be missed, if no other skeleton of it is in step.
Not here: the probability (``comparing``), where the words are kept (the search room).
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product, zip_longest

from depeche.analyzers.names.comparing import cheapest, compare, shipped
from depeche.analyzers.names.costs import MOST_CONSONANTS, MOST_UNITS
from depeche.analyzers.names.reading import Name, Unit, of_units, read, read_once
from depeche.analyzers.names.units import divisions

__all__ = ["SCRIPTS", "Screen", "codes"]

SCRIPTS = "LA"
"""What a code begins with: the script of its word."""
_TELLING = 1.0
"""How telling the units of a word may be, so that it passes for sure: nine in ten are below .9 (of 300,000 words of places)."""
_ODD = "*"
"""What stands before the places of a word with an article, which its units do not tell."""


def codes(word: str) -> Iterator[tuple[str, str]]:
    """Yield each skeleton of `word`, and the code to screen it by: pieces with bars between.

    First the script and the consonants of the skeleton, then each slot, last the consonants' places, which cost nothing.
    """
    name = read_once(word)
    units, odd = name.joined.units, _ODD if name.has_article or name.bare else ""
    for skeleton, places in divisions(name.joined.texts).items():
        if skeleton:
            consonants = [units[place] for place in places]
            slots = (_coded(units[start:end]) for start, end in _slots(len(units), places))
            texts, stands = (" ".join(each) for each in zip(*consonants, strict=True))
            yield skeleton, "|".join([_script(name), texts, *slots, odd + stands])


class Screen:
    """What may be a spelling of `name` with a probability of `least` (0 to 1) or more."""

    def __init__(self, name: str, least: float = 0.5) -> None:
        self._name, self._least = read(name), least
        self._divisions = divisions(self._name.joined.texts)
        self.skeletons = tuple(filter(None, self._divisions))
        self._limits = {script: self._limit(script) for script in SCRIPTS}

    def among(self, skeleton: str, script: str, lines: Iterable[str]) -> Iterator[tuple[list[str], float]]:
        """Yield, of each of `lines` whose word is a spelling of the name, what follows the code, and how probable that is.

        A line is the skeleton, the code of a word, the word, then anything, with tabs between. All are of that `skeleton` and
        `script`, and sorted, so that codes which begin like one that failed are passed over unread.
        """
        for pieces, row in _within(self._tables(skeleton, script), self._limits[script], lines):
            probability = compare(self._name, self._read(pieces, skeleton, row[0]), shipped())
            yield from [(row, probability)] if probability >= self._least else []

    def _read(self, pieces: Sequence[str], skeleton: str, word: str) -> Name:
        script, consonants, *slots, places = pieces
        if places.startswith(_ODD):
            return read(word)
        units = tuple(map(Unit, consonants.split(" "), places.split(" ")))
        return of_units(_together(units, slots), skeleton, is_arabic=script == "A")

    def _tables(self, skeleton: str, script: str) -> list[Mapping[str, float]]:
        units, places, scripts = self._name.joined.units, self._divisions[skeleton], _script(self._name) + script
        slots = (_slot(units[start:end], scripts) for start, end in _slots(len(units), places))
        return [{script: 0.0}, _consonants(tuple(units[place].text for place in places)), *slots, _FREE]

    def _limit(self, script: str) -> float:
        """Return the most that steps may cost: shorter words of that script allow no more than the name itself."""
        word, costs = self._name.joined, shipped()
        scripts = "LA" if script != _script(self._name) else script * 2
        most = min(word.consonants, MOST_CONSONANTS), min(len(word.units), MOST_UNITS)
        counts = ((consonants, units) for consonants in range(most[0] + 1) for units in range(1, most[1] + 1))
        widest = max((costs.bound(*count, 1, scripts) for count in counts), default=0.0)
        return widest + costs.telling(word) + _TELLING - math.log(self._least / (1 - self._least))


class _Slot(dict[str, float]):
    """What it costs to read the slot of `units` as another one, computed when first met."""

    def __init__(self, units: tuple[Unit, ...], scripts: str) -> None:
        self._units, self._scripts = units, scripts

    def __missing__(self, piece: str) -> float:
        cost = self[piece] = self._cost(_units(piece))
        return cost

    def _cost(self, others: tuple[Unit, ...]) -> float:
        if len(self._units) > 1 and len(others) > 1:
            return cheapest(self._units, others, self._scripts, math.inf, shipped())
        lost, gained = shipped().dropping[self._scripts], shipped().dropping[self._scripts[::-1]]
        pairs = product(self._units, others)
        best = min((shipped().reading[one.text][other.text] - lost[one] - gained[other] for one, other in pairs), default=0.0)
        return sum(lost[unit] for unit in self._units) + sum(gained[unit] for unit in others) + min(best, 0.0)


class _Consonants(dict[str, float]):
    """What it costs to read the consonants `texts` as others, one by one."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self._texts = texts

    def __missing__(self, piece: str) -> float:
        reading = shipped().reading
        cost = self[piece] = sum(reading[text][other] for text, other in zip(self._texts, piece.split(" "), strict=True))
        return cost


class _Free(dict[str, float]):
    def __missing__(self, piece: str) -> float:
        return 0.0


_FREE = _Free()
_slot = lru_cache(maxsize=4096)(_Slot)
_consonants = lru_cache(maxsize=512)(_Consonants)


def _within(tables: Sequence[Mapping[str, float]], limit: float, lines: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the pieces of each code that can be read within `limit`, and what follows it."""
    failed = "\n"
    for line in lines:
        if line.startswith(failed):
            continue
        skeleton, code, *row = line.split("\t")
        pieces, total = code.split("|"), 0.0
        for at, piece in enumerate(pieces):
            total += tables[at][piece]
            if total > limit:
                failed = f"{skeleton}\t{'|'.join(pieces[: at + 1])}" + ("|" if at + 1 < len(pieces) else "\t")
                break
        else:
            yield pieces, row


@lru_cache(maxsize=65_536)
def _units(piece: str) -> tuple[Unit, ...]:
    return tuple(map(_unit, piece.split(" "))) if piece else ()


@cache
def _unit(coded: str) -> Unit:
    return Unit(*coded.split("."))


def _coded(units: Iterable[Unit]) -> str:
    return " ".join(f"{unit.text}.{unit.place}" for unit in units)


def _together(consonants: Iterable[Unit], slots: Iterable[str]) -> Iterator[Unit]:
    """Yield the units of a code in order: after each slot but the last stands a consonant."""
    for slot, consonant in zip_longest(map(_units, slots), consonants):
        yield from slot
        if consonant:
            yield consonant


def _slots(length: int, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where each slot begins and ends: before, between and after the units at `places`."""
    yield from zip([0, *(place + 1 for place in places)], [*places, length], strict=True)


def _script(name: Name) -> str:
    return "A" if name.is_arabic else "L"
