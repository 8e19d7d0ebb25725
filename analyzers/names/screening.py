"""A name against the many words of a vocabulary that share its skeleton: most are screened out by a few look-ups each.

Between the consonants of the skeleton stand the other units of a word, in slots. What it costs to read a slot of one word as that
of another is computed once; a word passes if its slots and consonants together cost no more than a name like that may at all.
So a word that could be compared better out of step with the skeleton may be missed, if no other skeleton of it is in step.
Not here: the probability (``comparing``), where the words are kept (the search room).
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, product, zip_longest

from depeche.analyzers.names.comparing import compare, compare_words, next_row, shipped
from depeche.analyzers.names.costs import MOST_CONSONANTS, MOST_UNITS
from depeche.analyzers.names.particles import LONGEST
from depeche.analyzers.names.reading import Name, Unit, of_units, read, read_once
from depeche.analyzers.names.units import divisions

__all__ = ["Screen", "codes"]

_TELLING = 1.0
"""How telling the units of a word may be, so that it passes for sure: nine in ten are below .9 (of 300,000 words of places)."""
_ODD = "*"
"""What stands before the places of a word with an article, which its units do not tell."""


def codes(word: str, longest: int = LONGEST) -> Iterator[tuple[str, str]]:
    """Yield each skeleton of `word`, and the code to screen it by: pieces with bars between; none if the skeleton is longer.

    First the script and the consonants of the skeleton, then each slot, last the consonants' places, which cost nothing.
    """
    name = read_once(word)
    for skeleton, places in divisions(name.joined.texts).items():
        if skeleton:
            yield skeleton, _code(name, places) if len(skeleton) <= longest else ""


def _code(name: Name, places: Sequence[int]) -> str:
    units, odd = name.joined.units, _ODD if name.has_article or name.bare else ""
    slots = (_coded(units[start:end]) for start, end in _slots(len(units), places))
    texts, stands = (" ".join(each) for each in zip(*(units[place] for place in places), strict=True))
    return "|".join([_script(name), texts, *slots, odd + stands])


class Screen:
    """What may be a spelling of `name` with a probability of `least` (0 to 1) or more."""

    def __init__(self, name: str, least: float = 0.5) -> None:
        self._name, self._least = read(name), least
        self._divisions = divisions(self._name.joined.texts)
        self.skeletons = tuple(filter(None, self._divisions))

    def among(self, skeleton: str, lines: Iterable[str]) -> Iterator[tuple[list[str], float]]:
        """Yield, of each of `lines` whose word is a spelling of the name, what follows the code, and how probable that is."""
        for pieces, row in self.within(skeleton, lines):
            probability = self._probability(pieces, row[0])
            if probability >= self._least:
                yield row, probability

    def within(self, skeleton: str, lines: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
        """Yield the pieces of each code of `lines` that costs no more than a name like this may, and what follows it.

        A line is what it is found by, the code of a word, the word, then anything, with tabs between. All are of that `skeleton`
        and sorted, so that codes which begin like one that failed are passed over unread.
        """
        scripts, tables, limit, failed = "", _NONE, 0.0, "\n"
        for line in lines:
            if line.startswith(failed):
                continue
            head, code, *row = line.split("\t")
            pieces = code.split("|")
            if pieces[0] != scripts:
                scripts, tables, limit = pieces[0], self._tables(skeleton, pieces[0]), self._limit(pieces[0])
            total = 0.0
            for at, piece in enumerate(pieces):
                total += tables[at][piece]
                if total > limit:
                    failed = f"{head}\t{'|'.join(pieces[: at + 1])}" + ("|" if at + 1 < len(pieces) else "\t")
                    break
            else:
                yield pieces, row

    def _probability(self, pieces: Sequence[str], word: str) -> float:
        script, consonants, *slots, places = pieces
        if self._name.less_article or places.startswith(_ODD):
            return compare(self._name, read(word), shipped(), self._least)
        units = tuple(map(Unit, consonants.split(" "), places.split(" ")))
        other = of_units(_together(units, slots))
        return compare_words(self._name.joined, other, _script(self._name) + script, self._least)

    def _tables(self, skeleton: str, script: str) -> list[Mapping[str, float]]:
        units, places, scripts = self._name.joined.units, self._divisions[skeleton], _script(self._name) + script
        slots = (_slot(units[start:end], scripts) for start, end in _slots(len(units), places))
        return [{script: 0.0}, _consonants(tuple(units[place].text for place in places)), *slots, _FREE]

    def _limit(self, script: str) -> float:
        """Return the most that steps may cost: shorter words of that script allow no more than the name itself."""
        word = self._name.joined
        scripts = "LA" if script != _script(self._name) else script * 2
        widest = _widest(min(word.consonants, MOST_CONSONANTS), min(len(word.units), MOST_UNITS), scripts)
        return widest + shipped().telling(word) + _TELLING - math.log(self._least / (1 - self._least))


@cache
def _widest(consonants: int, units: int, scripts: str) -> float:
    """Return the most that a word may cost that has no more `consonants` and `units`, what these say of it apart."""
    counts = product(range(consonants + 1), range(1, units + 1))
    return max((shipped().bound(*count, 1, scripts) for count in counts), default=0.0)


class _Slot(dict[str, float]):
    """What it costs to read the slot of `units` as another one, computed when first met."""

    def __init__(self, units: tuple[Unit, ...], scripts: str) -> None:
        self._lost, self._scripts = shipped().drops(units, scripts), scripts[::-1]
        self._readings = [shipped().reading[unit.text] for unit in units]
        self._all_lost = sum(self._lost)

    def __missing__(self, piece: str) -> float:
        others, gained, all_gained = _gained(piece, self._scripts)
        cost = self[piece] = self._all_lost + all_gained - self._spared(others, gained)
        return cost

    def _spared(self, others: Sequence[str], gained: list[float]) -> float:
        """Return how much cheaper it is to read units as `others` than to leave out all, and write these for `gained` each."""
        if not self._lost or not others:
            return 0.0
        if len(self._lost) == 1:
            reading = self._readings[0]
            return max(0.0, self._lost[0] + max([more - reading[other] for other, more in zip(others, gained, strict=True)]))
        if len(others) == 1:
            other, pairs = others[0], zip(self._lost, self._readings, strict=True)
            return max(0.0, gained[0] + max([lost - reading[other] for lost, reading in pairs]))
        row = list(accumulate(gained, initial=0.0))
        for lost, reading in zip(self._lost, self._readings, strict=True):
            row = next_row(row, lost, [reading[other] for other in others], gained)
        return self._all_lost + sum(gained) - row[-1]


class _Consonants(dict[str, float]):
    """What it costs to read the consonants `texts` as others, one by one."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self._readings = [shipped().reading[text] for text in texts]

    def __missing__(self, piece: str) -> float:
        others = piece.split(" ")
        cost = self[piece] = sum([reading[other] for reading, other in zip(self._readings, others, strict=True)])
        return cost


class _Free(dict[str, float]):
    def __missing__(self, piece: str) -> float:
        return 0.0


_FREE = _Free()
_NONE: Sequence[Mapping[str, float]] = ()
_slot = lru_cache(maxsize=1024)(_Slot)
_consonants = lru_cache(maxsize=512)(_Consonants)


@lru_cache(maxsize=65_536)
def _gained(piece: str, scripts: str) -> tuple[Sequence[str], list[float], float]:
    """Return the texts of the units of a slot, what each costs that is written for nothing, and all of them."""
    units = _units(piece)
    costs = shipped().drops(units, scripts)
    return [unit.text for unit in units], costs, sum(costs)


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
