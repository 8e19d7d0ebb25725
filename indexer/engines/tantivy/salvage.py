"""Reading what a damaged index still stores: the payloads of each segment, by themselves.

A segment's store needs none of its other files, but tantivy opens none without the others. So each is opened in a folder of links
to its store and to the other files of an index made for that, of one empty document. Which documents were deleted stands in a
file of its own: the number of documents, 32 bits, then a bit for each, set where it lives, and the footer. The dictionary is the
copy, or what a store holds, of a record replaced long ago too.
Not here: what payloads hold, making an index of them.
"""

import json
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

import tantivy

from depeche.core.errors import ArchiveDamaged, DepecheError
from depeche.indexer.engines.compression import given
from depeche.indexer.engines.tantivy.compression import Compression
from depeche.indexer.engines.tantivy.dictionary import copied, unsealed
from depeche.indexer.engines.tantivy.files import META, SORTS, deletes, meta, segment
from depeche.indexer.engines.tantivy.guard import Guard
from depeche.indexer.engines.tantivy.schema import DICTIONARY, PAYLOAD, opened, schema

__all__ = ["payloads"]

_Living: TypeAlias = Callable[[int], bool]
"""Whether the document of a number is not deleted."""

_STORE = "store"
_MANY = 2**31 - 1
"""What stands for a segment's number of documents where nothing tells it."""


def payloads(folder: Path, scratch: Path, damaged: Collection[str]) -> Iterator[bytes]:
    """Yield what the index in `folder` still gives of each dispatch, deleted ones left out; also the commit's record.

    `damaged` are the names of files that are not as they were written. In the folder `scratch` links are made.
    """
    with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as empty:
        stores = _Stores(folder, scratch, Path(empty))
        compression = Compression(None, *stores.dictionaries())
        for stored in stores.values(PAYLOAD, lambda one: _living(folder, one, damaged)):
            yield given(stored, compression.unpacked)


class _Stores:
    """The stores of all segments of the index in `folder`; `empty` is where an index is made for what tantivy opens them with."""

    def __init__(self, folder: Path, scratch: Path, empty: Path) -> None:
        self._folder, self._scratch, self._from = folder, scratch, empty
        self._described = _empty(empty)

    def dictionaries(self) -> list[bytes]:
        """Return the copy of the dictionary; where it is lost, each that is whole in a store."""
        if whole := copied(self._folder):
            return [whole]
        return [one for stored in {*self.values(DICTIONARY, lambda _: None)} if (one := unsealed(stored))]

    def values(self, field: str, living: Callable[[dict[str, Any]], _Living | None]) -> Iterator[bytes]:
        """Yield what is stored in `field`; `living` tells of a segment which documents are read, None for all."""
        for one in _segments(self._folder):
            with (
                tempfile.TemporaryDirectory(dir=self._scratch, ignore_cleanup_errors=True) as place,
                suppress(DepecheError, OSError),
            ):
                yield from _stored(self._searcher(one, Path(place)), one["max_doc"], field, living(one))

    def _searcher(self, one: dict[str, Any], place: Path) -> tantivy.Searcher:
        own = self._described["segments"][0]
        for sort in SORTS:
            source = self._folder / f"{segment(one)}.{sort}" if sort == _STORE else self._from / f"{segment(own)}.{sort}"
            (place / f"{segment(own)}.{sort}").symlink_to(source.resolve())
        alone = {**self._described, "segments": [{**own, "max_doc": one["max_doc"]}]}
        (place / META).write_text(json.dumps(alone), "utf-8")
        with Guard("A segment cannot be opened"):
            index = opened(place)
            index.reload()
            return index.searcher()


def _stored(searcher: tantivy.Searcher, most: int, field: str, living: _Living | None) -> Iterator[bytes]:
    for number in range(most):
        if living is None or living(number):
            try:
                with Guard("A passage cannot be read"):
                    yield from map(bytes, searcher.doc(tantivy.DocAddress(0, number)).get_all(field))
            except DepecheError:
                if most == _MANY:
                    return


def _empty(folder: Path) -> dict[str, Any]:
    """Make an index of one empty document, and return what describes it."""
    with Guard("An index cannot be made"):
        tantivy.Index(schema(), str(folder))
        writer = opened(folder).writer(15_000_000, 1)
        writer.add_document(tantivy.Document())
        writer.commit()
        writer.wait_merging_threads()
    return meta(folder)


def _segments(folder: Path) -> list[dict[str, Any]]:
    """Return the segments that the last commit names; where what names them is lost, all of which there is a store."""
    try:
        return [*meta(folder)["segments"]]
    except ArchiveDamaged:
        return [{"segment_id": path.stem, "max_doc": _MANY, "deletes": _newest(path)} for path in folder.glob(f"*.{_STORE}")]


def _newest(store: Path) -> dict[str, int] | None:
    stamps = [int(path.suffixes[0][1:]) for path in store.parent.glob(f"{store.stem}.*.del")]
    return {"opstamp": max(stamps)} if stamps else None


def _living(folder: Path, one: dict[str, Any], damaged: Collection[str]) -> _Living | None:
    """Return what tells of a document's number whether it lives; None where all do, or where that is lost."""
    for name in deletes(one):
        if name in damaged:
            return None
        bits = (folder / name).read_bytes()[4:]
        return lambda number: bool(bits[number // 8] >> number % 8 & 1)
    return None
