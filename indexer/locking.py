"""Locks between processes: who writes to an archive, or changes a file of it, does so alone.

The lock is the operating system's, on a file of its own; it ends with its process, however that ends. Who holds it stands in a
file beside, for others to be told; nothing is decided by that. Locks are taken by `filelock`.
Not here: what is locked when (``archive``, ``saved``); the engines' own locks, which stay beneath.
"""

import json
import os
import platform
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from depeche.core.errors import ArchiveError, ArchiveLocked

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = ["Lock", "hold"]

_LONGEST = 200
"""Characters of a command that are told."""


class Lock:
    """A lock that is held: release it in the end, or use ``with``. Another of the same file is refused in this process too."""

    def __init__(self, lock: "BaseFileLock", holder: Path) -> None:
        self._lock, self._holder = lock, holder

    def release(self) -> None:
        """Let others have it; once is enough, more does no harm."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._holder.unlink()
            self._lock.release()

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def hold(path: Path, what: str, wait: float = 0.0) -> Lock:
    """Take the lock of the file at `path`, which is made if it is missing, and return it.

    `wait` is how many seconds another holder is waited for: ArchiveLocked then, which says who it is and since when; `what` names
    what is locked. ArchiveError where the file cannot be written.
    """
    from filelock import FileLock, Timeout  # takes as long as a search, which needs no lock

    holder = path.with_suffix(".holder")
    lock = FileLock(path, thread_local=False)
    try:
        lock.acquire(timeout=max(0.0, wait))
    except Timeout as error:
        raise ArchiveLocked(f"{what} is being written by {_told(holder)}; --wait SECONDS waits for it") from error
    except OSError as error:
        raise ArchiveError(f"{what} cannot be written: {error.strerror or error}") from error
    _note(holder)
    return Lock(lock, holder)


def _note(holder: Path) -> None:
    """Write down who holds the lock; that it cannot be written is no reason not to work."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]) if sys.argv else ""
    since = datetime.now().astimezone().isoformat(" ", "seconds")
    noted = {"pid": os.getpid(), "host": platform.node(), "since": since, "command": command[:_LONGEST]}
    with suppress(OSError):
        holder.write_text(json.dumps(noted) + "\n", "utf-8")


def _told(holder: Path) -> str:
    """Return who holds the lock, as far as it is known."""
    try:
        noted = json.loads(holder.read_text("utf-8"))
        return "process {pid} on {host} since {since} ({command})".format(**noted)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return "another process"
