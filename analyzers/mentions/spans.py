"""What stands between and inside the tokens of a name: which gaps join them, whether their case is the one asked for."""

import re
from collections.abc import Sequence
from functools import lru_cache

from depeche.analyzers.tokenizing import APOSTROPHES, HYPHENS
from depeche.core.model import Token

__all__ = ["elided", "elided_de", "fits", "hyphenated", "in_compound", "joined", "reads", "together"]

_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_BLANKS = " \t\u00a0\u2009\u202f"
_BETWEEN = rf"(?:[{_BLANKS}]*(?:\r?\n[{_BLANKS}]*)?|[{APOSTROPHES}]|[{HYPHENS}])"
_PARTICLE = rf"(?:(?:[ld]|qu)[{APOSTROPHES}])?"
_GAP = re.compile(rf"[{_INVISIBLE}]*{_BETWEEN}[{_INVISIBLE}]*{_PARTICLE}[{_INVISIBLE}]*", re.IGNORECASE)
_LINKS = frozenset(["de", "du", "des", "la", "le", "les", "sur", "sous", "en", "aux", "lez"])
_ELIDED = re.compile(rf"(?P<particle>[ld]|qu)[{APOSTROPHES}][{_INVISIBLE}]*\Z", re.IGNORECASE)
_DE = re.compile(rf"d[{APOSTROPHES}][{_INVISIBLE}]*\Z", re.IGNORECASE)


def joined(text: str, left: Token, right: Token) -> bool:
    """Whether nothing parts two tokens that follow each other: blanks, one line end, a hyphen or an elided particle join.

    The full stop of an initial (M. X, George W. Bush) does not part.
    """
    gap = text[left.end : right.start]
    if gap.startswith(".") and left.capital and left.end - left.start == 1:
        gap = gap[1:]
    return gap == " " or _joins(gap)


def together(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the tokens from `start` to `end` (exclusive) are all joined."""
    return all(joined(text, tokens[i], tokens[i + 1]) for i in range(start, end - 1))


def reads(text: str, tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    """Whether the tokens from `at` on are the folded `words`, all joined."""
    end = at + len(words)
    same = end <= len(tokens) and all(tokens[at + i].exact == word for i, word in enumerate(words))
    return same and together(text, tokens, at, end)


def hyphenated(text: str, left: Token, right: Token) -> bool:
    """Whether a hyphen alone stands between two tokens."""
    gap = text[left.end : right.start]
    return len(gap) == 1 and gap in HYPHENS


def in_compound(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether hyphens tie the tokens into a longer French name: France in Île-de-France, Rome in Rome-sur-Mer."""
    before = start > 0 and tokens[start - 1].exact in _LINKS and hyphenated(text, tokens[start - 1], tokens[start])
    return before or (end < len(tokens) and tokens[end].exact in _LINKS and hyphenated(text, tokens[end - 1], tokens[end]))


def elided_de(text: str, left: Token, right: Token) -> bool:
    """Whether the second token is written with ``d'`` before it."""
    return _DE.search(text[left.end : right.start]) is not None


def elided(text: str, tokens: Sequence[Token], at: int) -> str:
    """Return the particle that is elided before the token at `at`, folded (l, d, qu), or nothing."""
    before = _ELIDED.search(text, tokens[at - 1].end if at else 0, tokens[at].start)
    return before["particle"].lower() if before else ""


def fits(text: str, tokens: Sequence[Token], start: int, case: str) -> bool:
    """Whether the tokens from `start` on have the case asked for: ``U`` all capitals, ``C`` a capital, ``.`` any."""
    for at, sign in enumerate(case, start):
        token = tokens[at]
        if sign != "." and not (token.capital and (sign == "C" or text[token.start : token.end].isupper())):
            return False
    return True


@lru_cache(maxsize=10_000)
def _joins(gap: str) -> bool:
    return len(gap) < 100 and _GAP.fullmatch(gap) is not None
