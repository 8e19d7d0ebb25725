"""A question asked of one snapshot of an archive: compiled, run, and its answer put together.

Not here: opening archives and snapshots (the facade), how an answer is printed.
"""

import base64
import binascii
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypedDict, Unpack

from depeche.core import fields
from depeche.core.errors import QuestionError
from depeche.core.model import Entity, Kind, Level
from depeche.core.plan import Node
from depeche.core.results import EntityRef, FacetCount, Hit, Results, Totals
from depeche.indexer.engines.contract import Count, Match, Reader
from depeche.indexer.payload import StoredPassage, decode
from depeche.search.compiling import compile_question
from depeche.search.filters import Filters
from depeche.search.highlighting import highlights
from depeche.search.matchers import Matchers
from depeche.search.question.reading import read
from depeche.search.vocabulary import Vocabulary

__all__ = ["FACETS", "SearchOptions", "Searcher"]

FACETS = {"place": fields.PLACE, "actor": fields.ACTOR, "source": fields.SOURCE, "month": fields.MONTH}
"""The facets of an answer and the fields they count."""


class SearchOptions(TypedDict, total=False):
    """How to answer, each with its default.

    ``limit`` (10): how many passages; ``offset`` (0): how many to leave out first; ``cursor`` (None): the ``next`` of the page
    before, instead of an offset; ``facet_limit`` (10): how many values of each facet, 0 for none; ``dispatches`` (True): count
    distinct dispatches too, which takes longer; ``levels`` (None, for all): the set of levels at which words may answer, each a
    :class:`Level` or its value; ``Level.SPELLING.and_stronger`` is such a set. Filters have no levels.
    """

    limit: int
    offset: int
    cursor: str | None
    facet_limit: int
    dispatches: bool
    levels: Collection[Level | str] | None


@dataclass(frozen=True, slots=True)
class Searcher:
    """Answers questions from the snapshot of `reader`, whose vocabulary is `vocabulary` and whose commit is `commit`."""

    reader: Reader
    vocabulary: Vocabulary
    commit: str

    def search(self, question: str, **options: Unpack[SearchOptions]) -> Results:
        """Answer `question` as :class:`SearchOptions` say.

        Raises TypeError for an option that is none of them; QuestionError for a value a field cannot have, a negative number, an
        unknown level, and a cursor of another state of the archive.
        """
        unknown = options.keys() - SearchOptions.__annotations__.keys()
        if unknown:
            raise TypeError(f"search has no option {', '.join(sorted(unknown))}")
        limit, facet_limit, dispatches = options.get("limit", 10), options.get("facet_limit", 10), options.get("dispatches", True)
        cursor = options.get("cursor")
        offset = self._offset(cursor) if cursor else options.get("offset", 0)
        if min(limit, offset, facet_limit) < 0:
            raise QuestionError("limit, offset and facet_limit must not be negative")
        filters, levels = Filters(self.reader, self.vocabulary), _levels(options.get("levels"))
        compiled = compile_question(read(question), self.vocabulary, filters, levels)
        matches = self.reader.search(compiled.plan, limit, offset)
        total = self.reader.count(compiled.plan, dispatches=dispatches)
        return Results(
            query=question,
            total=_totals(total),
            passages=tuple(self._hit(rank, match, compiled.matchers) for rank, match in enumerate(matches, offset + 1)),
            facets=self._facets(compiled.plan, facet_limit, dispatches=dispatches) if facet_limit else {},
            next=self._cursor(offset + limit) if limit and offset + limit < total.passages else None,
            notes=compiled.notes,
        )

    def _hit(self, rank: int, match: Match, matchers: Matchers) -> Hit:
        stored = decode(match.payload)
        entities = self._entities(stored)
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
            highlights=highlights(stored.text, matchers),
            places=tuple(_ref(entity) for entity in entities if entity.kind is Kind.PLACE),
            actors=tuple(_ref(entity) for entity in entities if entity.kind is Kind.ACTOR),
        )

    def _entities(self, stored: StoredPassage) -> list[Entity]:
        ids = dict.fromkeys(id_ for _, _, id_ in stored.names)
        return [entity for entity in map(self.vocabulary.entity, ids) if entity]

    def _facets(self, plan: Node, limit: int, *, dispatches: bool) -> dict[str, tuple[FacetCount, ...]]:
        counted = self.reader.facets(plan, list(FACETS.values()), limit, dispatches=dispatches)
        return {name: tuple(self._facet_count(name, count) for count in counted[field]) for name, field in FACETS.items()}

    def _facet_count(self, facet: str, count: Count) -> FacetCount:
        entity = self.vocabulary.entity(count.value) if facet in tuple(Kind) else None
        if entity is None:
            return FacetCount(count.value, count.value, _totals(count))
        return FacetCount(entity.id, entity.label, _totals(count), entity.kind, entity.type)

    def _cursor(self, offset: int) -> str:
        return base64.urlsafe_b64encode(f"{self.commit}:{offset}".encode()).decode().rstrip("=")

    def _offset(self, cursor: str) -> int:
        try:
            commit, offset = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split(":")
            place = int(offset)
        except (binascii.Error, ValueError) as error:
            raise QuestionError(f"{cursor!r} is no cursor") from error
        if commit != self.commit:
            raise QuestionError("the archive has changed since that page: ask the question again")
        return place


def _levels(asked: Collection[Level | str] | None) -> frozenset[Level]:
    if isinstance(asked, str):
        raise QuestionError(f"levels must be a set of levels, not {asked!r}")
    try:
        return frozenset(Level if asked is None else map(Level, asked))
    except ValueError as error:
        raise QuestionError(f"{error}: the levels are {', '.join(Level)}") from error


def _totals(count: Count) -> Totals:
    return Totals(count.passages, count.dispatches)


def _ref(entity: Entity) -> EntityRef:
    return EntityRef(entity.kind, entity.id, entity.label, entity.type)
