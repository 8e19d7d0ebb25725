"""Which day is meant: a weekday, a day without a year, as seen from a dispatch's date.

Wire copy says ``mardi`` for the day of publication or the last such day before it. Not here: where dates stand in a text
(``dates``), the dispatch's own date (``depeche.analyzers.layout``).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from depeche.analyzers.layout.dates import parse
from depeche.core.model import DispatchDate, Precision

__all__ = ["Seen", "parsed", "seen"]

_REACH = 183
"""Half a year, in days."""
_LEAP = 2000
"""A year that has every day."""
_MIDDLE = {4: "-07-02", 7: "-15"}
"""What makes a year or a month the day in its middle."""


parsed = lru_cache(maxsize=10_000)(parse)
"""What ``layout.dates.parse`` does; remembered, for a few days are named again and again."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A date to see others from: its `middle`, and as text; `exact` if it is known to the day."""

    middle: date
    text: str
    precision: Precision

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.precision in (Precision.DAY, Precision.MINUTE)

    def days(self, count: int) -> date:
        """Return the day so many days after it."""
        return self.middle + timedelta(count)

    def weekday(self, number: int, side: int = 0) -> date:
        """Return the nearest such day of the week (Monday 0): up to the day itself, with `side` -1 before it, with 1 after it."""
        back = (self.middle.weekday() - number) % 7
        if side > 0:
            return self.days(7 - back)
        return self.days(-(back or 7) if side < 0 else -back)

    def nearest(self, day: str, weekday: int | None) -> date | None:
        """Return the nearest `day` (``31 juillet``) within half a year; a day of the week must agree.

        None where there is no such day, or where only the year is known and no day of the week says more.
        """
        if self.precision is Precision.YEAR and weekday is None:
            return None
        days = _days(day, self.middle.year)
        fit = [one for one in days if abs(one - self.middle).days <= _REACH and weekday in (None, one.weekday())]
        return min(fit, key=lambda one: abs(one - self.middle), default=None)


@lru_cache(maxsize=2_000)
def _days(day: str, year: int) -> tuple[date, ...]:
    """Return such a day of the year before, of that `year` and of the one after, as far as there is one."""
    of_leap_year = parse(f"{day} {_LEAP}")
    if of_leap_year is None:
        return ()
    month, number = int(of_leap_year.value[5:7]), int(of_leap_year.value[8:10])
    years = [one for one in (year - 1, year, year + 1) if number <= monthrange(one, month)[1]]
    return tuple([date(one, month, number) for one in years])


def seen(published: DispatchDate | None) -> Seen | None:
    """Return `published` as a date to see others from; None where there is none, or none that a calendar holds."""
    if published is None:
        return None
    text = published.value[:10]
    try:
        middle = date.fromisoformat(text + _MIDDLE.get(len(text), ""))
    except ValueError:
        return None
    return Seen(middle, text, published.precision) if 1 < middle.year < 9999 else None
