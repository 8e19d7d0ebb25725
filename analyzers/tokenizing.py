"""Where the words of a text are: runs of letters and digits, with what French writes inside them.

A chunk is what stands between blanks and punctuation: ``l'ex-branche``, ``Dar'a``, ``350.000``, ``O.N.U.``. What a chunk
becomes is the chain's business (``depeche.analyzers.chain``). Full stops never join words, so ``(OSDH).Mais`` and
``l'OSDH.Ce`` are two chunks each.

Limits: a run of over 255 characters is cut every 255, as Lucene's tokenizer cuts it; a chunk ends after eleven runs. Marks of
scripts other than Latin, Cyrillic, Greek, Hebrew, Arabic and Syriac divide words, the same way in texts and questions.
"""

import re
from collections.abc import Iterator

__all__ = ["APOSTROPHES", "HYPHENS", "INVISIBLE", "MARKS", "chunks", "pieces", "unmarked"]

APOSTROPHES = "'’‘ʼ`´′＇"
"""Characters that French copy uses as an apostrophe."""
HYPHENS = "‐‑-"
"""Characters that join a compound: hyphen, non-breaking hyphen, hyphen-minus (last, for character classes)."""
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08ca-\u08e1\u08e3-\u08ff"
    "\u1ab0-\u1ace\u1dc0-\u1dff\ufe20-\ufe2f"
)
"""Combining marks that belong to the letter before them: the inside of a character class."""
INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Soft hyphen, zero-width and bidirectional marks: the inside of a character class."""

_WORD = rf"[\w{MARKS}{INVISIBLE}]{{1,255}}"
_BLANKS = " \u00a0\u2009\u202f"
_UPPER = "".join(c for c in map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)]) if c.isupper())
_INITIAL = rf"[{_UPPER}][{MARKS}]{{0,4}}"
_ACRONYM = rf"(?:{_INITIAL}\.){{2,15}}(?:{_INITIAL}(?![\w{MARKS}]))?"
_PIECE = rf"(?:{_ACRONYM}|{_WORD})"


def _number(separator: str) -> str:
    """Return the pattern of a number; the group that holds what parts its thousands is named `separator`."""
    thousands = rf"\d{{1,3}}(?P<{separator}>[.{_BLANKS}])\d{{3}}(?:(?P={separator})\d{{3}}){{0,5}}(?!\d)(?:,\d{{1,9}})?(?!\w)"
    return rf"(?:{thousands}|\d{{1,15}},\d{{1,9}}(?!\w))"


_NEXT = rf"[{APOSTROPHES}]{_number('elided')}|[{APOSTROPHES}{HYPHENS}]{_PIECE}"
_CHUNK = re.compile(rf"{_number('plain')}|{_PIECE}(?:{_NEXT}){{0,10}}")


def chunks(text: str) -> Iterator[re.Match[str]]:
    """Return the chunks of `text` in order, as matches that span them (code points). Linear in the length of the text."""
    return _CHUNK.finditer(text)


_STANDS_FOR = dict(zip("\x00\x01\x02\x03", _BLANKS, strict=True))
_UNMARK = str.maketrans(_STANDS_FOR)
_IN_NUMBER = [(re.compile(rf"{blank}(?<=\d.)(?=\d{{3}}(?!\d))"), mark) for mark, blank in _STANDS_FOR.items()]
_STOP = re.compile(rf"\.(?<![{_UPPER}{MARKS}\d].)")
_APART = "\n" + _BLANKS[1:] + ':;!?()[]"«»“”…/%'


def pieces(text: str) -> list[str]:
    """Return `text` cut where no chunk can be: the chunks of a piece are those of the text, whatever stands around it.

    A piece begins one code point behind the end of the one before; what stands between is a blank or a mark that joins no words.
    Blanks that may part thousands stay within a piece, marked: ``unmarked`` gives them back.
    """
    for mark in _STANDS_FOR:
        text = text.replace(mark, "\n")
    for blank, mark in _IN_NUMBER:
        text = blank.sub(mark, text)
    for mark in _APART:
        text = text.replace(mark, " ")
    return _STOP.sub(" ", text.replace(", ", "  ")).split(" ")


def unmarked(piece: str) -> str:
    """Return one of ``pieces`` with the blanks that it has inside numbers."""
    return piece if piece.isprintable() else piece.translate(_UNMARK)
