"""Turning tantivy's exceptions into the project's.

Out of scope: exceptions of our own code, which stay what they are.
"""

from depeche.core.errors import ArchiveDamaged, ArchiveLocked, DepecheError, EngineError
from depeche.indexer.engines.guard import BaseGuard, refused

__all__ = ["Guard", "UnwritableFolder"]

_RAISED = (ValueError, OSError, RuntimeError, OverflowError)
_PANIC = "PanicException"
"""What a Rust panic becomes: a class that derives from BaseException and cannot be imported."""
_DAMAGED = (
    *("Data corrupt", "DataCorruption", "FileDoesNotExist", "IncompatibleIndex", "File corrupted", "Footer magic byte"),
    *("Failed to open file for read", "InvalidData", "UnexpectedEof"),
)
"""How the messages begin, or what they hold, where a file is not as tantivy wrote it."""


_LONGEST = 150
"""Characters of tantivy's own message that are told where a file is damaged."""


class UnwritableFolder(EngineError):
    """tantivy must make a lock file to open an index, and its folder cannot be written."""


class Guard(BaseGuard):
    """A context in which tantivy is called: its failures leave as ArchiveLocked, ArchiveFormatError or `error` (EngineError)."""

    def translated(self, raised: BaseException) -> DepecheError | None:
        """Return the error that stands for what tantivy raised, by its message: it has no classes of its own."""
        message = str(raised)
        is_panic = type(raised).__name__ == _PANIC
        if not isinstance(raised, _RAISED) and not is_panic:
            return None
        if "LockBusy" in message:
            return ArchiveLocked("Another writer holds the archive.")
        if "Failed to acquire Lockfile" in message:
            return UnwritableFolder(f"{self._failed}: its folder cannot be written ({refused(message) or message})")
        if reason := refused(message):
            return EngineError(f"{self._failed}: {reason}")
        if is_panic or any(sign in message for sign in _DAMAGED):
            return ArchiveDamaged(f"{self._failed}: it is damaged, `depeche check` says where ({_short(message)})")
        return self._error(f"{self._failed}: {message}")


def _short(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
