"""Reading a snapshot with Whoosh: ranked pages, exact counts, dictionaries, whole dispatches.

A snapshot opens all files of its commit at once, so a writer may delete them; one lock lets threads share it.
Not here: plans (``evaluation``), segments (``leaf``).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from heapq import merge, nlargest, nsmallest
from itertools import groupby, islice
from pathlib import Path
from threading import RLock
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from whoosh.index import EmptyIndexError
from whoosh.reading import IndexReader

from depeche.core import fields as names
from depeche.core.errors import ArchiveFormatError, EngineError
from depeche.core.plan import Node, Order, Values
from depeche.indexer.engines.contract import Count, Match, Only, Payload, Sought
from depeche.indexer.engines.shared import LIKELY, matching, rank
from depeche.indexer.engines.whoosh.evaluation import Evaluation
from depeche.indexer.engines.whoosh.guard import Guard
from depeche.indexer.engines.whoosh.leaf import Leaf
from depeche.indexer.engines.whoosh.storage import opened

__all__ = ["WhooshReader"]

_PATIENCE = 1.0
"""Seconds in which files that a writer is replacing must be found."""
_PAUSE = 0.02
"""Seconds between two tries."""

Found = tuple[Leaf, int]
"""A passage: its segment and its number there."""


class WhooshReader:
    """One snapshot; see :class:`depeche.indexer.engines.contract.Reader`. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._lock = RLock()
        self._closed = False
        with Guard(f"The index in {folder} cannot be opened", ArchiveFormatError):
            self._leaves = [Leaf(leaf) for leaf, _ in _opened(folder).leaf_readers() if leaf.doc_count_all()]
            self._evaluation = Evaluation(self._leaves)
            self._record = next((leaf.record for leaf in self._leaves if leaf.record is not None), None)

    @property
    def record(self) -> str | None:
        """The text given with the snapshot's commit."""
        return self._record

    def search(
        self, plan: Node, limit: int, offset: int = 0, order: Order = Order.SCORE, *, collapse: str | None = None
    ) -> list[Match]:
        """Return the matches `offset` to `offset + limit` in `order`."""
        with self._reading("The search failed"):
            ranked = float(order is Order.SCORE)
            found = [(round(score * ranked, 4), leaf, number) for leaf, number, score in self._found(plan)] if limit > 0 else []
            if collapse:
                keys = sorted((_key(order, *one) for one in found), key=lambda key: key[:4])
                return [_match(key) for key in islice(_collapsed(keys, collapse), offset, offset + limit)]
            last = min(nlargest(offset + limit, (score for score, _, _ in found)), default=0.0)
            tied = (_key(order, score, leaf, number) for score, leaf, number in found if score >= last)
            return [_match(key) for key in nsmallest(offset + limit, tied, key=lambda key: key[:4])[offset:]]

    def count(self, plan: Node, *, dispatches: bool = True) -> Count:
        """Count all matches, exactly."""
        with self._reading("The count failed"):
            found = [(leaf, number) for leaf, number, _ in self._found(matching(plan))]
            return Count("", len(found), len({leaf.dispatch(number) for leaf, number in found}) if dispatches else None)

    def facets(
        self, plan: Node, fields: Sequence[str], limit: int, *, dispatches: bool = True, only: Only | None = None
    ) -> dict[str, list[Count]]:
        """Count the values of `fields` over all matches."""
        with self._reading("The facets cannot be counted"):
            found = [(leaf, number) for leaf, number, _ in self._found(matching(plan))]
            within = only or {}
            return {field: _facet(found, field, limit, dispatches, within.get(field)) for field in fields}

    def alike(self, field: str, texts: Sequence[Sought], most: int, limit: int) -> list[list[Match] | None]:
        """Return for each text the passages that may be near it."""
        with self._reading("The search failed"):
            return [self._near(field, text, most, limit) for text in texts]

    def dictionary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the terms of a field that begin with `prefix`, with the number of passages that hold them."""
        with self._reading("The dictionary cannot be read"):
            lists = [list(leaf.dictionary(field, prefix.encode())) for leaf in self._leaves]
            grouped = groupby(merge(*lists), lambda pair: pair[0])
            return iter([(term.decode(), sum(count for _, count in run)) for term, run in grouped])

    def doc_freq(self, field: str, term: str) -> int:
        """Return how many passages hold the term."""
        with self._reading("The dictionary cannot be read"):
            return self._evaluation.doc_freq(field, term)

    def size(self) -> int:
        """Return N of the score."""
        return self._evaluation.total

    def dispatch(self, id: str) -> list[Payload]:
        """Return the payloads of a dispatch's passages in order of ordinal."""
        with self._reading("The dispatch cannot be read"):
            return self._payloads([id])

    def dispatches(self, *, batch: int = 1000) -> Iterator[Payload]:
        """Yield the payloads of all passages, by dispatch id up, then ordinal up."""
        ids = [id_ for id_, _ in self.dictionary(names.DISPATCH)]
        for start in range(0, len(ids), batch):
            with self._reading("The dispatches cannot be read"):
                payloads = self._payloads(ids[start : start + batch])
            yield from payloads

    def close(self) -> None:
        """Release what the snapshot holds."""
        with self._lock, Guard("The snapshot cannot be closed"):
            if not self._closed:
                self._closed = True
                for leaf in self._leaves:
                    leaf.close()

    def _reading(self, failed: str) -> "_Reading":
        return _Reading(self._lock, failed, lambda: self._closed)

    def _found(self, plan: Node) -> Iterator[tuple[Leaf, int, float]]:
        for leaf, scores in zip(self._leaves, self._evaluation.scores(plan), strict=True):
            for number, score in scores.items():
                yield leaf, number, score

    def _near(self, field: str, text: Sought, most: int, limit: int) -> list[Match] | None:
        found = list(self._sharing(text.bands))
        if any(text.mark.encode() in leaf.values(field, number) for leaf, number in found):
            return None
        far = (((text.sketch ^ leaf.sketch(field, number)).bit_count(), at) for at, (leaf, number) in enumerate(found))
        near = (found[at] for bits, at in nsmallest(limit, far) if bits <= most)
        return [_match(_key(Order.OLDEST, 0.0, leaf, number)) for leaf, number in near]

    def _sharing(self, bands: Sequence[str]) -> Iterator[Found]:
        """Yield the passages that have one of `bands`; of very many those that have most of them."""
        shared = Counter(
            (at, number) for at, leaf in enumerate(self._leaves) for band in bands for number in leaf.having(names.BAND, band)
        )
        for at, number in nsmallest(LIKELY, shared, key=lambda place: (-shared[place], place)):
            yield self._leaves[at], number

    def _payloads(self, ids: list[str]) -> list[Payload]:
        found = [(leaf, number) for leaf, number, _ in self._found(Values(names.DISPATCH, tuple(ids)))]
        found.sort(key=lambda pair: (pair[0].dispatch(pair[1]), pair[0].ordinal(pair[1])))
        return [leaf.payload(number) for leaf, number in found]


