"""What an archive's user has put into it: tables of places and actors, and saved questions. Each must be readable.

They are never repaired: they are the user's. Not here: what they may say (``user_tables``, ``saved_file``).
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from depeche.analyzers.gazetteer import gazetteer
from depeche.core.errors import DepecheError
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.checking.findings import Finding
from depeche.indexer.saved import SavedQuestions

__all__ = ["check_user"]


def check_user(folder: ArchiveFolder) -> Iterator[Finding]:
    """Yield what cannot be read of the user's own files."""
    for path in folder.tables:
        yield from _tried(folder.path, path, partial(gazetteer, path), "mend it, or `depeche gazetteer remove` it")
    saved = SavedQuestions(folder)
    yield from _tried(folder.path, saved.path, saved.list, "mend it by hand")


def _tried(archive: Path, path: Path, read: Callable[[], object], remedy: str) -> Iterator[Finding]:
    try:
        read()
    except (DepecheError, OSError) as error:
        yield Finding(str(path.relative_to(archive)), f"cannot be read: {error}", remedy)
