"""A written name as words of units: what is compared and what is looked up.

A unit is a letter or a group of letters that writes one consonant or vowel (tables/units.tsv): ``kh``, ``ou``, ``ش``. Each unit
knows its place in the word, for it is dropped the more easily there. Doubled consonants count once.

Not here: articles and other particles (``particles``), what a unit is (``units``), how alike two names are (``comparing``).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from depeche.analyzers.names.particles import LONGEST, wording
from depeche.analyzers.names.units import divisions, kinds
from depeche.core.tables import rows

__all__ = ["Name", "Unit", "Word", "of_units", "read", "read_once", "skeletons"]

_GLIDES = frozenset([("i", "y"), ("e", "y"), ("u", "w"), ("ou", "w"), ("o", "w")])
"""A vowel and the glide that may stand for both (Riyad, Ryad)."""
_AHEAD = {"": "", "|": r"\Z", "~": "(?![aeiouyāīūéè])"}
_GLUED = re.compile(r"([aeiou])l(?=[^aeiouylw'])(?=\w{3})")


class Unit(NamedTuple):
    """A unit as compared (`text`, with ``$`` when a vowel ends the word) and where it stands in its word (`place`)."""

    text: str
    place: str


@dataclass(frozen=True)
class Word:
    """A word of the units `plain`; `units` are these as placed, `texts` theirs, `keys` the word's consonant skeletons.

    Each is made when asked for: most words are compared no further than by their keys.
    """

    plain: tuple[str, ...]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units with their places."""
        return _placed(self.plain)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The units as compared."""
        return tuple([unit.text for unit in self.units])

    @cached_property
    def keys(self) -> frozenset[str]:
        """The consonant skeletons, which places do not change."""
        return frozenset(divisions(self.plain))

    @cached_property
    def consonants(self) -> int:
        """How many units are consonants."""
        return len([text for text in self.plain if kinds(text) == "c"])


@dataclass(frozen=True)
class Name:
    """The words of a name; `written` are the units of each as they are written.

    `has_article`: an article stood apart. `less_article`: the words without a glued article, if there is one; `is_doubled`: a
    doubled consonant speaks for it. What few names are asked for is made when asked for: the words as one, the bare name.
    """

    words: tuple[Word, ...]
    written: tuple[tuple[str, ...], ...]
    is_arabic: bool
    has_article: bool = False
    less_article: tuple[str, ...] = ()
    is_doubled: bool = False

    @cached_property
    def joined(self) -> Word:
        """All the words as one."""
        return self.words[0] if len(self.words) == 1 else _made(_together(self.written))

    @cached_property
    def bare(self) -> "Name | None":
        """The name without a glued article, if it has one."""
        return _name(self.less_article, self.is_arabic) if self.less_article else None


@lru_cache(maxsize=65_536)
def read(name: str) -> Name:
    """Return what :func:`read_once` does, remembered."""
    return read_once(name)


def read_once(name: str) -> Name:
    """Return the words and units of the first :data:`LONGEST` code points of `name`; any string is accepted."""
    found = wording(name[:LONGEST])
    is_arabic = not name.isascii() and any("\u0590" <= c <= "\u06ff" for word in found.words for c in word)
    return _name(found.words, is_arabic, found.has_article, found.bare, found.is_doubled)


def of_units(units: Iterable[Unit]) -> Word:
    """Return the word that has `units`, as they were read before; it has no keys."""
    found = tuple(units)
    texts = tuple([unit.text for unit in found])
    word = Word(texts)
    vars(word).update(units=found, texts=texts)
    return word


def skeletons(name: str) -> tuple[str, ...]:
    """Return what `name` is looked up by: at the most eight consonant skeletons of it, all its words joined.

    A name whose consonants all may be left out (Yahya) has none: it would meet half the language.
    """
    return tuple(sorted(filter(None, read_once(name).joined.keys)))


def _name(
    words: Iterable[str], is_arabic: bool, has_article: bool = False, bare: tuple[str, ...] = (), is_doubled: bool = False
) -> Name:
    written = tuple(filter(None, map(_texts, words)))
    return Name(tuple(map(_word, written)), written, is_arabic, has_article, bare, is_doubled)


@lru_cache(maxsize=16_384)
def _texts(word: str) -> tuple[str, ...]:
    """Return the units of a word as written, c and g marked before front vowels, a glued article in one piece."""
    glued = _GLUED.match(word)
    found = [glued[0] + "-"] if glued else []
    return (*found, *[match[0] + _before(match) for match in _pattern().finditer(word, glued.end() if glued else 0)])


def _together(words: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the units of words written as one: of like consonants that meet, one is left."""
    found: list[str] = []
    for texts in words:
        meets = found and found[-1] == texts[0] and "v" not in kinds(texts[0])
        found += texts[1:] if meets and texts[0] >= "\u0590" else texts
    return tuple(found)


