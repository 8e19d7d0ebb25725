"""The compiled form in the user's cache folder, so that only the first run pays for compiling.

The file's name and first line carry the fingerprint, the first line also the digest of what follows. A file that does not
agree with them is compiled again. Where nothing can be written, the work is done from memory. Nothing here can fail.
"""

import json
import os
import tempfile
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from depeche.analyzers import chain
from depeche.analyzers.mentions.compiling import FORMAT, Compiled, compile_records
from depeche.analyzers.mentions.sources import digest, records

__all__ = ["compiled", "fingerprint"]


def fingerprint() -> str:
    """Return what identifies the tables, the compiled form and the chain: an archive made with another one must be rebuilt."""
    return sha256("\n".join((FORMAT, chain.fingerprint(), digest())).encode()).hexdigest()[:32]


def compiled() -> Compiled:
    """Return the tables' compiled form, from the cache if it holds it; else compile and try to keep it there."""
    mark = fingerprint()
    path = user_cache_path("depeche") / f"mentions-{mark}.json"
    found = _read(path, mark)
    if found is None:
        found = compile_records(records())
        _write(path, mark, found)
    return found


def _read(path: Path, mark: str) -> Compiled | None:
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        return _checked(json.loads(body)) if head == _head(mark, body) else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _checked(data: dict[str, Any]) -> Compiled | None:
    found = Compiled(**data)
    good = isinstance(found.entities, list) and isinstance(found.names, dict) and isinstance(found.lengths, dict)
    return found if good else None


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


def _head(mark: str, body: bytes) -> bytes:
    return f"{mark} {sha256(body).hexdigest()}".encode()
