"""The header of a dispatch: what stands before the dateline and says when, and by whom, it was published.

Rules of the genre: a machine's stamp (``date 2018-07``), the publication line of a web page (``Publié le 18/01/2022
14:52``, ``Mis à jour le …``), a line that is only a date, and a line that is only an agency or a medium. ``Publié le 18 janvier
par …`` is a sentence. By-lines, kickers and titles are prose. Where the first lines hold a title, :func:`hints`
reads publication and source lines among them without taking them out of the prose.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from depeche.analyzers.layout import dateline, dates, sources
from depeche.analyzers.layout.parts import LINE, Part, line_end, loose, skip_space
from depeche.core.model import DispatchDate, Precision

__all__ = ["hints", "publication", "read"]

_ITEMS = 6
_BYLINE = 60
_STAMP = re.compile(r"date[^\S\r\n]{0,3}:?[^\S\r\n]{0,3}(?=[0-9])")
_STAMP_YEAR = re.compile(r"[0-9]{4}(?=\s|$)")
_VERB = "|".join(
    map(
        loose,
        ("publié", "publiée", "mis en ligne", "mise en ligne", "posté", "première publication", "publication", "créé", "diffusé"),
    )
)
_AGAIN = "|".join(
    map(loose, ("mis à jour", "mise à jour", "dernière mise à jour", "modifié", "dernière modification", "actualisé"))
)
_BLANK = r"[^\S\r\n]{0,3}"
_GAP = r"[^\S\r\n]{1,3}"
_PUBLISHED = re.compile(rf"(?=[pmcd])(?:{_VERB})(?:{_BLANK}:|[^\S\r\n]{{1,3}}le\b(?:{_BLANK}:)?){_BLANK}", re.IGNORECASE)
_UPDATED = re.compile(rf"\(?(?:{_AGAIN})(?:{_BLANK}:|[^\S\r\n]{{1,3}}le\b(?:{_BLANK}:)?){_BLANK}", re.IGNORECASE)
_BETWEEN = re.compile(r"\)?\s{0,3}[-–—|,;•·/]?\s{0,3}(?=\S)")
_OPENS = re.compile(
    rf"\)?{_BLANK}(?:[-–—|•·]{_BLANK})?(?:[\r\n]|\Z|(?P<place>{loose('à')}{_GAP}[^\W_])|(?P<next>[«\"“„'‘]?{_BLANK}[^\W_]))",
    re.IGNORECASE,
)
_AUTHOR = re.compile(rf"{_BLANK}[-–—|•·,]?{_BLANK}par{_GAP}(?-i:[A-ZÀ-Þ])[^.\r\n]{{1,60}}(?=[\r\n])", re.IGNORECASE)
_SIGNED = re.compile(r"[\w»”\"!?]\s?\(([^()]{2,40})\)$")
_AFTER = re.compile(rf"\)?{_BLANK}(?:[-–—|•·](?=\s))?")


def read(text: str) -> list[Part]:
    """Return the parts of the header of `text`, in order; together they span it. Empty where there is none.

    The date of an update counts only where the day of publication is not given.
    """
    found: list[Part] = []
    while len(found) < _ITEMS and (part := _item(text, _next(text, found))):
        known = any(earlier.date and len(earlier.date.value) >= 10 for earlier in found)
        found.append(replace(part, date=None) if known and _UPDATED.match(text, part.start) else part)
    return found


def hints(text: str, lines: Iterable[int]) -> Iterator[Part]:
    """Yield what the first few lines, by where they begin, say: a publication line, a source, a title that ends in ``(AFP)``."""
    for start in lines:
        part = _published(text, start) or _source(text, start) or _titled(text, start)
        if part and skip_space(text, part.end) < len(text):
            yield part


def _next(text: str, found: list[Part]) -> int:
    between = _BETWEEN.match(text, found[-1].end) if found else None
    return between.end() if between and found[-1].source else skip_space(text, found[-1].end if found else 0)


def publication(line: str) -> DispatchDate | None:
    """Return the date of `line` where the whole of it is a publication line."""
    part = _published(line, 0) or _updated(line, 0)
    return part.date if part and part.end == len(line) else None


def _item(text: str, pos: int) -> Part | None:
    rules: tuple[Callable[[str, int], Part | None], ...] = (_stamp, _published, _updated, _source, _date)
    return next((part for rule in rules if (part := rule(text, pos))), None)


def _stamp(text: str, pos: int) -> Part | None:
    opening = _STAMP.match(text, pos)
    if not opening:
        return None
    found = dates.match(text, opening.end())
    if not found and (year := _STAMP_YEAR.match(text, opening.end())):
        date = dates.parse(year.group())
        found = (date, year.end()) if date else None
    return Part(pos, found[1], found[0]) if found and text[found[1] : found[1] + 1].strip() == "" else None


def _published(text: str, pos: int) -> Part | None:
    opening = _PUBLISHED.match(text, pos)
    if not opening or text[pos].islower():
        return None
    found = dates.match(text, opening.end())
    if not found:
        return _undated(text, pos, opening.end())
    return _closed(text, Part(pos, found[1], found[0]))


def _updated(text: str, pos: int) -> Part | None:
    opening = _UPDATED.match(text, pos)
    found = dates.match(text, opening.end()) if opening else None
    return _closed(text, Part(pos, found[1], found[0])) if found else None


def _undated(text: str, pos: int, end: int) -> Part | None:
    """Return a publication line whose date was lost: nothing behind it, or only a place."""
    ending = _OPENS.match(text, end)
    lost = ending and not ending["next"] and _begins(text, ending)
    return Part(pos, pos + len(text[pos:end].rstrip())) if lost else None


def _closed(text: str, part: Part) -> Part | None:
    """Return `part` with its closing sign where no sentence goes on behind it, else None."""
    between = _BETWEEN.match(text, part.end)
    again = between and _UPDATED.match(text, between.end())
    ending = _OPENS.match(text, part.end)
    if between and again:
        end = between.end()
    elif part.date and part.date.precision is Precision.MINUTE and (author := _AUTHOR.match(text, part.end)):
        end = author.end()
    elif ending and _begins(text, ending):
        sign = _AFTER.match(text, part.end)
        end = sign.end() if sign else part.end
    else:
        return None
    return Part(part.start, part.start + len(text[part.start : end].rstrip()), part.date)


def _begins(text: str, ending: re.Match[str]) -> bool:
    if ending["place"]:
        return dateline.read(text, ending.start("place"), preposition=True) is not None
    return not ending["next"] or not ending["next"][-1].islower()


def _source(text: str, pos: int) -> Part | None:
    """Return a line that is only a source, or a source before a publication line."""
    end = line_end(text, pos)
    published = _PUBLISHED.search(text, pos, min(end, pos + _BYLINE))
    whole = published or (text[end : end + 1] in ("\r", "\n") and skip_space(text, end) < len(text))
    line = text[pos : published.start() if published else end].rstrip().rstrip(",|-–—").rstrip()
    named = sources.names(line) if whole and 0 < len(line) <= _BYLINE else ()
    if not named or (published and not _published(text, published.start())):
        return None
    return Part(pos, pos + len(line), source=named[0].label or None)


def _titled(text: str, pos: int) -> Part | None:
    line = text[pos : line_end(text, pos)].rstrip()
    found = _SIGNED.search(line) if len(line) < LINE // 2 and line.endswith(")") else None
    named = sources.names(found[1]) if found else ()
    return Part(pos, pos + len(line), source=named[0].label) if named and named[0].kind == "agency" else None


def _date(text: str, pos: int) -> Part | None:
    """Return a line that is only a date, to the day at least."""
    found = dates.match(text, pos)
    if not found or len(found[0].value) < 10:
        return None
    end = line_end(text, found[1])
    whole = not text[found[1] : end].strip() and text[end : end + 1] in ("\r", "\n")
    return Part(pos, found[1], found[0]) if whole else None