def _once(texts: Iterable[str]) -> list[str]:
    """Return `texts` with doubled Latin consonants as one, marked; Arabic script writes none."""
    found: list[str] = []
    for text in texts:
        if found and found[-1].rstrip("'2") == text.rstrip("'") and "v" not in kinds(text) and text < "\u0590":
            found[-1] = text + "2"
        else:
            found.append(text)
    return found


def _before(match: re.Match[str]) -> str:
    """Front vowels give c, g, qu and gu another reading: the unit is then marked."""
    return "'" if match.lastgroup == "front" else ""


def _placed(found: Sequence[str]) -> tuple[Unit, ...]:
    """Return the units with their places. Where a unit stands is told by its neighbours and by its distance from either end."""
    last = len(found) - 1
    around = ("", *found, "", "")
    return tuple([_unit(around[at : at + 4], min(at, 2), min(last - at, 2)) for at in range(last + 1)])


@lru_cache(maxsize=32_768)
def _unit(around: tuple[str, ...], before: int, after: int) -> Unit:
    """Return the second unit of `around` as placed; two units at the most are `before` and `after` it."""
    unit = around[1]
    ends = "$" if before and not after and "v" in kinds(unit) else "^" if not before and kinds(unit) == "v" else ""
    return Unit(unit + ends, _place(around, before, after))


def _place(around: tuple[str, ...], before: int, after: int) -> str:
    if around[1] == "t" and around[2] in ("s", "z"):
        return "ts"
    if not before:
        return _first_place(around[1:] if after else around[1:2])
    return _last_place(around, after) or _inner_place(around, before, after)


def _last_place(around: tuple[str, ...], after: int) -> str:
    if not after:
        return "v$" if "v" in kinds(around[0]) else "$"
    return "h$" if after == 1 and around[2] == "h" else ""


def _inner_place(around: tuple[str, ...], before: int, after: int) -> str:
    left, right = "v" in kinds(around[0]), "v" in kinds(around[2])
    if before == 1 and around[1].startswith("l") and kinds(around[0]) == "v":
        return "al"
    if around[1:3] in _GLIDES:
        return "glide"
    if left or right or "c" in kinds(around[1]):
        return "v" * (left + right) or "-"
    return ("1" if before == 1 else "-") + ("o" if after == 2 and "v" in kinds(around[3]) else "c")


def _first_place(found: Sequence[str]) -> str:
    if len(found) < 2:
        return "^"
    return "^^" if found[1].endswith("2") else "^l" if found[1] == "l" else "^v" if "v" in kinds(found[1]) else "^"


@lru_cache(maxsize=16_384)
def _word(written: tuple[str, ...]) -> Word:
    """Return the word of units as written; remembered, for names share their words."""
    return _made(written)


def _made(written: tuple[str, ...]) -> Word:
    return Word(tuple(_once(written)))


@cache
def _pattern() -> re.Pattern[str]:
    table = sorted(rows("depeche.analyzers.names", "units.tsv"), key=lambda row: -len(row["unit"]))
    front = "|".join(f"{row['unit']}(?=[{row['before']}])" for row in table if row["before"].isalpha())
    plain = "|".join(row["unit"] + _AHEAD[row["before"]] for row in table if not row["before"].isalpha())
    return re.compile(f"(?P<front>{front})|(?P<plain>{plain})")
