"""A written name as consonants with vowels between them: what is compared and what is looked up.

``as-Suwayda``, ``Soueida`` and ``السويداء`` are all ``s · d`` with ``u``, ``a`` or ``e``, and ``i`` between, and ``a`` at the
end. Consonants are classes (tables/units.tsv, tables/arabic.tsv) with the likeliest first; vowels and glides are written
``a e i u``. The article is left out, doubled consonants count once, ``abd el-`` and ``ben`` have one form each.

Not here: how alike two parsed names are (``comparing``).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product

from depeche.analyzers.folding import fold
from depeche.core.tables import rows

__all__ = ["LONGEST", "ParsedName", "joined_parts", "parse", "skeletons"]

LONGEST = 100
"""Code points of a name that are read; what follows is no name."""

_BREAKS = re.compile(r"[\s\-‐‑_./,]+")
_ARTICLE = re.compile(r"(?:[aeiou]l|(?:[aeiou](?:s|sh|ch|r|z|d|dh|n|t|th)))\Z")
_GLUED_ARTICLE = re.compile(r"[ae](sh|ch|dh|th|[srzdnt])(?=\1[aeiouyw])")
_ARABIC_ARTICLE = re.compile(r"ال(?=\w{2})")
_ARABIC_LAST_H = re.compile(r"(?<=[\u0621-\u064a]{2})ه\Z")
_ABD = re.compile(r"abd(?:[aeou]{1,2}[lrnsztd]?)?\Z")
_FUSED_ABD = re.compile(r"abd(?:ou|[aeou])(?:l|([rnsztd])(?=\1))(?=\w{4})")
_BEN = frozenset(["ben", "ibn", "bin", "bn", "ibnou"])
_VOWELS = str.maketrans("oyw", "uiu")


@dataclass(frozen=True, slots=True)
class ParsedName:
    """The consonants of a name, each with its possible classes, and the vowels before, between and after them.

    `vowels` has one more item than `consonants`. `is_vocalised` is False for Arabic script, which leaves short vowels out.
    """

    consonants: tuple[tuple[str, ...], ...]
    vowels: tuple[str, ...]
    is_vocalised: bool = True


def parse(name: str) -> ParsedName:
    """Return the consonants and vowels of the first :data:`LONGEST` code points of `name`; any string is accepted."""
    return _parsed(name[:LONGEST])


@lru_cache(maxsize=65_536)
def _parsed(name: str) -> ParsedName:
    words = _latin(name).split()
    kept = [word for at, word in enumerate(words) if at + 1 == len(words) or not _ARTICLE.match(word)]
    plain = "".join(map(_plain, kept))
    return _read(plain)


def skeletons(name: str, *, most: int = 8) -> tuple[str, ...]:
    """Return the consonant skeletons of `name`, the likeliest first, at the most `most`: what names are looked up by.

    Names with fewer than two consonants have none: they would meet half the language.
    """
    consonants = parse(name).consonants
    if len(consonants) < 2:
        return ()
    return tuple("".join(classes) for classes in islice(product(*consonants), most))


def joined_parts(name: str) -> tuple[str, ...]:
    """Return the words that a fused name of one word is made of (``Abdulrahman``: ``abd``, ``rahman``); else none."""
    folded = _latin(name[:LONGEST])
    match = _FUSED_ABD.match(folded) if " " not in folded else None
    return ("abd", folded[match.end() :]) if match else ()


def _latin(name: str) -> str:
    composed = unicodedata.normalize("NFC", name.lower())
    return " ".join(fold(word) for word in _BREAKS.split(composed.translate(_scholarly())) if word)


def _plain(word: str) -> str:
    word = _ARABIC_ARTICLE.sub("", _ARABIC_LAST_H.sub("ا", word), count=1)
    if word in _BEN:
        return "bn"
    return _GLUED_ARTICLE.sub("", _ABD.sub("abd", _FUSED_ABD.sub("abd", word)), count=1) if len(word) > 3 else word


def _read(text: str) -> ParsedName:
    consonants: list[tuple[str, ...]] = []
    vowels = [""]
    at = 0
    while at < len(text):
        classes, vowel, length = _unit(text, at)
        at += length
        if classes and not (consonants and vowels[-1] == "" and classes[0] == consonants[-1][0]):
            consonants.append(classes)
            vowels.append("")
        vowels[-1] += vowel
    return _finished(consonants, vowels, is_vocalised=not _is_arabic(text))


def _finished(consonants: list[tuple[str, ...]], vowels: list[str], *, is_vocalised: bool) -> ParsedName:
    if len(consonants) > 1 and consonants[-1] == ("h",) and vowels[-1] == "" and vowels[-2]:
        consonants.pop()
        vowels.pop()
    return ParsedName(tuple(consonants), tuple(map(_collapsed, vowels)), is_vocalised)


def _unit(text: str, at: int) -> tuple[tuple[str, ...], str, int]:
    """Return the classes of the consonant at `at`, or the vowel there, and how many letters it takes."""
    for length in (4, 3, 2, 1):
        for before, classes in _units().get(text[at : at + length], ()):
            if not before or text[at + length : at + length + 1] in tuple(before):
                return classes, "", length
    letter = text[at]
    kind, value = _arabic().get(letter, ("", ()))
    if kind == "consonant":
        return value, "", 1
    return (), (value[0] if kind == "long" else letter.translate(_VOWELS) if letter in "aeiouyw" else ""), 1


def _collapsed(vowels: str) -> str:
    """Return vowels with repeats written once and ``ou`` as ``u``."""
    return re.sub(r"(.)\1+", r"\1", vowels.replace("uu", "u"))


def _is_arabic(text: str) -> bool:
    return any(letter in _arabic() for letter in text)


@cache
def _units() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    table: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in rows("depeche.analyzers.names", "units.tsv"):
        table.setdefault(row["unit"], []).append((row["before"], tuple(row["classes"].split())))
    return table


@cache
def _arabic() -> dict[str, tuple[str, tuple[str, ...]]]:
    table = rows("depeche.analyzers.names", "arabic.tsv")
    return {row["letter"]: (row["kind"], tuple(row["classes"].split())) for row in table}


@cache
def _scholarly() -> dict[int, str]:
    return {ord(row["letter"]): row["written"] for row in rows("depeche.analyzers.names", "scholarly.tsv")}
