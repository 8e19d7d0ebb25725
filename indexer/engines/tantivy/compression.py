"""Blocks of dispatches made small by Zstandard, behind a dictionary of what an archive's first texts have in common.

Wire copy repeats itself, and a block is short: with a dictionary of 110 kB, made of half a megabyte of an archive's own, blocks
take .42 to .46 of the text, behind the phrases that ship .50. An archive has one dictionary at most, made once; before that the
phrases serve. A frame says whether it needs the dictionary. Not here: where a dictionary is kept (``dictionary``), what blocks
hold.
"""

import sys
from collections.abc import Sequence
from functools import cached_property, lru_cache

from depeche.indexer.engines.compression import KEPT, LARGEST, phrases

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["ENOUGH", "Compression", "trained"]

ENOUGH = 600_000
"""Bytes of blocks of which a dictionary is made: twice as much packs by less than a hundredth better."""

_EFFORT = 9
"""Of 22: packs 4 % better than 6 and takes .02 s more a megabyte; 12 takes twice as long."""
_SIZE = 112_640
"""Bytes of a dictionary, zstd's own default."""
_SAMPLES = 50
"""The fewest blocks that say what others will have in common with them."""


def trained(blocks: Sequence[bytes]) -> bytes | None:
    """Return a dictionary of what `blocks` have in common; None where they are too few, or too much alike."""
    if len(blocks) < _SAMPLES or sum(map(len, blocks)) < ENOUGH:
        return None
    try:
        return zstd.train_dict(blocks, _SIZE).dict_content
    except zstd.ZstdError:
        return None


class Compression:
    """Packs blocks by a `dictionary`, None for the phrases that ship, and unpacks what was packed by these or by `others`.

    Threads may share it for unpacking.
    """

    def __init__(self, dictionary: bytes | None = None, *others: bytes) -> None:
        self.dictionary = dictionary
        self._known = {known.dict_id: known for known in map(zstd.ZstdDict, (*((dictionary,) if dictionary else ()), *others))}
        self.unpacked = lru_cache(maxsize=KEPT)(self._unpacked)

    def packed(self, block: bytes) -> bytes:
        """Return a block as a frame, with a checksum."""
        return self._packing.compress(block, zstd.ZstdCompressor.FLUSH_FRAME)

    def _unpacked(self, frame: bytes) -> bytes:
        """Return the block that was packed as `frame`; ValueError where that is damaged, or it was packed by another dictionary."""
        try:
            wanted = zstd.get_frame_info(frame).dictionary_id
            opening = zstd.ZstdDecompressor(zstd_dict=self._known.get(wanted) if wanted else self._phrases)
            block = opening.decompress(frame, LARGEST)
        except zstd.ZstdError as error:
            raise ValueError(str(error)) from error
        if not opening.eof or opening.unused_data:
            raise ValueError("its end is missing, or it is too long")
        return block

    @cached_property
    def _packing(self) -> zstd.ZstdCompressor:
        options: dict[int, int] = {zstd.CompressionParameter.compression_level: _EFFORT, zstd.CompressionParameter.checksum_flag: 1}
        own = zstd.ZstdDict(self.dictionary) if self.dictionary else self._phrases
        return zstd.ZstdCompressor(options=options, zstd_dict=own.as_digested_dict)

    @cached_property
    def _phrases(self) -> zstd.ZstdDict:
        return zstd.ZstdDict(phrases(), is_raw=True)
