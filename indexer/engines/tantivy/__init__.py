"""The default engine: tantivy.

Not here: what an engine must do (``depeche.indexer.engines.contract``).
"""

from pathlib import Path

import tantivy

from depeche.core.errors import ArchiveExists
from depeche.indexer.engines.contract import Reader, Writer
from depeche.indexer.engines.tantivy.guard import Guard
from depeche.indexer.engines.tantivy.reader import TantivyReader
from depeche.indexer.engines.tantivy.readonly import reading
from depeche.indexer.engines.tantivy.schema import opened, schema

__all__ = ["ENGINE", "TantivyEngine"]


class TantivyEngine:
    """The engine over tantivy; see :class:`depeche.indexer.engines.contract.Engine`."""

    name = "tantivy"

    @property
    def version(self) -> str:
        """The version of tantivy's Python package."""
        from importlib.metadata import version  # takes longer than a search, and only new archives need it

        return version("tantivy")

    def create(self, folder: Path) -> None:
        """Make an empty index in `folder`; ArchiveExists where one lies there."""
        with Guard("An index cannot be made"):
            folder.mkdir(parents=True, exist_ok=True)
            if tantivy.Index.exists(str(folder)):
                raise ArchiveExists(f"There is an index in {folder} already.")
            tantivy.Index(schema(), str(folder))

    def writer(self, folder: Path) -> Writer:
        """Open the index for writing; ArchiveLocked while another writer holds it."""
        from depeche.indexer.engines.tantivy.writer import TantivyWriter

        return TantivyWriter(opened(folder), folder)

    def reader(self, folder: Path) -> Reader:
        """Open a snapshot of the last commit."""
        return reading(folder, lambda path: TantivyReader(opened(path)))


ENGINE = TantivyEngine()
