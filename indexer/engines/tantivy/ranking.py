"""The best of what matches a plan, with the scores that the plan gives.

A plan is run as it is: on 390,000 passages three words took 4 to 5 ms of CPU so, on a busy machine. Selecting candidates by the
terms alone, whose best tantivy finds without looking at most of what matches, and running the plan over these, took 6 ms.
What matches is counted on the way, which costs nothing where all of it is looked at. Not here: the order of ties (``dating``).
"""

from typing import Any

from tantivy import DocAddress, Searcher

from depeche.core.plan import AnyOf, Node, Term
from depeche.indexer.engines.tantivy.query import Queries

__all__ = ["Hit", "Ranking"]

_MORE = 16
"""Hits fetched beyond those wanted, in the hope that the score drops among them."""

Hit = tuple[float, DocAddress]
"""A score, rounded to four decimals, and where the passage lies."""


class Ranking:
    """Ranks within one snapshot of `most` documents."""

    def __init__(self, searcher: Searcher, queries: Queries, most: int) -> None:
        self._searcher = searcher
        self._queries = queries
        self._all = most
        self._last: tuple[Node, int] | None = None

    def counted(self, plan: Node) -> int | None:
        """Return how many passages match the very `plan` that was ranked last, None for any other."""
        last = self._last
        return last[1] if last and last[0] is plan else None

    def best(self, plan: Node, wanted: int) -> list[Hit]:
        """Return the `wanted` best hits by score, with all that tie with the last of them, and maybe more."""
        query, limit = self._queries.query(plan), min(wanted + _MORE, self._all)
        while True:
            found: Any = self._searcher.search(query, limit, count=not _is_union(plan))
            self._last = self._last if found.count is None else (plan, int(found.count))
            hits = [(round(score, 4), address) for score, address in found.hits]
            if limit == self._all or len(hits) < limit or hits[-1][0] < hits[wanted - 1][0]:
                return hits
            limit = min(limit * 4, self._all)


def _is_union(plan: Node) -> bool:
    """Whether tantivy finds the best without looking at all that matches, as it does of terms alone."""
    return isinstance(plan, Term) or (isinstance(plan, AnyOf) and plan.tie == 1 and all(map(_is_union, plan.children)))
