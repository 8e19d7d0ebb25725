"""The dateline: where a dispatch was filed, often with the date and the agency, before the first sentence.

Forms: ``Beyrouth - ``, ``LE CAIRE (Reuters) - ``, ``Beyrouth, 31 juil 2018 (AFP) - ``, ``Baghouz — ``, ``AFP - ``,
``Près de Baghouz`` alone on a line. With an agency or a date it is sure; a bare name must be a few capitalised words, a dash, and
then the beginning of a sentence, and none of the words of ``tables/not_places.tsv``. Out of scope: which place it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from depeche.analyzers.layout import dates, rubrics, sources
from depeche.analyzers.layout.parts import Part, line_end, loose, skip_space
from depeche.core.model import DispatchDate

__all__ = ["hints", "read"]

_WINDOW = 200
_WORDS = 7
_LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['’ʿʾʻ`‘-](?=[^\W\d_]))*"
_B = r"[^\S\r\n]{1,2}"
_NAME = re.compile(rf"(?:{_LETTERS}|Saint\.|St\.)(?:{_B}{_LETTERS}){{0,{_WORDS - 1}}}")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2,4}")
_SIDE = r"(?:nord|sud)(?:-(?:est|ouest))?|est|ouest|centre|large"
_NEAR = re.compile(
    r"(?=[pnaà])"
    rf"(?:{loose('près')}|non loin|aux abords|aux portes|[àa]{_B}bord|(?:au{_B}|(?:{loose('à')}|a){_B}l['’])(?:{_SIDE})){_B}"
    rf"(?:de{_B}la{_B}|de{_B}l['’]|de{_B}|d['’]|du{_B}|des{_B})(?=\S)",
    re.IGNORECASE,
)
_TO = re.compile(rf"{loose('à')}{_B}(?=[^\W\d_])", re.IGNORECASE)
_PAREN = re.compile(r"[^\S\r\n]{0,2}\(([^()\r\n]{1,60})\)")
_COMMA = re.compile(rf"[^\S\r\n]?,{_B}")
_SLASH = re.compile(r"[^\S\r\n]?/[^\S\r\n]?")
_DASH = re.compile(r"\s{1,3}(?:--?|[–—])\s{1,4}(?=\S)|[–—]\s{1,4}(?=\S)|\s{1,3}—(?=\S)")
_SIGN = re.compile(r"\s{0,3}(?:--?|[–—:])\s{0,4}(?=\S)")
_AGENCY = re.compile(r"\(?([^\W_][\w.-]{1,30}(?: [^\W_][\w.-]{0,20})?)\)?(?=\s)")
_ENCLOSED = re.compile(r"\s{1,3}(?=\S)")
_SENTENCE = re.compile(r"[«\"“„'‘(]?\s?(?P<first>[^\W_])")
_TITLE = re.compile(r"(?:\S{1,30}\s{1,2}){0,3}?\S{0,30}(?:\s[-–—]\s|\s?:(?=\s))")


@dataclass(frozen=True, slots=True)
class _Head:
    """What has been read of a dateline: its place, and whether an agency or a date makes it sure."""

    end: int
    place: str
    near: bool
    sure: bool = False
    source: str | None = None
    agency: bool = False
    date: DispatchDate | None = None
    day: str | None = None


def read(text: str, pos: int, *, preposition: bool = False) -> Part | None:
    """Return the dateline that begins at `pos`, sign included and white space behind it not, or None.

    With `preposition`, ``à`` may stand before the place, as behind ``Publié le``.
    """
    opening = _TO.match(text, pos) if preposition else None
    head = _head(text, opening.end() if opening else pos)
    end = _end(text, head, alone=bool(opening)) if head else None
    named = sources.names(head.place) if head and end else ()
    if not head or not end or (named and not head.source):
        return _agency(text, pos)
    return Part(pos, end, head.date, head.source, None if named else head.place, head.day)


def hints(text: str, lines: Iterable[int]) -> Part | None:
    """Return the first dateline with an agency that begins one of the first few lines, by where they begin."""
    parts = (read(text, start) for start in lines if start < len(text))
    return next((part for part in parts if part and part.source), None)


def _head(text: str, pos: int) -> _Head | None:
    near = _NEAR.match(text, pos, pos + _WINDOW)
    name = _name(text, near.end() if near else pos)
    if name is None or not (text[pos].isupper() or near or rubrics.article(text, pos)):
        return None
    head = _Head(name, text[pos:name], bool(near))
    for _ in range(5):
        longer = _date(text, head) or _paren(text, head) or _region(text, head)
        if longer is None:
            break
        head = longer
    return head


def _name(text: str, pos: int) -> int | None:
    """Return where the capitalised name at `pos` ends; other places may be joined to it by a slash."""
    if rubrics.prose(text, pos, pos + _WINDOW):
        return None
    end = None
    while (found := _NAME.match(text, pos, pos + _WINDOW)) and rubrics.capitalised(found.group()):
        end = found.end()
        slash = _SLASH.match(text, end)
        if not slash:
            break
        pos = slash.end()
    return end


def _date(text: str, head: _Head) -> _Head | None:
    comma = _COMMA.match(text, head.end)
    start = comma.end() if comma else skip_space(text, head.end, head.end + 2)
    if start == head.end:
        return None
    if found := dates.match(text, start):
        return replace(head, end=found[1], date=found[0], sure=True)
    partial = dates.PARTIAL.match(text, start, start + 40)
    return replace(head, end=partial.end(), day=partial.group(), sure=True) if partial else None


def _paren(text: str, head: _Head) -> _Head | None:
    found = _PAREN.match(text, head.end)
    if not found:
        return None
    if named := sources.names(found[1]):
        return replace(head, end=found.end(), source=named[0].label or None, agency=named[0].kind == "agency", sure=True)
    if inner := dates.parse(found[1]):
        return replace(head, end=found.end(), date=inner, sure=True)
    return replace(head, end=found.end()) if found[1][0].isupper() and not any(map(str.isdigit, found[1])) else None


def _region(text: str, head: _Head) -> _Head | None:
    comma = _COMMA.match(text, head.end)
    if not comma:
        return None
    short = _ABBREVIATION.match(text, comma.end())
    end = short.end() if short else _name(text, comma.end())
    return replace(head, end=end) if end else None


def _end(text: str, head: _Head, *, alone: bool) -> int | None:
    return _sure(text, head) if head.sure else _bare(text, head, alone=alone)


def _sure(text: str, head: _Head) -> int | None:
    """Return the end of a dateline with an agency or a date: a sign, a line end or, behind an agency, a capital follows."""
    sign = _SIGN.match(text, head.end)
    if sign:
        return len(text[: sign.end()].rstrip()) if head.source or ":" not in sign.group() else None
    follows = skip_space(text, head.end, head.end + 3)
    ended = "\n" in text[head.end : follows] or "\r" in text[head.end : follows]
    opens = _SENTENCE.match(text, follows)
    closed = ended or (head.agency and opens and not opens["first"].islower())
    return head.end if closed and skip_space(text, head.end) < len(text) else None


def _bare(text: str, head: _Head, *, alone: bool) -> int | None:
    sign = _DASH.match(text, head.end)
    if sign and rubrics.place(head.place) and _sentence(text, sign.end()):
        return head.end + len(text[head.end : sign.end()].rstrip())
    line = not text[head.end : line_end(text, head.end)].strip() and skip_space(text, head.end) < len(text)
    return head.end if line and (head.near or alone) else None


def _agency(text: str, pos: int) -> Part | None:
    """Return a dateline that is only an agency: ``AFP - `` or ``(AFP) - ``; behind the parenthesis the dash may be missing."""
    found = _AGENCY.match(text, pos)
    if not found or not found[1][0].isupper():
        return None
    sign = _DASH.match(text, found.end()) or (_ENCLOSED.match(text, found.end()) if text[pos] == "(" else None)
    named = sources.names(found[1]) if sign else ()
    if not sign or not named or named[0].kind != "agency" or not _sentence(text, sign.end()):
        return None
    return Part(pos, found.end() + len(text[found.end() : sign.end()].rstrip()), source=named[0].label)


def _sentence(text: str, pos: int) -> bool:
    """Say whether a sentence begins at `pos`: a capital or a number, and no second dash or colon within a few words."""
    found = _SENTENCE.match(text, pos)
    if not found or found["first"].islower():
        return False
    return not _TITLE.match(text, pos, line_end(text, pos)) and " " in text[pos : line_end(text, pos)]
