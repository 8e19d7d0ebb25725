"""The files of a tantivy index: ``meta.json`` names its segments, each segment has a file of each sort, each ends with a footer.

The footer is JSON with the CRC-32 of all before it, then its length and a magic number, 32 bits each (tantivy's
``directory/footer.rs``). tantivy itself checks only that there is one when it opens a file.
Not here: what the files hold.
"""

import json
import stat
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any

from depeche.core.errors import ArchiveDamaged, DepecheError
from depeche.indexer.engines.files import FileSum, checksum
from depeche.indexer.engines.tantivy import dictionary
from depeche.indexer.engines.tantivy.guard import Guard
from depeche.indexer.engines.tantivy.schema import opened
from depeche.indexer.replacing import replace_file

__all__ = ["FILES", "META", "SORTS", "TantivyFiles", "deletes", "meta", "segment", "share"]

META = "meta.json"
SORTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
"""The endings of the files that every segment has."""

_MAGIC = 1337
_TAIL = struct.Struct("<II")
_LONGEST = 10_000
"""Bytes of a footer, at most; they have about a hundred."""
_MANAGED = ".managed.json"
"""The list of the files that tantivy may remove when no commit needs them any more."""
_LOCKS = (".tantivy-meta.lock", ".tantivy-writer.lock")


class TantivyFiles:
    """See :class:`depeche.indexer.engines.files.Files`."""

    def committed(self, folder: Path) -> list[str]:
        """Return the names of the files that the last commit is made of."""
        names = [META, _MANAGED, *([dictionary.NAME] if (folder / dictionary.NAME).exists() else [])]
        for one in meta(folder)["segments"]:
            names += [f"{segment(one)}.{sort}" for sort in SORTS] + deletes(one)
        return names

    def documents(self, folder: Path) -> int:
        """Return how many documents the last commit has that are not deleted."""
        segments = meta(folder)["segments"]
        return sum(one["max_doc"] - (one["deletes"]["num_deleted_docs"] if one["deletes"] else 0) for one in segments)

    def is_replaced(self, name: str) -> bool:
        """Whether it is ``meta.json`` or the list of files: a merge replaces them too."""
        return name in (META, _MANAGED)

    def sum(self, path: Path) -> FileSum:
        """Return size and checksum of a file; of one with a footer the checksum that stands there."""
        size = path.stat().st_size
        footer = _footer(path, size)
        return FileSum(size, footer[1] if footer else checksum(path, size))

    def fault(self, path: Path, known: FileSum | None) -> str | None:
        """Return what is wrong with a file, by its own footer; `known` is not needed."""
        size = path.stat().st_size
        if path.name == _MANAGED:
            return None if _is_list(path) else "truncated or altered"
        if path.name == META:
            return None  # it has been read, and has no footer
        if path.name == dictionary.NAME:
            return None if dictionary.copied(path.parent) else "truncated or altered"
        footer = _footer(path, size)
        if footer is None:
            return f"truncated: {size} of {known.size} bytes" if known and size < known.size else "its end is damaged or missing"
        content, expected = footer
        found = checksum(path, content)
        return None if found == expected else f"altered: its checksum is {found}, not {expected}"

    def mend(self, folder: Path) -> list[str]:
        """Make ``.managed.json`` again, where it is damaged, of the files that are there, and the copy of the dictionary."""
        mended = []
        if (folder / dictionary.NAME).exists() and not dictionary.copied(folder) and (known := _dictionary(folder)):
            dictionary.copy(folder, known)
            mended.append(dictionary.NAME)
        if not _is_list(folder / _MANAGED):
            kept = (_MANAGED, dictionary.NAME, *_LOCKS)
            replace_file(folder / _MANAGED, json.dumps(sorted(path.name for path in folder.iterdir() if path.name not in kept)))
            mended.append(_MANAGED)
        return mended

    def unneeded(self, folder: Path) -> list[str]:
        """Return the names of files of no segment of the last commit."""
        kept = {*self.committed(folder), *_LOCKS}
        return sorted(path.name for path in folder.iterdir() if path.name not in kept)


FILES = TantivyFiles()


def meta(folder: Path) -> dict[str, Any]:
    """Return what ``meta.json`` says; ArchiveDamaged if it is missing or damaged."""
    path = folder / META
    try:
        found = json.loads(path.read_text("utf-8"))
        for one in found["segments"]:
            segment(one), deletes(one)
    except FileNotFoundError as error:
        raise ArchiveDamaged(f"{path} is missing") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ArchiveDamaged(f"{path} is damaged: {error}") from error
    return dict(found)


def segment(described: dict[str, Any]) -> str:
    """Return how the names of a segment's files begin, as ``meta.json`` describes it."""
    return str(described["segment_id"].replace("-", ""))


def deletes(described: dict[str, Any]) -> list[str]:
    """Return the name of the file that says which documents of a segment are deleted; none if none is."""
    made = described["deletes"]
    return [f"{segment(described)}.{int(made['opstamp'])}.del"] if made else []


def share(folder: Path) -> None:
    """Let those read ``meta.json`` who may read the other files: tantivy makes it for the user alone."""
    with suppress(OSError):
        mode = stat.S_IMODE((folder / _LOCKS[1]).stat().st_mode)
        for name in (META, _MANAGED):
            (folder / name).chmod(mode)


def _dictionary(folder: Path) -> bytes | None:
    """Return the dictionary of the last commit, None where it cannot be read."""
    with suppress(DepecheError), Guard("The index cannot be read"):
        index = opened(folder)
        index.reload()
        return dictionary.committed(index.searcher(), index.schema)
    return None


def _is_list(path: Path) -> bool:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, list) and all(isinstance(name, str) for name in found)


def _footer(path: Path, size: int) -> tuple[int, str] | None:
    """Return how many bytes come before a file's footer, and their checksum as it has it; None where it has none."""
    with path.open("rb") as file:
        file.seek(max(0, size - _LONGEST))
        end = file.read(_LONGEST)
    if len(end) < _TAIL.size:
        return None
    length, magic = _TAIL.unpack(end[-_TAIL.size :])
    if magic != _MAGIC or length > len(end) - _TAIL.size:
        return None
    try:
        crc = int(json.loads(end[-_TAIL.size - length : -_TAIL.size])["crc"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return size - length - _TAIL.size, f"{crc:08x}"
