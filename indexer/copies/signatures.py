"""The bands of a text: short strings of which near-identical texts share one at least, so that they can be looked up.

A MinHash signature of 32 numbers is cut into eight bands of four. Texts with a similarity of .8 share a band with a probability of
.985, those of .85 with .9985, those of .1 with .0008 (``1 - (1 - s⁴)⁸``). The library gives its algorithm a number; under another
one all bands are others, so no more copies are found of what an archive was given before, until it is rebuilt.
Where the library is not installed there are no bands, and only texts with the same words are copies.
Not here: whether two texts are near-identical; that is counted (``texts``).
"""

from binascii import b2a_base64
from collections.abc import Iterator, Sequence
from struct import Struct
from zlib import crc32

from depeche.indexer.copies.texts import Text

__all__ = ["DISPATCH", "PASSAGE", "bands"]

PASSAGE, DISPATCH = "p", "d"
"""What a band begins with: of which kind its text is."""

_BANDS, _ROWS = 8, 4
_SEED = 1
_NUMBERS = Struct(f">{_BANDS * _ROWS}I")
_BYTES = _ROWS * 4


def bands(kind: str, texts: Sequence[Text]) -> list[tuple[str, ...]]:
    """Return the bands of each of `texts`, all of one `kind`; none for a text that has too few words."""
    cut = _cut(kind, [text.pairs for text in texts if text.comparable])
    return [next(cut, ()) if text.comparable else () for text in texts]


def _cut(kind: str, texts: list[frozenset[int]]) -> Iterator[tuple[str, ...]]:
    """Yield the bands of each of `texts`; nothing where the library is missing."""
    try:
        from rensa import RMinHash
    except ImportError:
        return
    signatures = RMinHash.digest_matrix_from_token_hash_sets(texts, _BANDS * _ROWS, _SEED).to_rows() if texts else []
    salt = RMinHash.ALGORITHM_VERSION * _BANDS
    for signature in signatures:
        packed = _NUMBERS.pack(*signature)
        hashed = [crc32(packed[band * _BYTES : (band + 1) * _BYTES], salt + band) for band in range(_BANDS)]
        yield tuple([kind + b2a_base64(number.to_bytes(4, "big"))[:6].decode() for number in hashed])
