"""A written name as words of units: what is compared and what is looked up.

A unit is a letter or a group of letters that writes one consonant or vowel (tables/units.tsv): ``kh``, ``ou``, ``ش``. Articles
that stand apart are left out, ``ben`` and ``abd el-`` have one form each, doubled consonants count once. Each unit knows its
place in the word, for it is dropped the more easily there.

Not here: how alike two names are (``comparing``).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, islice
from typing import NamedTuple

from depeche.analyzers.folding import fold
from depeche.core.tables import rows

__all__ = ["LONGEST", "Name", "Unit", "Word", "joined_parts", "kinds", "read", "read_without_article", "skeletons", "sounds"]

LONGEST = 100
"""Code points of a name that are read; what follows is no name."""

_BREAKS = re.compile(r"[\s\-‐‑–_./,]+")
_SUN = "sh|ch|dh|th|[srzdnt]"
_ARTICLE = re.compile(r"(?:[aeiou]l|l|ale|[aeiou](?:s|ş|sh|ch|r|z|d|dh|n|t|th|ss|ssh|rr|zz|dd|nn|tt))\Z")
_ARABIC_ARTICLE = re.compile(r"(?<![^و])ال(?=\w{2})")
_ABD = re.compile(r"abd(?:[aeou]{1,2}[lrnsztd]?)?\Z")
_FUSED_ABD = re.compile(r"abd(?:ou|[aeou])(?:l|([rnsztd])(?=\1))(?=\w{3})")
_DIN = re.compile(r"(?<=\w{2})(?:[aeiou]d|[aeiou]l|d)?d(?:ine|in|een|yn|ene)\Z")
_ALLAH = re.compile(r"(?<=\w{2})[oeiu]llah?\Z")
_GLUED_SUN_ARTICLE = re.compile(r"[aeiou](sh|ch|dh|th|[srzdnt])(?=\1[aeiouyw]\w)")
_LAST_H = re.compile(r"(?<=[^aeiou][ae])h\Z|ا(?=ة\Z)")
"""The tied ta as it is written at the end: an h after a or e, an alef before it in Arabic script."""
_BEN = frozenset(["ben", "ibn", "bin", "bn", "ibnou", "ibnu"])
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
    """The words of a name, and all of them as one."""

    words: tuple[Word, ...]
    joined: Word
    is_arabic: bool


def read(name: str) -> Name:
    """Return the words and units of the first :data:`LONGEST` code points of `name`; any string is accepted."""
    return _read(name[:LONGEST])


def read_without_article(name: str) -> Name | None:
    """Return the name read without an article glued to it, which a doubled consonant shows (Ezzor); None if it has none."""
    match = _GLUED_SUN_ARTICLE.match(name[:LONGEST].lower())
    return _read(name[match.end() : LONGEST]) if match else None


def skeletons(name: str) -> tuple[str, ...]:
    """Return what `name` is looked up by: at the most eight consonant skeletons of it, all its words joined.

    A name whose consonants all may be left out (Yahya) has none: it would meet half the language.
    """
    return tuple(sorted(filter(None, read(name).joined.keys)))


def joined_parts(name: str) -> tuple[str, ...]:
    """Return the words that a fused name of one word is made of (``Abdulrahman``: ``abd``, ``rahman``); else none."""
    folded = _folded(name[:LONGEST])
    match = _FUSED_ABD.match(folded) if " " not in folded else None
    return ("abd", folded[match.end() :]) if match else ()


@lru_cache(maxsize=65_536)
def _read(name: str) -> Name:
    plain = _folded(name).split()
    kept = [word for at, word in enumerate(plain) if at + 1 == len(plain) or not _ARTICLE.match(word)]
    words = tuple(filter(lambda w: w.units, (_word(_units(_plain(word))) for word in kept)))
    joined = words[0] if len(words) == 1 else _word(tuple(unit for word in words for unit in word.units))
    return Name(words, joined, any("\u0600" <= c <= "\u06ff" for c in name))


def _folded(name: str) -> str:
    written = unicodedata.normalize("NFC", name.lower()).translate(_letters())
    return " ".join("".join(map(_kept, word)) for word in _BREAKS.split(written))


@cache
def _kept(letter: str) -> str:
    return letter if letter in "'şىةهāīūéè" else fold(letter)


def _plain(word: str) -> str:
    if word in _BEN:
        return "bn"
    word = _ARABIC_ARTICLE.sub("", word, count=1)
    word = _FUSED_ABD.sub("abd", _ABD.sub("abd", word))
    word = _ALLAH.sub("allah", _DIN.sub("din", word)) if len(word) > 5 else word
    return _LAST_H.sub("", word)


def _units(word: str) -> tuple[Unit, ...]:
    glued = _GLUED.match(word)
    found = [glued[0] + "-"] if glued else []
    for match in _pattern().finditer(word, glued.end() if glued else 0):
        unit = match[0] + _before(match)
        if found and found[-1].rstrip("2") == unit and "v" not in kinds(unit):
            found[-1] = unit + "2"
        else:
            found.append(unit)
    return _placed(found)


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
    if at == 0:
        return _first_place(found)
    before, after = "v" in kinds(found[at - 1]), at < last and "v" in kinds(found[at + 1])
    if at == last:
        return "v$" if before else "$"
    if at == last - 1 and found[last] == "h":
        return "h$"
    if at == 1 and found[1].startswith("l") and kinds(found[0]) == "v":
        return "al"
    if before or after or "c" in kinds(found[at]):
        return "v" * (before + after) or "-"
    return ("1" if at == 1 else "-") + ("o" if at + 2 <= last and "v" in kinds(found[at + 2]) else "c")


def _first_place(found: list[str]) -> str:
    if len(found) < 2:
        return "^"
    return "^^" if found[1].endswith("2") else "^l" if found[1] == "l" else "^v" if "v" in kinds(found[1]) else "^"


def _word(units: tuple[Unit, ...]) -> Word:
    texts = tuple(unit.text for unit in units)
    return Word(units, texts, _keys(texts), sum(kinds(text) == "c" for text in texts))


def _keys(texts: tuple[str, ...], most: int = 8) -> frozenset[str]:
    """Return the likeliest skeletons: first that of the usual classes, then those that differ from it in one place, then in two."""
    options = [_options(texts, at) for at, text in enumerate(texts) if "-" in text or "c" in kinds(text)]
    usual = [option[0] for option in options]
    rare = [(at, other) for at, option in enumerate(options) for other in option[1:]]
    sets = (chosen for size in range(3) for chosen in combinations(rare, size))
    return frozenset(dict.fromkeys(islice((_changed(usual, chosen) for chosen in sets), most)))


def _options(texts: tuple[str, ...], at: int) -> tuple[str, ...]:
    """Return the classes of a consonant; an l may be the article's, a last t the tied ta's."""
    text = texts[at].rstrip("2")
    is_article = text == "l" and len(texts) > 3 and (at == 0 or (at == 1 and kinds(texts[0]) == "v"))
    if is_article or (text == "t" and at + 1 == len(texts) > 3 and "v" in kinds(texts[at - 1])):
        return (text, "")
    return _table()[text.rstrip("$^")][2]


def _changed(usual: list[str], chosen: tuple[tuple[int, str], ...]) -> str:
    classes = list(usual)
    for at, other in chosen:
        classes[at] = other
    return "".join(classes)


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
        table[row["unit"] + ("'" if row["before"] else "")] = (row["kind"], tuple(row["sounds"].split()), keys)
    for vowel in "aeiou":
        table[vowel + "l-"] = ("c", ("l",), ("l", ""))
    return table


@cache
def _pattern() -> re.Pattern[str]:
    table = sorted(rows("depeche.analyzers.names", "units.tsv"), key=lambda row: -len(row["unit"]))
    front = "|".join(f"{row['unit']}(?=[{row['before']}])" for row in table if row["before"])
    plain = "|".join(row["unit"] for row in table if not row["before"])
    return re.compile(f"(?P<front>{front})|(?P<plain>{plain})")


@cache
def _letters() -> dict[int, str]:
    return {ord(row["letter"]): row["written"] for row in rows("depeche.analyzers.names", "letters.tsv")}
