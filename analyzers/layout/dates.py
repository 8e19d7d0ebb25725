"""Dates as French wire copy writes them, with their precision: ``31 juillet 2018 16h39``, ``31/07/2018``, ``2018-07``.

A date has a year; ``mardi`` or ``lundi 21 mai`` is none. A date that no calendar holds is none either.
The clock is kept as written: seconds and time zones are left out. Out of scope: which date of a text is the
dispatch's own (``header``, ``dateline``, ``trailer``).
"""

import re
from dataclasses import replace
from datetime import datetime

from depeche.analyzers.layout.parts import loose
from depeche.core.model import DispatchDate, Precision

__all__ = ["MONTHS", "PARTIAL", "WEEKDAYS", "agree", "complete", "ends", "match", "parse"]

MONTHS = (
    ("janvier", "janv", "jan"),
    ("février", "févr", "fév"),
    ("mars",),
    ("avril", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juil"),
    ("août",),
    ("septembre", "sept", "sep"),
    ("octobre", "oct"),
    ("novembre", "nov"),
    ("décembre", "déc"),
)
"""The months in order, each with its abbreviations."""
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
"""The days of the week, Monday first."""

_PRECISIONS = {1: Precision.YEAR, 2: Precision.MONTH, 3: Precision.DAY, 5: Precision.MINUTE}
_SHAPES = {1: "{:04}", 2: "{:04}-{:02}", 3: "{:04}-{:02}-{:02}", 5: "{:04}-{:02}-{:02}T{:02}:{:02}"}

_GAP = r"[^\S\r\n]{1,3}"
_MONTH = "|".join(f"(?P<m{n}>{'|'.join(map(loose, names))})" for n, names in enumerate(MONTHS, 1))
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)}),?{_GAP}"
_DAY = rf"(?:le{_GAP})?(?:{_WEEKDAY})?(?:le{_GAP})?(?P<day>[0-9]{{1,2}})(?:{_GAP}|(?<=1)er{_GAP})(?:{_MONTH})\.?"
_CLOCK = (
    rf"(?:[^\S\r\n]{{0,3}}(?:[-–—|/,à]|a\u0300|à{_GAP}partir{_GAP}de)?[^\S\r\n]{{0,3}}"
    r"(?P<hour>[0-9]{1,2})"
    r"(?:[^\S\r\n]?h[^\S\r\n]?(?P<minute>[0-9]{2})(?:min)?|[^\S\r\n]?h(?![^\W_])|:(?P<minute2>[0-9]{2})(?::[0-9]{2})?)(?![0-9])"
    rf"(?:{_GAP}(?:GMT|UTC|CES?T|TU)\b)?)?"
)
_END = r"(?![0-9])"
_ISO_ZONE = r"(?:[^\S\r\n]?(?:Z|[+-][0-9]{2}:?(?:[0-9]{2})?))?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
        rf"(?:[T ](?P<hour>[0-9]{{2}}):(?P<minute>[0-9]{{2}})(?::[0-9]{{2}}(?:[.,][0-9]{{1,9}})?)?{_ISO_ZONE})?(?![0-9:-])",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?![0-9-])",
        rf"{_DAY}{_GAP}(?P<year>[0-9]{{4}}){_END}{_CLOCK}",
        rf"(?:le{_GAP})?(?:{_WEEKDAY})?(?:le{_GAP})?(?P<day>[0-9]{{1,2}})(?P<sep>[/.-])(?P<month>[0-9]{{1,2}})(?P=sep)(?P<year>[0-9]{{4}}){_END}{_CLOCK}",
    )
)
_WHOLE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})",
        rf"(?:{_MONTH})\.?{_GAP}(?P<year>[0-9]{{4}})",
        r"(?P<month>[0-9]{2})/(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
        rf"(?:T(?P<hour>[0-9]{{2}})(?P<minute>[0-9]{{2}})(?:[0-9]{{2}}(?:[.,][0-9]{{1,9}})?)?{_ISO_ZONE})?",
    )
)
_FIRST = frozenset("0123456789lmjvsdſ")
"""What a date of these forms begins with, in small letters."""
_YEAR = re.compile(r"[0-9]{4}")
"""What every date has."""
_LONGEST = 80
_TAIL = 120

PARTIAL = re.compile(_DAY, re.IGNORECASE)
"""A day and a month, with or without a year behind: ``31 juil``."""


def parse(text: str) -> DispatchDate | None:
    """Return the date that the whole of `text` is, white space around it aside, or None.

    Read are ISO 8601 calendar dates from the year to the second (basic form too) and the French forms, months included
    (``juillet 2018``, ``07/2018``). The evidence is the text.
    """
    text = text.strip()
    if len(text) > _LONGEST or not _YEAR.search(text):
        return None
    found = (form.fullmatch(text) for form in _FORMS + _WHOLE)
    return next((date for one in found if one and (date := _date(one))), None)


def match(text: str, pos: int = 0) -> tuple[DispatchDate, int] | None:
    """Return the date that begins at `pos`, to the month at least, and where it ends, or None."""
    if text[pos : pos + 1].lower() not in _FIRST:
        return None
    found = (form.match(text, pos, pos + _LONGEST) for form in _FORMS)
    return next(((date, one.end()) for one in found if one and (date := _date(one))), None)


def ends(text: str) -> tuple[DispatchDate, int] | None:
    """Return the date that ends `text` (one short line), to the month at least, and where it begins, or None."""
    tail = text[-_TAIL:]
    if not _YEAR.search(tail):
        return None
    found = (one for form in _FORMS for one in form.finditer(tail) if one.end() == len(tail))
    return next(((date, len(text) - len(one.group())) for one in found if (date := _date(one))), None)


def agree(dates: list[DispatchDate]) -> DispatchDate | None:
    """Return the first date, made as precise as those after it allow: one that contradicts what is known is left out."""
    best: DispatchDate | None = None
    for date in dates:
        if best is None or (date.value.startswith(best.value) and date.value != best.value):
            best = date
    return best


def complete(date: DispatchDate | None, day: str | None) -> DispatchDate | None:
    """Return `date` made more precise by a `day` without a year (``31 juil``), where they agree."""
    whole = parse(f"{day.rstrip('.')} {date.value[:4]}") if date and day else None
    return agree([date, replace(whole, evidence=day)]) if date and whole and day else date


def _date(found: re.Match[str]) -> DispatchDate | None:
    numbers = _numbers(found.groupdict())
    try:
        datetime(*numbers, *[1] * max(0, 3 - len(numbers)))  # type: ignore[arg-type]
    except ValueError:
        return None
    value = _SHAPES[len(numbers)].format(*numbers)
    return DispatchDate(value, _PRECISIONS[len(numbers)], found.group())


def _numbers(groups: dict[str, str | None]) -> list[int]:
    month = groups.get("month") or next((key[1:] for key, value in groups.items() if value and key[1:].isdigit()), None)
    clock = (groups.get("hour"), groups.get("minute") or groups.get("minute2") or "0") if groups.get("hour") else ()
    return [int(part) for part in (groups["year"], month, groups.get("day"), *clock) if part]
