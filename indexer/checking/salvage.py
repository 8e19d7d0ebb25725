"""What is left of a damaged archive: the dispatches that can still be read, whatever of its index is lost.

They are gathered in a database beside the archive's files, for what is read comes in no order. Of a dispatch that is stored more
than once, since what told which is deleted was lost, the last to come counts.
Not here: how an engine reads its files (``engines``), making an archive of what is left (``rebuild``).
"""

import sqlite3
from collections.abc import Collection, Iterator
from importlib import import_module
from pathlib import Path

from depeche.core.errors import ArchiveFormatError
from depeche.indexer import commits
from depeche.indexer.assembling import first_facts
from depeche.indexer.checking.stored import fault
from depeche.indexer.engines.contract import Payload
from depeche.indexer.payload import decode

__all__ = ["Remains"]

_TABLE = "CREATE TABLE stored(dispatch TEXT PRIMARY KEY, arrival INTEGER, block BLOB)"
_KEEP = """
    INSERT INTO stored VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET arrival = excluded.arrival, block = excluded.block WHERE excluded.arrival >= arrival
"""


class Remains:
    """What can still be read of an engine's folder; close it in the end.

    `record` is the last commit's, or one of its number if it is lost; `ids` are those of the dispatches.
    """

    def __init__(self, engine: str, folder: Path, scratch: Path, damaged: Collection[str]) -> None:
        self.record: str | None = None
        self._base = sqlite3.connect(scratch / "remains.sqlite", isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute(_TABLE)
        self._gather(import_module(f"depeche.indexer.engines.{engine}.salvage").payloads(folder, scratch, damaged))
        self.ids = [id_ for (id_,) in self._base.execute("SELECT dispatch FROM stored ORDER BY dispatch")]
        (last,) = self._base.execute("SELECT max(arrival) FROM stored").fetchone()
        self.record = self.record or commits.new(last or 0)

    def dispatch(self, id: str) -> list[Payload]:
        """Return the payloads of a dispatch's passages, in order of ordinal; empty for an unknown id."""
        found = self._base.execute("SELECT block FROM stored WHERE dispatch = ?", (id,)).fetchone()
        return _payloads(found[0]) if found else []

    def dispatches(self, *, batch: int = 1000) -> Iterator[Payload]:  # noqa: ARG002  # as an engine's reader
        """Yield the payloads of all passages, by dispatch id up, then ordinal up."""
        for id_ in self.ids:
            yield from self.dispatch(id_)

    def close(self) -> None:
        """Drop the database."""
        self._base.close()

    def _gather(self, blocks: Iterator[bytes]) -> None:
        self._base.execute("BEGIN")
        for block in blocks:
            try:
                passages = [decode(payload) for payload in _payloads(block)]
            except ArchiveFormatError:
                self.record = _record(block) or self.record
                continue
            if not fault(passages):
                self._base.execute(_KEEP, (passages[0].dispatch, passages[0].arrival, block))
        self._base.execute("COMMIT")


def _payloads(block: bytes) -> list[Payload]:
    """Return what is stored of a dispatch as a reader gives it, for each of its passages."""
    count = first_facts([decode(Payload(0, block))]).passages
    return [Payload(ordinal, block) for ordinal in range(count)]


def _record(stored: bytes) -> str | None:
    try:
        text = stored.decode()
        commits.told(text)
    except (ValueError, KeyError, TypeError):
        return None
    return text
