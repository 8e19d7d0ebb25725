"""The formats that Dépêche reads, by suffix, and the reading of files and folders with them.

A new format is a module with a reader and a line in ``_FORMATS``. Out of scope: cutting and indexing dispatches.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from depeche.core.errors import ReadingError
from depeche.core.model import Dispatch
from depeche.indexer.readers.contract import Problem, Reader
from depeche.indexer.readers.jsonl import JsonLinesReader
from depeche.indexer.readers.txt import TextReader
from depeche.indexer.readers.walk import Found, walk

__all__ = ["READERS", "read"]

_FORMATS: tuple[Reader, ...] = (
    TextReader(),
    JsonLinesReader(),
)
READERS: dict[str, Reader] = {suffix: reader for reader in _FORMATS for suffix in reader.suffixes}
"""The reader of each suffix (small letters, with the dot)."""


def read(paths: Path | str | Iterable[Path | str], *, encoding: str | None = None) -> Iterator[Dispatch | Problem]:
    """Yield the dispatches, and the problems, of a file or folder or of several: in their order, in stable order below each.

    `encoding` is for ``.txt`` files that are not UTF-8; one that Python does not know raises ReadingError at once.
    Of dispatches with one id the first counts; each further one is a problem that names both. Nothing else is raised.
    """
    if encoding is not None:
        _check(encoding)
    roots = [paths] if isinstance(paths, Path | str) else paths
    return _distinct(_all([Path(root) for root in roots], encoding))


def _check(encoding: str) -> None:
    try:
        " ".encode(encoding)
    except (LookupError, ValueError) as error:
        raise ReadingError(f"{encoding!r} is not an encoding of text that Python knows") from error


def _all(roots: list[Path], encoding: str | None) -> Iterator[Dispatch | Problem]:
    for found in (found for root in roots for found in walk(root, READERS, encoding)):
        if isinstance(found, Found):
            yield from READERS[found.suffix].read(found.source)
        else:
            yield found


def _distinct(items: Iterable[Dispatch | Problem]) -> Iterator[Dispatch | Problem]:
    seen: dict[str, str] = {}
    for item in items:
        if isinstance(item, Dispatch):
            first = seen.get(item.id)
            seen.setdefault(item.id, _place(item))
            yield item if first is None else _taken(item, first)
        else:
            yield item


def _taken(dispatch: Dispatch, first: str) -> Problem:
    return Problem(dispatch.path or "", f"the id {dispatch.id!r} is already that of {first}", line=dispatch.line, duplicate=True)


def _place(dispatch: Dispatch) -> str:
    return f"{dispatch.path}, line {dispatch.line}" if dispatch.line else dispatch.path or ""
