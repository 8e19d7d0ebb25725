"""SQLite's FTS5: whole dispatches, accents folded, no stems; the month as its one facet.

Not here: passages, names.
"""

import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

from contestants.contract import TOP, Asked, Question, Row

__all__ = ["Fts5"]

_TOP = "SELECT id FROM dispatch WHERE dispatch MATCH ? ORDER BY rank LIMIT ?"
_TOTAL = "SELECT count(*) FROM dispatch WHERE dispatch MATCH ?"
_MONTHS = "SELECT month, count(*) AS number FROM dispatch WHERE dispatch MATCH ? GROUP BY month ORDER BY number DESC LIMIT 10"
_SHOW = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2], (sys.argv[3], 10)).fetchall())"


class Fts5:
    """A table of SQLite's own full-text search."""

    name = "SQLite FTS5, whole dispatches"
    most = 10**9

    def add(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index `rows` in one transaction."""
        base = sqlite3.connect(folder / "fts5.db")
        columns = "id UNINDEXED, month UNINDEXED, text, tokenize='unicode61 remove_diacritics 2'"
        base.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS dispatch USING fts5({columns})")
        with base:
            base.executemany("INSERT INTO dispatch VALUES (?, ?, ?)", ((row.id, row.month, row.text) for row in rows))
        base.close()

    def asked(self, folder: Path) -> Asked:
        """Return the ways to ask."""
        base = sqlite3.connect(folder / "fts5.db")

        def top(question: Question) -> object:
            text = _match(question)
            return base.execute(_TOP, (text, TOP)).fetchall(), base.execute(_TOTAL, (text,)).fetchall()

        return {"top": top, "facets": lambda question: (top(question), base.execute(_MONTHS, (_match(question),)).fetchall())}

    def command(self, folder: Path, word: str) -> list[str]:
        """Return a Python program that asks."""
        return [sys.executable, "-c", _SHOW, str(folder / "fts5.db"), _TOP, word]


def _match(question: Question) -> str:
    words = [f'"{word}"' for word in question.words]
    return {"any": " OR ", "all": " AND ", "phrase": " + "}[question.kind].join(words)
