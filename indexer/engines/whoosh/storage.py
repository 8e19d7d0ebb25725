"""Where Whoosh's files lie: its own storage, made so that what a commit names is on the disk before the commit is.

Whoosh commits by renaming a table of contents and syncs nothing; of what a killed writer left it removes only segments.
Out of scope: what the files hold.
"""

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import FileIndex

from depeche.indexer.engines.whoosh.schema import schema
from depeche.indexer.replacing import sync_folder

__all__ = ["create", "opened", "sweep"]

_UNFINISHED = re.compile(r"_MAIN_\d+\.toc\..*")
_SCRATCH = "MAIN.tmp"


class _Storage(FileStorage):  # type: ignore[misc]
    """Whoosh's storage of files, in which a rename comes after what was written before it, also on the disk."""

    def __init__(self, path: str, **options: Any) -> None:
        super().__init__(path, **options)
        self._written: set[str] = set()

    def create_file(self, name: str, **options: Any) -> StructFile:
        """Make a file, to be synced at the next rename if it is there then."""
        self._written.add(name)
        return super().create_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file, all at once, and return when the disk holds it and all that was written before."""
        written, self._written = self._written, set()
        for path in map(self._fpath, written):
            if Path(path).exists():
                _sync(path)
        super().rename_file(oldname, newname, safe)
        sync_folder(Path(self.folder))


def create(folder: Path) -> None:
    """Make an empty index in `folder`."""
    FileIndex.create(_Storage(str(folder)), schema())


def opened(folder: Path) -> FileIndex:
    """Open the index in `folder`."""
    return FileIndex(_Storage(str(folder)))


def sweep(index: FileIndex) -> None:
    """Remove what a writer that was ended has left; the caller holds the lock. What cannot be removed now is left."""
    folder = Path(index.storage.folder)
    shutil.rmtree(folder / _SCRATCH, ignore_errors=True)
    for left in folder.iterdir():
        if _UNFINISHED.fullmatch(left.name):
            with suppress(OSError):
                left.unlink()


def _sync(path: str) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)
