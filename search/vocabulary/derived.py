"""The tables derived from one commit, kept in the archive's cache, or in the user's where the archive cannot be written.

A table's name says what commit and rules it is of, so one that is found is right; one that is lost or damaged is derived again.
Not here: what the lines say (``store``), how they are kept (``lines``).
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from depeche.indexer.caching import spare
from depeche.search.vocabulary.lines import SortedLines

__all__ = ["Derived"]


class Derived:
    """Tables by their names; `lines` yields those of each. `folder` is the archive's cache, which may be missing."""

    def __init__(self, folder: Path, lines: Mapping[str, Callable[[], Iterator[str]]]) -> None:
        self._folder, self._lines = folder, lines

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the tables are in the archive's cache, if they are kept there."""
        return tuple(self._folder / name for name in self._lines)

    def table(self, name: str) -> SortedLines:
        """Return the table called `name`: it is opened, or derived and kept where that can be done."""
        return SortedLines.open(self._folder / name) or self._spared(name, spare(self._folder))

    def _spared(self, name: str, folder: Path) -> SortedLines:
        """Return the table kept in the user's cache; it is made where none is."""
        return SortedLines.open(folder / name) or self._made(name, folder)

    def earlier(self, name: str) -> SortedLines | None:
        """Return the table of an earlier commit by the same rules as the one called `name`, if one is kept."""
        kind, _, rules = name.split("-", 2)
        found = (path for folder in (self._folder, spare(self._folder)) for path in folder.glob(f"{kind}-*-{rules}"))
        return next((table for path in found if path.name != name and (table := SortedLines.open(path)) and table.is_whole), None)

    def faults(self) -> dict[Path, str]:
        """Return what is wrong with tables in the archive's cache, by path: each that is there is derived again and compared."""
        found = {path: self._fault(path) for path in self.paths if path.exists()}
        return {path: fault for path, fault in found.items() if fault}

    def _made(self, name: str, spared: Path) -> SortedLines:
        folder = self._folder if _is_writable(self._folder) else spared
        table = SortedLines.write(folder / name, self._lines[name]())
        for old in folder.glob(f"{name.partition('-')[0]}-*"):
            if old.name != name:
                with suppress(OSError):  # another process may have it open, or have removed it
                    old.unlink()
        return table

    def _fault(self, path: Path) -> str | None:
        table = SortedLines.open(path)
        if table is None or not table.is_whole:
            return "cut off or altered"
        is_same = table.starting("") == sorted(self._lines[path.name](), key=str.encode)
        return None if is_same else "other than the index says"


def _is_writable(folder: Path) -> bool:
    """Whether files can be made in `folder`, or in what it is to be made in."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    return os.access(there, os.W_OK)
