"""When a run commits: after so much text, or so much time, whichever comes first.

A commit leaves a segment with a dictionary of its own: with one every 64 MB an archive of 44 MB of text took a tenth less room than
with one every 16, and a search looks into fewer. So a run has few; what was not committed is lost where a run is cut short, so it
has some.
Not here: what a commit's record says (``commits``).
"""

import time

__all__ = ["EVERY", "Pace"]

EVERY = 48.0
"""Megabytes (millions of code points) of text after which a run commits."""

_SECONDS = 60.0


class Pace:
    """How far a run is since its last commit. `every`: megabytes of text after which the next is due."""

    def __init__(self, every: float = EVERY) -> None:
        self._size = every * 1e6
        self.restart()

    def restart(self) -> None:
        """Count from now on: there was a commit."""
        self._filled = 0
        self._since = time.monotonic()

    def is_due(self, characters: int) -> bool:
        """Note that so many code points of text were written, and return whether to commit."""
        self._filled += characters
        return self._filled >= self._size or time.monotonic() - self._since >= _SECONDS
