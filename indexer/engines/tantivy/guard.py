"""Turning tantivy's exceptions into the project's.

Out of scope: exceptions of our own code, which stay what they are.
"""

from depeche.core.errors import ArchiveFormatError, ArchiveLocked, DepecheError, EngineError
from depeche.indexer.engines.guard import BaseGuard

__all__ = ["Guard"]

_RAISED = (ValueError, OSError, RuntimeError, OverflowError)
_PANIC = "PanicException"
"""What a Rust panic becomes: a class that derives from BaseException and cannot be imported."""
_DAMAGED = ("Data corrupt", "DataCorruption", "FileDoesNotExist", "IncompatibleIndex")


class Guard(BaseGuard):
    """A context in which tantivy is called: its failures leave as ArchiveLocked, ArchiveFormatError or `error` (EngineError)."""

    def translated(self, raised: BaseException) -> DepecheError | None:
        """Return the error that stands for what tantivy raised, by its message: it has no classes of its own."""
        message = str(raised)
        if not isinstance(raised, _RAISED) and type(raised).__name__ != _PANIC:
            return None
        if "LockBusy" in message:
            return ArchiveLocked("Another writer holds the archive.")
        if "Failed to acquire Lockfile" in message:
            return EngineError("tantivy locks an archive to read it, and its folder cannot be written: copy it, or use Whoosh")
        if any(sign in message for sign in _DAMAGED):
            return ArchiveFormatError(f"The index is missing or damaged: {message}")
        return self._error(f"{self._failed}: {message}")
