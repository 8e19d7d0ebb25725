"""What a reader of one format does: a file in, dispatches and problems out.

A problem is yielded, not raised, so that the rest of a folder is still read; a strict caller raises ``problem.error()``.
Out of scope: walking folders and telling ids apart (``registry``).
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from depeche.core.errors import DuplicateIdError, InputError, ReadingError
from depeche.core.frozen import field, frozen
from depeche.core.model import Dispatch

__all__ = ["Problem", "Reader", "Source"]


def _passed(size: int) -> None:
    """Take note of nothing."""


@frozen
class Source:
    """A file to read: `file` to open, `path` as the user would write it, the `id` a single dispatch of it gets.

    `encoding`, one that Python knows, is tried where the bytes are not UTF-8; None: there is no other. `advance` is told how many
    bytes have been read, piece by piece.
    """

    file: Path
    path: str
    id: str
    encoding: str | None = None
    advance: Callable[[int], object] = field(default=_passed, compare=False)


@frozen
class Problem:
    """Something that could not be read: in which file, at which line (from 1) or byte (from 0), and what it is.

    `skipped` is False where the dispatch was kept all the same, without the part complained of.
    `duplicate` says that the id was taken. ``str()`` gives one line.
    """

    path: str
    message: str
    line: int | None = None
    byte: int | None = None
    skipped: bool = True
    duplicate: bool = False

    def __str__(self) -> str:
        """Return ``path: message``, ``path:line 3: message`` or ``path: byte 17: message``, on one line."""
        where = f":line {self.line}" if self.line is not None else f": byte {self.byte}" if self.byte is not None else ""
        return "".join(char if char.isprintable() else repr(char)[1:-1] for char in f"{self.path}{where}: {self.message}")

    def to_dict(self) -> dict[str, Any]:
        """Return the problem as JSON values."""
        return asdict(self)

    def error(self) -> InputError:
        """Return the problem as an error to raise: DuplicateIdError or ReadingError."""
        return DuplicateIdError(str(self)) if self.duplicate else ReadingError(str(self))


class Reader(Protocol):
    """A format. Add one by a module of its own and a line in ``registry``."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The ends of the names of its files, in small letters, with the dot."""

    def read(self, source: Source) -> Iterator[Dispatch | Problem]:
        """Yield the dispatches of a file in its order, and a problem for each that cannot be read. Raises nothing."""
