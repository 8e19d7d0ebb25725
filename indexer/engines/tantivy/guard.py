"""Turning tantivy's exceptions into the project's.

Out of scope: exceptions of our own code, which stay what they are.
"""

from types import TracebackType

from depeche.core.errors import ArchiveFormatError, ArchiveLocked, DepecheError, EngineError

__all__ = ["Guard"]

_RAISED = (ValueError, OSError, RuntimeError, OverflowError)
_PANIC = "PanicException"
"""What a Rust panic becomes: a class that derives from BaseException and cannot be imported."""
_DAMAGED = ("Data corrupt", "DataCorruption", "FileDoesNotExist", "IncompatibleIndex")


class Guard:
    """A context in which tantivy is called: its failures leave as ArchiveLocked, ArchiveFormatError or `error` (EngineError)."""

    def __init__(self, failed: str, error: type[DepecheError] = EngineError) -> None:
        self._failed = failed
        self._error = error

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None) -> None:
        """Turn what tantivy raised into an error of the project."""
        if isinstance(raised, _RAISED) or (raised is not None and type(raised).__name__ == _PANIC):
            raise self._translated(str(raised)) from raised

    def _translated(self, message: str) -> DepecheError:
        if "LockBusy" in message:
            return ArchiveLocked("Another writer holds the archive.")
        if any(sign in message for sign in _DAMAGED):
            return ArchiveFormatError(f"The index is missing or damaged: {message}")
        return self._error(f"{self._failed}: {message}")
