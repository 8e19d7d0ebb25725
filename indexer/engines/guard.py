"""Turning an engine's exceptions into the project's: what every engine's guard does; each says which are its own.

Not here: which exception of a library becomes which of ours (the guards of ``tantivy`` and ``whoosh``).
"""

import errno
import re
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from depeche.core.errors import DepecheError, EngineError

__all__ = ["BaseGuard", "refused"]

_REFUSALS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "the disk is full: nothing is lost, make room and do it again"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "permission denied"),
    errno.EROFS: "the disk is read-only",
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), "too many files are open"),
    errno.EIO: "the disk failed",
}
_CODE = re.compile(r"(?:os error|code:|Errno) (\d+)")


def refused(raised: BaseException | str) -> str | None:
    """Return why the system refused something, in words, as an exception or a message gives its error number; None if not so."""
    found = _CODE.search(str(raised))
    number = raised.errno if isinstance(raised, OSError) and raised.errno else int(found[1]) if found else None
    return None if number is None else _REFUSALS.get(number)


class BaseGuard(ABC):
    """A context in which a library is called: its failures leave as errors of the project, `failed` at their beginning."""

    def __init__(self, failed: str, error: type[DepecheError] = EngineError) -> None:
        self._failed = failed
        self._error = error

    @abstractmethod
    def translated(self, raised: BaseException) -> DepecheError | None:
        """Return the error that stands for what the library raised; None lets it pass."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None) -> None:
        """Raise the project's error from the library's."""
        error = self.translated(raised) if raised is not None else None
        if error is not None:
            raise error from raised
