"""What an answer is narrowed to beside its question: values selected in its facets.

Several values of one facet are alternatives, different facets must all hold. Not here: what a value's name stands for
(``filters``), the counts (``facets``).
"""

from collections.abc import Collection, Mapping

from depeche.core import plan
from depeche.core.frozen import field, frozen
from depeche.search.compiling.filters import Filters
from depeche.search.question.reading import plain

__all__ = ["Selections"]


@frozen
class Selections:
    """The values selected, as ids or as they are stored, by facet; a facet in which nothing is selected is not in `chosen`."""

    chosen: Mapping[str, plan.Values] = field(default_factory=dict)

    @classmethod
    def resolved(cls, asked: Mapping[str, str | Collection[str] | None], filters: Filters) -> "Selections":
        """Return the selection of what is `asked` of each facet, by any name; QuestionError for a month that is none."""
        named = {facet: (values,) if isinstance(values, str) else tuple(values or ()) for facet, values in asked.items()}
        return cls({facet: _any_of(filters, facet, values) for facet, values in named.items() if values})

    def narrowed(self, node: plan.Node, *, but: str = "") -> plan.Node:
        """Return `node` within all that is selected, save in the facet `but`."""
        others = tuple(values for facet, values in self.chosen.items() if facet != but)
        return plan.AllOf((node, *others)) if others else node

    def of(self, facet: str) -> tuple[str, ...]:
        """Return the values selected in `facet`."""
        return self.chosen[facet].values if facet in self.chosen else ()


def _any_of(filters: Filters, facet: str, names: Collection[str]) -> plan.Values:
    found = [filters.values(facet, plain(name)) for name in dict.fromkeys(names)]
    return plan.Values(found[0].field, tuple(dict.fromkeys(value for each in found for value in each.values)))
