"""A question asked of one snapshot of an archive: compiled, run, and its answer put together.

Not here: opening archives and snapshots (the facade), how an answer is printed.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from depeche.core import fields, plan
from depeche.core.frozen import frozen
from depeche.core.results import Results, Suggestion, Totals
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import StoredPassage
from depeche.search.answering.cursors import Cursor
from depeche.search.answering.facets import FacetCounter
from depeche.search.answering.hits import Hits
from depeche.search.answering.pages import Page, Pages
from depeche.search.compiling import Compiled, compile_question
from depeche.search.compiling.filters import Filters
from depeche.search.compiling.selections import Selections
from depeche.search.compiling.verifying import Around
from depeche.search.options import Request, SearchOptions, requested
from depeche.search.question.reading import read
from depeche.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from depeche.search.answering.explaining import Explanation

__all__ = ["Searcher"]


@frozen
class Searcher:
    """Answers questions from the snapshot of `reader`, whose vocabulary is `vocabulary` and whose commit is `commit`."""

    reader: Reader
    vocabulary: Vocabulary
    commit: str

    def search(self, question: str, **options: Unpack[SearchOptions]) -> Results:
        """Answer `question` as :class:`SearchOptions` say.

        Raises TypeError for an option that is none of them, and for a question or a value of another type; QuestionError for a
        value a field cannot have, a negative number, an unknown level or order, a cursor of another state of the archive or
        another question, and with ``strict`` for what cannot be understood.
        """
        request = requested(question, options)
        compiled, selections = self._compiled(request)
        return replace(self._answer(request, compiled, selections), suggestions=self._suggestions(compiled))

    def more_like(self, passages: Sequence[StoredPassage], **options: Unpack[SearchOptions]) -> Results:
        """Return what is like `passages`, which are of one dispatch; the answer's query is empty, options are as in a search."""
        from depeche.search.compiling.likeness import like

        request = replace(requested("", options), like=tuple(fields.passage(one.dispatch, one.ordinal) for one in passages))
        selections, notes = self._selections(request)
        compiled = like(passages, self.vocabulary, request.levels, copies=request.copies)
        return self._answer(request, replace(compiled, notes=tuple(notes)), selections)

    def run(self, question: str, depth: int) -> list[Match]:
        """Return the first `depth` matches of a question of its own, all copies among them, and nothing else of an answer."""
        compiled, _ = self._compiled(requested(question, {"limit": depth}))
        return self.reader.search(compiled.plan, depth)

    def _answer(self, request: Request, compiled: Compiled, selections: Selections) -> Results:
        asked = plan.AllOf((compiled.plan, self._arrived(request.arrived_after))) if request.arrived_after else compiled.plan
        node = selections.narrowed(asked)
        page = Pages(self.reader, node, request).page(Cursor.of(self.commit, request))
        total = self.reader.count(node, dispatches=request.dispatches)
        explanation = self._explanation(asked, compiled) if request.explain else None
        hits = Hits(self.reader, self.vocabulary, node, compiled.matchers, request, explanation)
        groups = hits.groups(page.entries) if request.group else ()
        facets = self._facets(request)
        return Results(
            query=request.question,
            total=Totals(total.passages, total.dispatches, compiled.at_least, compiled.at_most),
            passages=tuple(hit for group in groups for hit in group.hits) if request.group else hits.passages(page.entries),
            facets=facets.counted(asked, selections) if facets.limit else {},
            next=self._next(page, request),
            notes=(*compiled.notes, *facets.notes),
            groups=groups,
            explained=explanation.words() if explanation else (),
        )

    def _explanation(self, asked: plan.Node, compiled: Compiled) -> "Explanation":
        from depeche.search.answering.explaining import Explanation

        return Explanation(self.reader, self.vocabulary, asked, compiled.matchers)

    def _suggestions(self, compiled: Compiled) -> tuple[Suggestion, ...]:
        if not (compiled.unmet or compiled.doubtful):
            return ()
        from depeche.search.answering.suggesting import suggestions

        return suggestions(compiled.unmet, self.reader, compiled.doubtful, compiled.in_titles)

    def _compiled(self, request: Request) -> tuple[Compiled, Selections]:
        """Return the question's plan and what it is narrowed to; the notes of both are the plan's."""
        filters = Filters(self.reader, self.vocabulary)
        selections = Selections.resolved(request.chosen, filters)
        question = read(request.question, strict=request.strict)
        arrived = (self._arrived(request.arrived_after),) if request.arrived_after else ()
        around = Around(arrived, tuple(selections.chosen.values()))
        compiled = compile_question(question, self.vocabulary, filters, request.levels, request.within, around)
        is_blank = not request.question.strip() and (selections.chosen or request.arrived_after)
        return replace(compiled, plan=plan.Everything()) if is_blank else compiled, selections

    def _selections(self, request: Request) -> tuple[Selections, list[str]]:
        filters = Filters(self.reader, self.vocabulary)
        return Selections.resolved(request.chosen, filters), filters.notes

    def _arrived(self, after: int) -> plan.Node:
        numbers = (number for number, _ in self.reader.dictionary(fields.ARRIVAL))
        return plan.Values(fields.ARRIVAL, tuple(number for number in numbers if int(number) > after))

    def _facets(self, request: Request) -> FacetCounter:
        dispatches = request.dispatches and request.facet_dispatches
        return FacetCounter(self.reader, self.vocabulary, request.facet_limit, request.facet_search, dispatches, request.facets)

    def _next(self, page: Page, request: Request) -> str | None:
        return page.next.text(self.commit, request) if page.next else None
