"""The dictionary behind which an archive's blocks are packed: kept with the commit's record, and in a file beside the segments.

A snapshot reads that of its own commit. All blocks hang on it, so it must outlive the segment of the record: the file is a copy
for ``salvage``, written before a commit needs it, and never changed. Both end with their CRC-32. Not here: making one
(``compression``).
"""

from contextlib import suppress
from pathlib import Path
from zlib import crc32

from tantivy import Query, Schema, Searcher

from depeche.core.errors import ArchiveDamaged
from depeche.indexer.engines.tantivy.schema import DICTIONARY, MARK, RECORD
from depeche.indexer.replacing import replace_file

__all__ = ["NAME", "committed", "copied", "copy", "sealed", "unsealed"]

NAME = "dictionary"
"""The file of the copy, in the index's folder."""

_BYTES = 4


def sealed(dictionary: bytes) -> bytes:
    """Return the dictionary as it is stored."""
    return dictionary + crc32(dictionary).to_bytes(_BYTES)


def unsealed(stored: bytes) -> bytes | None:
    """Return the dictionary that :func:`sealed` was given; None where `stored` is damaged."""
    dictionary = stored[:-_BYTES]
    return dictionary if sealed(dictionary) == stored else None


def committed(searcher: Searcher, schema: Schema) -> bytes | None:
    """Return the dictionary of a snapshot, None where it has none; ArchiveDamaged where it is not as it was stored."""
    query = Query.term_query(schema, MARK, RECORD, index_option="basic")
    for _, address in searcher.search(query, 1, count=False).hits:
        for stored in searcher.doc(address).get_all(DICTIONARY):
            if dictionary := unsealed(bytes(stored)):
                return dictionary
            raise ArchiveDamaged("The dictionary of the texts is damaged, `depeche check` says where")
    return None


def copy(folder: Path, dictionary: bytes) -> None:
    """Write the copy; when this returns, the disk holds it. ArchiveError if it cannot be written."""
    replace_file(folder / NAME, sealed(dictionary))


def copied(folder: Path) -> bytes | None:
    """Return what the copy holds, None where there is none, or not as it was written."""
    with suppress(OSError):
        return unsealed((folder / NAME).read_bytes())
    return None