class _Reading(Guard):
    """A guard that also holds the snapshot's lock, and refuses a closed one."""

    def __init__(self, lock: AbstractContextManager[bool], failed: str, closed: Callable[[], bool]) -> None:
        super().__init__(failed)
        self._lock = lock
        self._closed = closed

    def __enter__(self) -> Self:
        self._lock.__enter__()
        if self._closed():
            self._lock.__exit__(None, None, None)
            raise EngineError("The reader is closed.")
        return self

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None) -> None:
        self._lock.__exit__(None, None, None)
        super().__exit__(kind, raised, trace)


def _opened(folder: Path) -> IndexReader:
    """Open all segments of the last commit, again where a writer deletes the files of the one just listed."""
    deadline = monotonic() + _PATIENCE
    while monotonic() < deadline:
        try:
            return opened(folder).reader()
        except (FileNotFoundError, EmptyIndexError):  # listing a folder may miss a file that is being renamed
            if not folder.is_dir():
                break
            sleep(_PAUSE)
    return opened(folder).reader()


_Key = tuple[float, int, bytes, int, Leaf, int]


def _key(order: Order, score: float, leaf: Leaf, number: int) -> _Key:
    return (-score, rank(leaf.date_key(number), order), leaf.dispatch(number), leaf.ordinal(number), leaf, number)


def _collapsed(keys: Iterable[_Key], field: str) -> Iterator[_Key]:
    """Yield of the keys whose passages share the value of a field the first."""
    known: set[bytes] = set()
    for key in keys:
        _, _, dispatch, _, leaf, number = key
        values = [dispatch] if field == names.DISPATCH else leaf.values(field, number)
        if known.isdisjoint(values):
            known.update(values)
            yield key


def _match(key: _Key) -> Match:
    score, _, dispatch, ordinal, leaf, number = key
    return Match(-score, leaf.date_key(number), dispatch.decode(), ordinal, leaf.payload(number))


def _facet(found: list[Found], field: str, limit: int, dispatches: bool, only: Collection[str] | None) -> list[Count]:
    counts = Counter(value for leaf, number in found for value in leaf.values(field, number))
    if only is not None:
        wanted = frozenset(map(str.encode, only))
        counts = Counter({value: passages for value, passages in counts.items() if value in wanted})
    largest = nsmallest(limit, counts.items(), key=lambda count: (-count[1], count[0]))
    if not dispatches:
        return [Count(value.decode(), passages) for value, passages in largest]
    distinct: dict[bytes, set[bytes]] = {value: set() for value, _ in largest}
    for leaf, number in found:
        for value in distinct.keys() & leaf.values(field, number):
            distinct[value].add(leaf.dispatch(number))
    return [Count(value.decode(), passages, len(distinct[value])) for value, passages in largest]
