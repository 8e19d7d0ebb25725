"""Reading an index in a folder where nothing can be written: a read-only disk, or another user's archive.

tantivy makes a lock file to open an index. Where that fails, the index is opened by way of a temporary folder that holds a copy of
``meta.json`` and links to all other files; the lock is made there. An open searcher keeps its files open, so the folder is
removed at once. Not here: opening (``schema``), tables derived from an archive (``depeche.indexer.caching``).
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from depeche.core.errors import ArchiveDamaged, EngineError
from depeche.indexer.engines.tantivy.files import META
from depeche.indexer.engines.tantivy.guard import UnwritableFolder

__all__ = ["reading"]

_Opened = TypeVar("_Opened")


def reading(folder: Path, opening: Callable[[Path], _Opened]) -> _Opened:
    """Return what `opening` makes of the index in `folder`: it must open all that it will ever read.

    It is called again with a folder of links where the first one cannot be written, and once more if a writer elsewhere has
    committed meanwhile. EngineError where there can be no temporary folder either.
    """
    try:
        return opening(folder)
    except UnwritableFolder:
        pass
    while True:
        before = _state(folder)
        try:
            return _linked(folder, opening)
        except ArchiveDamaged:
            if _state(folder) == before:
                raise


def _linked(folder: Path, opening: Callable[[Path], _Opened]) -> _Opened:
    from tempfile import TemporaryDirectory  # takes longer than to open an index

    try:
        with TemporaryDirectory(prefix="depeche-", ignore_cleanup_errors=True) as temporary:
            _link(folder, Path(temporary))
            return opening(Path(temporary))
    except OSError as error:
        raise EngineError(f"the index in {folder} cannot be read: {error}") from error


def _link(folder: Path, into: Path) -> None:
    (into / META).write_bytes((folder / META).read_bytes())
    for path in folder.iterdir():
        if path.name != META and not path.name.endswith(".lock"):
            (into / path.name).symlink_to(path.resolve())


def _state(folder: Path) -> bytes | None:
    """Return what ``meta.json`` holds now."""
    with suppress(OSError):
        return (folder / META).read_bytes()
    return None
