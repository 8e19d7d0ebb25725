"""Tell the name of a place of filing from a rubric, a kicker or the first words of a sentence.

By the shape of a French or Arabic place name, and by ``tables/not_places.tsv``. Out of scope: knowing places.
"""

import re
from functools import cache
from importlib.resources import files

from depeche.analyzers.layout.parts import fold

__all__ = ["article", "capitalised", "place", "prose"]

_LONGEST = 5
_PARTICLES = frozenset(
    (
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "el",
        "al",
        "ez",
        "ed",
        "as",
        "ar",
        "at",
        "an",
        "ach",
        "ash",
        "es",
        "er",
        "et",
        "sur",
        "sous",
        "en",
        "lès",
        "lez",
        "aux",
        "au",
        "à",
    )
)
_UNITED = ("unies", "unis")
_LETTER = r"[^\W\d_]"
_PROSE = re.compile(
    rf"{_LETTER}+[^\S\r\n]{{1,2}}(?!(?:{'|'.join((*_PARTICLES, *_UNITED))})(?!{_LETTER}))"
    r"[a-zà-öø-ÿ]+(?![\w'’ʿʾʻ`‘\u0300-\u036f-])"
)
_ARTICLE = re.compile(r"(?:al|el|ez|ed|ad|as|ar|at|an|ach|ash|es|er|d|l)[-'’](?=[^\W\d_])")
_PARTS = re.compile(r"[^\W\d_]+")


def article(text: str, pos: int) -> bool:
    """Say whether a name begins at `pos` with an Arabic article in small letters: ``al-Tanf``."""
    found = _ARTICLE.match(text, pos)
    return bool(found) and text[found.end()].isupper() if found else False


def prose(text: str, pos: int, end: int) -> bool:
    """Say whether the second word at `pos` is one in small letters that stands in no place's name: most lines begin so."""
    return bool(_PROSE.match(text, pos, end))


def capitalised(name: str) -> bool:
    """Say whether `name` has the shape of a place's name: capitalised words with particles inside (``Deir ez-Zor``)."""
    words = name.split()
    inner = all(_capital(word) or word in _PARTICLES or word in _UNITED for word in words)
    return inner and _capital(words[0]) and words[-1] not in _PARTICLES


def place(name: str) -> bool:
    """Say whether `name`, already capitalised, is short and holds no word that a place of filing does not have."""
    words = [fold(part) for part in _PARTS.findall(name)]
    known, endings = _table()
    common = len(words) == 1 and words[0].endswith(endings)
    return len(name.split()) <= _LONGEST and not common and not any(word in known for word in words if word not in _PARTICLES)


def _capital(word: str) -> bool:
    return word[0].isupper() or article(word, 0)


@cache
def _table() -> tuple[frozenset[str], tuple[str, ...]]:
    lines = files(__package__).joinpath("tables/not_places.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    by_kind = {kind: [fold(form) for k, form in rows if k == kind] for kind in ("word", "ending")}
    return frozenset(by_kind["word"]), tuple(by_kind["ending"])
