"""One page of the passages that match a plan: near-identical ones once, or dispatch by dispatch.

Of matches that share a mark the engine gives the first. Not here: what is shown of a passage (``hits``), the text of a cursor
(``cursors``).
"""

from depeche.core import fields, plan
from depeche.core.frozen import frozen
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import StoredPassage, decode
from depeche.search.answering.cursors import Cursor
from depeche.search.options import Request

__all__ = ["Entry", "Page", "Pages"]


@frozen
class Entry:
    """A match with what is stored of it; `rank` counts what is shown up to it."""

    match: Match
    stored: StoredPassage
    rank: int


@frozen
class Page:
    """The entries of a page, in order, and where the next one begins, if anything follows."""

    entries: tuple[Entry, ...]
    next: Cursor | None


@frozen
class Pages:
    """Reads pages of what matches `plan`, as the request wants them."""

    reader: Reader
    plan: plan.Node
    request: Request

    def page(self, after: Cursor) -> Page:
        """Return the page that begins `after`, and behind the request's offset where that is the beginning."""
        limit, start = self.request.limit, after.shown or self.request.offset
        if not limit:
            return Page((), None)
        found = self.reader.search(self.plan, limit + 1, start, self.request.sort, collapse=self._collapsed)
        entries = tuple(Entry(match, decode(match.payload), start + at) for at, match in enumerate(found[:limit], 1))
        return Page(entries, Cursor(start + limit) if len(found) > limit else None)

    @property
    def _collapsed(self) -> str | None:
        """What entries share of which one is shown: the mark of copies, or what makes them passages of one story."""
        if self.request.group:
            return fields.DISPATCH if self.request.copies else fields.VERSION
        return None if self.request.copies else fields.COPY
