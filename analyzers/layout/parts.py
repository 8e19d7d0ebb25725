"""What the rules of a dispatch's layout share: a recognised part, white space, lines, and spelling-tolerant patterns.

Not here: the rules themselves (``header``, ``dateline``, ``trailer``) and the reading of dates and sources.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from depeche.core.model import DispatchDate

__all__ = ["LINE", "Part", "first_lines", "fold", "line_end", "line_start", "loose", "skip_space", "skip_space_back"]

LINE = 300
"""The longest line, in code points, that can be something else than prose."""

_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text that is not prose, `start` to `end` in code points, and what it says; `day` is a date without a year."""

    start: int
    end: int
    date: DispatchDate | None = None
    source: str | None = None
    place: str | None = None
    day: str | None = None


def skip_space(text: str, pos: int, end: int | None = None) -> int:
    """Return the first offset from `pos` that is not white space, or the end."""
    if pos < len(text) and not text[pos].isspace():
        return pos
    found = _SPACE.match(text, pos, len(text) if end is None else end)
    return found.end() if found else pos


def skip_space_back(text: str, low: int, end: int) -> int:
    """Return the offset after the last character before `end` that is not white space, or `low`."""
    return low + len(text[low:end].rstrip())


def line_end(text: str, pos: int) -> int:
    """Return the offset of the line's end from `pos`, at most :data:`LINE` further on."""
    limit = min(len(text), pos + LINE)
    end = text.find("\n", pos, limit)
    limit = end if end >= 0 else limit
    end = text.find("\r", pos, limit)
    return end if end >= 0 else limit


def first_lines(text: str, pos: int, count: int = 8) -> Iterator[int]:
    """Yield where the first lines that are not blank begin from `pos`; a line longer than :data:`LINE` is the last."""
    for _ in range(count):
        pos = skip_space(text, pos)
        yield pos
        pos = line_end(text, pos)
        if pos >= len(text) or text[pos] not in "\r\n":
            return


def line_start(text: str, low: int, end: int) -> int | None:
    """Return where the line that ends at `end` begins, not before `low`; None where it is longer than :data:`LINE`."""
    limit = max(low, end - LINE)
    last = max(text.rfind("\n", limit, end), text.rfind("\r", limit, end))
    if last < 0 and limit > low:
        return None
    return skip_space(text, limit if last < 0 else last + 1, end)


def loose(words: str) -> str:
    """Return a pattern of `words` whose accents may be composed, decomposed or missing; a blank is one to three blanks."""
    return "".join(_letter(char) for char in unicodedata.normalize("NFC", words))


def fold(text: str) -> str:
    """Return `text` without accents and case, for comparison only: offsets are lost."""
    return text.casefold() if text.isascii() else text.translate(_folded)


class _Folded(dict[int, str]):
    """Foldings by code point, computed when first met: ``str.translate`` asks once for each."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code))
        folded = self[code] = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
        return folded


_folded = _Folded()


def _letter(char: str) -> str:
    if char == " ":
        return r"[^\S\r\n]{1,3}"
    if char in "'’":
        return "['’]"
    plain = unicodedata.normalize("NFD", char)[0]
    return re.escape(char) if plain == char else f"(?:{char}|{plain}[\\u0300-\\u036f]?)"
