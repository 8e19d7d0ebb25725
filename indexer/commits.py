"""The record that an engine stores with each commit: a name of its own, and when it was made.

So a reader knows which commit its snapshot is of, and what was derived from that one. Counts are not in it: engines count.
"""

import json
import uuid
from datetime import UTC, datetime

__all__ = ["name", "new"]


def new() -> str:
    """Return the record of a new commit, JSON."""
    return json.dumps({"commit": uuid.uuid4().hex, "time": datetime.now(UTC).isoformat(timespec="seconds")})


def name(record: str | None) -> str:
    """Return the name of the commit with that record; ``empty`` for an archive without a commit."""
    return str(json.loads(record)["commit"]) if record else "empty"
