"""Where a page of an answer ended, as text: the next page goes on from there, without repeating or leaving out.

A cursor holds the commit, what was asked, and how much has been shown. Not here: reading pages (``pages``).
"""

import base64
import binascii
from _blake2 import blake2b  # as in hashlib, which loads OpenSSL first

from depeche.core.errors import QuestionError
from depeche.core.frozen import frozen
from depeche.search.options import LARGEST, Request

__all__ = ["Cursor"]


@frozen
class Cursor:
    """How many entries (passages, or dispatches) have been `shown`."""

    shown: int = 0

    def text(self, commit: str, request: Request) -> str:
        """Return the cursor as text, for this request to the archive in this state alone."""
        written = f"{commit}:{_mark(request)}:{self.shown}"
        return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")

    @classmethod
    def of(cls, commit: str, request: Request) -> "Cursor":
        """Return the cursor of the request, or the beginning; QuestionError for one of another archive, state or question."""
        if not request.cursor:
            return cls()
        made_at, mark, shown = _parts(request.cursor)
        if made_at != commit:
            raise QuestionError("the archive has changed since that page: ask the question again")
        if mark != _mark(request):
            raise QuestionError("that cursor is of another question, or of other options")
        return cls(shown)


def _parts(cursor: str) -> tuple[str, str, int]:
    try:
        commit, mark, number = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split(":")
        shown = int(number)
    except (binascii.Error, ValueError) as error:
        raise QuestionError(f"{cursor[:60]!r} is no cursor") from error
    if not 0 <= shown <= LARGEST:
        raise QuestionError(f"{cursor[:60]!r} is no cursor: it goes where no page can be")
    return commit, mark, shown


def _mark(request: Request) -> str:
    return blake2b(request.order.encode(errors="surrogatepass"), digest_size=6).hexdigest()
