"""The files below the paths that a user names, in a stable order.

Folders are walked whole, sorted byte by byte; hidden entries and other kinds of files are passed over, links to folders are not
followed. Out of scope: what the files hold.
"""

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from depeche.core.frozen import frozen
from depeche.indexer.readers.contract import Problem, Source

__all__ = ["Found", "walk"]

_FOLDER = b"/"


@frozen
class Found:
    """A file with the suffix that says how to read it."""

    source: Source
    suffix: str


def walk(root: Path, suffixes: Collection[str], encoding: str | None) -> Iterator[Found | Problem]:
    """Yield the files at or below `root` that end with one of `suffixes`, and a problem for what cannot be read.

    The id of a file is its path below `root`, or its name where it is `root`, with ``/`` and without ``.txt``.
    A `root` that is a file of another kind, or that is not there, is a problem.
    """
    try:
        mode = root.stat().st_mode
    except (OSError, ValueError) as error:
        yield Problem(_shown(root), _reason(error))
        return
    if not _written(root):
        yield Problem(_shown(root), "its name is not valid UTF-8")
    elif stat.S_ISDIR(mode):
        yield from _below(root, suffixes, encoding)
    else:
        yield _named(root, mode, suffixes, encoding)


def _named(file: Path, mode: int, suffixes: Collection[str], encoding: str | None) -> Found | Problem:
    suffix = _suffix(file.name, suffixes)
    if suffix is None:
        return Problem(_shown(file), f"no reader for this kind of file; known are {', '.join(sorted(suffixes))}")
    if not stat.S_ISREG(mode):
        return Problem(_shown(file), "not a regular file")
    return Found(Source(file, file.as_posix(), _id(file.name, suffix), encoding), suffix)


def _below(root: Path, suffixes: Collection[str], encoding: str | None) -> Iterator[Found | Problem]:
    levels = [("", [_FOLDER])]
    while levels:
        prefix, names = levels[-1]
        if not names:
            levels.pop()
            continue
        name = os.fsdecode(names.pop())
        below, is_folder = prefix + name.removesuffix("/"), name.endswith("/")
        if not _written(below) and (is_folder or _suffix(below, suffixes)):
            yield Problem(_shown(root / below), "its name is not valid UTF-8")
        elif is_folder:
            try:
                levels.append((f"{below}/" if below else "", _names(root / below)))
            except OSError as error:
                yield Problem(_shown(root / below), _reason(error))
        elif suffix := _suffix(below, suffixes):
            file = root / below
            yield Found(Source(file, file.as_posix(), _id(below, suffix), encoding), suffix)


def _names(folder: Path) -> list[bytes]:
    """Return what lies directly in `folder`, folders with a slash, in the order of whole paths, the first one last.

    As bytes, for a folder may hold millions; they are all that is held of it.
    """
    with os.scandir(os.fsencode(folder)) as entries:
        kinds = ((entry.name, _kind(entry)) for entry in entries if not entry.name.startswith(b"."))
        return sorted((name + (_FOLDER if kind == "folder" else b"") for name, kind in kinds if kind), reverse=True)


def _kind(entry: os.DirEntry[bytes]) -> str | None:
    """Return ``folder`` or ``file``; None for links to folders and for what is neither. A link to nothing is a file."""
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    try:
        mode = entry.stat().st_mode
    except OSError:
        return "file"
    return "file" if stat.S_ISREG(mode) else None


def _suffix(name: str, suffixes: Collection[str]) -> str | None:
    suffix = Path(name).suffix.lower()
    return suffix if suffix in suffixes else None


def _id(name: str, suffix: str) -> str:
    return name[: -len(suffix)] if suffix == ".txt" else name


def _written(path: Path | str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in str(path))


def _shown(path: Path) -> str:
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _reason(error: OSError | ValueError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
