"""Replacing a file whole: a reader sees what it held before or what it holds after, whatever interrupts the change.

Not here: who may change it when (``saved``, ``archive``).
"""

import os
from pathlib import Path

__all__ = ["replace_file"]


def replace_file(path: Path, text: str) -> None:
    """Replace the file at `path` by `text` as UTF-8, by way of one beside it; when this returns, the disk holds it.

    What is beside it has another ending than what a writer clears away (``.part``). OSError if it cannot be written.
    """
    partial = path.with_name(f"{path.name}.new")
    with partial.open("wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    if os.name != "nt":
        _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    """Have the disk hold the names of a folder's files; on Windows folders cannot be opened, and the rename must do."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
