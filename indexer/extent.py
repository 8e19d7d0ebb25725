"""How many bytes there are to read, found without opening or listing anything twice over.

Not here: which of them can be read (``readers``).
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from depeche.indexer.readers import READERS

__all__ = ["extent"]


def extent(paths: Iterable[str]) -> int:
    """Return the bytes of all files at or below `paths` that a reader is for, without hidden ones and what cannot be looked at."""
    return sum(size for path in paths for size in _sizes(path))


def _sizes(path: str) -> Iterator[int]:
    if Path(path).is_file():
        yield Path(path).stat().st_size
        return
    waiting = [path]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                        waiting.append(entry.path)
                    elif os.path.splitext(entry.name)[1].lower() in READERS and not entry.name.startswith("."):  # noqa: PTH122
                        yield entry.stat().st_size
        except OSError:
            continue
