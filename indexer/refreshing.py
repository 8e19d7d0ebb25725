"""Which dispatches of a run must be stored: those that are new or have changed.

What the archive holds with the same id, content and path is passed over. The same content under another id is decided upon at
the end of the run, when all that came is known: where the other one is gone from its file, this one takes its place and its
arrival (a file was moved); else it is the same text twice, and stored once. What waits for that is kept in a temporary file.
Not here: what content is (``content``), dispatches that did not come (``pruning``).
"""

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from depeche.core import fields
from depeche.core.model import Dispatch
from depeche.indexer import content
from depeche.indexer.engines.contract import Reader
from depeche.indexer.report import Report, Same
from depeche.indexer.sources import Sources
from depeche.indexer.stored import Held, held, live

__all__ = ["Entry", "Refresh"]

_BATCH = 1000
"""Dispatches that the archive is asked about at once."""

_TEXT = 4_000_000
"""Code points of text that wait for that at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dispatch that is to be stored. `kind`: ``new``, ``changed`` or ``moved``; `arrival`: the number that it keeps, if it does.

    `replaced` are the ids of dispatches, besides its own, that go when it comes.
    """

    dispatch: Dispatch
    kind: str = "new"
    arrival: int | None = None
    replaced: tuple[str, ...] = ()


class Refresh:
    """What is known of a run. `reader` has what the archive held before, None for nothing; `sources` says what is gone.

    `folder` is the archive's, where what waits is kept in a file without a name. `report` is told of what is not stored, and
    `passed` gets each such dispatch. `kept` are the ids that stand for others with the same content; `dropped` those that the
    archive held, and whose content is now that of another.
    """

    def __init__(
        self,
        folder: Path,
        reader: Reader | None,
        sources: Sources,
        report: Report,
        passed: Callable[[Dispatch], object] | None = None,
    ) -> None:
        self._reader = reader if reader and reader.record else None
        self._sources = sources
        self._report = report
        self._passed = passed
        self._came: dict[str, str] = {}
        self._holders: dict[str, str] = {}
        self._again: set[str] = set()
        self._waiting = _Waiting(folder)
        self.kept: set[str] = set()
        self.dropped: list[str] = []

    def has(self, id_: str) -> bool:
        """Return whether a dispatch of that id came, or went because another took its place."""
        return id_ in self._came

    def wanted(self, dispatches: Iterable[Dispatch]) -> Iterator[Entry]:
        """Yield what is to be stored of `dispatches`, in order; what had to wait for the end comes last."""
        for batch in _batches(dispatches):
            yield from self._new(batch)
        for dispatch in self._waiting.all():
            yield from self._decided(dispatch)

    def _new(self, batch: list[Dispatch]) -> Iterator[Entry]:
        values = [content.value(dispatch) for dispatch in batch]
        unchanged = live(self._reader, values)
        facts = held(self._reader, [dispatch.id for dispatch in batch if dispatch.id not in unchanged])
        for dispatch, value in zip(batch, values, strict=True):
            digest = value[: content.DIGEST]
            before = self._noted(dispatch.id, digest)
            if before is None and dispatch.id in unchanged:
                self._holders[digest] = dispatch.id
                self._report.unchanged += 1
                self._pass(dispatch)
            elif before == digest:
                self._pass(dispatch)
            elif self._is_shared(digest, dispatch.id):
                self._waiting.add(dispatch)
            else:
                yield self._entry(dispatch, digest, facts.get(dispatch.id))

    def _noted(self, id_: str, digest: str) -> str | None:
        """Note that a dispatch came with that content, and return which it came with before in this run."""
        before = self._came.get(id_)
        if before is not None:
            self._again.add(id_)
            if before != digest and self._holders.get(before) == id_:
                del self._holders[before]
        self._came[id_] = digest
        return before

    def _entry(self, dispatch: Dispatch, digest: str, fact: Held | None) -> Entry:
        self._holders[digest] = dispatch.id
        if fact is None:
            return Entry(dispatch)
        same = [value for value in self._listed(digest) if _id(value) == dispatch.id]
        return Entry(dispatch, "moved", fact.arrival) if live(self._reader, same) else Entry(dispatch, "changed")

    def _is_shared(self, digest: str, id_: str) -> bool:
        """Return whether another dispatch has, or may have, that content."""
        if self._holders.get(digest, id_) != id_:
            return True
        others = (_id(value) for value in self._listed(digest))
        return any(other != id_ and self._came.get(other, digest) == digest for other in others)

    def _decided(self, dispatch: Dispatch) -> Iterator[Entry]:
        digest = content.digest(dispatch)
        if self._came[dispatch.id] != digest:
            return
        others = self._others(digest, dispatch.id)
        if stays := self._holders.get(digest) or next((id_ for id_, fact in others.items() if self._stays(id_, fact)), None):
            self._double(dispatch, stays)
        elif others:
            self._came.update(dict.fromkeys(others, ""))
            self._holders[digest] = dispatch.id
            yield Entry(dispatch, "moved", min(fact.arrival for fact in others.values()), tuple(others))
        else:
            yield self._entry(dispatch, digest, held(self._reader, [dispatch.id]).get(dispatch.id))

    def _others(self, digest: str, id_: str) -> dict[str, Held]:
        """Return the other dispatches that the archive holds with that content, and that did not come with another one."""
        values = [value for value in self._listed(digest) if _id(value) != id_]
        return held(self._reader, [other for other in live(self._reader, values) if self._came.get(other, digest) == digest])

    def _stays(self, id_: str, fact: Held) -> bool:
        return id_ in self._came or not self._sources.is_gone(fact.path)

    def _double(self, dispatch: Dispatch, other: str) -> None:
        self._report.same.append(Same(dispatch.id, other, dispatch.path))
        self.kept.add(other)
        if dispatch.id in self._again or held(self._reader, [dispatch.id]):
            self.dropped.append(dispatch.id)
        self._pass(dispatch)

    def _listed(self, digest: str) -> list[str]:
        """Return the values of the archive with that digest; those of deleted dispatches may be among them."""
        return [value for value, _ in self._reader.dictionary(fields.CONTENT, digest)] if self._reader else []

    def _pass(self, dispatch: Dispatch) -> None:
        if self._passed:
            self._passed(dispatch)


class _Waiting:
    """Dispatches that wait for the end of a run, in a temporary file that no other process reads or writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None

    def add(self, dispatch: Dispatch) -> None:
        """Keep `dispatch`."""
        if self._file is None:
            self._file = cast("BinaryIO", tempfile.TemporaryFile(dir=self._folder))  # noqa: SIM115  # all() closes it
        pickle.dump(dispatch, self._file)

    def all(self) -> Iterator[Dispatch]:
        """Yield all that were kept, in order, and forget them."""
        if self._file is None:
            return
        with self._file as file:
            end = file.tell()
            file.seek(0)
            while file.tell() < end:
                yield pickle.load(file)


def _id(value: str) -> str:
    return value.split(" ", 1)[1]


def _batches(dispatches: Iterable[Dispatch]) -> Iterator[list[Dispatch]]:
    batch: list[Dispatch] = []
    filled = 0
    for dispatch in dispatches:
        batch.append(dispatch)
        filled += len(dispatch.text)
        if len(batch) >= _BATCH or filled >= _TEXT:
            yield batch
            batch, filled = [], 0
    if batch:
        yield batch
