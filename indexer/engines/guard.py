"""Turning an engine's exceptions into the project's: what every engine's guard does; each says which are its own.

Not here: which exception of a library becomes which of ours (the guards of ``tantivy`` and ``whoosh``).
"""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from depeche.core.errors import DepecheError, EngineError

__all__ = ["BaseGuard"]


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
