"""Lines on a terminal: pieces of text in their styles, wrapped to a width that counts cells, not characters.

rich does this and much else, and takes as long to import as a search. Not here: what is drawn (``terminal``, ``dispatches``); no
text is made safe here.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import TypeAlias

__all__ = ["Line", "Piece", "beside", "cells", "padded", "shown", "styled", "wrapped"]

Piece: TypeAlias = tuple[str, str]
"""A text without line ends, and its style: words of :data:`_CODES` between blanks."""
Line: TypeAlias = list[Piece]

_CODES = {"bold": "1", "dim": "2", "italic": "3", "underline": "4"}
_COLOURS = {"green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36"}
"""The parameters of ECMA-48's SGR, in the order in which they are written."""
_NEVER = ("dumb", "unknown")
"""Values of $TERM that stand for a terminal without styles. $NO_COLOR takes the colours alone (no-color.org)."""
_NEWLY_WIDE = re.compile("[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d376]")
"""Signs that are wide since Unicode 16, which the tables of an older Python do not say."""
_WORD = re.compile(r"[^ ]+")
_MOST = 10
"""Characters of a line for each of its cells: marks take none, but time."""


def cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes at the most."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    """Return the cells of a character: none of a mark on the one before, two of a wide one and of one that is not known yet."""
    category = unicodedata.category(character)
    if category in ("Mn", "Me"):
        return 0
    return 2 if category == "Cn" or unicodedata.east_asian_width(character) in "WF" or _NEWLY_WIDE.match(character) else 1


def wrapped(pieces: Sequence[Piece], width: int, indent: int = 0) -> Iterator[Line]:
    """Yield the pieces as lines of at most `width` cells, cut at blanks, behind `indent` blanks; a longer word is cut anywhere."""
    text = "".join(piece for piece, _ in pieces)
    for start, end in _cuts(text, max(width - indent, 2)):
        yield [(" " * indent, ""), *_between(pieces, start, end)]


def beside(left: Iterable[Line], right: Iterable[Line], width: int) -> Iterator[Line]:
    """Yield lines with `right` from cell `width` on, which no line at the left reaches."""
    for one, other in zip_longest(left, right, fillvalue=()):
        yield [*padded(one, width), *other] if other else [*one]


def padded(line: Iterable[Piece], width: int) -> Line:
    """Return the line with blanks up to so many cells."""
    pieces = [*line]
    return [*pieces, (" " * (width - sum(cells(piece) for piece, _ in pieces)), "")]


def shown(lines: Iterable[Line]) -> str:
    """Return the lines as stdout's terminal takes them, each with its end."""
    return "".join("".join(map(styled, line)) + "\n" for line in lines)


def styled(piece: Piece) -> str:
    """Return the piece with the escapes of its style, as far as the environment allows them."""
    text, style = piece
    words = style.split()
    allowed = _CODES if os.environ.get("NO_COLOR") else _CODES | _COLOURS
    codes = [code for name, code in allowed.items() if name in words]
    if not (text and codes) or os.environ.get("TERM") in _NEVER:
        return text
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m"


def _cuts(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where lines begin and end."""
    start = end = 0
    for word in _WORD.finditer(text):
        if end > start and _filled(text, start, width) < word.end():
            yield start, end
            start = word.start()
        while (filled := _filled(text, start, width)) < word.end():
            yield start, filled
            start = filled
        end = word.end()
    yield start, end


def _filled(text: str, start: int, width: int) -> int:
    """Return where a line ends, at the latest, that begins at `start`."""
    taken = 0
    for at in range(start, min(start + _MOST * width, len(text))):
        taken += _cells(text[at])
        if taken > width:
            return at
    return min(start + _MOST * width, len(text))


def _between(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    at = 0
    for text, style in pieces:
        if kept := text[max(start - at, 0) : max(end - at, 0)]:
            yield kept, style
        at += len(text)
