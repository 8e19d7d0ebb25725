"""Where the dispatches of a run came from, and so whether one that did not come is there no more.

Paths are compared as they are written, and as they are stored: ``seeds/a.txt`` lies below ``seeds``, whatever folder that is.
Not here: what becomes of dispatches that are gone (``refreshing``, ``pruning``).
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from depeche.core.model import Dispatch
from depeche.indexer.readers.contract import Problem

__all__ = ["Sources"]


class Sources:
    """The files of a run. `roots` are the files and folders of which what did not come shall be dropped."""

    def __init__(self, roots: Iterable[str | Path] = ()) -> None:
        self.roots = [Path(root).as_posix() for root in roots]
        self._lines: set[str] = set()
        self._troubled: set[str] = set()

    def noted(self, items: Iterable[Dispatch | Problem]) -> Iterator[Dispatch | Problem]:
        """Pass `items` on, and note which files have a dispatch a line, and which could not be read whole."""
        for item in items:
            if isinstance(item, Problem):
                if item.skipped and not item.duplicate:
                    self._troubled.add(Path(item.path).as_posix())
            elif item.line is not None and item.path:
                self._lines.add(item.path)
            yield item

    def is_gone(self, path: str | None) -> bool:
        """Return whether a dispatch that was stored from `path`, and did not come, is known to be there no more."""
        if path is None or self._is_troubled(path):
            return False
        return path in self._lines or self._is_below(path) or not os.path.lexists(path)

    def is_pruned(self, path: str | None) -> bool:
        """Return whether such a dispatch is to be dropped: it lay at or below one of `roots`, which could be read there."""
        return path is not None and self._is_below(path) and not self._is_troubled(path)

    def _is_below(self, path: str) -> bool:
        return any(_below(path, root) for root in self.roots)

    def _is_troubled(self, path: str) -> bool:
        return bool(self._troubled) and any(str(one) in self._troubled for one in (path, *PurePosixPath(path).parents))


def _below(path: str, root: str) -> bool:
    if root == ".":
        return not path.startswith(("/", "../"))
    return path == root or path.startswith(root.rstrip("/") + "/")
