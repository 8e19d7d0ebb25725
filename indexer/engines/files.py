"""The files of an engine as a check sees them: which ones a commit is made of, and whether each is as it was written.

A file that a commit names never changes, save the one that names the others; the engine adds files and removes those that no
commit needs.
Not here: what stands in them (the engines), what else an archive is made of (``depeche.indexer.checking``).
"""

import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol

from depeche.core.frozen import frozen

__all__ = ["FileSum", "Files", "blocks", "checksum", "files"]

_BLOCK = 1 << 20
"""Bytes read at once."""


@frozen
class FileSum:
    """A file's size in bytes and its CRC-32, eight hexadecimal digits."""

    size: int
    crc32: str


class Files(Protocol):
    """What an engine says of its files. OSError where one cannot be read."""

    def committed(self, folder: Path) -> list[str]:
        """Return the names of the files that the last commit is made of; ArchiveDamaged where what names them is damaged."""

    def documents(self, folder: Path) -> int:
        """Return how many documents the last commit has that are not deleted; ArchiveDamaged as for :meth:`committed`."""

    def is_replaced(self, name: str) -> bool:
        """Whether the file of that name is written anew with each commit."""

    def sum(self, path: Path) -> FileSum:
        """Return size and checksum of a file, cheaply where the file itself ends with one."""

    def fault(self, path: Path, known: FileSum | None) -> str | None:
        """Return what is wrong with a file that is there, None if nothing: all of it is read.

        `known` is what :meth:`sum` gave when the file was new, None if nobody kept it.
        """

    def mend(self, folder: Path) -> list[str]:
        """Make damaged files again that tell nothing of their own, and return their names; only who holds the lock may."""

    def unneeded(self, folder: Path) -> list[str]:
        """Return the names of files that neither the last commit nor the engine itself needs: those of a writer at work, too."""


def files(engine: str) -> Files:
    """Return what the engine of that name says of its files; ImportError where its library cannot be imported."""
    found: Files = import_module(f"depeche.indexer.engines.{engine}.files").FILES
    return found


def blocks(path: Path, size: int) -> Iterator[bytes]:
    """Yield the first `size` bytes of a file, piece by piece; fewer if it ends before."""
    with path.open("rb") as file:
        while size > 0 and (block := file.read(min(size, _BLOCK))):
            size -= len(block)
            yield block


def checksum(path: Path, size: int) -> str:
    """Return the CRC-32 of the first `size` bytes of a file."""
    crc = 0
    for block in blocks(path, size):
        crc = zlib.crc32(block, crc)
    return f"{crc:08x}"
