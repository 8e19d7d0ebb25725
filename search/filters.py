"""The values that a field of the question asks for: ids of places and actors by any of their names, dates, sources.

A place stands for what lies in it too. What the archive does not hold matches nothing, and is noted.
Not here: the syntax (``question``), how filters combine (``compiling``).
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field

from depeche.analyzers.folding import fold
from depeche.core import fields, plan
from depeche.core.errors import QuestionError
from depeche.core.model import Kind
from depeche.indexer.engines.contract import Reader
from depeche.search.question.tree import Filter
from depeche.search.vocabulary import Vocabulary

__all__ = ["Filters"]

_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?\Z")
_RANGE = re.compile(r"(?P<first>[^.]*)\.\.(?P<last>[^.]*)\Z")


@dataclass(slots=True)
class Filters:
    """Resolves filters against one archive; `notes` say which values it does not hold."""

    reader: Reader
    vocabulary: Vocabulary
    notes: list[str] = field(default_factory=list)

    def node(self, asked: Filter) -> plan.Node:
        """Return the plan of a filter; QuestionError if its value is none that the field can have."""
        resolve: dict[str, Callable[[str], plan.Values]] = {
            "place": lambda value: plan.Values(fields.WITHIN, self._entities(value, Kind.PLACE)),
            "actor": lambda value: plan.Values(fields.ACTOR, self._entities(value, Kind.ACTOR)),
            "date": lambda value: plan.Values(fields.DATE, self._dates(value)),
            "source": lambda value: plan.Values(fields.SOURCE, self._sources(value)),
        }
        values = resolve[asked.field](asked.value)
        if not values.values:
            self.notes.append(f"no {asked.field} “{asked.value}” in this archive")
        return values

    def _entities(self, value: str, kind: Kind) -> tuple[str, ...]:
        """Return the ids of the entities with that id or name; if there are none, of those whose names sound like it."""
        known = self.vocabulary.entity(value)
        for found in ([known] if known else [], self.vocabulary.named(value), self.vocabulary.sounding(value)):
            ids = tuple(entity.id for entity in found if entity.kind is kind)
            if ids:
                return ids
        return ()

    def _sources(self, value: str) -> tuple[str, ...]:
        return tuple(source for source, _ in self.reader.dictionary(fields.SOURCE) if fold(source) == fold(value))

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


def _first_day(date: str) -> str:
    """Return the first day of a year, a month or a day."""
    return date + "-01-01"[len(date) - 4 :]


def _last_day(date: str) -> str:
    """Return the last day of a year, a month or a day."""
    if len(date) == 10:
        return date
    year, month = int(date[:4]), int(date[5:] or 12)
    return f"{date[:4]}-{month:02}-{monthrange(year, month)[1]}"
