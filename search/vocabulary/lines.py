"""Sorted lines of text, looked up by how they begin, straight from a file: nothing is parsed before it is asked for.

Not here: what the lines say (``vocabulary``).
"""

import mmap
import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

__all__ = ["SortedLines"]

_AFTER = b"\xff"
"""After all that UTF-8 may begin with."""
_MARK_LENGTH = len(b"#end 00000000\n")


class SortedLines:
    """Lines in the order of their UTF-8 bytes; the last one holds their checksum. May be shared by threads."""

    def __init__(self, buffer: "bytes | mmap.mmap") -> None:
        self._buffer = buffer
        self._end = len(buffer) - _MARK_LENGTH

    @classmethod
    def open(cls, path: Path) -> "SortedLines | None":
        """Open the lines that :meth:`write` left at `path`; None if there are none, or others than it wrote."""
        try:
            with path.open("rb") as file:
                buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):
            return None
        with memoryview(buffer) as content:
            is_whole = content[-_MARK_LENGTH:] == _mark(content[:-_MARK_LENGTH])
        return cls(buffer) if is_whole else None

    @classmethod
    def write(cls, path: Path, lines: Iterable[str]) -> "SortedLines":
        """Return `lines` sorted, kept at `path` as well if that can be written; no line may hold a line end."""
        content = b"".join(line + b"\n" for line in sorted(map(str.encode, lines)))
        content += _mark(content)
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
        """Return the lines that begin with `prefix`, in order."""
        wanted = prefix.encode()
        begin, end = self._first(wanted), self._first(wanted + _AFTER)
        return self._buffer[begin:end].decode().split("\n")[:-1]

    def _first(self, wanted: bytes) -> int:
        """Return where the first line not before `wanted` begins."""
        low, high = 0, self._end
        while low < high:
            middle = self._buffer.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._buffer.find(b"\n", middle)
            if self._buffer[middle : min(end, middle + len(wanted))] < wanted:
                low = end + 1
            else:
                high = middle
        return low


def _mark(content: bytes | memoryview) -> bytes:
    return b"#end %08x\n" % zlib.crc32(content)
