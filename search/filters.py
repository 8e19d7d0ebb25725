"""The values that a field asks for: ids of places, countries and actors by any of their names, types, sources, months, dates.

A place stands for what lies in it too. What the archive does not hold matches nothing, and is noted.
Not here: the syntax (``question``), how fields of the question combine (``compiling``), and selections (``selections``).
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field

from depeche.analyzers import names
from depeche.analyzers.folding import fold
from depeche.core import fields, plan
from depeche.core.errors import QuestionError
from depeche.core.model import Entity, Kind
from depeche.indexer.engines.contract import Reader
from depeche.search.spellings import CUT
from depeche.search.vocabulary import Vocabulary

__all__ = ["Filters"]

_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?\Z")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])\Z")
_RANGE = re.compile(r"(?P<first>[^.]*)\.\.(?P<last>[^.]*)\Z")


@dataclass(slots=True)
class Filters:
    """Resolves filters against one archive; `notes` say which values it does not hold."""

    reader: Reader
    vocabulary: Vocabulary
    notes: list[str] = field(default_factory=list)

    def values(self, name: str, value: str) -> plan.Values:
        """Return what has the `value` asked of the field `name`; QuestionError if the field can have no such value."""
        resolve: dict[str, tuple[str, Callable[[str], tuple[str, ...]]]] = {
            "place": (fields.WITHIN, lambda value: self._entities(value, _is_place)),
            "actor": (fields.ACTOR, lambda value: self._entities(value, _is_actor)),
            "type": (fields.ACTOR_TYPE, lambda value: self._folded(fields.ACTOR_TYPE, value)),
            "country": (fields.COUNTRY, lambda value: self._entities(value, _is_country)),
            "source": (fields.SOURCE, self._sources),
            "month": (fields.MONTH, self._months),
            "date": (fields.DATE, self._dates),
        }
        field, of = resolve[name]
        found = of(value)
        if not found:
            self.notes.append(f"no {name} “{value}” in this archive")
        return plan.Values(field, found)

    def _entities(self, value: str, is_wanted: Callable[[Entity], bool]) -> tuple[str, ...]:
        """Return the ids of the entities with that id or name; if there are none, of those whose names sound like it."""
        known = self.vocabulary.entity(value)
        for found in ([known] if known else [], self.vocabulary.named(value), self.vocabulary.sounding(value)):
            ids = tuple(entity.id for entity in found if is_wanted(entity))
            if ids:
                return ids
        return ()

    def _folded(self, field: str, value: str) -> tuple[str, ...]:
        return tuple(held for held, _ in self.reader.dictionary(field) if fold(held) == fold(value))

    def _sources(self, value: str) -> tuple[str, ...]:
        """Return the sources with that name; if there are none, those whose name sounds like it."""
        spelled = (source for source, _ in self.reader.dictionary(fields.SOURCE) if names.likeness(value, source) >= CUT)
        return self._folded(fields.SOURCE, value) or tuple(spelled)

    def _months(self, value: str) -> tuple[str, ...]:
        if not _MONTH.match(value):
            raise QuestionError(f"{value!r} is no month: write 2018-07")
        return tuple(month for month, _ in self.reader.dictionary(fields.MONTH, value))

    def _dates(self, value: str) -> tuple[str, ...]:
        """Return the dates asked for: one, with all that lies in it, or a range whose ends may be missing and are included.

        A date of which only the month or the year is known is in a range that holds all of it.
        """
        if _DATE.match(value):
            return tuple(date for date, _ in self.reader.dictionary(fields.DATE, value) if date == value)
        ends = _RANGE.match(value)
        if not ends or not all(end == "" or _DATE.match(end) for end in ends.groups()):
            raise QuestionError(f"date:{value} is no date: write 2018, 2018-07, 2018-07-31 or a range such as 2018-02..2018-05")
        first, last = _first_day(ends["first"] or "0000"), _last_day(ends["last"] or "9999")
        dates = (date for date, _ in self.reader.dictionary(fields.DATE) if _DATE.match(date))
        return tuple(date for date in dates if first <= _first_day(date) and _last_day(date) <= last)


def _is_place(entity: Entity) -> bool:
    return entity.kind is Kind.PLACE


def _is_country(entity: Entity) -> bool:
    return _is_place(entity) and entity.type == "country"


def _is_actor(entity: Entity) -> bool:
    return entity.kind is Kind.ACTOR


def _first_day(date: str) -> str:
    """Return the first day of a year, a month or a day."""
    return date + "-01-01"[len(date) - 4 :]


def _last_day(date: str) -> str:
    """Return the last day of a year, a month or a day."""
    if len(date) == 10:
        return date
    year, month = int(date[:4]), int(date[5:] or 12)
    return f"{date[:4]}-{month:02}-{monthrange(year, month)[1]}"
