"""The record that an engine stores with each commit: a name of its own, and when it was made.

So a reader knows which commit its snapshot is of, and what was derived from that one; and each commit has a number, by which the
order of arrival is told. Counts are not in it: engines count.
"""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

__all__ = ["name", "new", "number", "told"]


def new(number: int, fingerprint: str = "", *, entities: bool = True) -> str:
    """Return the record of a new commit with that number, JSON. `fingerprint` and `entities` are the archive's."""
    made = {"commit": uuid.uuid4().hex, "number": number, "time": datetime.now(UTC).isoformat(timespec="seconds")}
    return json.dumps({**made, "fingerprint": fingerprint, "entities": entities})


def name(record: str | None) -> str:
    """Return the name of the commit with that record; ``empty`` for an archive without a commit."""
    return str(json.loads(record)["commit"]) if record else "empty"


def number(record: str | None) -> int:
    """Return the number of the commit with that record, from 1 up; 0 for an archive without a commit."""
    return int(json.loads(record)["number"]) if record else 0


def told(record: str) -> dict[str, Any]:
    """Return what a record says: the commit's ``name``, ``number`` and ``time`` (ISO 8601, UTC), ``fingerprint``, ``entities``."""
    made = json.loads(record)
    commit = {"name": str(made["commit"]), "number": int(made["number"]), "time": str(made["time"])}
    return {**commit, "fingerprint": str(made["fingerprint"]), "entities": bool(made["entities"])}
