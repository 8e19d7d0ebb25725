"""Turning Whoosh's exceptions into the project's.

Whoosh has no exceptions of its own for most that can go wrong: a damaged file shows as whatever its reading code meets
(struct.error, pickle errors, KeyError, a bare Exception). So every Exception that leaves it is turned.
Out of scope: our own errors, which pass.
"""

from types import TracebackType

from depeche.core.errors import DepecheError, EngineError

__all__ = ["Guard"]


class Guard:
    """A context in which Whoosh is called: its exceptions leave as `error`."""

    def __init__(self, failed: str, error: type[DepecheError] = EngineError) -> None:
        self._failed = failed
        self._error = error

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None) -> None:
        """Turn what Whoosh raised into an error of the project."""
        if isinstance(raised, Exception) and not isinstance(raised, DepecheError):
            raise self._error(f"{self._failed}: {type(raised).__name__}: {raised}") from raised
