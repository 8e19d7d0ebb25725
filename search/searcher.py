"""A question asked of one snapshot of an archive: compiled, run, and its answer put together.

Not here: opening archives and snapshots (the facade), how an answer is printed.
"""

import base64
import binascii
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TypeAlias, TypedDict, Unpack, cast

from depeche.core.errors import QuestionError
from depeche.core.fields import FACETS
from depeche.core.model import Kind, Level
from depeche.core.plan import Everything
from depeche.core.results import EntityRef, Hit, Results, Totals
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import StoredPassage, decode
from depeche.search.checking import check
from depeche.search.compiling import Compiled, compile_question
from depeche.search.facets import FacetCounter, reference
from depeche.search.filters import Filters
from depeche.search.highlighting import highlights
from depeche.search.matchers import Matchers
from depeche.search.question.reading import read
from depeche.search.selections import Selections
from depeche.search.vocabulary import Vocabulary

__all__ = ["SearchOptions", "Searcher"]

_Asked: TypeAlias = "str | Collection[str] | None"


class SearchOptions(TypedDict, total=False):
    """How to answer, each with its default.

    ``limit`` (10): how many passages; ``offset`` (0): how many to leave out first; ``cursor`` (None): the ``next`` of the page
    before, instead of an offset; ``facet_limit`` (10): how many values of each facet, 0 for none; ``facet_search`` (""): just
    those with a label or another name that holds this text up to folding, or that it spells, if it holds a letter or digit;
    ``dispatches`` (True): count distinct dispatches too, which takes longer; ``facet_dispatches`` (True): for the values of facets
    as well; ``levels`` (None, for all): the set of levels at which words may answer, each a :class:`Level` or its value;
    ``Level.SPELLING.and_stronger`` is such a set. Filters have no levels.

    ``place``, ``actor``, ``type`` (of actor), ``country``, ``source``, ``month`` (``2018-07``) (None): the values of a facet that
    the answer is narrowed to, one or several, by id or any name. Several of one facet are alternatives, different facets must
    all hold. A place holds what lies in it. A blank question with such a selection asks for all that is selected.
    """

    limit: int
    offset: int
    cursor: str | None
    facet_limit: int
    facet_search: str
    dispatches: bool
    facet_dispatches: bool
    levels: Collection[Level | str] | None
    place: _Asked
    actor: _Asked
    type: _Asked
    country: _Asked
    source: _Asked
    month: _Asked


@dataclass(frozen=True, slots=True)
class Searcher:
    """Answers questions from the snapshot of `reader`, whose vocabulary is `vocabulary` and whose commit is `commit`."""

    reader: Reader
    vocabulary: Vocabulary
    commit: str

    def search(self, question: str, **options: Unpack[SearchOptions]) -> Results:
        """Answer `question` as :class:`SearchOptions` say.

        Raises TypeError for an option that is none of them, and for a question or a value of another type; QuestionError for a
        value a field cannot have, a negative number, an unknown level, and a cursor of another state of the archive.
        """
        check(question, options)
        limit, offset = self._page(options)
        facets = self._facets(options)
        compiled, selections = self._compiled(question, options)
        plan = selections.narrowed(compiled.plan)
        matches = self.reader.search(plan, limit, offset)
        total = self.reader.count(plan, dispatches=options.get("dispatches", True))
        return Results(
            query=question,
            total=Totals(total.passages, total.dispatches),
            passages=tuple(self._hit(rank, match, compiled.matchers) for rank, match in enumerate(matches, offset + 1)),
            facets=facets.counted(compiled.plan, selections) if facets.limit else {},
            next=self._cursor(offset + limit) if limit and offset + limit < total.passages else None,
            notes=(*compiled.notes, *facets.notes),
        )

    def _page(self, options: SearchOptions) -> tuple[int, int]:
        """Return the limit and the offset of the passages asked for."""
        cursor = options.get("cursor")
        limit, offset = options.get("limit", 10), self._offset(cursor) if cursor else options.get("offset", 0)
        if min(limit, offset, options.get("facet_limit", 10)) < 0:
            raise QuestionError("limit, offset and facet_limit must not be negative")
        return limit, offset

    def _facets(self, options: SearchOptions) -> FacetCounter:
        dispatches = options.get("dispatches", True) and options.get("facet_dispatches", True)
        limit, text = options.get("facet_limit", 10), options.get("facet_search") or ""
        return FacetCounter(self.reader, self.vocabulary, limit, text, dispatches)

    def _compiled(self, question: str, options: SearchOptions) -> tuple[Compiled, Selections]:
        """Return the question's plan and what it is narrowed to; the notes of both are the plan's."""
        filters, levels = Filters(self.reader, self.vocabulary), _levels(options.get("levels"))
        selections = Selections.resolved({facet: cast("_Asked", options.get(facet)) for facet in FACETS}, filters)
        compiled = compile_question(read(question), self.vocabulary, filters, levels)
        if selections.chosen and not question.strip():
            compiled = replace(compiled, plan=Everything())
        return compiled, selections

    def _hit(self, rank: int, match: Match, matchers: Matchers) -> Hit:
        stored = decode(match.payload)
        named = self._named(stored)
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
            places=tuple(one for one in named if one.kind is Kind.PLACE),
            actors=tuple(one for one in named if one.kind is Kind.ACTOR),
        )

    def _named(self, stored: StoredPassage) -> list[EntityRef]:
        """Return what the passage names; of the first one of a dispatch, the place where it was filed comes last."""
        filed = stored.facts.dateline if stored.facts else None
        ids = dict.fromkeys([*(id_ for _, _, id_, _ in stored.names), *([filed] if filed else [])])
        return [reference(entity, self.vocabulary) for entity in map(self.vocabulary.entity, ids) if entity]

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
