"""The values that a field asks for: ids of places, countries and actors by any of their names, types, sources, months, dates.

Types of actors have French names too (``tables/actor_types.tsv``). A place stands for what lies in it too. Of dates there are
``date``, ``since``, ``before`` and ``after``. What no passage holds matches nothing, and is noted; so is a name that was read as
one that it probably spells.
Not here: the syntax (``question``), how fields of the question combine (``compiling``), and selections (``selections``).
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from depeche.analyzers.folding import fold
from depeche.core import fields, plan
from depeche.core.errors import QuestionError
from depeche.core.tables import rows
from depeche.indexer.engines.contract import Reader
from depeche.search.compiling.days import first_day, is_date, is_month, last_day
from depeche.search.vocabulary import Vocabulary
from depeche.search.vocabulary.spellings import cut_alone

__all__ = ["Filters"]

_RANGE = re.compile(r"(?P<first>[^.]*)\.\.(?P<last>[^.]*)\Z")
_FIELDS = fields.FACETS | {"place": fields.WITHIN, "date": fields.DATE}
"""The engine's field in which a value is looked for, by what people call it."""


class _Found(NamedTuple):
    """The values that a name stands for, and the labels of those for which it is no name but a probable spelling of one."""

    values: tuple[str, ...]
    guessed: tuple[str, ...] = ()


class Filters:
    """Resolves filters against one archive; `notes` say which values it does not hold, and which were guessed."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary) -> None:
        self.reader, self.vocabulary = reader, vocabulary
        self.notes: list[str] = []

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
        if not is_date(value):
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
        return _Found(self._folded(field, value, _types().get(fold(value), value)))

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

    def _folded(self, field: str, *names: str) -> tuple[str, ...]:
        asked = set(map(fold, names))
        same = (held for held, _ in self.reader.dictionary(field) if fold(held) in asked)
        return tuple(held for held in same if self.vocabulary.holds(field, held))

    def _months(self, value: str) -> tuple[str, ...]:
        if not is_month(value):
            raise QuestionError(f"{value!r} is no month: write 2018-07")
        return (value,) if self.vocabulary.holds(fields.MONTH, value) else ()

    def _dates(self, value: str) -> tuple[str, ...]:
        """Return the dates asked for: one, with all that lies in it, or a range whose ends may be missing and are included.

        A date of which only the month or the year is known is in a range that holds all of it.
        """
        if is_date(value):
            return (value,) if self.vocabulary.holds(fields.DATE, value) else ()
        first, last = _ends(value)
        within = tuple(date for date in self._all_dates() if first <= first_day(date) and last_day(date) <= last)
        return within if self.vocabulary.holds(fields.DATE, *within) else ()

    def _all_dates(self) -> Iterator[str]:
        return (date for date, _ in self.reader.dictionary(fields.DATE) if is_date(date))


def _ends(value: str) -> tuple[str, str]:
    """Return the first and the last day of a range; QuestionError if it is none, or its ends are the wrong way round."""
    ends = _RANGE.match(value)
    if not ends or not any(ends.groups()) or not all(end == "" or is_date(end) for end in ends.groups()):
        raise QuestionError(f"date:{value} is no date: write 2018, 2018-07, 2018-07-31 or a range such as 2018-02..2018-05")
    first, last = first_day(ends["first"] or "0001"), last_day(ends["last"] or "9999")
    if first > last:
        raise QuestionError(f"the ends of date:{value} are the wrong way round: write the earlier one first")
    return first, last


@cache
def _types() -> dict[str, str]:
    """Return the types of actors by their French names, folded."""
    return {fold(row["name"]): row["type"] for row in rows("depeche.search.compiling", "actor_types.tsv")}


_BOUNDS: dict[str, Callable[[str, str], bool]] = {
    "since": lambda date, bound: first_day(date) >= first_day(bound),
    "before": lambda date, bound: last_day(date) < first_day(bound),
    "after": lambda date, bound: first_day(date) > last_day(bound),
}
"""Whether all of a date lies on the side of a bound that each of these names says."""
