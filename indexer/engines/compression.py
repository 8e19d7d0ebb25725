"""Texts made small behind phrases that both sides know, by the standard library alone.

Not here: what is stored (``depeche.indexer.payload``), compression by what an archive itself says (``tantivy.compression``).
"""

import zlib
from collections.abc import Callable
from functools import cache, lru_cache

from depeche.core.tables import rows

__all__ = ["KEPT", "LARGEST", "compressed", "decompressed", "given", "phrases"]

LARGEST = 256_000_000
"""Bytes that are unpacked at most: a damaged megabyte could become a thousand."""
KEPT = 16
"""Blocks that are kept unpacked: the passages of a dispatch come one after the other."""

_EFFORT = 6
"""Of zlib: 9 takes as long and packs as well, 1 packs a tenth worse."""


def compressed(content: bytes) -> bytes:
    """Return `content` compressed, with a checksum."""
    packing = zlib.compressobj(_EFFORT, memLevel=9, zdict=phrases())
    return packing.compress(content) + packing.flush()


@lru_cache(maxsize=KEPT)
def decompressed(stored: bytes) -> bytes:
    """Return what :func:`compressed` was given; ValueError where `stored` is damaged."""
    opening = zlib.decompressobj(zdict=phrases())
    try:
        content = opening.decompress(stored, LARGEST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not opening.eof:
        raise ValueError("the end is missing, or it is too long")
    return content


def given(stored: bytes, unpack: Callable[[bytes], bytes]) -> bytes:
    """Return what `unpack` makes of `stored`; `stored` where it raises ValueError: who reads a block says what is wrong with it."""
    try:
        return unpack(stored)
    except ValueError:
        return stored


@cache
def phrases() -> bytes:
    """Return phrases of French news: a text packs a seventh better behind them."""
    return "\n".join(row["phrase"] for row in rows("depeche.indexer", "phrases.tsv")).encode()
