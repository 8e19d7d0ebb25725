"""Where the sentences of French wire copy end: also where no blank follows the full stop.

A paragraph ends a sentence, with or without a stop. Inside one, a stop, question or exclamation mark ends a sentence when
what follows begins one: a capital or a figure after a blank, or a capital glued on (``(OSDH).Mais``). Abbreviations
(tables/abbreviations.tsv), initials and figures (350.000) do not end one. A straight quotation mark glued between stop and
capital belongs to the sentence before if it closes a quotation, else to the next.

Not here: what of a text is prose (``layout``), how sentences make passages (``passages``).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TypeAlias

from depeche.analyzers.folding import fold
from depeche.analyzers.tokenizing import INVISIBLE, MARKS
from depeche.core.model import Span
from depeche.core.tables import rows

__all__ = ["LONGEST", "Bounds", "by_paragraph", "paragraphs", "sentences"]

LONGEST = 400
"""Words in the longest sentence: what goes on without an end is cut there, at a blank."""

Bounds: TypeAlias = tuple[int, int]
"""Start and end of a run of the text: code points, end exclusive."""

_CLOSERS = "»”’)\\]"
_OPENERS = "«“‘(\\["
_AFTER = rf"(?P<closers>(?:[ \u00a0\u202f]?»|[{_CLOSERS}]){{0,4}})(?P<quote>\"?)(?P<blank>[\s{INVISIBLE}]*)"
_WINDOW = 30
"""Code points before a stop in which the word is looked for that may be an abbreviation."""
_STOP = re.compile(rf"(?P<mark>[.!?…][.!?…]{{0,8}}){_AFTER}(?:(?P<next>[—–-]?\s?[\"{_OPENERS}]{{0,3}}\s?\w)|)[{MARKS}]*")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_CUT = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""Where an endless sentence may be cut: not inside a figure (350 000)."""
_LAST_WORD = re.compile(rf"[\w{MARKS}’'-]{{1,{_WINDOW}}}\Z")


def sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of the prose at `span` in order: code points of `text`, without the blanks around them.

    Together they hold all that is not blank there. Any string is accepted, in time linear in its length.
    """
    return [Span(start, end) for paragraph in by_paragraph(text, span) for start, end in paragraph]


def by_paragraph(text: str, span: Span) -> list[list[Bounds]]:
    """Return the sentences of each of the ``paragraphs`` of the prose at `span`; each paragraph has one at least."""
    return [_of_paragraph(text, start, end) for start, end in _paragraphs(text, span)]


def paragraphs(text: str, span: Span) -> list[Span]:
    """Return the paragraphs of the prose at `span`, without the blanks around them.

    Blank lines part them; so does every line end, except in a block that is wrapped at a width (lines of 45 to 100
    characters on the average, none longer, or lines that go on in lower case).
    """
    return [Span(start, end) for start, end in _paragraphs(text, span)]


def _paragraphs(text: str, span: Span) -> list[Bounds]:
    return [line for block in _cut(text, span.start, span.end, _BLANK_LINES) for line in _lines(text, *block)]


def _lines(text: str, start: int, end: int) -> list[Bounds]:
    if text.find("\n", start, end) < 0:
        return [(start, end)]
    lines = _cut(text, start, end, _LINE_END)
    return [(start, end)] if _is_wrapped(text, lines) else lines


def _is_wrapped(text: str, lines: list[Bounds]) -> bool:
    if len(lines) < 2:
        return False
    lengths = [end - start for start, end in lines[:-1]]
    goes_on = sum(text[start].islower() for start, _ in lines[1:])
    evenly = len(lines) > 2 and max(lengths) <= 100 and min(lengths) >= 45
    return evenly or goes_on * 2 >= len(lines) - 1


def _cut(text: str, start: int, end: int, gap: re.Pattern[str]) -> list[Bounds]:
    found = []
    for match in gap.finditer(text, start, end):
        found.append(_trimmed(text, start, match.start()))
        start = match.end()
    found.append(_trimmed(text, start, end))
    return [bounds for bounds in found if bounds[0] < bounds[1]]


def _trimmed(text: str, start: int, end: int) -> Bounds:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _of_paragraph(text: str, start: int, end: int) -> list[Bounds]:
    found: list[Bounds] = []
    for stop in (*_ends(text, start, end), end):
        first, last = _trimmed(text, start, stop)
        if last - first > 2 * LONGEST:
            found += _bounded(text, first, last)
        elif first < last:
            found.append((first, last))
        start = stop
    return found


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    quotes = _Quotes(text, start)
    for stop in _STOP.finditer(text, start, end):
        mark, closers, quote, blank, following = stop.groups()
        if not following or (following[-1].islower() if blank else not following[-1].isupper()):
            continue
        before = "" if mark != "." or closers else _before(text, stop.start())
        if not (before and _abbreviates(before)) if blank else _is_glued(text, stop, before):
            yield stop.end(2) + (1 if quote and quotes.closes(stop.start(3), blank) else 0)


class _Quotes:
    """Whether a straight quotation mark opens or closes, by counting those before it in the paragraph."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._at, self._open = text, start, False

    def closes(self, mark: int, blank: str) -> bool:
        self._open ^= self._text.count('"', self._at, mark) % 2 == 1
        self._at = mark
        return self._open or bool(blank)


def _is_glued(text: str, stop: re.Match[str], before: str) -> bool:
    """Say whether the capital glued to the stop begins a sentence."""
    if stop["closers"] or stop["quote"] or stop["mark"] != ".":
        return True
    is_whole = len(_word(before)) > 1 or text[stop.start() - 1 : stop.start()] in ')»”]%"'
    after = text[stop.end() : stop.end() + 1]
    return is_whole and not _abbreviates(before) and (after.islower() or after in "'’" or not after.strip())


def _before(text: str, end: int) -> str:
    """Return what stands before `end` since the last blank."""
    first = end - _WINDOW if end > _WINDOW else 0
    blank = text.rfind(" ", first, end)
    return text[blank + 1 if blank >= 0 else first : end]


@lru_cache(maxsize=10_000)
def _abbreviates(piece: str) -> bool:
    word = _word(piece)
    last = re.split("[’'-]", word)[-1]
    return (len(last) == 1 and last.isupper()) or fold(word) in _abbreviations()


def _word(piece: str) -> str:
    match = _LAST_WORD.search(piece)
    return unicodedata.normalize("NFC", match.group()) if match else ""


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in rows("depeche.analyzers", "abbreviations.tsv"))


def _bounded(text: str, start: int, end: int) -> Iterator[Bounds]:
    """Yield the long sentence cut at every LONGEST words; a word and its blank take two characters or more."""
    blanks = [start + match.end() for match in _CUT.finditer(text[start:end])]
    for cut in blanks[LONGEST - 1 :: LONGEST]:
        yield _trimmed(text, start, cut)
        start = cut
    if start < end:
        yield _trimmed(text, start, end)
