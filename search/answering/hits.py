"""What is shown of a passage that answers: its text and facts, what met the question, what it names, its copies.

Only the passages of a page come here. Not here: which those are (``pages``), what met the question (``highlighting``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from depeche.core import fields, plan
from depeche.core.model import Kind
from depeche.core.results import Copy, EntityRef, Group, Hit
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import StoredPassage, decode
from depeche.search.answering.explaining import Explanation
from depeche.search.answering.facets import reference
from depeche.search.answering.highlighting import highlights
from depeche.search.answering.pages import Entry
from depeche.search.compiling.matchers import Matchers
from depeche.search.options import Request
from depeche.search.vocabulary import Vocabulary

__all__ = ["Hits"]

_MOST_COPIES = 1000
"""Copies that are looked up for one page."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Makes the hits of one answer: `plan` is all that matches, `matchers` say what met the question."""

    reader: Reader
    vocabulary: Vocabulary
    plan: plan.Node
    matchers: Matchers
    request: Request
    explanation: Explanation | None = None

    def passages(self, entries: Sequence[Entry]) -> tuple[Hit, ...]:
        """Return the hits of a page of passages."""
        copies = {} if self.request.copies else self._copies([entry.stored for entry in entries])
        hits = (self._hit(entry.rank, entry.match, entry.stored) for entry in entries)
        shown = zip(hits, (copies.get(entry.stored.copy or "", ()) for entry in entries), strict=True)
        return self._explained([replace(hit, similar=tuple(map(_copy, similar))) for hit, similar in shown])

    def groups(self, entries: Sequence[Entry]) -> tuple[Group, ...]:
        """Return the dispatches whose best passages the entries are, each with as many of its passages as were asked."""
        return tuple(self._group(entry.stored.dispatch, entry.rank) for entry in entries)

    def _group(self, dispatch: str, rank: int) -> Group:
        """Return a dispatch that is the one of that `rank`; so are its passages."""
        inside = plan.AllOf((self.plan, plan.Values(fields.DISPATCH, (dispatch,))))
        matches = self.reader.search(inside, self.request.group, order=self.request.sort)
        hits = [self._hit(rank, match, decode(match.payload)) for match in matches]
        return Group(dispatch, self.reader.count(inside, dispatches=False).passages, self._explained(hits))

    def _explained(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return the hits, with what their scores are made of where that was asked."""
        if self.explanation is None:
            return tuple(hits)
        parts = self.explanation.parts(fields.passage(hit.dispatch, hit.ordinal) for hit in hits)
        return tuple(replace(hit, parts=parts[fields.passage(hit.dispatch, hit.ordinal)]) for hit in hits)

    def _copies(self, shown: Sequence[StoredPassage]) -> dict[str, list[StoredPassage]]:
        """Return the passages that match and share a mark with one of those `shown`, by mark, the earliest first."""
        marks = {one.copy: one for one in shown if one.copy}
        if not marks:
            return {}
        among = plan.AllOf((self.plan, plan.Values(fields.COPY, tuple(marks))))
        found: dict[str, list[StoredPassage]] = {}
        for match in self.reader.search(among, _MOST_COPIES, order=plan.Order.OLDEST):
            stored = decode(match.payload)
            mark = stored.copy or ""
            if _key(marks[mark]) != _key(stored):
                found.setdefault(mark, []).append(stored)
        return found

    def _hit(self, rank: int, match: Match, stored: StoredPassage) -> Hit:
        named = list(self._named(stored))
        return Hit(
            rank=rank,
            score=match.score,
            dispatch=stored.dispatch,
            path=stored.path,
            date=stored.date,
            source=stored.source,
            title=stored.title,
            start=stored.start,
            end=stored.end,
            text=stored.text,
            highlights=highlights(stored.text, self.matchers),
            places=tuple(one for one in named if one.kind is Kind.PLACE),
            actors=tuple(one for one in named if one.kind is Kind.ACTOR),
            ordinal=stored.ordinal,
        )

    def _named(self, stored: StoredPassage) -> Iterator[EntityRef]:
        """Yield what the passage names; of the first one of a dispatch, the place where it was filed comes last."""
        filed = stored.facts.dateline if stored.facts else None
        ids = dict.fromkeys([*(id_ for _, _, id_, _ in stored.names), *([filed] if filed else [])])
        return (reference(entity, self.vocabulary) for entity in map(self.vocabulary.entity, ids) if entity)


def _copy(stored: StoredPassage) -> Copy:
    return Copy(stored.dispatch, stored.date, stored.source, stored.start, stored.end)


def _key(stored: StoredPassage) -> str:
    return fields.passage(stored.dispatch, stored.ordinal)
