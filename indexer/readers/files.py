"""Opening what is to be read: regular files alone, never waited for, and never more at once than a dispatch may have.

Not here: which files (``walk``), what they hold (the readers).
"""

import codecs
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

__all__ = ["LARGEST", "LONGEST", "REASON", "lines", "mark", "opened"]

LONGEST = 5_000_000
"""The most code points of a dispatch's text. The longest of novels has less; more is a file of another kind, or an archive in one
piece, and all of a dispatch is analysed and stored at once: so much of it takes some hundred megabytes."""
LARGEST = 4 * LONGEST
"""The most bytes of a file or line that is one dispatch: so many has the longest text in UTF-8 or UTF-32."""
REASON = f"more than the {LONGEST:,} characters or {LARGEST:,} bytes that a dispatch may have"
"""What is wrong with what is longer."""

_PIECE = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def opened(file: Path) -> BinaryIO:
    """Open a regular file; OSError for any other, at once: a pipe that nobody writes to is not waited for."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file", str(file))
    return os.fdopen(descriptor, "rb")


def mark(data: bytes) -> tuple[bytes, str]:
    """Return the byte order mark that `data` begins with and the encoding it stands for, both empty without one."""
    return next(((bom, encoding) for bom, encoding in _MARKS if data.startswith(bom)), (b"", ""))


def lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of `file`, feeds included; None for one of more than :data:`LARGEST` bytes, never whole in memory."""
    while line := file.readline(LARGEST + 1):
        if len(line) <= LARGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_PIECE)
        yield None
