"""Reading what a damaged index still stores: the payloads of each segment, by themselves.

A segment's store needs none of its other files, but tantivy opens none without the others. So each is opened in a folder of links
to its store and to the other files of an index made for that, of one empty document. Which documents were deleted stands in a
file of its own: the number of documents, 32 bits, then a bit for each, set where it lives, and the footer.
Not here: what payloads hold, making an index of them.
"""

import json
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import tantivy

from depeche.core.errors import ArchiveDamaged, DepecheError
from depeche.indexer.engines.tantivy.files import META, SORTS, deletes, meta, segment
from depeche.indexer.engines.tantivy.guard import Guard
from depeche.indexer.engines.tantivy.schema import PAYLOAD, opened, schema

__all__ = ["payloads"]

_STORE = "store"
_MANY = 2**31 - 1
"""What stands for a segment's number of documents where nothing tells it."""


def payloads(folder: Path, scratch: Path, damaged: Collection[str]) -> Iterator[bytes]:
    """Yield what the index in `folder` still gives of each dispatch, deleted ones left out; also the commit's record.

    `damaged` are the names of files that are not as they were written. In the folder `scratch` links are made.
    """
    with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as empty:
        described = _empty(Path(empty))
        for one in _segments(folder):
            with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as place, suppress(DepecheError, OSError):
                yield from _stored(folder, one, Path(empty), described, Path(place), damaged)


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


def _stored(
    folder: Path, one: dict[str, Any], empty: Path, described: dict[str, Any], place: Path, damaged: Collection[str]
) -> Iterator[bytes]:
    searcher = _searcher(folder, one, empty, described, place)
    living = _living(folder, one, damaged)
    for number in range(one["max_doc"]):
        if living is None or living(number):
            try:
                with Guard("A passage cannot be read"):
                    yield from map(bytes, searcher.doc(tantivy.DocAddress(0, number)).get_all(PAYLOAD))
            except DepecheError:
                if one["max_doc"] == _MANY:
                    return


def _searcher(folder: Path, one: dict[str, Any], empty: Path, described: dict[str, Any], place: Path) -> tantivy.Searcher:
    own = described["segments"][0]
    for sort in SORTS:
        source = folder / f"{segment(one)}.{sort}" if sort == _STORE else empty / f"{segment(own)}.{sort}"
        (place / f"{segment(own)}.{sort}").symlink_to(source.resolve())
    alone = {**described, "segments": [{**own, "max_doc": one["max_doc"]}]}
    (place / META).write_text(json.dumps(alone), "utf-8")
    with Guard("A segment cannot be opened"):
        index = opened(place)
        index.reload()
        return index.searcher()


def _living(folder: Path, one: dict[str, Any], damaged: Collection[str]) -> Any:
    """Return what tells of a document's number whether it lives; None where all do, or where that is lost."""
    for name in deletes(one):
        if name in damaged:
            return None
        bits = (folder / name).read_bytes()[4:]
        return lambda number: bits[number // 8] >> number % 8 & 1
    return None
