"""What stands right behind a word, a phrase or a bracket: ``~2`` and ``^1.5``, in either order.

Not here: what they are put behind (``lexing``), what they mean (``reading``).
"""

import re
from collections.abc import Callable

from depeche.search.question.lexemes import Kind
from depeche.search.question.notes import Notes

__all__ = ["LARGEST_BOOST", "MOST_EDITS", "SUFFIX", "WIDEST_SLOP", "Suffix", "suffix_of"]

MOST_EDITS = 2
"""The most letters in which a word found by ``mot~2`` may differ."""
WIDEST_SLOP = 999
"""The most words between those of ``"..."~999``."""
LARGEST_BOOST = 100.0

SUFFIX = r"(?:~[0-9]*|\^[0-9]+(?:[.,][0-9]+)?)+"
_ITEM = re.compile(r"[~^][0-9.,]*")


class Suffix:
    """The numbers behind ``~`` and ``^``; 0 where there is none."""

    tilde = 0
    boost = 0.0


def suffix_of(text: str, start: int, kind: Kind, notes: Notes) -> Suffix:
    """Return what the suffix `text` says, which begins at `start` and is behind a lexeme of `kind`; else what is wrong is noted."""
    suffix, seen = Suffix(), set[str]()
    for match in _ITEM.finditer(text):
        item, span = match.group(), (start + match.start(), start + match.end())
        if item[0] in seen or (item[0] == "~" and kind not in _TILDES):
            notes.add(f"{item} means nothing here and was ignored", *span)
        elif item[0] == "^":
            suffix.boost = _boost(item, span, notes)
        else:
            suffix.tilde = _TILDES[kind](item, span, notes)
        seen.add(item[0])
    return suffix


def _boost(item: str, span: tuple[int, int], notes: Notes) -> float:
    factor = float(item[1:].replace(",", "."))
    if 0 < factor <= LARGEST_BOOST:
        return factor
    notes.add(f"{item} was ignored: write a number above 0, up to {LARGEST_BOOST:g}", *span)
    return 0.0


def _edits(item: str, span: tuple[int, int], notes: Notes) -> int:
    edits = int(item[1:] or 1)
    if edits == 0:
        notes.add(f"{item} means nothing here and was ignored", *span)
    elif edits > MOST_EDITS:
        notes.add(f"{item} was searched as ~{MOST_EDITS}", *span)
    return min(edits, MOST_EDITS)


def _slop(item: str, span: tuple[int, int], notes: Notes) -> int:
    if item == "~":
        notes.add("~ without a number means nothing behind a phrase and was ignored", *span)
    slop = int(item[1:] or 0)
    if slop > WIDEST_SLOP:
        notes.add(f"{item} was searched as ~{WIDEST_SLOP}", *span)
    return min(slop, WIDEST_SLOP)


_TILDES: dict[Kind, Callable[[str, tuple[int, int], Notes], int]] = {Kind.WORD: _edits, Kind.PHRASE: _slop}
