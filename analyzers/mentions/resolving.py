"""Which day is meant: a weekday, a day without a year, as seen from a dispatch's date.

Wire copy says ``mardi`` for the day of publication or the last such day before it. Not here: where dates stand in a text
(``dates``), the dispatch's own date (``depeche.analyzers.layout``).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from depeche.analyzers.layout.dates import parse
from depeche.core.model import DispatchDate, Precision

__all__ = ["Seen", "seen"]

_REACH = 183
"""Half a year, in days."""
_MIDDLE = {4: "-07-02", 7: "-15"}
"""What makes a year or a month the day in its middle."""


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
        read = (parse(f"{day} {self.middle.year + shift:04}") for shift in (-1, 0, 1))
        found = [date.fromisoformat(one.value) for one in read if one]
        fit = [one for one in found if abs(one - self.middle).days <= _REACH and weekday in (None, one.weekday())]
        return min(fit, key=lambda one: abs(one - self.middle), default=None)


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
