"""What is stored of a dispatch and given back of its passages: the text, where they lie in it, and what they name.

One block a dispatch, which an engine compresses as a whole: a passage alone packs a fifth worse, and would say again what the
others say. Before it stand arrival and marks, so that what hangs on the archive is added without writing it anew. A match gives the
ordinal of its passage, then the block. Not here: terms (``records``), compression (``engines``), dispatches put together
again (``assembling``), labels of entities (they are in the archive's cards, ``depeche.core.cards``).
"""

import json
from binascii import a2b_base64
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import itemgetter
from struct import Struct, error
from typing import Any, NamedTuple, TypeVar

from depeche.core.errors import ArchiveFormatError
from depeche.core.frozen import frozen
from depeche.core.model import Dispatch, Mention, Passage, Precision
from depeche.indexer.copies.marks import mark, own
from depeche.indexer.engines.contract import Payload
from depeche.indexer.packing import Name, flat, lettered, names, numbers, steps

__all__ = [
    "Facts",
    "Located",
    "Name",
    "StoredPassage",
    "decode",
    "located",
    "marked",
    "packed",
    "texts",
]

_T = TypeVar("_T")


@frozen
class Facts:
    """What only the first passage stores: `head` is the text before it, the rest as in ``Dispatch``.

    `dateline` is the id of the place where the dispatch was filed; `names` holds the mentions that lie in no passage (those of
    header, dateline and trailer), with spans of the dispatch's text. `read` says which of ``date`` and ``source`` the
    dispatch did not say of itself: they were read from its text. `passages` is how many the dispatch has.
    """

    head: str
    url: str | None
    precision: Precision | None
    evidence: str
    encoding: str
    bom: bytes
    dateline: str | None = None
    names: tuple[Name, ...] = ()
    read: tuple[str, ...] = ()
    passages: int = 1


@frozen
class StoredPassage:
    """A passage as stored. `start`, `end` are code points of the dispatch's text; `gap` is the text after it, up to the next.

    `names` holds its mentions, with spans relative to the passage. `arrival` is the number of the commit that took the dispatch
    in; `copy` and `version` are the marks of the passage and of the dispatch, None where they have no words.
    """

    dispatch: str
    ordinal: int
    start: int
    end: int
    text: str
    gap: str
    path: str | None
    date: str | None
    source: str | None
    title: str | None
    names: tuple[Name, ...]
    arrival: int
    copy: str | None
    version: str | None
    facts: Facts | None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of what the passage is found by, each once: what it names, and the dateline's place if it is the first."""
        filed = (self.facts.dateline,) if self.facts and self.facts.dateline else ()
        return tuple(dict.fromkeys((*filed, *(id_ for _, _, id_, _ in self.names))))


class Located(NamedTuple):
    """Where a passage stands, as in ``StoredPassage``; `mark` is its ``copy``, or the ``version`` of its dispatch."""

    dispatch: str
    ordinal: int
    start: int
    end: int
    date: str | None
    source: str | None
    mark: str | None


_HEAD = Struct(">II")
"""The arrival, and how many marks follow that are not the text's own."""
_MARK = Struct(">I6s")
"""Whose mark: 0 the dispatch's, n + 1 that of passage n; and the mark, zeros for none."""


def packed(dispatch: Dispatch, read: Sequence[str], spans: Sequence[Passage], named: Sequence[Mention], filed: str | None) -> bytes:
    """Return all of a dispatch that does not hang on the archive; any text can be stored, with lone surrogates too.

    `named` are its mentions; `read` and `filed` are as in ``Facts``. :func:`marked` adds the rest.
    """
    date = dispatch.date
    said = (date.value, date.precision, date.evidence) if date else ()
    where = (dispatch.id, dispatch.path, dispatch.url, dispatch.source, dispatch.title, dispatch.encoding, dispatch.bom.hex())
    bounds = [bound for span in spans for bound in (span.start, span.end)]
    ids, counts = flat(named)
    row = _json([where, said, read, filed, lettered(steps(bounds)), ids, lettered(counts)])
    return f"{row}\n{dispatch.text}".encode("utf-8", "surrogatepass")


def marked(packed: bytes, arrival: int, own: Sequence[str | None], marks: Sequence[str | None]) -> bytes:
    """Return what :func:`packed` gave, with the arrival and the marks of the dispatch and of each passage.

    `own` are those that their texts have by themselves (``copies.marks.own``): they need not be stored.
    """
    other = [(n, mark) for n, (mark, implied) in enumerate(zip(marks, own, strict=True)) if mark != implied]
    stored = (_MARK.pack(n, a2b_base64(mark) if mark else b"") for n, mark in other)
    return b"".join((_HEAD.pack(arrival, len(other)), *stored, packed))


def decode(payload: Payload) -> StoredPassage:
    """Return the passage of a payload as a match gives it; raises ArchiveFormatError for what is none."""
    return _read(payload, _Block.passage)


def located(payload: Payload, *, of_dispatch: bool) -> Located:
    """Return where the passage of a payload stands, with its mark or that `of_dispatch`; much less work than :func:`decode`."""
    return _read(payload, _Block.of_dispatch if of_dispatch else _Block.of_passage)


