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
from functools import cache

from depeche.analyzers.folding import fold
from depeche.analyzers.tokenizing import INVISIBLE, MARKS
from depeche.core.model import Span
from depeche.core.tables import rows

__all__ = ["LONGEST", "paragraphs", "sentences"]

LONGEST = 400
"""Words in the longest sentence: what goes on without an end is cut there, at a blank."""

_CLOSERS = "»”’)\\]"
_OPENERS = "«“‘(\\["
_AFTER = rf"(?P<closers>(?:[ \u00a0\u202f]?»|[{_CLOSERS}]){{0,4}})(?P<quote>\"?)(?P<blank>[\s{INVISIBLE}]*)"
_STOP = re.compile(rf"(?P<mark>[.!?…]{{1,9}}){_AFTER}(?P<next>[—–-]?\s?[\"{_OPENERS}]{{0,3}}\s?\w)?[{MARKS}]*")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_CUT = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""Where an endless sentence may be cut: not inside a figure (350 000)."""
_LAST_WORD = re.compile(rf"[\w{MARKS}’'-]{{1,30}}\Z")


def sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of the prose at `span` in order: code points of `text`, without the blanks around them.

    Together they hold all that is not blank there. Any string is accepted, in time linear in its length.
    """
    return [sentence for paragraph in paragraphs(text, span) for sentence in _of_paragraph(text, paragraph)]


def paragraphs(text: str, span: Span) -> list[Span]:
    """Return the paragraphs of the prose at `span`, without the blanks around them.

    Blank lines part them; so does every line end, except in a block that is wrapped at a width (lines of 45 to 100
    characters on the average, none longer, or lines that go on in lower case).
    """
    return [line for block in _cut(text, span, _BLANK_LINES) for line in _lines(text, block)]


def _lines(text: str, block: Span) -> list[Span]:
    lines = _cut(text, block, _LINE_END)
    return [block] if _is_wrapped(text, lines) else lines


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    if len(lines) < 2:
        return False
    lengths = [line.end - line.start for line in lines[:-1]]
    goes_on = sum(text[line.start].islower() for line in lines[1:])
    evenly = len(lines) > 2 and max(lengths) <= 100 and min(lengths) >= 45
    return evenly or goes_on * 2 >= len(lines) - 1


def _cut(text: str, span: Span, gap: re.Pattern[str]) -> list[Span]:
    cuts = [(m.start(), m.end()) for m in gap.finditer(text, span.start, span.end)]
    starts = [span.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), span.end]
    return [piece for piece in (_trimmed(text, *ends_) for ends_ in zip(starts, ends, strict=True)) if piece.start < piece.end]


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())) if piece.strip() else Span(start, start)


def _of_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for end in _ends(text, paragraph):
        yield from _bounded(text, _trimmed(text, start, end))
        start = end
    yield from _bounded(text, _trimmed(text, start, paragraph.end))


def _ends(text: str, paragraph: Span) -> Iterator[int]:
    quotes = _Quotes(text, paragraph.start)
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if stop["next"] and _begins(text, stop):
            yield stop.end("closers") + (1 if stop["quote"] and quotes.closes(stop.start("quote"), stop["blank"]) else 0)


class _Quotes:
    """Whether a straight quotation mark opens or closes, by counting those before it in the paragraph."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._at, self._open = text, start, False

    def closes(self, mark: int, blank: str) -> bool:
        self._open ^= self._text.count('"', self._at, mark) % 2 == 1
        self._at = mark
        return self._open or bool(blank)


def _begins(text: str, stop: re.Match[str]) -> bool:
    first = stop["next"][-1]
    if stop["blank"]:
        return not (first.islower() or _is_abbreviated(text, stop))
    return first.isupper() and _may_be_glued(text, stop)


def _may_be_glued(text: str, stop: re.Match[str]) -> bool:
    if stop["closers"] or stop["quote"] or stop["mark"] != ".":
        return True
    is_whole = len(_word_before(text, stop)) > 1 or text[stop.start() - 1 : stop.start()] in ')»”]%"'
    after = text[stop.end() : stop.end() + 1]
    return is_whole and not _is_abbreviated(text, stop) and (after.islower() or after in "'’" or not after.strip())


def _is_abbreviated(text: str, stop: re.Match[str]) -> bool:
    if stop["mark"] != "." or stop["closers"]:
        return False
    word = _word_before(text, stop)
    last = re.split("[’'-]", word)[-1]
    return (len(last) == 1 and last.isupper()) or fold(word) in _abbreviations()


def _word_before(text: str, stop: re.Match[str]) -> str:
    match = _LAST_WORD.search(text[max(0, stop.start() - 30) : stop.start()])
    return unicodedata.normalize("NFC", match.group()) if match else ""


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in rows("depeche.analyzers", "abbreviations.tsv"))


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """Yield the sentence, cut at every LONGEST words; a word and its blank take two characters or more."""
    start = sentence.start
    if sentence.end - start > 2 * LONGEST:
        blanks = [start + m.end() for m in _CUT.finditer(text[start : sentence.end])]
        for cut in blanks[LONGEST - 1 :: LONGEST]:
            yield _trimmed(text, start, cut)
            start = cut
    if start < sentence.end:
        yield _trimmed(text, start, sentence.end)
