"""The texts that are the first of their kind, as far as a run has met them: its own, and those of the archive that come up.

Bands are kept in a table of two arrays, eight bytes each with room to spare, for a run may have millions; pairs in a temporary
file that has no name and is gone when it is closed: they are only read where a text shares a band.
Not here: which texts lead (``clusters``).
"""

import tempfile
from array import array
from binascii import a2b_base64
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from depeche.core.errors import EngineError
from depeche.indexer.copies.marks import mark
from depeche.indexer.copies.texts import NEAR, Copied, Text, numbers

__all__ = ["Leader", "Leaders"]

_SHARED = 64
"""A band that so many leaders have tells nothing: it is noted for no more."""
_FIRST = 1 << 16


class Leader(NamedTuple):
    """Who leads: the mark of its kind, its dispatch, and the turn of the run in which it came (0: it was in the archive)."""

    mark: str
    dispatch: str
    turn: int


class Leaders:
    """The leaders of a run; close it in the end. `folder` is where the temporary file is made, by default the system's folder.

    Raises EngineError where the file fails: the disk may be full.
    """

    def __init__(self, folder: Path | None = None) -> None:
        with _guarded():
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - open as long as the run
        self._dispatches: list[tuple[str, int]] = [("", 0)]
        self._marks, self._of, self._starts, self._sizes = array("Q"), array("I"), array("Q"), array("I")
        self._bands = _Table()
        self._kept: tuple[Copied | None, int] = (None, 0)
        self._end = 0

    def add(self, copied: Copied, ordinal: int | None, leader: Leader) -> None:
        """Keep a passage of `copied`, or the whole: it leads as `leader`."""
        text = copied.whole if ordinal is None else copied.passages[ordinal]
        parts = copied.pairs if ordinal is None else copied.pairs[:ordinal]
        begin, length = self._kept_at(copied), sum(map(len, parts))
        start, size = (begin, length) if ordinal is None else (begin + length, len(copied.pairs[ordinal]))
        self._starts.append(start)
        self._sizes.append(size)
        self._marks.append(int.from_bytes(a2b_base64(leader.mark)))
        if self._dispatches[-1] != leader[1:]:
            self._dispatches.append((leader.dispatch, leader.turn))
        self._of.append(len(self._dispatches) - 1)
        for band in text.bands if text else ():
            self._bands.add(band, len(self._marks) - 1)

    def nearest(self, copied: Copied, ordinal: int | None, text: Text) -> Leader | None:
        """Return the leader that is most like `text`, which is a passage of `copied` or the whole, the first of equals.

        None where none is near-identical to it.
        """
        found = sorted({number for band in text.bands for number in self._bands.of(band)})
        if not found:
            return None
        likeness, number = max((copied.like(self._pairs(n), ordinal), -n) for n in found)
        return Leader(mark(self._marks[-number].to_bytes(6)), *self._dispatches[self._of[-number]]) if likeness >= NEAR else None

    def close(self) -> None:
        """Drop them all; that the file cannot be written to its end is no failure then."""
        with suppress(OSError):
            self._file.close()

    def _kept_at(self, copied: Copied) -> int:
        """Return where in the file the pairs of `copied` begin; they are written once."""
        if self._kept[0] is not copied:
            with _guarded():
                self._file.seek(self._end)
                self._file.write(b"".join(copied.pairs))
            self._kept = (copied, self._end)
            self._end = self._file.tell()
        return self._kept[1]

    def _pairs(self, number: int) -> set[int]:
        with _guarded():
            self._file.seek(self._starts[number])
            return numbers(self._file.read(self._sizes[number]))


class _Table:
    """Which leaders have a band: open addressing, a slot for each of them."""

    def __init__(self) -> None:
        self._used = 0
        self._make(_FIRST)

    def add(self, band: str, number: int) -> None:
        """Note that the leader `number` has `band`."""
        if self._used * 3 > len(self._keys) * 2:
            self._grow()
        self._put(_key(band), number)

    def of(self, band: str) -> Iterator[int]:
        """Yield the leaders that have `band`, and hardly ever one that has not."""
        key, at = (wanted := _key(band)), wanted & self._mask
        while self._keys[at]:
            if self._keys[at] == key:
                yield self._numbers[at]
            at = (at + 1) & self._mask

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
        held = [(key, number) for key, number in zip(self._keys, self._numbers, strict=True) if key]
        self._used = 0
        self._make(2 * len(self._keys))
        for key, number in held:
            self._put(key, number)


def _key(band: str) -> int:
    return crc32(band.encode()) or 1


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EngineError(f"the temporary file of copies failed: {error}") from error
