"""Signs that mean nothing where they stand, which are ignored with a note: ``|``, ``#``, emoji, a lone hyphen.

The punctuation of a typed question needs no note, nor do signs between letters that part words there as they do in dispatches
(``R&D``, ``https://exemple.fr/a=b``). Not here: wildcards, quotation marks, brackets, what is syntax (``lexing``).
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from depeche.analyzers.tokenizing import APOSTROPHES, HYPHENS

__all__ = ["PUNCTUATION", "strays"]

PUNCTUATION = ".,;:?!…"
"""What people type behind words."""

_QUIET = frozenset(PUNCTUATION + APOSTROPHES + HYPHENS + "–—·•°*")
_BETWEEN = frozenset("/_&@=+%#$€£\\")
"""Quiet between the first and the last letter of a chunk."""
_BEHIND = frozenset("+%$€£")
"""Quiet behind its letters and digits: 50%, C++."""
_SUFFIX = "~^"
_EXCLUDING = "-"


def strays(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of what is to be noted in the chunk of `text` between two places."""
    if text[start:end] == _EXCLUDING:
        yield start, end
    letters = [at for at in range(start, end) if text[at].isalnum()] or [end]
    for kind, run in groupby(range(start, end), lambda at: _kind(text[at], letters[0] < at, at < letters[-1])):
        places = list(run)
        if kind == "suffix":
            yield from ((at, at + 1) for at in places)
        elif kind == "sign" and any(map(_is_seen, text[places[0] : places[-1] + 1])):
            yield places[0], places[-1] + 1


def _kind(character: str, is_behind: bool, is_before: bool) -> str:
    """Return what a character is that stands behind, or before, letters of its chunk."""
    if character in _SUFFIX:
        return "suffix"
    is_quiet = character in _QUIET or (is_behind and character in (_BETWEEN if is_before else _BEHIND))
    return "" if is_quiet or unicodedata.category(character)[0] in "LN" else "sign"


def _is_seen(character: str) -> bool:
    """Return whether a character is more than a mark or a joiner of others."""
    category = unicodedata.category(character)
    return category[0] in "PS" or category in ("Cn", "Co")
