"""Wildcards: which characters of a chunk are some, and the patterns and words that such a chunk holds.

``*`` always is one. ``?`` is one where a word goes on behind it (``t?rturé``); at the end it is the question mark that people
type (``Douma?``). Patterns are cut, folded and freed of their elided article by the chain, as the words are that they meet.
Not here: which words a pattern meets, which depends on the archive.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from depeche.analyzers.chain import analyze
from depeche.analyzers.folding import fold
from depeche.analyzers.tokenizing import APOSTROPHES, HYPHENS

__all__ = ["FEWEST_LETTERS", "Piece", "has_wildcard", "pieces"]

FEWEST_LETTERS = 2
"""The fewest letters and digits of a pattern that is searched."""

_WILDCARD = re.compile(rf"\*|\?(?=[?{APOSTROPHES}{HYPHENS}]{{0,20}}[\w*])")
_PLACEHOLDER = "\U00010428"
"""A small letter of an alphabet that no French copy uses: the chain cuts a pattern as a word that has it for each wildcard."""


class Piece(NamedTuple):
    """Words side by side, or one pattern with its folded text; the span is in the chunk."""

    start: int
    end: int
    pattern: str = ""

    @property
    def letters(self) -> int:
        """How many letters and digits the pattern has."""
        return sum(map(str.isalnum, self.pattern))


def has_wildcard(chunk: str) -> bool:
    """Return whether `chunk`, a text without blanks, has a wildcard."""
    return _WILDCARD.search(chunk) is not None


def pieces(chunk: str) -> Iterator[Piece]:
    """Yield what stands in `chunk` in order: patterns, and the words between them as one piece."""
    wild = {match.start() for match in _WILDCARD.finditer(chunk)}
    tokens = analyze(_WILDCARD.sub(_PLACEHOLDER, chunk))
    parts = (Piece(token.start, token.end, _pattern(chunk, range(token.start, token.end), wild)) for token in tokens)
    for is_pattern, run in groupby(parts, lambda piece: piece.pattern != ""):
        group = list(run)
        yield from group if is_pattern else [Piece(group[0].start, group[-1].end)]


def _pattern(chunk: str, span: range, wild: set[int]) -> str:
    if wild.isdisjoint(span):
        return ""
    folded = "".join(chunk[at] if at in wild else "-" if chunk[at] in HYPHENS else fold(chunk[at]) for at in span)
    return re.sub(r"\*+", "*", folded)
