"""What near-identical texts have alike, so that they can be looked up: bands, of which they share one at least, and a sketch.

A MinHash signature has 64 numbers. Twelve of them are cut into four bands of three. Texts with a similarity of .8 share a band
with a probability of .943, those of .85 with .978, those of .9 with .995, those of .1 with .004 (``1 - (1 - s³)⁴``). Of copies with
one to ten words in a hundred replaced that are near-identical .992 are found (``benchmarks/copies.py``). Six bands of four found
.996, took half as much room again, and among 35,000 passages brought no fewer to be compared. A band is a string of 22 bits: what
shares one by chance is told by the sketch, and longer ones take more room (34 bytes a passage, with 30 bits 54).

A sketch is a bit of each number. Those of texts with a similarity s differ in ``32 (1 - s)`` bits, give or take two or three; so
they screen out most that share a band and are no copies, unread (of 12,000 four fifths, and none that was one).

The signature of a dispatch is the least of those of its passages, number by number. The library gives its algorithm a number; under
another one all bands are others, so no more copies are found of what an archive was given before, until it is rebuilt.
Where the library is not installed there are no bands, and only texts with the same words are copies.
Not here: whether two texts are near-identical; that is counted (``texts``).
"""

from array import array
from binascii import b2a_base64
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from struct import Struct
from zlib import crc32

__all__ = ["DISPATCH", "FARTHEST", "PASSAGE", "bands", "rows", "sketch", "united"]

PASSAGE, DISPATCH = 0, 1
"""Of which kind a text is: only those of one kind share bands."""
FARTHEST = 12
"""In so many bits the sketches of near-identical texts differ at most, but for one in a hundred of those just near enough."""

_NUMBERS = 64
_BANDS, _ROWS = 4, 3
_SEED = 1
_BANDED = Struct(f">{_BANDS * _ROWS}I")
_SKETCHED = Struct(f"<{_NUMBERS}I")
_BYTES = _ROWS * 4
_BITS = 0xFFFFFC
"""Those of a hash that make a band: 22 of 24."""
_LETTERS = 4
"""Characters of a band, six bits each."""
_PLACES = range(0, _BANDS * _LETTERS, _LETTERS)
_DIGITS = bytes(b"01"[byte & 1] for byte in range(256))
"""The digit of a byte's last bit."""


def rows(pairs: Sequence["array[int]"]) -> list[list[int]]:
    """Return the signature of each text, by the numbers of its pairs; empty ones where the library is missing."""
    try:
        from rensa import RMinHash
    except ImportError:
        return [[] for _ in pairs]
    ends = array("Q", accumulate(map(len, pairs), initial=0))
    made: list[list[int]] = RMinHash.digest_matrix_from_flat_token_hashes(_joined(pairs), ends, _NUMBERS, _SEED).to_rows()
    return made


def united(rows: Sequence[Sequence[int]]) -> list[int]:
    """Return the signature of the text that has all the pairs of the texts with signatures `rows`."""
    return list(map(min, *rows)) if len(rows) > 1 else list(*rows)


def bands(kind: int, row: Sequence[int]) -> tuple[str, ...]:
    """Return the bands of the text of a `kind` with the signature `row`."""
    packed, salt = _BANDED.pack(*row[: _BANDS * _ROWS]), _salt() + kind * _BANDS
    hashed = [crc32(packed[at * _BYTES : (at + 1) * _BYTES], salt + at) & _BITS for at in range(_BANDS)]
    letters = b2a_base64(b"".join([number.to_bytes(3) for number in hashed])).decode()
    return tuple([letters[at : at + _LETTERS] for at in _PLACES])


def sketch(row: Sequence[int]) -> int:
    """Return the sketch of the text with the signature `row`, 64 bits."""
    last = _SKETCHED.pack(*row)[::4]
    return int(last.translate(_DIGITS), 2)


def _joined(pairs: Iterable["array[int]"]) -> "array[int]":
    joined = array("Q")
    for each in pairs:
        joined.extend(each)
    return joined


@cache
def _salt() -> int:
    from rensa import RMinHash

    return int(RMinHash.ALGORITHM_VERSION) * _BANDS * 2
