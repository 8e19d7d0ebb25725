"""The facets of an answer: how often each value stands among its passages, and what is shown of the value.

A facet is counted over the question and the selections in all other facets, so that a choice in it does not hide what else could
be chosen. Facets without a selection share one call of the engine. Not here: what is selected (``selections``).
"""

from collections.abc import Collection, Iterable

from depeche.analyzers.folding import fold
from depeche.core import fields
from depeche.core.frozen import frozen
from depeche.core.model import Entity
from depeche.core.plan import Node
from depeche.core.results import EntityRef, FacetCount, Totals
from depeche.indexer.engines.contract import Count, Only, Reader
from depeche.search.compiling.selections import Selections
from depeche.search.question.reading import plain
from depeche.search.vocabulary import Vocabulary

__all__ = ["FacetCounter", "reference"]

_OF_ENTITIES = frozenset([fields.PLACE, fields.ACTOR, fields.COUNTRY])


@frozen
class FacetCounter:
    """Counts the `limit` largest values of each of `facets`; of those that match the text `search`, unless that says nothing."""

    reader: Reader
    vocabulary: Vocabulary
    limit: int
    search: str = ""
    dispatches: bool = True
    facets: Collection[str] = tuple(fields.FACETS)

    @property
    def notes(self) -> tuple[str, ...]:
        """What of the search was ignored, and why."""
        ignored = self._text and not _says_something(self._text)
        return (f"facet search “{self._text}” has no letter or digit and was ignored",) if ignored else ()

    def counted(self, question: Node, selections: Selections) -> dict[str, tuple[FacetCount, ...]]:
        """Return the facets of the answer to `question` within `selections`; what is selected is listed whatever its count."""
        only = self._matching(self._text) if _says_something(self._text) else {}
        named = {facet: field for facet, field in fields.FACETS.items() if facet in self.facets}
        free = [field for facet, field in named.items() if facet not in selections.chosen]
        counts = self._counts(selections.narrowed(question), free, self.limit, only) if free else {}
        for facet in selections.chosen.keys() & named.keys():
            counts[named[facet]] = self._siblings(question, facet, selections, only)
        return {
            facet: tuple(self._shown(field, count, selections.of(facet)) for count in counts[field])
            for facet, field in named.items()
        }

    @property
    def _text(self) -> str:
        return plain(self.search).strip()

    def _counts(self, node: Node, counted: list[str], limit: int, only: Only) -> dict[str, list[Count]]:
        return self.reader.facets(node, counted, limit, dispatches=self.dispatches, only=only)

    def _siblings(self, question: Node, facet: str, selections: Selections, only: Only) -> list[Count]:
        """Return the counts of a facet with a selection: its largest values, and those selected that are not among them."""
        node, field = selections.narrowed(question, but=facet), fields.FACETS[facet]
        largest = self._counts(node, [field], self.limit, only)[field]
        listed = {count.value for count in largest}
        searched = only.get(field, selections.of(facet))
        missing = [value for value in selections.of(facet) if value in searched and value not in listed]
        return sorted([*largest, *self._named(node, field, missing)], key=lambda count: (-count.passages, count.value))

    def _named(self, node: Node, field: str, values: list[str]) -> list[Count]:
        """Return the counts of `values`, those that no match has too."""
        counts = self._counts(node, [field], len(values), {field: values})[field] if values else []
        found = {count.value: count for count in counts}
        return [found.get(value, Count(value, 0, 0 if self.dispatches else None)) for value in values]

    def _matching(self, text: str) -> dict[str, list[str]]:
        """Return, for each field that is counted, its values with a label or a name that matches `text`."""
        ids = sorted(self.vocabulary.matching(text))
        found = {field: ids if field in _OF_ENTITIES else self._holding(field, fold(text)) for field in fields.COUNTED}
        return found | {fields.SOURCE: list(dict.fromkeys([*found[fields.SOURCE], *self.vocabulary.sources(text)]))}

    def _holding(self, field: str, part: str) -> list[str]:
        return [value for value, _ in self.reader.dictionary(field) if part and part in fold(value)]

    def _shown(self, field: str, count: Count, selected: Iterable[str]) -> FacetCount:
        totals = Totals(count.passages, count.dispatches)
        entity = self.vocabulary.entity(count.value) if field in _OF_ENTITIES else None
        if entity is None:
            return FacetCount(count.value, count.value, totals, selected=count.value in selected)
        shown = reference(entity, self.vocabulary)
        return FacetCount(shown.id, shown.label, totals, shown.kind, shown.type, shown.within, count.value in selected)


def reference(entity: Entity, vocabulary: Vocabulary) -> EntityRef:
    """Return what is shown of `entity`, with the labels of those it lies in that the archive knows."""
    above = filter(None, map(vocabulary.entity, entity.ancestors))
    return EntityRef(entity.kind, entity.id, entity.label, entity.type, tuple(one.label for one in above))


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))
