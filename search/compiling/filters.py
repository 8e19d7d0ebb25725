"""The values that a field asks for: ids of places, countries and actors by any of their names, types, sources, months, dates.

A place stands for what lies in it too. Of dates there are ``date``, ``since``, ``before`` and ``after``. What no passage holds
matches nothing, and is noted; so is a name that was read as one that it probably spells.
Not here: the syntax (``question``), how fields of the question combine (``compiling``), and selections (``selections``).
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from depeche.analyzers.folding import fold
from depeche.core import fields, plan
from depeche.core.errors import QuestionError
from depeche.indexer.engines.contract import Reader
from depeche.search.vocabulary import Vocabulary
from depeche.search.vocabulary.spellings import cut_alone

__all__ = ["Filters"]

_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?\Z")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])\Z")
_RANGE = re.compile(r"(?P<first>[^.]*)\.\.(?P<last>[^.]*)\Z")
_FIELDS = fields.FACETS | {"place": fields.WITHIN, "date": fields.DATE}
"""The engine's field in which a value is looked for, by what people call it."""


class _Found(NamedTuple):
    """The values that a name stands for, and the labels of those for which it is no name but a probable spelling of one."""

    values: tuple[str, ...]
    guessed: tuple[str, ...] = ()


@dataclass(slots=True)
class Filters:
    """Resolves filters against one archive; `notes` say which values it does not hold, and which were guessed."""

    reader: Reader
    vocabulary: Vocabulary
    notes: list[str] = field(default_factory=list)

    def values(self, name: str, value: str) -> plan.Values:
        """Return what has the `value` asked of what people call `name`; QuestionError if that can have no such value."""
        if name in _BOUNDS:
            return self._bounded(name, value)
        field = _FIELDS[name]
        found = self._found(field, value)
        if not found.values:
            self._note(f"no {name} “{value}” in this archive")
        elif found.guessed:
            self._note(f"{name} “{value}” was read as {', '.join(dict.fromkeys(found.guessed))}")
        return plan.Values(field, found.values)

    def _bounded(self, name: str, value: str) -> plan.Values:
        """Return the dates that lie wholly on the side that `name` says of the date `value`."""
        if not _DATE.match(value):
            raise QuestionError(f"{name}:{value} is no date: write 2018, 2018-07 or 2018-07-31")
        dates = tuple(date for date in self._all_dates() if _BOUNDS[name](date, value))
        if not self.vocabulary.holds(fields.DATE, *dates):
            self._note(f"no date {name} {value} in this archive")
            return plan.Values(fields.DATE, ())
        return plan.Values(fields.DATE, dates)

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _found(self, field: str, value: str) -> _Found:
        match field:
            case fields.WITHIN | fields.ACTOR | fields.COUNTRY:
                return self._entities(field, value)
            case fields.SOURCE:
                return self._sources(value)
            case fields.MONTH:
                return _Found(self._months(value))
            case fields.DATE:
                return _Found(self._dates(value))
        return _Found(self._folded(field, value))

    def _entities(self, field: str, value: str) -> _Found:
        """Return the ids of the entities with that id or name; if there are none, of those with the likeliest spelling of it."""
        known = self.vocabulary.entity(value)
        for found in ([known] if known else [], self.vocabulary.named(value)):
            ids = tuple(entity.id for entity in found if self.vocabulary.holds(field, entity.id))
            if ids:
                return _Found(ids)
        probability, nearest = self.vocabulary.nearest(value, lambda id_: self.vocabulary.holds(field, id_))
        likely = nearest if probability >= cut_alone(value) else []
        return _Found(tuple(entity.id for entity in likely), tuple(entity.label for entity in likely))

    def _sources(self, value: str) -> _Found:
        found = tuple(self.vocabulary.sources(value))
        return _Found(found, tuple(source for source in found if fold(source) != fold(value)))

    def _folded(self, field: str, value: str) -> tuple[str, ...]:
        same = (held for held, _ in self.reader.dictionary(field) if fold(held) == fold(value))
        return tuple(held for held in same if self.vocabulary.holds(field, held))

    def _months(self, value: str) -> tuple[str, ...]:
        if not _MONTH.match(value):
            raise QuestionError(f"{value!r} is no month: write 2018-07")
        return (value,) if self.vocabulary.holds(fields.MONTH, value) else ()

    def _dates(self, value: str) -> tuple[str, ...]:
        """Return the dates asked for: one, with all that lies in it, or a range whose ends may be missing and are included.

        A date of which only the month or the year is known is in a range that holds all of it.
        """
        if _DATE.match(value):
            return (value,) if self.vocabulary.holds(fields.DATE, value) else ()
        ends = _RANGE.match(value)
        if not ends or not all(end == "" or _DATE.match(end) for end in ends.groups()):
            raise QuestionError(f"date:{value} is no date: write 2018, 2018-07, 2018-07-31 or a range such as 2018-02..2018-05")
        first, last = _first_day(ends["first"] or "0000"), _last_day(ends["last"] or "9999")
        within = tuple(date for date in self._all_dates() if first <= _first_day(date) and _last_day(date) <= last)
        return within if self.vocabulary.holds(fields.DATE, *within) else ()

    def _all_dates(self) -> Iterator[str]:
        return (date for date, _ in self.reader.dictionary(fields.DATE) if _DATE.match(date))


def _first_day(date: str) -> str:
    """Return the first day of a year, a month or a day."""
    return date + "-01-01"[len(date) - 4 :]


def _last_day(date: str) -> str:
    """Return the last day of a year, a month or a day."""
    if len(date) == 10:
        return date
    year, month = int(date[:4]), int(date[5:] or 12)
    return f"{date[:4]}-{month:02}-{monthrange(year, month)[1]}"


_BOUNDS: dict[str, Callable[[str, str], bool]] = {
    "since": lambda date, bound: _first_day(date) >= _first_day(bound),
    "before": lambda date, bound: _last_day(date) < _first_day(bound),
    "after": lambda date, bound: _first_day(date) > _last_day(bound),
}
"""Whether all of a date lies on the side of a bound that each of these names says."""
