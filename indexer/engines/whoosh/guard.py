"""Turning Whoosh's exceptions into the project's.

Whoosh has no exceptions of its own for most that can go wrong: a damaged file shows as whatever its reading code meets
(struct.error, pickle errors, KeyError, a bare Exception). So every Exception that leaves it is turned.
Out of scope: our own errors, which pass.
"""

from depeche.core.errors import DepecheError, EngineError
from depeche.indexer.engines.guard import BaseGuard, refused

__all__ = ["Guard"]


class Guard(BaseGuard):
    """A context in which Whoosh is called: its exceptions leave as `error`."""

    def translated(self, raised: BaseException) -> DepecheError | None:
        """Return the error that stands for what Whoosh raised."""
        if not isinstance(raised, Exception) or isinstance(raised, DepecheError):
            return None
        if isinstance(raised, OSError) and (reason := refused(raised)):
            return EngineError(f"{self._failed}: {reason}")
        return self._error(f"{self._failed}: {type(raised).__name__}: {raised}")