def texts(payload: Payload) -> list[str]:
    """Return the texts of all passages of the dispatch that a payload is of, in order."""
    return _read(payload, lambda block, _: block.texts())


def _read(payload: Payload, told: Callable[["_Block", int], _T]) -> _T:
    try:
        return told(_opened(payload.block), payload.ordinal)
    except (ValueError, TypeError, IndexError, KeyError, RecursionError, error) as failure:
        raise ArchiveFormatError(f"a stored passage cannot be read: {failure}") from failure


@lru_cache(maxsize=16)
def _opened(block: bytes) -> "_Block":
    """Return what a block holds; the last ones are kept, for the passages of a dispatch come one after the other."""
    arrival, count = _HEAD.unpack_from(block)
    begin = _HEAD.size + count * _MARK.size
    marks = {n: mark(stored) if any(stored) else None for n, stored in _MARK.iter_unpack(block[_HEAD.size : begin])}
    row, _, text = block[begin:].decode("utf-8", "surrogatepass").partition("\n")
    where, said, read, filed, bounds, ids, named = json.loads(row)
    return _Block(arrival, marks, text, where, said, tuple(read), filed, list(accumulate(numbers(bounds))), (ids, named))


class _Block:
    """A stored dispatch: `bounds` are start and end of each passage. What takes long is read when it is first asked for."""

    def __init__(
        self,
        arrival: int,
        marks: dict[int, str | None],
        text: str,
        where: list[Any],
        said: list[Any],
        read: tuple[str, ...],
        filed: str | None,
        bounds: list[int],
        named: tuple[list[str], str],
    ) -> None:
        self.arrival, self.marks, self.text, self.where, self.said = arrival, marks, text, where, said
        self.read, self.filed, self.bounds, self._named = read, filed, bounds, named

    @cached_property
    def names(self) -> list[Name]:
        """All mentions by start, with spans of `text`."""
        return names(*self._named)

    @cached_property
    def version(self) -> str | None:
        """The mark of the dispatch."""
        return self.marks[0] if 0 in self.marks else own(self.text)

    def copy(self, ordinal: int) -> str | None:
        """Return the mark of a passage."""
        start, end = self.bounds[2 * ordinal : 2 * ordinal + 2]
        return self.marks[ordinal + 1] if ordinal + 1 in self.marks else own(self.text[start:end])

    def texts(self) -> list[str]:
        """Return the texts of the passages."""
        return [self.text[start:end] for start, end in zip(self.bounds[::2], self.bounds[1::2], strict=True)]

    def of_passage(self, ordinal: int) -> Located:
        """Return where a passage stands, with its mark."""
        return self._located(ordinal, self.copy(ordinal))

    def of_dispatch(self, ordinal: int) -> Located:
        """Return where a passage stands, with the mark of its dispatch."""
        return self._located(ordinal, self.version)

    def _located(self, ordinal: int, mark: str | None) -> Located:
        start, end = self.bounds[2 * ordinal : 2 * ordinal + 2]
        return Located(self.where[0], ordinal, start, end, self.said[0] if self.said else None, self.where[3], mark)

    def passage(self, ordinal: int) -> StoredPassage:
        """Return one passage; IndexError where there is no such one."""
        start, end, following = [*self.bounds, len(self.text)][2 * ordinal : 2 * ordinal + 3]
        id_, path, _, source, title, *_ = self.where
        text = self.text[start:end]
        return StoredPassage(
            dispatch=id_,
            ordinal=ordinal,
            start=start,
            end=end,
            text=text,
            gap=self.text[end:following],
            path=path,
            date=self.said[0] if self.said else None,
            source=source,
            title=title,
            names=tuple((a - start, b - start, name, level) for a, b, name, level in self._between(start, end)),
            arrival=self.arrival,
            copy=self.copy(ordinal),
            version=self.version,
            facts=None if ordinal else self.facts(),
        )

    def facts(self) -> Facts:
        """Return what the first passage has beside."""
        _, _, url, _, _, encoding, bom = self.where
        _, precision, evidence = self.said or (None, None, "")
        outside = tuple(name for name in self.names if not self._inside(name))
        known = Precision(precision) if precision else None
        head, count = self.text[: self.bounds[0]], len(self.bounds) // 2
        return Facts(head, url, known, evidence, encoding, bytes.fromhex(bom), self.filed, outside, self.read, count)

    def _between(self, start: int, end: int) -> Iterator[Name]:
        """Yield the mentions, which are sorted by start, that begin and end between two places of the text."""
        first = bisect_left(self.names, start, key=itemgetter(0))
        last = bisect_left(self.names, end, key=itemgetter(0))
        return (name for name in self.names[first:last] if name[0] < name[1] <= end)

    def _inside(self, name: Name) -> bool:
        """Whether a mention lies in a passage."""
        at = bisect_right(self.bounds, name[0])
        return at % 2 == 1 and name[1] <= self.bounds[at]


def _json(row: Sequence[Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
