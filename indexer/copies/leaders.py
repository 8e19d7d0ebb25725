"""The texts that are the first of their kind, as far as a run has met them: those that came in it.

Bands are kept in a table of two arrays, eight bytes each with room to spare, for a run may have millions; words in a temporary
file that has no name and is gone when it is closed: they are only read where a text shares a band and its sketch is near.
Not here: which texts lead (``clusters``), what the archive holds (``held``).
"""

import tempfile
from array import array
from binascii import a2b_base64
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from depeche.core.errors import EngineError
from depeche.indexer.copies.marks import mark
from depeche.indexer.copies.signatures import FARTHEST
from depeche.indexer.copies.texts import NEAR, Copied, Text, pairs

__all__ = ["FEW", "Leader", "Leaders", "Near"]

FEW = 4
"""So many leaders are compared with a text, those with the nearest sketches."""

_SHARED = 64
"""A band that so many leaders have tells nothing: it is noted for no more."""
_FIRST = 1 << 16


class Leader(NamedTuple):
    """Who leads: the mark of its kind, its dispatch, and the turn of the run in which it came (0: it was in the archive)."""

    mark: str
    dispatch: str
    turn: int


class Near(NamedTuple):
    """A leader, and how alike it and a text are: .8 to 1."""

    likeness: float
    leader: Leader


class Leaders:
    """The leaders of a run; close it in the end. `folder` is where the temporary file is made, by default the system's folder.

    Raises EngineError where the file fails: the disk may be full.
    """

    def __init__(self, folder: Path | None = None) -> None:
        with _guarded():
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - open as long as the run
        self._dispatches: list[tuple[str, int]] = [("", 0)]
        self._marks, self._sketches, self._starts = array("Q"), array("Q"), array("Q")
        self._of, self._sizes = array("I"), array("I")
        self._bands = _Table()
        self._kept: tuple[Copied | None, int] = (None, 0)
        self._end = 0

    def add(self, copied: Copied, ordinal: int | None, text: Text, leader: Leader) -> None:
        """Keep `text`, a passage of `copied` or the whole: it leads as `leader`."""
        before = copied.words[: ordinal or 0]
        self._starts.append(self._kept_at(copied) + sum(map(len, before)))
        self._sizes.append(sum(map(len, copied.words)) if ordinal is None else len(copied.words[ordinal]))
        self._marks.append(int.from_bytes(a2b_base64(leader.mark)))
        self._sketches.append(text.sketch)
        if self._dispatches[-1] != leader[1:]:
            self._dispatches.append((leader.dispatch, leader.turn))
        self._of.append(len(self._dispatches) - 1)
        self._bands.add(text.bands, len(self._marks) - 1)

    def nearest(self, copied: Copied, ordinal: int | None, text: Text) -> Near | None:
        """Return the leader that is near `text`, which is a passage of `copied` or the whole; of several the first by its sketch.

        None where none is near-identical to it.
        """
        for number in self._likely(text):
            led = mark(self._marks[number].to_bytes(6))
            likeness = 1.0 if led == text.mark else copied.like(self._pairs(number), ordinal)
            if likeness >= NEAR:
                return Near(likeness, Leader(led, *self._dispatches[self._of[number]]))
        return None

    def close(self) -> None:
        """Drop them all; that the file cannot be written to its end is no failure then."""
        with suppress(OSError):
            self._file.close()

    def _likely(self, text: Text) -> list[int]:
        """Return the leaders that may be near a text, those with the nearest sketches first, then the oldest."""
        found = self._bands.of(text.bands)
        near = [(bits, one) for one in found if (bits := (self._sketches[one] ^ text.sketch).bit_count()) <= FARTHEST]
        return [number for _, number in sorted(near)[:FEW]]

    def _kept_at(self, copied: Copied) -> int:
        """Return where in the file the words of `copied` begin; they are written once."""
        if self._kept[0] is not copied:
            with _guarded():
                self._file.seek(self._end)
                self._file.write(b"".join(copied.words))
            self._kept = (copied, self._end)
            self._end = self._file.tell()
        return self._kept[1]

    def _pairs(self, number: int) -> set[int]:
        with _guarded():
            self._file.seek(self._starts[number])
            return pairs(self._file.read(self._sizes[number]))


class _Table:
    """Which leaders have a band: open addressing, a slot for each of them."""

    def __init__(self) -> None:
        self._used = 0
        self._make(_FIRST)

    def add(self, bands: Iterable[str], number: int) -> None:
        """Note that the leader `number` has `bands`, a few."""
        if self._used * 3 > len(self._keys) * 2:
            self._grow()
        for band in bands:
            self._put(_key(band), number)

    def of(self, bands: Iterable[str]) -> set[int]:
        """Return the leaders that have one of `bands`, and hardly ever one that has none."""
        keys, numbers, mask, found = self._keys, self._numbers, self._mask, set()
        for band in bands:
            wanted = _key(band)
            at = wanted & mask
            while key := keys[at]:
                if key == wanted:
                    found.add(numbers[at])
                at = (at + 1) & mask
        return found

    def _put(self, key: int, number: int) -> None:
        at, same = key & self._mask, 0
        while self._keys[at]:
            same += self._keys[at] == key
            at = (at + 1) & self._mask
        if same < _SHARED:
            self._keys[at], self._numbers[at] = key, number
            self._used += 1

    def _make(self, slots: int) -> None:
        self._keys, self._numbers = (array("I", bytes(4 * slots)) for _ in range(2))
        self._mask = slots - 1

    def _grow(self) -> None:
        held = ((key, number) for key, number in zip(self._keys, self._numbers, strict=True) if key)
        self._make(2 * len(self._keys))
        keys, numbers, mask = self._keys, self._numbers, self._mask
        for key, number in held:
            at = key & mask
            while keys[at]:
                at = (at + 1) & mask
            keys[at], numbers[at] = key, number


def _key(band: str) -> int:
    return crc32(band.encode()) or 1


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EngineError(f"the temporary file of copies failed: {error}") from error
