"""Reading what a damaged index still stores: the payloads of each segment that can be opened.

Not here: what payloads hold, making an index of them.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader

from depeche.core.errors import ArchiveDamaged, DepecheError
from depeche.indexer.engines.compression import decompressed, given
from depeche.indexer.engines.whoosh.files import contents
from depeche.indexer.engines.whoosh.guard import Guard
from depeche.indexer.engines.whoosh.schema import PAYLOAD

__all__ = ["payloads"]


def payloads(folder: Path, scratch: Path, damaged: Collection[str]) -> Iterator[bytes]:  # noqa: ARG001  # as the other engine's
    """Yield what the index in `folder` still gives of each dispatch, deleted ones left out; also the commit's record.

    Nothing is given where its table of contents is lost: it alone tells how segments are read.
    """
    try:
        toc = contents(folder)
    except ArchiveDamaged:
        return
    for segment in toc.segments:
        with suppress(DepecheError), Guard("A segment cannot be opened"):
            reader = SegmentReader(FileStorage(str(folder)), toc.schema, segment)
            yield from _stored(reader)
            reader.close()


def _stored(reader: SegmentReader) -> Iterator[bytes]:
    for number in range(reader.doc_count_all()):
        if not reader.is_deleted(number):
            with suppress(DepecheError), Guard("A passage cannot be read"):
                yield given(bytes(reader.stored_fields(number)[PAYLOAD]), decompressed)
