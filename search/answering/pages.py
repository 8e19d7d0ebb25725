"""One page of the passages that match a plan: near-identical ones once, or dispatch by dispatch.

Matches are read in the engine's order; of those that share a mark the first is shown. So a page depends on all before it, and a
cursor's page reads those again. Not here: what is shown of a passage (``hits``), the text of a cursor (``cursors``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from depeche.core import plan
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import StoredPassage, decode
from depeche.search.answering.cursors import Cursor
from depeche.search.options import Request

__all__ = ["Entry", "Page", "Pages"]

_BATCH = 16
"""Matches read at once beyond those wanted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A match with what is stored of it; `read` counts the matches up to it, `rank` what is shown up to it."""

    match: Match
    stored: StoredPassage
    read: int
    rank: int


@dataclass(frozen=True, slots=True)
class Page:
    """The entries of a page, in order, and where the next one begins, if anything follows."""

    entries: tuple[Entry, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Pages:
    """Reads pages of what matches `plan`, as the request wants them."""

    reader: Reader
    plan: plan.Node
    request: Request

    def page(self, after: Cursor) -> Page:
        """Return the page that begins `after`, and behind the request's offset where that is the beginning."""
        limit, skipped = self.request.limit, 0 if after.shown else self.request.offset
        if not limit:
            return Page((), None)
        entries = list(islice(self._entries(after, limit + skipped + 1), skipped, skipped + limit + 1))
        shown = tuple(entries[:limit])
        return Page(shown, Cursor(shown[-1].read, shown[-1].rank) if len(entries) > limit else None)

    def _entries(self, after: Cursor, wanted: int) -> Iterator[Entry]:
        """Yield the entries that follow `after`; about so many are `wanted`."""
        if self._is_plain:
            for at, match in enumerate(self._matches(after.read, wanted), 1):
                yield Entry(match, decode(match.payload), after.read + at, after.shown + at)
            return
        known: set[str] = set()
        for at, match in enumerate(self._matches(0, after.read + wanted), 1):
            stored = decode(match.payload)
            mark = self._mark(stored)
            if mark in known:
                continue
            known.add(mark)
            if at > after.read:
                yield Entry(match, stored, at, len(known))

    def _matches(self, start: int, wanted: int) -> Iterator[Match]:
        size, most = wanted + _BATCH, self.reader.size()
        while start < most and (found := self.reader.search(self.plan, size, start, self.request.sort)):
            yield from found
            if len(found) < size:
                return
            start, size = start + size, size * 2

    @property
    def _is_plain(self) -> bool:
        return self.request.copies and not self.request.group

    def _mark(self, stored: StoredPassage) -> str:
        """Return what entries share of which one is shown: the mark of copies, or what makes them passages of one story."""
        if self.request.group:
            version = None if self.request.copies else stored.version
            return version or f" {stored.dispatch}"
        return stored.copy or f"{stored.ordinal} {stored.dispatch}"
