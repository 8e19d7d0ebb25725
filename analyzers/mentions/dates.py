"""Dates that a text names: days, months and years, and weekdays as seen from the dispatch's own date.

A date written out is read by ``depeche.analyzers.layout.dates``; here is found where to read. The words are in
``tables/date_words.tsv``. A mention covers the day (``samedi 17 novembre``), neither its article nor its clock. Not here: which
day a weekday means (``resolving``); ``la veille`` and ``le lendemain``, which hang on the story; months alone, decades, feasts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from depeche.analyzers.chain import stopwords
from depeche.analyzers.layout.dates import match
from depeche.analyzers.mentions.date_tokens import DateTokens, words
from depeche.analyzers.mentions.resolving import Seen, parsed, seen
from depeche.analyzers.mentions.texts import Text
from depeche.core.model import DispatchDate, Kind, Mention, Precision

__all__ = ["dates"]

_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
_NIGHT = "nuit"


def dates(text: Text, published: DispatchDate | None) -> list[Mention]:
    """Return the dates that `text` names, by start.

    Weekdays and ``hier`` are resolved where `published` is known to the day, a day and month without a year where its month is.
    What cannot be resolved is no mention.
    """
    known = words().numbers
    places = text.where(known)
    if not places:
        return []
    reader = _Reader(text, seen(published))
    found = {one.start: one for place in places for one in reader.read(place, *known[text.exacts[place]])}
    return sorted(found.values(), key=lambda one: one.start)


@dataclass(frozen=True, slots=True)
class _Reader(DateTokens):
    """The dates of one text, as seen from the date of publication."""

    published: Seen | None
    years: set[int] = field(default_factory=set)
    """The tokens that were found to be years by themselves."""

    def read(self, at: int, role: str, number: int) -> Iterator[Mention]:
        """Yield the mentions whose telling word is the token `at`: a month, a year, a weekday, or a word like ``hier``."""
        if role == "month":
            return self._month(at)
        if role == "year":
            return self._year(at)
        if not self.is_word(at) or not self.published or not self.published.exact:
            return iter(())
        return self._weekday(at, number) if role == "weekday" else self._relative(at, number)

    def _month(self, at: int) -> Iterator[Mention]:
        year = self._year_of(at)
        first = self.day_before(at)
        if first is None:
            yield from self._plain_month(at, year)
            return
        end = at + 2 if year and self.is_year(at + 1) else at + 1
        start = self._named_day(first)
        weekday = self.weekday(start) if start < first else None
        if year or self.is_word(at):
            yield from self._one(start, end, self._written(first, at, year, weekday), self._why(year, start < first))
            yield from self._days_before(start, at, year)

    def _days_before(self, start: int, month: int, year: str | None) -> Iterator[Mention]:
        """Yield the other days of a range or list: ``du 3 au 5 mars``, ``les 3, 4 et 5 mars``, ``lundi 3 et mardi 4 mars``."""
        while (day := self.tied(start)) is not None and self.is_day(day):
            start = self._named_day(day)
            weekday = self.weekday(start) if start < day else None
            yield from self._one(start, day + 1, self._written(day, month, year, weekday), self._why(year, start < day))

    def _plain_month(self, at: int, year: str | None) -> Iterator[Mention]:
        if year and self.is_word(at):
            end = at + 2 if self.is_year(at + 1) else at + 1
            yield from self._one(at, end, parsed(f"{self.surface(at)} {year}"), "month and year")

    def _year(self, at: int) -> Iterator[Mention]:
        if not self.is_year(at):
            return
        found = self._in_figures(at)
        if found:
            yield found
        elif not self._of_month(at) and (self._by_cue(at) or self._bracketed(at) or self._of_event(at) or self._in_range(at)):
            self.years.add(at)
            yield from self._one(at, at + 1, parsed(self.surface(at)), "year")

    def _in_figures(self, at: int) -> Mention | None:
        """Return the date in figures that the year is part of: ``2018-07-31``, ``2018-07``, ``31/07/2018``."""
        iso = at + 1 < self.text.count and self.gap(at + 1) == "-"
        first = at if iso else at - 2
        if not iso and (first < 0 or self.gap(at) not in ("-", "/", ".")):
            return None
        start = self.text.starts[first]
        found = match(self.text.written, start)
        value = found[0].value[:10] if found and found[0].value[:4] == self.surface(at) else ""
        if not value or _is_season(value):
            return None
        return self._mention(start, start + (10 if value[7:] else 7), value, "in figures")

    def _weekday(self, at: int, number: int) -> Iterator[Mention]:
        if self.published is None or self._day_follows(at):
            return
        end, side = at + 1, 0
        if self.has_roles(at - 2, at + 3):
            if (self.has(at - 1, "habit", at) and not self._by_night(at)) or self.has(at + 1, "other", at + 1):
                return
            end, side = self._side(at)
        day = self.published.weekday(number, side)
        yield self._named(at, end, day.isoformat(), f"weekday {self._relation(day.isoformat())}")

    def _relative(self, at: int, days: int) -> Iterator[Mention]:
        if self.published is None:
            return
        before = at > 0 and days and self.text.exacts[at - 1] == "avant" and self.gap(at) == "-"
        day = self.published.days(2 * days if before else days).isoformat()
        yield self._named(at - 1 if before else at, at + 1, day, f"day {self._relation(day)}")

    def _side(self, at: int) -> tuple[int, int]:
        """Return where a weekday's mention ends, and on which side of the day of publication it is."""
        if self.has(at + 1, "last", at + 1):
            return at + 2, -1
        for end in (at + 1, at + 2):
            if self.has(end, "next", end) and (end == at + 1 or self.text.exacts[at + 1] == "a"):
                return end + 1, 1
        coming = self.has(at - 1, "coming", at) or (self.has(at - 2, "coming", at - 1) and self.text.exacts[at - 1] == "a")
        return at + 1, 1 if coming else 0

    def _written(self, day: int, month: int, year: str | None, weekday: int | None) -> DispatchDate | None:
        written = f"{self.surface(day)} {self.surface(month)}"
        if year:
            return parsed(f"{written} {year}")
        near = self.published.nearest(written, weekday) if self.published else None
        return parsed(near.isoformat()) if near else None

    def _why(self, year: str | None, weekday: bool) -> str:
        if year:
            return "day, month and year"
        text = self.published.text if self.published else ""
        return f"nearest to {text}, with its weekday" if weekday else f"nearest to {text}"

    def _relation(self, day: str) -> str:
        text = self.published.text if self.published else ""
        return f"{'of' if day == text else 'before' if day < text else 'after'} {text}"

    def _one(self, start: int, end: int, date: DispatchDate | None, why: str) -> Iterator[Mention]:
        if date:
            yield self._named(start, end, date.value, why)

    def _named(self, start: int, end: int, value: str, why: str) -> Mention:
        """Return the mention of the tokens from `start` to `end`."""
        return self._mention(self.text.starts[start], self.text.ends[end - 1], value, why)

    def _mention(self, start: int, end: int, value: str, why: str) -> Mention:
        return Mention(start, end, self.text.written[start:end], Kind.DATE, _PRECISIONS[len(value)], value, value, why=why)

    def _of_month(self, at: int) -> bool:
        return self.is_month(at - 1) and self.follows(at) and (self.day_before(at - 1) is not None or self.is_word(at - 1))

    def _year_of(self, month: int) -> str | None:
        """Return the year behind a month, or behind the later month of a range (du 28 février au 3 mars 2018)."""
        if self.follows(month + 1) and self.is_year(month + 1):
            return self.surface(month + 1)
        for other in (month + 2, month + 3, month + 1):
            if not self.is_month(other) or not (self.ties(month + 1) if other > month + 1 else self.gap(other) == "-"):
                continue
            day = other == month + 3
            if (not day or self.is_day(month + 2)) and self.follows(other + 1) and self.is_year(other + 1):
                earlier = self.order(other) < self.order(month)
                return str(int(self.surface(other + 1)) - earlier)
        return None

    def _named_day(self, day: int) -> int:
        """Return where the date with its weekday begins: ``samedi 17 novembre``, ``lundi, 21 mai``, ``mardi le 3 mars``."""
        for before in (day - 1, day - 2):
            signs = ("", ",") if before == day - 1 else ("",)
            between = before == day - 1 or self.text.exacts[day - 1] == "le"
            if before >= 0 and between and self.weekday(before) is not None and self.gap(before + 1).strip() in signs:
                return before
        return day

    def _day_follows(self, at: int) -> bool:
        months = [month for month in (at + 2, at + 3) if self.is_month(month)]
        return any((day := self.day_before(month)) is not None and self._named_day(day) == at for month in months)

    def _by_night(self, at: int) -> bool:
        return _NIGHT in self.text.exacts[max(0, at - 4) : at]

    def _by_cue(self, at: int) -> bool:
        if self.has(at - 2, "coming", at - 1) and self.linked(at):
            return self.text.exacts[at - 1] == "a"
        return self.has(at - 1, "year", at) and self.surface(at - 1).casefold() != "des"

    def _of_event(self, at: int) -> bool:
        """Whether ``de`` stands before a year that counts nothing: la guerre de 2006 contre, but not plus de 2000 civils."""
        if at < 2 or self.text.exacts[at - 1] != "de" or not self.linked(at) or self.has(at - 2, "amount", at - 1):
            return False
        counts = self.linked(at + 1) and self.text.exacts[at + 1] not in stopwords()
        return self.linked(at - 1) and not counts and not self.text.exacts[at - 2].isdecimal()

    def _bracketed(self, at: int) -> bool:
        start, end = self.text.starts[at], self.text.ends[at]
        return self.text.written[start - 1 : start] == "(" and self.text.written[end : end + 1] == ")"

    def _in_range(self, at: int) -> bool:
        """Whether another year is tied to this one: ``de 2011 à 2014``, ``2011-2014``, ``en 2011 et 2014``."""
        before = self.tied(at)
        if before is not None and self.is_year(before) and self._later(before, at):
            return self.gap(at).strip() in ("-", "–") or before in self.years
        after = at + 1 if at + 1 < self.text.count and self.gap(at + 1) in ("-", "–") else at + 2
        tied = after < self.text.count and self.tied(after) == at and self.is_year(after) and self._later(at, after)
        return tied and (after == at + 1 or self._is_open(at))

    def _is_open(self, at: int) -> bool:
        return at > 0 and self.text.exacts[at - 1] in ("de", "entre") and self.linked(at)

    def _later(self, first: int, second: int) -> bool:
        return int(self.surface(first)) < int(self.surface(second))


def _is_season(value: str) -> bool:
    """Whether a year and a month in figures are rather two years: ``2011-12``."""
    return len(value) == 7 and int(value[5:]) == int(value[2:4]) + 1
