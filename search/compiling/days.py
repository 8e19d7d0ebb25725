"""Dates as people ask for them, ``2018``, ``2018-07``, ``2018-07-31``: which are dates at all, and their first and last days.

Not here: which dates an archive holds (``filters``).
"""

import re
from datetime import date

__all__ = ["first_day", "is_date", "is_month", "last_day"]

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}\Z")
_MONTH_LENGTH = len("2018-07")


def is_date(text: str) -> bool:
    """Return whether `text` is a year from 0001 on, a month or a day that the calendar has."""
    if not _DATE.match(text):
        return False
    try:
        date.fromisoformat(first_day(text))
    except ValueError:
        return False
    return True


def is_month(text: str) -> bool:
    """Return whether `text` is a month, as ``2018-07``."""
    return len(text) == _MONTH_LENGTH and is_date(text)


def first_day(date: str) -> str:
    """Return the first day of a year, a month or a day."""
    return date + "-01-01"[len(date) - 4 :]


def last_day(date: str) -> str:
    """Return the last day of a year, a month or a day."""
    if len(date) == 10:
        return date
    from calendar import monthrange

    year, month = int(date[:4]), int(date[5:] or 12)
    return f"{date[:4]}-{month:02}-{monthrange(year, month)[1]}"
