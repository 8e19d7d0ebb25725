"""What a shown passage stands for: those near-identical to it; and a shown dispatch: its other versions. Only what matches counts.

Not here: which of them is shown (``pages``).
"""

from collections.abc import Iterable, Sequence

from depeche.core import fields, plan
from depeche.core.frozen import frozen
from depeche.core.results import Copy
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import Located, StoredPassage, located

__all__ = ["LISTED", "Alike", "copies", "versions"]

LISTED = 20
"""How many are listed of one mark at most."""
_AT_ONCE, _OF_EACH = 200, 5
"""How many are looked up for all marks of a page together: so many, or for each mark so many, those that are shown among them.

If there are more, each mark is looked up for itself.
"""


@frozen
class Alike:
    """What shares the mark of one that is shown: the earliest and, last, the latest; and how many `more` there are."""

    listed: tuple[Copy, ...] = ()
    more: int = 0


def copies(reader: Reader, among: plan.Node, shown: Sequence[StoredPassage]) -> list[Alike]:
    """Return for each of the passages `shown`, no two of one mark, the other passages that match `among` and have its mark."""
    return _Marks(reader, among, fields.COPY).alike(shown)


def versions(reader: Reader, among: plan.Node, shown: Sequence[StoredPassage]) -> list[Alike]:
    """Return the same for the dispatches that the passages `shown` are of: each other version by a passage that matches."""
    return _Marks(reader, among, fields.VERSION).alike(shown)


@frozen
class _Marks:
    """Looks up what matches the plan `among` and has certain marks in `field`."""

    reader: Reader
    among: plan.Node
    field: str

    def alike(self, shown: Sequence[StoredPassage]) -> list[Alike]:
        marks = tuple(mark for one in shown if (mark := self._mark(one)) and self._is_shared(mark))
        if not marks:
            return [Alike() for _ in shown]
        most = max(_AT_ONCE, _OF_EACH * len(marks))
        found = self.reader.search(self._with(*marks), most, order=plan.Order.OLDEST)
        if len(found) == most:
            return [self._looked_up(one) if self._mark(one) in marks else Alike() for one in shown]
        of_mark: dict[str | None, list[Located]] = {}
        for one in self._located(found):
            of_mark.setdefault(one.mark, []).append(one)
        return [self._told(one, of_mark.get(self._mark(one), [])) for one in shown]

    def _is_shared(self, mark: str) -> bool:
        """Whether more than one passage may have the mark; those of one dispatch share that of the dispatch."""
        return self.reader.doc_freq(self.field, mark) > 1

    def _told(self, shown: StoredPassage, found: list[Located]) -> Alike:
        """Return what is told where all that share a mark were `found`, the earliest first, the undated last."""
        others = self._each_once(one for one in found if self._unit(one) != self._unit(shown))
        dated = [one for one in others if one.date] or others
        return self._alike(others, dated[-1:], len(others))

    def _looked_up(self, shown: StoredPassage) -> Alike:
        """Return what is told of the one mark of `shown`, of which there may be any number."""
        unit = fields.DISPATCH if self.field == fields.VERSION else fields.PASSAGE
        others = plan.AllOf((self._with(self._mark(shown) or ""), plan.Not(plan.Values(unit, (self._unit(shown),)))))
        first = self.reader.search(others, LISTED, order=plan.Order.OLDEST)
        latest = self.reader.search(others, 1, order=plan.Order.NEWEST)
        found = self.reader.count(others, dispatches=unit == fields.DISPATCH)
        count = found.passages if found.dispatches is None else found.dispatches
        return self._alike(self._each_once(self._located(first)), self._located(latest), count)

    def _alike(self, first: Sequence[Located], latest: Sequence[Located], count: int) -> Alike:
        listed = first if count == len(first) <= LISTED else [*first[: LISTED - 1], *latest]
        kept = self._each_once(listed)
        return Alike(tuple(map(_copy, kept)), count - len(kept))

    def _each_once(self, found: Iterable[Located]) -> list[Located]:
        """Return the first of each unit."""
        kept: dict[str, Located] = {}
        for one in found:
            kept.setdefault(self._unit(one), one)
        return list(kept.values())

    def _with(self, *marks: str) -> plan.Node:
        return plan.AllOf((self.among, plan.Values(self.field, marks)))

    def _mark(self, stored: StoredPassage) -> str | None:
        return stored.version if self.field == fields.VERSION else stored.copy

    def _located(self, matches: Iterable[Match]) -> list[Located]:
        return [located(match.payload, of_dispatch=self.field == fields.VERSION) for match in matches]

    def _unit(self, stored: StoredPassage | Located) -> str:
        """Return what tells it from others of its mark: the dispatch, or the passage."""
        return stored.dispatch if self.field == fields.VERSION else fields.passage(stored.dispatch, stored.ordinal)


def _copy(one: Located) -> Copy:
    return Copy(one.dispatch, one.date, one.source, one.start, one.end)
