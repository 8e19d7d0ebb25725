"""Where a page of an answer ended, as text: the next page goes on from there, without repeating or leaving out.

A cursor holds the commit, what was asked, how many matches of the engine have been read and how many of them were shown, for
copies are read and not shown. Not here: reading pages (``pages``).
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import blake2b

from depeche.core.errors import QuestionError
from depeche.search.options import LARGEST, Request

__all__ = ["Cursor"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """How many matches have been `read`, and how many entries (passages, or dispatches) `shown`."""

    read: int = 0
    shown: int = 0

    def text(self, commit: str, request: Request) -> str:
        """Return the cursor as text, for this request to the archive in this state alone."""
        written = f"{commit}:{_mark(request)}:{self.read}:{self.shown}"
        return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")

    @classmethod
    def of(cls, commit: str, request: Request) -> "Cursor":
        """Return the cursor of the request, or the beginning; QuestionError for one of another archive, state or question."""
        if not request.cursor:
            return cls()
        made_at, mark, read, shown = _parts(request.cursor)
        if made_at != commit:
            raise QuestionError("the archive has changed since that page: ask the question again")
        if mark != _mark(request):
            raise QuestionError("that cursor is of another question, or of other options")
        return cls(read, shown)


def _parts(cursor: str) -> tuple[str, str, int, int]:
    try:
        commit, mark, read, shown = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split(":")
        numbers = int(read), int(shown)
    except (binascii.Error, ValueError) as error:
        raise QuestionError(f"{cursor!r} is no cursor") from error
    if not 0 <= min(numbers) <= max(numbers) <= LARGEST:
        raise QuestionError(f"{cursor!r} is no cursor: it goes where no page can be")
    return commit, mark, *numbers


def _mark(request: Request) -> str:
    return blake2b(request.order.encode(errors="surrogatepass"), digest_size=6).hexdigest()
