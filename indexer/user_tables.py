"""The tables of places and actors that a user has given an archive: TSV files in its folder ``user/``.

They are laid over those that ship. The archive's fingerprint covers them, so after a change it must be rebuilt; one that
holds nothing yet is made to fit at once. Not here: what a row may say (``depeche.analyzers.mentions``).
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from depeche.analyzers.gazetteer import Gazetteer, gazetteer
from depeche.analyzers.gazetteer.geonames import convert
from depeche.analyzers.gazetteer.sources import user_records
from depeche.core.errors import InputError
from depeche.core.model import Kind
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.rebuild import rebuild

__all__ = ["GEONAMES", "UserTable", "UserTables"]

GEONAMES = "geonames"
"""The name of the table that is made of a GeoNames dump."""


@dataclass(frozen=True, slots=True)
class UserTable:
    """A table of the user's, by its file's name without ``.tsv``, with how many places and actors it has."""

    name: str
    places: int
    actors: int

    def to_dict(self) -> dict[str, Any]:
        """Return the table as JSON values."""
        return asdict(self)


class UserTables:
    """The tables of one archive. What changes here counts for texts read afterwards, and for the archive once it is rebuilt."""

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
        return tuple(map(_counted, self.paths))

    def add(self, file: str | Path) -> UserTable:
        """Copy the table `file` in, in place of one of the same name, and return what it holds.

        InputError, which names the file and the line, if any row cannot be used; then nothing is stored.
        """
        source = Path(file)
        found = _counted(source)
        with self._new(source.stem) as partial:
            shutil.copyfile(source, partial)
        return found

    def build(self, geonames: str | Path) -> UserTable:
        """Make the table :data:`GEONAMES` of a GeoNames dump, and return what it holds; InputError if the folder has none."""
        with self._new(GEONAMES) as partial:
            convert(Path(geonames), partial)
        return _counted(self._path(GEONAMES))

    def remove(self, name: str) -> None:
        """Remove the table `name`; InputError if there is none."""
        path = self._path(name.removesuffix(".tsv"))
        if path not in self.paths:
            raise InputError(f"there is no table {name} in {self._folder.user_path}")
        path.unlink()
        self._fit()

    def _path(self, name: str) -> Path:
        return self._folder.user_path / f"{name}.tsv"

    @contextmanager
    def _new(self, name: str) -> Iterator[Path]:
        """Give a file to write; it becomes the table `name` if no error is raised."""
        self._folder.user_path.mkdir(exist_ok=True)
        partial = self._path(name).with_suffix(f".{os.getpid()}.part")
        try:
            yield partial
            partial.replace(self._path(name))
        finally:
            partial.unlink(missing_ok=True)
        self._fit()

    def _fit(self) -> None:
        """Make an archive that holds nothing one of the tables of now."""
        reader = self._folder.reader()
        record = reader.record
        reader.close()
        if record is None:
            rebuild(self._folder)


def _counted(path: Path) -> UserTable:
    kinds: Counter[Kind] = Counter(record.kind for record in user_records(path))
    if not kinds:
        raise InputError(f"{path} holds no place and no actor")
    return UserTable(path.stem, kinds[Kind.PLACE], kinds[Kind.ACTOR])
