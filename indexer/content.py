"""What tells whether a dispatch has changed: a digest of its text and of all that its source says of it.

Id, path and line are not in the digest, so a file that was renamed, or the same text under two ids, is known. A short digest of
the path goes with it, so that a file which has only moved is not taken for one that has not.
Not here: what is done with what is new, changed or the same (``refreshing``).
"""

from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import blake2b

from depeche.core.model import Dispatch

__all__ = ["DIGEST", "digest", "place", "value"]

DIGEST = 20
"""Characters of a digest."""

_DIGEST_BYTES, _PLACE_BYTES = 15, 3


def digest(dispatch: Dispatch) -> str:
    """Return the digest of the dispatch's text and facts, as they came in: 120 bits, 20 characters of base64 (RFC 4648, 5)."""
    date = dispatch.date
    facts = (
        *(dispatch.source, dispatch.title, dispatch.url, dispatch.encoding, dispatch.bom.hex()),
        *((date.value, str(date.precision), date.evidence) if date else (None, None, None)),
    )
    hashed = blake2b(repr(facts).encode(), digest_size=_DIGEST_BYTES)
    hashed.update(dispatch.text.encode("utf-8", "surrogatepass"))
    return _written(hashed.digest())


@lru_cache(maxsize=1024)
def place(path: str | None) -> str:
    """Return a digest of the path that a dispatch was read from: 24 bits, 4 characters."""
    return _written(blake2b((path or "").encode("utf-8", "surrogatepass"), digest_size=_PLACE_BYTES).digest())


def value(dispatch: Dispatch) -> str:
    """Return the value of the field of contents: digest and place, a blank, and the id. `dispatch` is as it came in."""
    return f"{digest(dispatch)}{place(dispatch.path)} {dispatch.id}"


def _written(digest: bytes) -> str:
    return urlsafe_b64encode(digest).decode()
