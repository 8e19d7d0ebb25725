"""The files of a Whoosh index: the newest table of contents (``_MAIN_*.toc``) names its segments, each of them one file.

None of them holds a checksum of its own. The table is unpickled, as whenever Whoosh opens an index.
Not here: what the files hold.
"""

from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME, TOC

from depeche.core.errors import ArchiveDamaged
from depeche.indexer.engines.files import FileSum, checksum
from depeche.indexer.engines.whoosh.guard import Guard

__all__ = ["FILES", "WhooshFiles", "contents"]

_LOCK = f"{_DEF_INDEX_NAME}_WRITELOCK"


class WhooshFiles:
    """See :class:`depeche.indexer.engines.files.Files`."""

    def committed(self, folder: Path) -> list[str]:
        """Return the names of the files that the last commit is made of."""
        toc = contents(folder)
        return [TOC._filename(_DEF_INDEX_NAME, toc.generation), *(one.make_filename(one.COMPOUND_EXT) for one in toc.segments)]

    def documents(self, folder: Path) -> int:
        """Return how many documents the last commit has that are not deleted."""
        return sum(int(segment.doc_count()) for segment in contents(folder).segments)

    def is_replaced(self, name: str) -> bool:  # noqa: ARG002  # the protocol gives it
        """Whether a file is written anew; none is: a new table of contents has a new name."""
        return False

    def sum(self, path: Path) -> FileSum:
        """Return size and checksum of a file: all of it is read."""
        size = path.stat().st_size
        return FileSum(size, checksum(path, size))

    def fault(self, path: Path, known: FileSum | None) -> str | None:
        """Return what is wrong with a file; nothing can be said without `known`."""
        if known is None:
            return None
        size = path.stat().st_size
        if size != known.size:
            return f"truncated: {size} of {known.size} bytes" if size < known.size else f"longer than written: {size} bytes"
        found = checksum(path, size)
        return None if found == known.crc32 else f"altered: its checksum is {found}, not {known.crc32}"

    def mend(self, folder: Path) -> list[str]:  # noqa: ARG002  # the protocol gives it
        """Return nothing: all files tell something."""
        return []

    def unneeded(self, folder: Path) -> list[str]:
        """Return the names of files that the last commit does not name."""
        kept = {*self.committed(folder), _LOCK}
        return sorted(path.name for path in folder.iterdir() if path.name not in kept)


FILES = WhooshFiles()


def contents(folder: Path) -> TOC:
    """Return the newest table of contents; ArchiveDamaged if there is none or it cannot be read."""
    with Guard(f"the table of contents in {folder} cannot be read", ArchiveDamaged):
        return TOC.read(FileStorage(str(folder)), _DEF_INDEX_NAME)
