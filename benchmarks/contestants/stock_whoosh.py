"""Whoosh by itself: whole dispatches through its French analyzer, the text stored, the month as its one facet.

Not here: passages, names.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from contestants.contract import TOP, Asked, Question, Row

__all__ = ["StockWhoosh"]

_SHOW = """
import sys
from whoosh.index import open_dir
from whoosh.qparser import OrGroup, QueryParser
index = open_dir(sys.argv[1])
with index.searcher() as searcher:
    found = searcher.search(QueryParser("text", index.schema, group=OrGroup).parse(sys.argv[2]), limit=10)
    print([hit["id"] for hit in found])
"""


class StockWhoosh:
    """Whoosh as its documentation shows it."""

    name = "Whoosh, whole dispatches"
    most = 10_000

    def add(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index `rows` in this process."""
        from whoosh.analysis import LanguageAnalyzer
        from whoosh.fields import ID, TEXT, Schema
        from whoosh.index import create_in, exists_in, open_dir

        path = folder / "whoosh"
        path.mkdir(exist_ok=True)
        schema = Schema(id=ID(stored=True), month=ID(stored=True, sortable=True), text=TEXT(LanguageAnalyzer("fr"), stored=True))
        index = open_dir(path) if exists_in(path) else create_in(path, schema)
        writer = index.writer(limitmb=256)
        for row in rows:
            writer.add_document(id=row.id, month=row.month, text=row.text)
        writer.commit()

    def asked(self, folder: Path) -> Asked:
        """Return the ways to ask."""
        from whoosh.index import open_dir
        from whoosh.qparser import AndGroup, OrGroup, QueryParser

        index = open_dir(folder / "whoosh")
        searcher = index.searcher()
        any_, all_ = (QueryParser("text", index.schema, group=group) for group in (OrGroup, AndGroup))

        def ask(question: Question, facet: str | None = None) -> object:
            text = " ".join(question.words)
            quoted = f'"{text}"' if question.kind == "phrase" else text
            found = searcher.search((all_ if question.kind == "all" else any_).parse(quoted), limit=TOP, groupedby=facet)
            return [hit["id"] for hit in found], len(found), found.groups(facet) if facet else None

        return {"top": ask, "facets": lambda question: ask(question, "month")}

    def command(self, folder: Path, word: str) -> list[str]:
        """Return a Python program that asks."""
        return [sys.executable, "-c", _SHOW, str(folder / "whoosh"), word]
