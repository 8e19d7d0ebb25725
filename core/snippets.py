"""A passage in pieces by what was found in it, and its part that shows most of that.

Not here: how a level looks (terminals, pages).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from depeche.core.frozen import frozen
from depeche.core.results import Highlight, Hit

__all__ = ["ELLIPSIS", "Snippet", "pieces", "snippet"]

ELLIPSIS = "…"
"""What stands where text was left out."""

_REACH = 40
"""How far from where a snippet might be cut a better place is looked for, in code points."""
_WORD = re.compile(r"[\w'’‑-]")
"""What a word is written with, with what joins words (l'Observatoire, sud-ouest); what is cut beside a blank is cut well anyway."""
_ENDING = ",;:.!?)]»”"
"""What no snippet begins with."""
_JOINED = {0x200C, 0x200D}
"""The joiners, which belong to what stands around them."""


@frozen
class Snippet:
    """A part of a passage: its text, with an ellipsis where it was cut, and the highlights in it, with offsets in that text.

    `start` and `end` are its span in the passage, without the ellipses. All are code points.
    """

    text: str
    highlights: tuple[Highlight, ...]
    start: int
    end: int


def pieces(text: str, highlights: Sequence[Highlight]) -> Iterator[tuple[str, Highlight | None]]:
    """Yield `text` in pieces, none empty, each with the highlight that it is, or None. Of two that overlap the first counts."""
    at = 0
    for each in _apart(text, highlights):
        if at < each.start:
            yield text[at : each.start], None
        yield text[each.start : each.end], each
        at = each.end
    if at < len(text):
        yield text[at:], None


def snippet(hit: Hit, width: int = 240) -> Snippet:
    """Return the part of a passage that has most of the question's words, then most highlights, then comes first.

    It has at most `width` code points, ellipses included, save where one highlight alone has more: none is ever cut. It begins
    and ends between words; where there is no such place near (in Chinese, in an address) between characters, with their marks.
    """
    found = _apart(hit.text, hit.highlights)
    if len(hit.text) <= width:
        return Snippet(hit.text, tuple(found), 0, len(hit.text))
    room = max(width - 2 * len(ELLIPSIS), 0)
    start, end = _widened(hit.text, found, _densest(found, room), room)
    return _cut(hit.text, found, start, end)


def _apart(text: str, highlights: Sequence[Highlight]) -> list[Highlight]:
    """Return the highlights of `text` in order, without those that overlap one before, and those outside."""
    kept: list[Highlight] = []
    for each in sorted(highlights, key=lambda one: (one.start, -one.end)):
        if (kept[-1].end if kept else 0) <= each.start < each.end <= len(text):
            kept.append(each)
    return kept


def _densest(found: Sequence[Highlight], room: int) -> tuple[int, int]:
    """Return the span from a highlight to one within `room` that holds the most."""
    best, span = (0, 0), (0, 0)
    for at, first in enumerate(found):
        within = [each for each in found[at:] if each is first or each.end - first.start <= room]
        worth = len({each.query for each in within}), len(within)
        if worth > best:
            best, span = worth, (first.start, within[-1].end)
    return span


def _widened(text: str, found: Sequence[Highlight], span: tuple[int, int], room: int) -> tuple[int, int]:
    """Return `span` with what stands before and behind it, as much as there is room for, cut where it may be."""
    spare = max(room - (span[1] - span[0]), 0)
    before = min(span[0], max(spare // 2, spare - (len(text) - span[1])))
    first, last = span[0] - before, min(span[1] + spare - before, len(text))
    start = _place(text, found, range(first, span[0] + 1))
    end = _place(text, found, range(last, span[1] - 1, -1))
    inside = [each for each in found if start <= each.start and each.end <= end]
    return _stripped(text, start, end, inside)


def _stripped(text: str, start: int, end: int, inside: Sequence[Highlight]) -> tuple[int, int]:
    """Return the span without blanks and ending marks before its first highlight, and without blanks behind its last."""
    first, last = (inside[0].start, inside[-1].end) if inside else (end, start)
    while 0 < start < first and (text[start].isspace() or text[start] in _ENDING or _within_character(text, start)):
        start += 1
    while max(last, start) < end < len(text) and text[end - 1].isspace():
        end -= 1
    return start, end


def _place(text: str, found: Sequence[Highlight], range_: range) -> int:
    """Return the first place of `range_` between words, if it is near, else the first between characters, else its last."""
    outside = (at for at in range_ if not any(each.start < at < each.end for each in found) and not _within_character(text, at))
    places = list(outside)
    near = (at for at in places if abs(at - places[0]) <= _REACH and not _within_word(text, at))
    return next(near, places[0] if places else range_[-1])


def _within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at])


def _in_word(character: str) -> bool:
    return bool(_WORD.match(character)) or _marks(character)


def _within_character(text: str, at: int) -> bool:
    """Whether letter and mark would be parted there, two that are joined, or the halves of a surrogate pair."""
    if not 0 < at < len(text):
        return False
    return _marks(text[at]) or ord(text[at - 1]) in _JOINED or ("\ud800" <= text[at - 1] < "\udc00" <= text[at] < "\ue000")


def _marks(character: str) -> bool:
    return ord(character) in _JOINED or unicodedata.category(character).startswith("M") or "\U0001f3fb" <= character <= "\U0001f3ff"


def _cut(text: str, found: Sequence[Highlight], start: int, end: int) -> Snippet:
    """Return what stands from `start` to `end`, with its highlights."""
    before, after = ELLIPSIS if start else "", ELLIPSIS if end < len(text) else ""
    by = len(before) - start
    moved = (replace(each, start=each.start + by, end=each.end + by) for each in found if start <= each.start and each.end <= end)
    return Snippet(f"{before}{text[start:end]}{after}", tuple(moved), start, end)
