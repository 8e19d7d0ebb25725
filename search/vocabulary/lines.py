"""Sorted lines of text, looked up by how they begin, straight from a file: nothing is unpacked before it is asked for.

The lines are compressed in blocks of some kilobytes: they take a quarter of the room, and a block 15 µs to be undone. After the
blocks, and as they are, come the first lines of each, by which blocks are found.
Not here: what the lines say (``vocabulary``).
"""

import mmap
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
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
        wanted = prefix.encode()
        content = self._between(wanted, wanted + _AFTER)
        begin, end = (_first(content, 0, len(content), each) for each in (wanted, wanted + _AFTER))
        return content[begin:end].decode().split("\n")[:-1]

    def _between(self, first: bytes, last: bytes) -> bytes:
        """Return the blocks in which the lines from `first` to `last` are."""
        begin, end = (_first(self._buffer, self._index, self._end, each) for each in (first, last))
        begin = max(self._buffer.rfind(b"\n", self._index, max(begin - 1, self._index)) + 1, self._index)
        following = self._buffer.find(b"\n", end, self._end) + 1 or self._end
        firsts = self._buffer[begin:following].split(b"\n")[:-1]
        try:
            places = [int(line.rpartition(b"\0")[2]) for line in firsts] + [self._index] * (end == self._end)
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


def _first(buffer: "bytes | mmap.mmap", begin: int, end: int, wanted: bytes) -> int:
    """Return where, of the lines from `begin` to `end`, the first one not before `wanted` begins."""
    low, high = begin, end
    while low < high:
        middle = buffer.rfind(b"\n", low, (low + high) // 2) + 1 or low
        following = buffer.find(b"\n", middle)
        if buffer[middle : min(following, middle + len(wanted))] < wanted:
            low = following + 1
        else:
            high = middle
    return low


def _mark(content: bytes | memoryview, index: int) -> bytes:
    return _MARK % (zlib.crc32(content), len(content), index)
