"""The dictionary behind which an archive's blocks are packed: kept with the commit's record, and in a file beside the segments.

A snapshot reads that of its own commit. All blocks hang on it, so it must outlive the segment of the record: the file is a copy for
``salvage``, written before a commit needs it, and never changed; it ends with its CRC-32. Not here: making one (``compression``).
"""

from contextlib import suppress
from pathlib import Path
from zlib import crc32

from tantivy import Query, Schema, Searcher

from depeche.indexer.engines.tantivy.schema import DICTIONARY, MARK, RECORD
from depeche.indexer.replacing import replace_file

__all__ = ["NAME", "committed", "copied", "copy"]

NAME = "dictionary"
"""The file of the copy, in the index's folder."""

_BYTES = 4


def committed(searcher: Searcher, schema: Schema) -> bytes | None:
    """Return the dictionary of a snapshot, None where it has none."""
    query = Query.term_query(schema, MARK, RECORD, index_option="basic")
    for _, address in searcher.search(query, 1, count=False).hits:
        for dictionary in searcher.doc(address).get_all(DICTIONARY):
            return bytes(dictionary)
    return None


def copy(folder: Path, dictionary: bytes) -> None:
    """Write the copy, if there is none; when this returns, the disk holds it. ArchiveError if it cannot be written."""
    if copied(folder) != dictionary:
        replace_file(folder / NAME, dictionary + _sum(dictionary))


def copied(folder: Path) -> bytes | None:
    """Return what the copy holds, None where there is none, or not as it was written."""
    with suppress(OSError):
        written = (folder / NAME).read_bytes()
        dictionary, found = written[:-_BYTES], written[-_BYTES:]
        return dictionary if found == _sum(dictionary) else None
    return None


def _sum(dictionary: bytes) -> bytes:
    return crc32(dictionary).to_bytes(_BYTES)
