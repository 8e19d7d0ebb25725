"""The compiled form in the user's cache folder, so that only the first run pays for compiling.

One file holds the shipped tables (``gazetteer-…``), others one table of the user's each (``table-…``); of either sort the newest
are kept. A file's name and first line carry the fingerprint, the first line also the digest of what follows. A file that does not
agree with them is compiled again. Where nothing can be written, the work is done from memory. Nothing here can fail but the
reading of a table of the user's.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from depeche.analyzers import chain
from depeche.analyzers.gazetteer.compiling import FORMAT, Compiled, compile_records
from depeche.analyzers.gazetteer.layering import laid
from depeche.analyzers.gazetteer.records import Record
from depeche.analyzers.gazetteer.sources import digest, records, user_records
from depeche.core.errors import ReadingError

__all__ = ["compiled", "fingerprint"]

_MOST = {"gazetteer": 4, "table": 32}
"""Files that are kept of each sort, the newest: others are of tables that have changed since, or of other versions."""


def fingerprint(*user: Path) -> str:
    """Return what identifies the tables, the compiled form and the chain: an archive made with another one must be rebuilt.

    `user` are the user's tables, in order; InputError for one that cannot be read.
    """
    parts = (FORMAT, chain.fingerprint(), digest(), *map(_digest, user))
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def compiled(*user: Path) -> Compiled:
    """Return the compiled form of the shipped tables with those of the `user` laid over them, in order.

    Each is taken from the cache if that holds it; else it is compiled, and kept there if possible. InputError as for
    ``sources.user_records``.
    """
    found = _kept("gazetteer", fingerprint(), records)
    for path in user:
        found = laid(found, _kept("table", fingerprint(path), partial(user_records, path)))
    return found


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ReadingError(f"{path}: {error.strerror or 'cannot be read'}") from error


def _kept(sort: str, mark: str, read: Callable[[], Iterable[Record]]) -> Compiled:
    path = user_cache_path("depeche") / f"{sort}-{mark}.json"
    found = _read(path, mark)
    if found is None:
        found = compile_records(read())
        _write(path, mark, found)
        _sweep(path.parent, sort)
    return found


def _read(path: Path, mark: str) -> Compiled | None:
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        return _checked(json.loads(body)) if head == _head(mark, body) else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _checked(data: dict[str, Any]) -> Compiled | None:
    found = Compiled(**data)
    tables = (found.names, found.lengths, found.small, found.skeletons)
    return found if isinstance(found.entities, list) and all(isinstance(table, dict) for table in tables) else None


def _write(path: Path, mark: str, found: Compiled) -> None:
    body = json.dumps(asdict(found), ensure_ascii=False, separators=(",", ":")).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, _head(mark, body) + b"\n" + body)
    except OSError:
        return


def _replace(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _sweep(folder: Path, sort: str) -> None:
    """Remove all but the newest files of one sort, with what interrupted writing has left of it."""
    with suppress(OSError):
        for path in sorted(folder.glob(f"{sort}-*.json*"), key=_age)[_MOST[sort] :]:
            path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    """Return a number that is smaller for newer files."""
    return -path.stat().st_mtime


def _head(mark: str, body: bytes) -> bytes:
    return f"{mark} {sha256(body).hexdigest()}".encode()
