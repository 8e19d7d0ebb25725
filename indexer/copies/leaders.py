"""The texts that are the first of their kind, as far as a run has met them: its own, and those of the archive that come up.

They are kept in a temporary database, which is on disk once it is large, where the system keeps temporary files, and gone when it
is closed: a run may have millions of bands. A passage takes 1.2 KB.
Not here: which texts lead (``clusters``).
"""

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from depeche.core.errors import EngineError
from depeche.indexer.copies.texts import NEAR, Text

__all__ = ["Leader", "Leaders"]

_MEMORY = 32_000
"""KiB of the database that are kept in memory."""

_TABLES = """
    CREATE TABLE leader(number INTEGER PRIMARY KEY, mark TEXT, dispatch TEXT, turn INTEGER, size INTEGER, pairs BLOB);
    CREATE TABLE band(band TEXT, leader INTEGER, PRIMARY KEY(band, leader)) WITHOUT ROWID;
    CREATE TABLE stored(place TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_NEAR = """
    SELECT mark, dispatch, turn, pairs FROM leader
    WHERE size BETWEEN ? AND ? AND number IN (SELECT leader FROM band WHERE band IN ({})) ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Leader:
    """Who leads: the mark of its kind, its dispatch, and the turn of the run in which it came (0: it was in the archive)."""

    mark: str
    dispatch: str
    turn: int


class Leaders:
    """The leaders of a run; close it in the end. Raises EngineError where the database fails: the disk may be full."""

    def __init__(self) -> None:
        with _guarded():
            self._base = sqlite3.connect("", isolation_level=None)
            self._base.execute("PRAGMA journal_mode = OFF")
            self._base.execute(f"PRAGMA cache_size = -{_MEMORY}")
            self._base.executescript(_TABLES)
            self._base.execute("BEGIN")

    def add(self, text: Text, bands: tuple[str, ...], leader: Leader) -> None:
        """Keep `text` with its `bands`: it leads as `leader`."""
        row = (leader.mark, leader.dispatch, leader.turn, len(text.pairs), array("I", text.pairs).tobytes())
        with _guarded():
            number = self._base.execute("INSERT INTO leader VALUES (NULL, ?, ?, ?, ?, ?)", row).lastrowid
            self._base.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, number) for band in bands])

    def nearest(self, text: Text, bands: tuple[str, ...]) -> Leader | None:
        """Return the leader that is most like `text` among those that are near-identical to it, the first of equals."""
        size = len(text.pairs)
        query = _NEAR.format(",".join("?" * len(bands)))
        with _guarded():
            rows = self._base.execute(query, (size * NEAR, size / NEAR, *bands)).fetchall()
        found = [(text.like(_pairs(pairs)), Leader(mark, dispatch, turn)) for mark, dispatch, turn, pairs in rows]
        likeness, leader = max(found, key=lambda one: one[0], default=(0.0, None))
        return leader if likeness >= NEAR else None

    def is_new(self, place: str) -> bool:
        """Return whether the text at `place` of the archive was not asked for before."""
        with _guarded():
            return self._base.execute("INSERT OR IGNORE INTO stored VALUES (?)", (place,)).rowcount > 0

    def close(self) -> None:
        """Drop them all."""
        self._base.close()


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise EngineError(f"the temporary database of copies failed: {error}") from error


def _pairs(stored: bytes) -> frozenset[int]:
    numbers = array("I")
    numbers.frombytes(stored)
    return frozenset(numbers)
