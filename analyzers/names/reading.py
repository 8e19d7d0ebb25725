"""A written name as words of units: what is compared and what is looked up.

A unit is a letter or a group of letters that writes one consonant or vowel (tables/units.tsv): ``kh``, ``ou``, ``ش``. Each unit
knows its place in the word, for it is dropped the more easily there. Doubled consonants count once.

Not here: articles and other particles (``particles``), how alike two names are (``comparing``).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, islice
from typing import NamedTuple

from depeche.analyzers.names.particles import LONGEST, wording
from depeche.core.tables import rows

__all__ = ["Name", "Unit", "Word", "divisions", "kinds", "of_units", "read", "read_once", "skeletons", "sounds"]

_GLIDES = frozenset([("i", "y"), ("e", "y"), ("u", "w"), ("ou", "w"), ("o", "w")])
"""A vowel and the glide that may stand for both (Riyad, Ryad)."""
_AHEAD = {"": "", "|": r"\Z", "~": "(?![aeiouyāīūéè])"}
_GLUED = re.compile(r"([aeiou])l(?=[^aeiouylw'])(?=\w{3})")


class Unit(NamedTuple):
    """A unit as compared (`text`, with ``$`` when a vowel ends the word) and where it stands in its word (`place`)."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Word:
    """The units of a word; `texts` are theirs, `keys` its consonant skeletons."""

    units: tuple[Unit, ...]
    texts: tuple[str, ...]
    keys: frozenset[str]
    consonants: int


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name, and all of them as one; `bare` is the name without a glued article, if it has one.

    `has_article`: an article stood apart. `is_doubled`: a doubled consonant speaks for the glued article.
    """

    words: tuple[Word, ...]
    joined: Word
    is_arabic: bool
    has_article: bool = False
    bare: "Name | None" = None
    is_doubled: bool = False


@lru_cache(maxsize=65_536)
def read(name: str) -> Name:
    """Return what :func:`read_once` does, remembered."""
    return read_once(name)


def read_once(name: str) -> Name:
    """Return the words and units of the first :data:`LONGEST` code points of `name`; any string is accepted."""
    found = wording(name[:LONGEST])
    is_arabic = any("\u0590" <= c <= "\u06ff" for word in found.words for c in word)
    bare = _name(found.bare, is_arabic) if found.bare else None
    return _name(found.words, is_arabic, found.has_article, bare, found.is_doubled)


def of_units(units: Iterable[Unit], skeleton: str, *, is_arabic: bool) -> Name:
    """Return the name of one word that has `units`, as they were read before, and that `skeleton` alone."""
    found = tuple(units)
    texts = tuple(unit.text for unit in found)
    word = Word(found, texts, frozenset([skeleton]), sum(kinds(text) == "c" for text in texts))
    return Name((word,), word, is_arabic)


def skeletons(name: str) -> tuple[str, ...]:
    """Return what `name` is looked up by: at the most eight consonant skeletons of it, all its words joined.

    A name whose consonants all may be left out (Yahya) has none: it would meet half the language.
    """
    return tuple(sorted(filter(None, read_once(name).joined.keys)))


def _name(
    written: Iterable[str], is_arabic: bool, has_article: bool = False, bare: Name | None = None, is_doubled: bool = False
) -> Name:
    texts = list(filter(None, map(_texts, written)))
    words = tuple(_word(each) for each in texts)
    joined = words[0] if len(words) == 1 else _word(_together(texts))
    return Name(words, joined, is_arabic, has_article, bare, is_doubled)


def _texts(word: str) -> list[str]:
    """Return the units of a word as written, c and g marked before front vowels, a glued article in one piece."""
    glued = _GLUED.match(word)
    found = [glued[0] + "-"] if glued else []
    return found + [match[0] + _before(match) for match in _pattern().finditer(word, glued.end() if glued else 0)]


def _together(words: Iterable[Sequence[str]]) -> list[str]:
    """Return the units of words written as one: of like consonants that meet, one is left."""
    found: list[str] = []
    for texts in words:
        meets = found and found[-1] == texts[0] and "v" not in kinds(texts[0])
        found += texts[1:] if meets and texts[0] >= "\u0590" else texts
    return found


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


def _placed(found: list[str]) -> tuple[Unit, ...]:
    last = len(found) - 1
    units = []
    for at, unit in enumerate(found):
        text = unit + "$" if at == last and at and "v" in kinds(unit) else unit + "^" if kinds(unit) == "v" and not at else unit
        units.append(Unit(text, _place(found, at, last)))
    return tuple(units)


def _place(found: list[str], at: int, last: int) -> str:
    if _is_t_of_ts(found, at):
        return "ts"
    if at == 0:
        return _first_place(found)
    return _last_place(found, at, last) or _inner_place(found, at, last)


def _last_place(found: list[str], at: int, last: int) -> str:
    if at == last:
        return "v$" if "v" in kinds(found[at - 1]) else "$"
    return "h$" if at == last - 1 and found[last] == "h" else ""


def _inner_place(found: list[str], at: int, last: int) -> str:
    before, after = "v" in kinds(found[at - 1]), "v" in kinds(found[at + 1])
    if at == 1 and found[1].startswith("l") and kinds(found[0]) == "v":
        return "al"
    if (found[at], found[at + 1]) in _GLIDES:
        return "glide"
    if before or after or "c" in kinds(found[at]):
        return "v" * (before + after) or "-"
    return ("1" if at == 1 else "-") + ("o" if at + 2 <= last and "v" in kinds(found[at + 2]) else "c")


def _is_t_of_ts(texts: Sequence[str], at: int) -> bool:
    """Whether a t stands before an s or z, with which it may write one consonant."""
    return texts[at] == "t" and at + 1 < len(texts) and texts[at + 1] in ("s", "z")


def _first_place(found: list[str]) -> str:
    if len(found) < 2:
        return "^"
    return "^^" if found[1].endswith("2") else "^l" if found[1] == "l" else "^v" if "v" in kinds(found[1]) else "^"


def _word(written: Iterable[str]) -> Word:
    units = _placed(_once(written))
    texts = tuple(unit.text for unit in units)
    return Word(units, texts, frozenset(divisions(texts)), sum(kinds(text) == "c" for text in texts))


def divisions(texts: Sequence[str], most: int = 8) -> dict[str, tuple[int, ...]]:
    """Return the likeliest skeletons of units, each with the places of the units that it stands for.

    First that of the usual classes, then those that differ from it in one place, then in two.
    """
    places = [at for at, text in enumerate(texts) if "-" in text or "c" in kinds(text)]
    options = [_options(texts, at) for at in places]
    usual = [option[0] for option in options]
    rare = [(at, other) for at, option in enumerate(options) for other in option[1:]]
    sets = (chosen for size in range(3) for chosen in combinations(rare, size))
    found: dict[str, tuple[int, ...]] = {}
    for classes in islice((_changed(usual, chosen) for chosen in sets), most):
        found.setdefault("".join(classes), tuple(place for place, kept in zip(places, classes, strict=True) if kept))
    return found


def _options(texts: Sequence[str], at: int) -> tuple[str, ...]:
    """Return the classes of a consonant; an l may be the article's, a last t the tied ta's."""
    text = texts[at].rstrip("2")
    is_article = text == "l" and len(texts) > 3 and (at == 0 or (at == 1 and kinds(texts[0]) == "v"))
    if is_article or _is_t_of_ts(texts, at) or (text == "t" and at + 1 == len(texts) > 3 and "v" in kinds(texts[at - 1])):
        return (text, "")
    return _table()[text.rstrip("$^")][2]


def _changed(usual: list[str], chosen: tuple[tuple[int, str], ...]) -> list[str]:
    classes = list(usual)
    for at, other in chosen:
        classes[at] = other
    return classes


def kinds(unit: str) -> str:
    """Return ``c`` for a consonant, ``v`` for a vowel, ``cv`` for what may be either."""
    return _table()[unit.rstrip("$^2")][0]


def sounds(unit: str) -> tuple[str, ...]:
    """Return the sounds that the unit may write, the usual one first."""
    return _table()[unit.rstrip("$^2")][1]


@cache
def _table() -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    table = {}
    for row in rows("depeche.analyzers.names", "units.tsv"):
        keys = tuple(key.replace("-", "") for key in row["keys"].split()) or ("",)
        table[row["unit"] + ("'" if row["before"].isalpha() else "")] = (row["kind"], tuple(row["sounds"].split()), keys)
    for vowel in "aeiou":
        table[vowel + "l-"] = ("c", ("l",), ("l", ""))
    return table


@cache
def _pattern() -> re.Pattern[str]:
    table = sorted(rows("depeche.analyzers.names", "units.tsv"), key=lambda row: -len(row["unit"]))
    front = "|".join(f"{row['unit']}(?=[{row['before']}])" for row in table if row["before"].isalpha())
    plain = "|".join(row["unit"] + _AHEAD[row["before"]] for row in table if not row["before"].isalpha())
    return re.compile(f"(?P<front>{front})|(?P<plain>{plain})")
