"""The engine in pure Python: Whoosh, with tantivy's scores.

Whoosh unpickles the schema of an index when it opens it, so an index from an untrusted place must not be opened.
Not here: what an engine must do (``depeche.indexer.engines.contract``).
"""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import whoosh.index

from depeche.core.errors import ArchiveExists, ArchiveFormatError
from depeche.indexer.engines.contract import Reader, Writer
from depeche.indexer.engines.whoosh import storage
from depeche.indexer.engines.whoosh.guard import Guard
from depeche.indexer.engines.whoosh.reader import WhooshReader
from depeche.indexer.engines.whoosh.writer import WhooshWriter

__all__ = ["ENGINE", "WhooshEngine"]


class WhooshEngine:
    """The engine over Whoosh; see :class:`depeche.indexer.engines.contract.Engine`."""

    name = "whoosh"

    @property
    def version(self) -> str:
        """The version of the distribution that holds Whoosh."""
        for name in ("Whoosh-Reloaded", "Whoosh", "whoosh3"):
            try:
                return version(name)
            except PackageNotFoundError:
                continue
        return ".".join(map(str, whoosh.__version__))

    def create(self, folder: Path) -> None:
        """Make an empty index in `folder`; ArchiveExists where one lies there."""
        with Guard("An index cannot be made"):
            folder.mkdir(parents=True, exist_ok=True)
            if whoosh.index.exists_in(str(folder)):
                raise ArchiveExists(f"There is an index in {folder} already.")
            storage.create(folder)

    def writer(self, folder: Path) -> Writer:
        """Open the index for writing; ArchiveLocked while another writer holds it."""
        with Guard(f"The index in {folder} cannot be opened", ArchiveFormatError):
            return WhooshWriter(storage.opened(folder))

    def reader(self, folder: Path) -> Reader:
        """Open a snapshot of the last commit."""
        return WhooshReader(folder)


ENGINE = WhooshEngine()
