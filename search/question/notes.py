"""Notes on what of a question was ignored or read otherwise, each with the places it is about.

A note said twice is one note with two places. Not here: notes on what an archive holds (``depeche.search.compiling``).
"""

from depeche.core.frozen import frozen

__all__ = ["Note", "Notes"]

_MOST_PLACES = 5
"""Places that a note names; of more it says how many."""


@frozen
class Note:
    """What was ignored or read otherwise, and the spans in the question (code points) of which this is said."""

    message: str
    places: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        """Return the message with its places, counted from 1."""
        shown = [str(start + 1) for start, _ in self.places[:_MOST_PLACES]]
        more = len(self.places) - len(shown)
        where = ", ".join(shown) + (f" and {more} more" if more else "")
        return f"{self.message} (character{'s' if len(self.places) > 1 else ''} {where})"


class Notes:
    """Collects the notes on one question."""

    def __init__(self) -> None:
        self._places: dict[str, list[tuple[int, int]]] = {}

    def add(self, message: str, start: int, end: int) -> None:
        """Note `message` on a span of the question."""
        self._places.setdefault(message, []).append((start, end))

    def taken(self) -> tuple[Note, ...]:
        """Return the notes in the order in which each was first added."""
        return tuple(Note(message, tuple(places)) for message, places in self._places.items())
