"""The steps of the chain, each from the words of one chunk to words. Their order and purpose stand in ``chain.CHAIN``.

A word keeps its text as written and its span in the chunk from beginning to end; steps part and drop words and fill
`exact`, `stem` and `compound`. Rules are in the tables beside, with their sources.
"""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, starmap, takewhile
from operator import itemgetter

import snowballstemmer

from depeche.analyzers.folding import fold
from depeche.analyzers.tokenizing import APOSTROPHES, HYPHENS
from depeche.core.tables import rows

__all__ = [
    "Word",
    "after_particle",
    "compounds",
    "doublet",
    "doublets",
    "elision",
    "family",
    "folded",
    "glued",
    "hyphens",
    "is_plain",
    "stem",
    "stemmer_version",
    "stems",
    "tied",
    "whole",
    "word_stem",
]

_PARTS = re.compile(rf"[^_{HYPHENS}]+")
_JOINS = re.compile(rf"[_{HYPHENS}]")
_ELIDED = re.compile(rf"([^\W_{APOSTROPHES}]+[{APOSTROPHES}])([^\W_{APOSTROPHES}]{{1,255}})")
_PARTICLE = re.compile(rf"([^{APOSTROPHES}]+)[{APOSTROPHES}]")
_LETTER_APOSTROPHE = "ʼ"
"""The one of the apostrophes that Unicode counts among the letters."""
_LONGEST, _RUNS = 255, 11
"""Characters of a word, and words that hyphens may tie in a chunk (``tokenizing``)."""
_VOWELS = frozenset("aeiouyh")
_FAMILY = 5
"""Letters: words cut to five are known to serve retrieval in European languages about as well as stems."""
family: Callable[[str], str] = itemgetter(slice(_FAMILY))
"""How a stem begins: indépendance and indépendant share that, but so do capitale and capitulation."""


@dataclass(slots=True)
class Word:
    """A word of a chunk: its span in it (code points), its text as written, and its terms as far as they are made.

    `tied` says that a hyphen ties it to the word before. The steps change it in place: no other holds it yet.
    """

    start: int
    end: int
    text: str
    exact: str = ""
    stem: str = ""
    compound: tuple[str, ...] = ()
    tied: bool = False


def whole(chunk: str) -> list[Word]:
    """Return the chunk as one word: what the first step is given."""
    return [Word(0, len(chunk), chunk)]


def is_plain(chunk: str) -> bool:
    """Say whether the steps leave `chunk` one word: letters and figures, with no capital but the first letter."""
    if not chunk.isalnum() or _LETTER_APOSTROPHE in chunk or len(chunk) > _LONGEST:
        return False
    return chunk.islower() or chunk.isdecimal() or (chunk[0].isupper() and chunk[0].isalpha())


def tied(chunk: str) -> list[str]:
    """Return the plain words into which the steps part `chunk` at its hyphens (cessez-le-feu); of other chunks none."""
    words = chunk.split("-")
    is_whole = 1 < len(words) <= _RUNS and all(map(is_plain, words))
    return words if is_whole and not any(starmap(_is_prefix, pairwise(words))) else []


def after_particle(chunk: str) -> int:
    """Return where the word begins that the steps leave of an elided particle and a plain word (l'offensive); 0 in other chunks."""
    found = _ELIDED.fullmatch(chunk)
    return found.start(2) if found and _elides(found[1][:-1], found[2]) and is_plain(found[2]) else 0


def hyphens(words: list[Word]) -> list[Word]:
    """Part words at hyphens and low lines; a prefix stays on the common word that follows it."""
    return [part for word in words for part in (_with_prefixes(word, _cut(word, _PARTS)) if _JOINS.search(word.text) else [word])]


def elision(words: list[Word]) -> list[Word]:
    """Drop elided particles at the beginning of words."""
    return [_without_particles(word) for word in words]


def glued(words: list[Word]) -> list[Word]:
    """Part a short word from the capitalised one that is glued to it."""
    return [part for word in words for part in _unglued(word)]


def folded(words: list[Word]) -> list[Word]:
    """Fill `exact` with the folded text; a prefixed word keeps its hyphen there (``pro-regime``)."""
    for word in words:
        parts = _PARTS.findall(word.text) if not word.text.isalnum() else (word.text,)
        word.exact = "-".join(filter(None, map(fold, parts)))
    return words


