"""Replacing a file whole: a reader sees what it held before or what it holds after, whatever interrupts the change.

Not here: who may change it when (``saved``, ``archive``).
"""

import os
from contextlib import suppress
from pathlib import Path

from depeche.core.errors import ArchiveError

__all__ = ["replace_file", "sync_folder"]


def replace_file(path: Path, content: str | bytes) -> None:
    """Replace the file at `path` by `content`, a text as UTF-8, by way of one beside it; when this returns, the disk holds it.

    What is beside it has another ending than what a writer clears away (``.part``). ArchiveError if it cannot be written.
    """
    partial = path.with_name(f"{path.name}.new")
    try:
        partial.unlink(missing_ok=True)
        with partial.open("xb") as file:  # follows no link that somebody has put there
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise ArchiveError(f"{path} cannot be written: {error.strerror or error}") from error


def sync_folder(path: Path) -> None:
    """Have the disk hold the names of a folder's files; on Windows folders cannot be opened, and the rename must do."""
    if os.name == "nt":
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
