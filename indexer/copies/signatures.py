"""The bands of a text: short strings of which near-identical texts share one at least, so that they can be looked up.

A MinHash signature of 12 numbers is cut into four bands of three. Texts with a similarity of .8 share a band with a probability of
.943, those of .85 with .978, those of .9 with .995, those of .1 with .004 (``1 - (1 - s³)⁴``). Of copies with one to ten words in
a hundred replaced that are near-identical .992 are found (``benchmarks/copies.py``). Six bands of four found .996, took half as
much room again, and among 35,000 passages brought no fewer to be compared. The signature of a dispatch is the least of those of
its passages, number by number. The library gives its algorithm a number; under another one all bands are others, so no more copies
are found of what an archive was given before, until it is rebuilt.
Where the library is not installed there are no bands, and only texts with the same words are copies.
Not here: whether two texts are near-identical; that is counted (``texts``).
"""

from array import array
from binascii import b2a_base64
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, chain
from struct import Struct
from zlib import crc32

__all__ = ["DISPATCH", "PASSAGE", "bands", "rows", "united"]

PASSAGE, DISPATCH = 0, 1
"""Of which kind a text is: only those of one kind share bands."""

_BANDS, _ROWS = 4, 3
_SEED = 1
_NUMBERS = Struct(f">{_BANDS * _ROWS}I")
_BYTES = _ROWS * 4
_LETTERS = 5
"""Characters of a band, six bits each: two of a million texts' share one by chance once in a thousand."""


def rows(pairs: Sequence["array[int]"]) -> list[list[int]]:
    """Return the signature of each text, by the numbers of its pairs; empty ones where the library is missing."""
    try:
        from rensa import RMinHash
    except ImportError:
        return [[] for _ in pairs]
    ends = array("Q", accumulate(map(len, pairs), initial=0))
    joined = array("I", chain.from_iterable(pairs))
    made: list[list[int]] = RMinHash.digest_matrix_from_flat_token_hashes(joined, ends, _BANDS * _ROWS, _SEED).to_rows()
    return made


def united(rows: Sequence[Sequence[int]]) -> list[int]:
    """Return the signature of the text that has all the pairs of the texts with signatures `rows`."""
    return list(map(min, *rows)) if len(rows) > 1 else list(*rows)


def bands(kind: int, row: Sequence[int]) -> tuple[str, ...]:
    """Return the bands of the text of a `kind` with the signature `row`."""
    packed, salt = _NUMBERS.pack(*row), _salt() + kind * _BANDS
    hashed = (crc32(packed[at * _BYTES : (at + 1) * _BYTES], salt + at) for at in range(_BANDS))
    return tuple([b2a_base64(number.to_bytes(4))[:_LETTERS].decode() for number in hashed])


@cache
def _salt() -> int:
    from rensa import RMinHash

    return int(RMinHash.ALGORITHM_VERSION) * _BANDS * 2
