"""The tables of places and actors that a user has given an archive: TSV files in its folder ``user/``.

They are laid over those that ship. The archive's fingerprint covers them, so after a change it must be rebuilt; one that
holds nothing yet is made to fit at once. A new table is a :class:`Draft` first, which needs no archive: it is checked whole
before it takes the place of another. Not here: what a row may say (``depeche.analyzers.gazetteer.user_table``).
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from depeche.analyzers.gazetteer import Gazetteer, gazetteer
from depeche.analyzers.gazetteer.geonames import convert
from depeche.analyzers.gazetteer.sources import records
from depeche.analyzers.gazetteer.user_table import read
from depeche.core.errors import InputError, ReadingError
from depeche.core.frozen import frozen
from depeche.core.model import Kind
from depeche.core.plan import Everything
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.readers.files import opened

__all__ = ["GEONAMES", "Draft", "UserTable", "UserTables", "converted", "copied"]

GEONAMES = "geonames"
"""The name of the table that is made of a GeoNames dump."""


@frozen
class UserTable:
    """A table of the user's, by its file's name without ``.tsv``, with how many places and actors it has."""

    name: str
    places: int
    actors: int

    def to_dict(self) -> dict[str, Any]:
        """Return the table as JSON values."""
        return asdict(self)


@frozen
class Draft:
    """A table that has been checked, in a file of its own that lives as long as the ``with`` that gave it."""

    table: UserTable
    path: Path


def copied(file: str | Path) -> AbstractContextManager[Draft]:
    """Give the draft of a copy of the table `file`; InputError, which names file and line, if any row cannot be used."""
    source = Path(file)
    return _draft(source.stem, source, lambda target: _copy(source, target))


def converted(geonames: str | Path) -> AbstractContextManager[Draft]:
    """Give the draft of a table made of the GeoNames dump in a folder; InputError if it holds none."""
    source = Path(geonames)
    return _draft(GEONAMES, source, lambda target: convert(source, target))


def _copy(source: Path, target: Path) -> None:
    try:
        with opened(source) as file, target.open("wb") as copy:
            shutil.copyfileobj(file, copy)
    except OSError as error:
        raise ReadingError(f"{source}: {error.strerror or 'cannot be read'}") from error


@contextmanager
def _draft(name: str, source: Path, make: Callable[[Path], object]) -> Iterator[Draft]:
    with tempfile.TemporaryDirectory(prefix="depeche-") as folder:
        path = Path(folder) / "table.tsv"
        make(path)
        yield Draft(_counted(path, name, source), path)


class UserTables:
    """The tables of one archive. What changes here counts for texts read afterwards, and for the archive once it is rebuilt.

    Whatever changes a table raises ArchiveLocked while a writer is at work; then nothing is changed.
    """

    def __init__(self, folder: ArchiveFolder) -> None:
        self._folder = folder

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, by name."""
        return self._folder.tables

    def load(self) -> Gazetteer:
        """Return the gazetteer that ships with these tables laid over it, as ``depeche.mentions`` takes it."""
        return gazetteer(*self.paths)

    def list(self) -> tuple[UserTable, ...]:
        """Return the tables, by name."""
        return tuple(_counted(path, path.stem, path) for path in self.paths)

    def add(self, file: str | Path) -> UserTable:
        """Copy the table `file` in, in place of one of the same name, and return what it holds; errors as of :func:`copied`."""
        with copied(file) as draft:
            self.store(draft)
        return draft.table

    def build(self, geonames: str | Path) -> UserTable:
        """Make the table :data:`GEONAMES` of a GeoNames dump, and return what it holds; errors as of :func:`converted`."""
        with converted(geonames) as draft:
            self.store(draft)
        return draft.table

    def store(self, draft: Draft) -> bool:
        """Keep the table of `draft`, and return whether it has taken the place of one of the same name."""
        path = self._path(draft.table.name)
        with self._changing():
            replaced = path in self.paths
            path.parent.mkdir(exist_ok=True)
            partial = path.with_suffix(".part")
            try:
                shutil.copyfile(draft.path, partial)
                partial.replace(path)
            finally:
                partial.unlink(missing_ok=True)
        return replaced

    def remove(self, name: str) -> None:
        """Remove the table `name`, as :meth:`list` calls it or with its ``.tsv``; InputError if there is none."""
        with self._changing():
            named = (self._path(name), self._path(name.removesuffix(".tsv")))
            path = next((one for one in named if one in self.paths), None)
            if path is None:
                raise InputError(f"there is no table {name} in {self._folder.user_path}")
            path.unlink()

    def _path(self, name: str) -> Path:
        return self._folder.user_path / f"{name}.tsv"

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Keep writers out; at the end, an archive that holds nothing becomes one of the tables of now."""
        held = self._folder.lock()
        try:
            yield
            if self._is_empty():
                self._folder.turn(replace(self._folder.manifest, fingerprint=self._folder.fingerprint()))
        finally:
            held.close()

    def _is_empty(self) -> bool:
        reader = self._folder.reader()
        try:
            return reader.count(Everything(), dispatches=False).passages == 0
        finally:
            reader.close()


def _counted(path: Path, name: str, source: Path) -> UserTable:
    """Return what the table at `path` holds; InputError, which calls it `source`, if any row cannot be used."""
    kinds: Counter[Kind] = Counter(record.kind for record in read(path, records, source))
    if not kinds:
        raise InputError(f"{source} holds no place and no actor")
    return UserTable(name, kinds[Kind.PLACE], kinds[Kind.ACTOR])