def compounds(words: list[Word]) -> list[Word]:
    """Fill `compound`: for a prefixed word its base, for a word parted at hyphens the joined form, on its first part."""
    for at, word in enumerate(words):
        word.compound = tuple(word.exact.split("-")[1:])
        if not word.tied and (tied := list(takewhile(lambda other: other.tied, words[at + 1 :]))):
            word.compound += ("".join(part.exact.replace("-", "") for part in (word, *tied)),)
    return words


def doublets(words: list[Word]) -> list[Word]:
    """Fill `stem` with the one form that stands for all the ways of writing a word."""
    for word in words:
        word.stem = doublet(word.exact)
    return words


def stems(words: list[Word]) -> list[Word]:
    """Replace `stem` by its stem."""
    for word in words:
        word.stem = stem(word.stem)
    return words


def doublet(exact: str) -> str:
    """Return the form that stands for the folded word `exact`: hyphens joined, ``dj-`` as ``j-``, then the table's."""
    joined = exact.replace("-", "")
    joined = joined[1:] if joined.startswith("dj") and len(joined) > 3 else joined
    return _doublets().get(joined) or _plural(joined)


def word_stem(exact: str) -> str:
    """Return the stem of the folded word `exact` as ``Token.stem`` has it: that of its doublet, which hangs on the word alone."""
    return stem(doublet(exact))


def stem(word: str) -> str:
    """Return Snowball's French stem of a folded word; a word that is all suffix stays as it is."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = snowballstemmer.stemmer("french")
        stemmer.maxCacheSize = 0
    return str(stemmer.stemWord(word)) or word


def stemmer_version() -> str:
    """Return the name of the stemmer's rules, part of an archive's fingerprint; dependencies are held to that version."""
    return "snowball-french-3"


_local = threading.local()


def _plural(word: str) -> str:
    singular = _doublets().get(word[:-1]) if word.endswith("s") else None
    return singular + "s" if singular else word


def _cut(word: Word, pattern: re.Pattern[str]) -> list[Word]:
    return [Word(word.start + m.start(), word.start + m.end(), m.group()) for m in pattern.finditer(word.text)]


def _with_prefixes(word: Word, parts: list[Word]) -> Iterator[Word]:
    first = 0
    for at, part in enumerate(parts):
        if at + 1 == len(parts) or not _is_prefix(part.text, parts[at + 1].text):
            start = parts[first].start
            yield Word(start, part.end, word.text[start - word.start : part.end - word.start], tied=first > 0)
            first = at + 1


def _is_prefix(part: str, following: str) -> bool:
    return following[0].islower() and fold(part) in _prefixes()


def _without_particles(word: Word) -> Word:
    while (match := _PARTICLE.match(word.text)) and _elides(match.group(1), word.text[match.end() :]):
        word.start, word.text = word.start + match.end(), word.text[match.end() :]
    return word


def _elides(particle: str, rest: str) -> bool:
    before = _particles().get(fold(particle))
    if before is None:
        return False
    head = fold(rest)[:1]
    is_acronym = rest.isupper() and sum(map(str.isalpha, rest)) > 1
    return head in _VOWELS or head.isdigit() or not head.isascii() or (before == "acronym" and is_acronym)


def _unglued(word: Word) -> list[Word]:
    cut = next((at for at, character in enumerate(word.text) if character.isupper()), 0)
    if word.text[cut:].isupper() or fold(word.text[:cut]) not in _glued():
        return [word]
    middle = word.start + cut
    return [Word(word.start, middle, word.text[:cut], tied=word.tied), Word(middle, word.end, word.text[cut:])]


@cache
def _particles() -> dict[str, str]:
    return {row["particle"]: row["before_consonant"] for row in rows("depeche.analyzers", "elision.tsv")}


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(row["prefix"] for row in rows("depeche.analyzers", "prefixes.tsv"))


@cache
def _glued() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("depeche.analyzers", "glued.tsv"))


@cache
def _doublets() -> dict[str, str]:
    return {row["form"]: row["stands_for"] for row in rows("depeche.analyzers", "doublets.tsv")}
