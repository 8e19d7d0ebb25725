"""What every engine must do: keep passages with finished terms, run plans over them, count, and list dictionaries.

Nothing here assumes local files, pickles or a call per passage: records, plans and counts are plain data that could
travel over HTTP. An engine never analyses a term. Its exceptions never leave it: it raises ``EngineError``,
``ArchiveLocked`` or ``ArchiveFormatError``. Not here: what the payload holds (``depeche.indexer.payload``).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from depeche.core.frozen import field, frozen
from depeche.core.plan import Node, Order

__all__ = ["Count", "Engine", "Match", "Only", "Payload", "Reader", "Record", "Sought", "Writer"]

Only = Mapping[str, Collection[str]]
"""The values of facets that are to be counted, by field; of a field that is not in it, all are."""


@frozen
class Record:
    """A passage as an engine stores it.

    `streams`: for each of ``fields.STREAMS`` its terms in order, joined by one blank, term n at position n; EXACT and STEM have as
    many, and so have TITLE and TITLE_STEM. Of two words that are the same the stems are the same.
    `sets`: for each of ``fields.SETS`` its terms, joined likewise; of those of ``fields.CONSTANTS`` no more than that are kept.
    `values`: for each of ``fields.VALUES`` its distinct values. A missing field is empty, and an engine fills ``fields.DISPATCH``
    and ``fields.PASSAGE`` from `dispatch` and `ordinal` itself.
    `date_key` sorts by date (``DispatchDate.key``, 0 where unknown). `payload` is what is stored of the dispatch, which an engine
    compresses; the first passage has it, the others none. The passages of a dispatch are added one after the other, from 0 on.
    `sketches` holds a number of 64 bits for those of ``fields.COLLAPSED`` of which the passage has bands (:meth:`Reader.alike`).
    Terms hold no white space; values may hold any character except NUL; neither holds lone surrogates.
    """

    dispatch: str
    ordinal: int
    date_key: int
    streams: Mapping[str, str]
    sets: Mapping[str, str]
    values: Mapping[str, Sequence[str]]
    payload: bytes
    sketches: Mapping[str, int] = field(default_factory=dict)


class Payload(NamedTuple):
    """What is stored of a passage: its ordinal, and the payload of its dispatch, which all its passages share."""

    ordinal: int
    block: bytes


@frozen
class Match:
    """A passage that matches a plan. `score` is rounded to four decimals: what is equal then is a tie."""

    score: float
    date_key: int
    dispatch: str
    ordinal: int
    payload: Payload


@frozen
class Count:
    """A value of a facet with the passages, and on request the distinct dispatches, that have it among the matches."""

    value: str
    passages: int
    dispatches: int | None = None


@frozen
class Sought:
    """A text of which those near it are sought: its mark (empty: one with it is as any other), its bands and its sketch."""

    mark: str
    bands: Sequence[str]
    sketch: int


class Writer(Protocol):
    """The one writer of an archive. What it adds and deletes is seen by no reader before :meth:`commit`."""

    def add(self, records: Iterable[Record]) -> None:
        """Add a batch of passages."""

    def delete(self, dispatches: Iterable[str]) -> None:
        """Delete all passages of these dispatches that were added before this call, committed or not; unknown ids are no error."""

    def commit(self, record: str, cards: Collection[str] = ()) -> None:
        """Make all since the last commit visible and durable at once with `record` (text), which replaces the last one.

        `cards` are terms of ``fields.CARD``, which the dictionary holds from then on, whatever dispatches are deleted. They stand
        in one document that is no passage: no plan meets it, though N of the score counts it.
        """

    def close(self) -> None:
        """Release the archive; what was not committed is dropped."""


class Reader(Protocol):
    """One snapshot of an archive: it does not see commits made after it was opened. May be shared by threads."""

    @property
    def record(self) -> str | None:
        """The text given with the snapshot's commit; None before the first."""

    def search(
        self, plan: Node, limit: int, offset: int = 0, order: Order = Order.SCORE, *, collapse: str | None = None
    ) -> list[Match]:
        """Return the matches `offset` to `offset + limit` in `order`; sorted by date they have a score of 0.

        `collapse` is ``fields.DISPATCH`` or one of ``fields.COLLAPSED``: of the matches that share its value the first in order is
        kept, those without a value are all kept, and `offset` and `limit` count what is kept.
        """

    def count(self, plan: Node, *, dispatches: bool = True) -> Count:
        """Count all matches, exactly; the count's value is empty."""

    def facets(
        self, plan: Node, fields: Sequence[str], limit: int, *, dispatches: bool = True, only: Only | None = None
    ) -> dict[str, list[Count]]:
        """Count the values of `fields` over all matches: the `limit` largest each, by passages down, then value up. Exact.

        Of the fields in `only`, just the values named there; the `limit` largest are those of them. What no match has is left out.
        """

    def alike(self, field: str, texts: Sequence[Sought], most: int, limit: int) -> list[list[Match] | None]:
        """Return for each text up to `limit` passages that share a band with it, and whose sketches for `field` are the nearest.

        They differ from its own in `most` bits or fewer; the nearest come first, and all score 0. Of very many, those count that
        have most of its bands. None says that one has its mark in `field`: it is the same text.
        """

    def dictionary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the terms of a field that begin with `prefix`, in code point order, with the number of passages that hold them.

        Passages deleted but not yet merged away may still count.
        """

    def doc_freq(self, field: str, term: str) -> int:
        """Return how many passages hold the term, counted as in :meth:`dictionary`."""

    def size(self) -> int:
        """Return N of the score: all stored records, those deleted and not yet merged away included."""

    def dispatch(self, id: str) -> list[Payload]:
        """Return the payloads of a dispatch's passages, as in ``Match``, in order of ordinal; empty for an unknown id."""

    def dispatches(self, *, batch: int = 1000) -> Iterator[Payload]:
        """Yield the payloads of all passages, by dispatch id up, then ordinal up, fetching `batch` dispatches at a time."""

    def close(self) -> None:
        """Release what the snapshot holds."""


class Engine(Protocol):
    """A way to store and match terms. `name` goes into an archive's manifest, `version` is that of the library behind it."""

    name: str

    @property
    def version(self) -> str:
        """The version of the library behind it."""

    def create(self, folder: Path) -> None:
        """Make an empty index in `folder` (made with its parents if missing)."""

    def writer(self, folder: Path) -> Writer:
        """Open the index for writing; ArchiveLocked while another writer holds it."""

    def reader(self, folder: Path) -> Reader:
        """Open a snapshot of the last commit."""
