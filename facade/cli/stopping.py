"""Stopping long work cleanly: Ctrl-C, and what service managers send, end it the same way.

Not here: the exit code and the line on stderr (``group``).
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

__all__ = ["stoppable"]


@contextmanager
def stoppable(told: Callable[[], str]) -> Iterator[None]:
    """Let SIGTERM stop the work as Ctrl-C does; a KeyboardInterrupt leaves with what `told` then says of the work."""
    before = _handle(_stop)
    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt(told()) from None
    finally:
        _handle(before)


def _stop(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001  # what the system gives
    raise KeyboardInterrupt


def _handle(handler: object) -> object:
    """Set who handles SIGTERM, and return who did, None where that cannot be told; only the main thread may."""
    if handler is None or threading.current_thread() is not threading.main_thread():
        return None
    return signal.signal(signal.SIGTERM, handler)  # type: ignore[arg-type]  # what signal() returned, or _stop
