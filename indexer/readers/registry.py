"""The formats that Dépêche reads, by suffix, and the reading of files and folders with them.

A new format is a module with a reader and a line in ``_FORMATS``. Out of scope: cutting and indexing dispatches.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from depeche.core.errors import ReadingError
from depeche.core.model import Dispatch
from depeche.indexer.readers.contract import Problem, Reader
from depeche.indexer.readers.jsonl import JsonLinesReader
from depeche.indexer.readers.places import Places
from depeche.indexer.readers.txt import TextReader
from depeche.indexer.readers.walk import Found, walk

__all__ = ["READERS", "read"]

_FORMATS: tuple[Reader, ...] = (
    TextReader(),
    JsonLinesReader(),
)
READERS: dict[str, Reader] = {suffix: reader for reader in _FORMATS for suffix in reader.suffixes}
"""The reader of each suffix (small letters, with the dot)."""


def read(
    paths: Path | str | Iterable[Path | str], *, encoding: str | None = None, advance: Callable[[int], object] | None = None
) -> Iterator[Dispatch | Problem]:
    """Yield the dispatches, and the problems, of a file or folder or of several: in their order, in stable order below each.

    `encoding` is for ``.txt`` files that are not UTF-8; one that Python does not know raises ReadingError at once.
    `advance` is told how many bytes have been read, piece by piece.
    Of dispatches with one id the first counts; each further one is a problem that names both. Nothing else is raised.
    """
    if encoding is not None:
        _check(encoding)
    roots = [paths] if isinstance(paths, Path | str) else paths
    return _distinct(_all([Path(root) for root in roots], encoding, advance))


def _check(encoding: str) -> None:
    try:
        " ".encode(encoding)
    except (LookupError, ValueError) as error:
        raise ReadingError(f"{encoding!r} is not an encoding of text that Python knows") from error


def _all(roots: list[Path], encoding: str | None, advance: Callable[[int], object] | None) -> Iterator[Dispatch | Problem]:
    for found in (found for root in roots for found in walk(root, READERS, encoding)):
        if isinstance(found, Found):
            source = replace(found.source, advance=advance) if advance else found.source
            yield from READERS[found.suffix].read(source)
        else:
            yield found


def _distinct(items: Iterable[Dispatch | Problem]) -> Iterator[Dispatch | Problem]:
    seen = Places()
    for item in items:
        first = seen.first(item) if isinstance(item, Dispatch) else None
        yield item if first is None or isinstance(item, Problem) else _taken(item, first)


def _taken(dispatch: Dispatch, first: str) -> Problem:
    return Problem(dispatch.path or "", f"the id {dispatch.id!r} is already that of {first}", line=dispatch.line, duplicate=True)
