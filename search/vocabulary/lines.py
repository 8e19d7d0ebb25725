"""Sorted lines of text, looked up by how they begin, straight from a file: nothing is unpacked before it is asked for.

The lines are compressed in blocks of some kilobytes: they take a quarter of the room, and a block 15 µs to be undone. After the
blocks, and as they are, come the first lines of each, by which blocks are found.
Not here: what the lines say (``vocabulary``).
"""

import mmap
import os
import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from depeche.core.errors import ArchiveDamaged

__all__ = ["SortedLines"]

_AFTER = b"\xff"
"""After all that UTF-8 may begin with."""
_BLOCK = 4096
"""Bytes of lines in a block, or just above."""
_MARK = b"#end %08x %016x %016x\n"
_MARK_LENGTH = len(_MARK % (0, 0, 0))
_MARKED = re.compile(rb"#end ([0-9a-f]{8}) ([0-9a-f]{16}) ([0-9a-f]{16})\n")


class SortedLines:
    """Lines in the order of their UTF-8 bytes. May be shared by threads.

    The last line of `buffer` holds a checksum and the length of what is before it, and where the first lines of the blocks begin.
    """

    def __init__(self, buffer: "bytes | mmap.mmap") -> None:
        self._buffer = buffer
        self._end = len(buffer) - _MARK_LENGTH
        self._index = int(buffer[self._end :].split()[-1], 16)

    @classmethod
    def open(cls, path: Path) -> "SortedLines | None":
        """Open the lines that :meth:`write` left at `path`; None if there are none, or not as many bytes as it wrote.

        Nothing is read but the end: :attr:`is_whole` tells of the rest.
        """
        try:
            with path.open("rb") as file:
                buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):
            return None
        end = _MARKED.fullmatch(buffer[-_MARK_LENGTH:])
        length = len(buffer) - _MARK_LENGTH
        return cls(buffer) if end and int(end[2], 16) == length >= int(end[3], 16) else None

    @property
    def is_whole(self) -> bool:
        """Whether the bytes are those that were written; all are read for it."""
        with memoryview(self._buffer) as content:
            return content[self._end :] == _mark(content[: self._end], self._index)

    @classmethod
    def write(cls, path: Path, lines: Iterable[str]) -> "SortedLines":
        """Return `lines` sorted, kept at `path` as well if that can be written; no line may hold a line end or a NUL."""
        content = _packed(sorted(map(str.encode, lines)))
        partial = path.with_name(f"{path.name}.{os.getpid()}.{id(content)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(content)
            partial.replace(path)
        except OSError:  # a cache that cannot be kept is worked from memory
            with suppress(OSError):
                partial.unlink()
        return cls(content)

    def starting(self, prefix: str) -> list[str]:
        """Return the lines that begin with `prefix`, in order; ArchiveDamaged where they cannot be unpacked."""
        wanted = b"\n" + prefix.encode()
        content = b"\n" + self._blocks(wanted[1:])
        begin, last = content.find(wanted), content.rfind(wanted, 0, -1)
        return content[begin + 1 : content.find(b"\n", last + 1)].decode().split("\n") if last >= 0 else []

    @cached_property
    def _firsts(self) -> list[bytes]:
        """The first line of each block, NUL, and where the block begins; last where the last one ends."""
        return [*self._buffer[self._index : self._end].split(b"\n")[:-1], b"\xff\0%d" % self._index]

    def _blocks(self, prefix: bytes) -> bytes:
        """Return the blocks in which lines that begin with `prefix` may be."""
        begin = max(bisect_left(self._firsts, prefix) - 1, 0)
        end = bisect_left(self._firsts, prefix + _AFTER, begin, len(self._firsts) - 1)
        try:
            places = [int(first.rpartition(b"\0")[2]) for first in self._firsts[begin : end + 1]]
            return b"".join(zlib.decompress(self._buffer[start:stop]) for start, stop in pairwise(places))
        except (zlib.error, ValueError) as error:
            raise ArchiveDamaged("a table in the archive's cache is damaged: `depeche check --repair` derives it again") from error


def _packed(lines: list[bytes]) -> bytes:
    blocks, firsts, place = [], [], 0
    for block in _blocks(lines):
        firsts.append(b"%s\0%d\n" % (block[0], place))
        blocks.append(zlib.compress(b"\n".join(block) + b"\n"))
        place += len(blocks[-1])
    content = b"".join((*blocks, *firsts))
    return content + _mark(content, place)


def _blocks(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    block: list[bytes] = []
    filled = 0
    for line in lines:
        block.append(line)
        filled += len(line)
        if filled >= _BLOCK:
            yield block
            block, filled = [], 0
    if block:
        yield block


def _mark(content: bytes | memoryview, index: int) -> bytes:
    return _MARK % (zlib.crc32(content), len(content), index)
