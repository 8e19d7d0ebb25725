"""Dépêche, on either engine. One process indexes; what worker processes bring is measured apart.

Not here: the same index asked without us (``same_passages``).
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import depeche
from contestants.contract import TOP, Asked, Question, Row

__all__ = ["FACETS", "Ours", "dispatches", "text_of"]

FACETS = ("place", "actor", "source", "month")
"""The four facets that are counted."""


class Ours:
    """An archive of Dépêche, of the engine named; places and actors are found unless `entities` is false."""

    def __init__(self, engine: str, *, entities: bool = True, most: int = 10**9) -> None:
        self.name = f"Dépêche, {engine}" + ("" if entities else ", --no-entities")
        self.most = most
        self._engine = engine
        self._entities = entities

    def add(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index `rows` in this process alone."""
        path = folder / "archive"
        made = depeche.open(path) if path.exists() else depeche.create(path, engine=self._engine, entities=self._entities)
        with made as archive:
            archive.add(dispatches(rows), workers=1)

    def asked(self, folder: Path) -> Asked:
        """Return the ways to ask through the library."""
        archive = depeche.open(folder / "archive")
        return {
            "top": lambda question: archive.search(text_of(question), limit=TOP, facet_limit=0, dispatches=False),
            "facets": lambda question: archive.search(text_of(question), limit=TOP, facets=FACETS, dispatches=False),
            "distinct": lambda question: archive.search(text_of(question), limit=TOP, facets=FACETS),
        }

    def command(self, folder: Path, word: str) -> list[str]:
        """Return the command of a search that prints JSON."""
        return [str(Path(sys.executable).with_name("depeche")), "-a", str(folder / "archive"), "search", "--json", word]


def dispatches(rows: Iterable[Row]) -> Iterable[depeche.Dispatch]:
    """Yield `rows` as dispatches, their dates read as a file's are."""
    from depeche.analyzers.layout import dates

    for row in rows:
        yield depeche.Dispatch(row.id, row.text, date=dates.parse(row.date) if row.date else None)


def text_of(question: Question) -> str:
    """Return the question as a user would type it."""
    if question.kind == "phrase":
        return f'"{" ".join(question.words)}"'
    return (" AND " if question.kind == "all" else " ").join(question.words)
