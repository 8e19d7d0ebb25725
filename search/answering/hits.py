"""What is shown of a passage that answers: its text and facts, what met the question, what it names, its copies.

Only the passages of a page come here. Not here: which those are (``pages``), what met the question (``highlighting``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from depeche.core import fields, plan
from depeche.core.model import Kind
from depeche.core.plan import Node
from depeche.core.results import EntityRef, Group, Hit
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import StoredPassage, decode
from depeche.search.answering.copies import Alike, copies, versions
from depeche.search.answering.facets import reference
from depeche.search.answering.highlighting import highlights
from depeche.search.answering.pages import Entry
from depeche.search.compiling.matchers import Matchers
from depeche.search.compiling.titles import of_title
from depeche.search.options import Request
from depeche.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from depeche.search.answering.explaining import Explanation

__all__ = ["Hits"]

_AT_ONCE, _OF_EACH = 1000, 20
"""How many passages are looked up for all groups of a page together: so many, or for each group so many."""


class Hits:
    """Makes the hits of one answer: `node` is all that matches, `matchers` say what met the question."""

    def __init__(
        self,
        reader: Reader,
        vocabulary: Vocabulary,
        node: Node,
        matchers: Matchers,
        request: Request,
        explanation: "Explanation | None" = None,
    ) -> None:
        self.reader, self.vocabulary, self.plan, self.request, self.explanation = reader, vocabulary, node, request, explanation
        self.matchers, self.titled = matchers, of_title(matchers)

    def passages(self, entries: Sequence[Entry]) -> tuple[Hit, ...]:
        """Return the hits of a page of passages."""
        stored = [entry.stored for entry in entries]
        others = [Alike()] * len(stored) if self.request.copies else copies(self.reader, self.plan, stored)
        hits = (self._hit(entry.rank, entry.match, entry.stored) for entry in entries)
        told = zip(hits, others, strict=True)
        return self._told([replace(hit, similar=alike.listed, more_similar=alike.more) for hit, alike in told])

    def groups(self, entries: Sequence[Entry]) -> tuple[Group, ...]:
        """Return the dispatches whose best passages the entries are, each with as many of its passages as were asked."""
        stored = [entry.stored for entry in entries]
        others = [Alike()] * len(stored) if self.request.copies else versions(self.reader, self.plan, stored)
        told = zip(entries, self._inside(entries), others, strict=True)
        return tuple(self._group(entry, *inside, alike) for entry, inside, alike in told)

    def _group(self, entry: Entry, matches: Sequence[Match], count: int, alike: Alike) -> Group:
        """Return the dispatch of the entry, whose rank its passages have."""
        hits = [self._hit(entry.rank, match, decode(match.payload)) for match in matches]
        return Group(entry.stored.dispatch, count, self._told(hits), alike.listed, alike.more)

    def _inside(self, entries: Sequence[Entry]) -> list[tuple[list[Match], int]]:
        """Return the best passages of each dispatch, and how many there are: one search for all, unless they have very many."""
        most = max(_AT_ONCE, _OF_EACH * len(entries))
        inside = self._of(*(entry.stored.dispatch for entry in entries))
        found = self.reader.search(inside, most, order=self.request.sort) if entries else []
        if len(found) == most:
            return [self._best(entry) for entry in entries]
        matches: dict[str, list[Match]] = {}
        for match in found:
            matches.setdefault(match.dispatch, []).append(match)
        return [(all_[: self.request.group], len(all_)) for all_ in (matches[entry.stored.dispatch] for entry in entries)]

    def _best(self, entry: Entry) -> tuple[list[Match], int]:
        inside = self._of(entry.stored.dispatch)
        alone = self.request.group == 1
        best = [entry.match] if alone else self.reader.search(inside, self.request.group, order=self.request.sort)
        return best, self.reader.count(inside, dispatches=False).passages

    def _of(self, *dispatches: str) -> Node:
        return plan.AllOf((self.plan, plan.Values(fields.DISPATCH, dispatches)))

    def _told(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return the hits with their scores, which an order by date does not give, and what these are made of if that was asked."""
        keys = [fields.passage(hit.dispatch, hit.ordinal) for hit in hits]
        if hits and self.request.sort is not plan.Order.SCORE:
            among = plan.AllOf((self.plan, plan.Values(fields.PASSAGE, tuple(keys))))
            scores = {(match.dispatch, match.ordinal): match.score for match in self.reader.search(among, len(hits))}
            hits = [replace(hit, score=scores[hit.dispatch, hit.ordinal]) for hit in hits]
        if self.explanation is None:
            return tuple(hits)
        parts = self.explanation.parts(keys)
        return tuple(replace(hit, parts=parts[key]) for key, hit in zip(keys, hits, strict=True))

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
            title_highlights=highlights(stored.title, self.titled) if stored.title else (),
        )

    def _named(self, stored: StoredPassage) -> Iterator[EntityRef]:
        """Yield what the passage names; of the first one of a dispatch, the place where it was filed comes last."""
        filed = stored.facts.dateline if stored.facts else None
        ids = dict.fromkeys([*(id_ for _, _, id_, _ in stored.names), *([filed] if filed else [])])
        return (reference(entity, self.vocabulary) for entity in map(self.vocabulary.entity, ids) if entity)
