"""What the engines have in common: the limits of a record, and pages of an order that is refined group by group.

Not here: scores (``depeche.indexer.engines.bm25``), anything of one library.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, combinations, groupby, product
from typing import Any, TypeVar

from depeche.core import fields
from depeche.core.errors import EngineError
from depeche.core.plan import MOST_WAYS, AllOf, AnyOf, Node, Sequence, Term
from depeche.indexer.engines.contract import Record

__all__ = ["LONGEST_TERM", "check", "gaps", "overlapping", "scored", "values", "words"]

T = TypeVar("T")

LONGEST_TERM = 65_000
"""The longest term or value, in UTF-8 bytes: tantivy drops longer ones without a word."""


def check(record: Record) -> None:
    """Raise EngineError where the record holds a term or a value that an engine could not keep."""
    terms = chain(*record.streams.values(), *record.sets.values(), *record.values.values(), (record.dispatch,))
    if max(map(len, terms)) * 4 > LONGEST_TERM:
        _measure(record)


def _measure(record: Record) -> None:
    terms = chain(*record.streams.values(), *record.sets.values(), *record.values.values(), (record.dispatch,))
    longest = max(len(term.encode("utf-8", "surrogatepass")) for term in terms)
    if longest > LONGEST_TERM:
        raise EngineError(f"A term of dispatch {record.dispatch[:100]!r} has {longest} bytes; {LONGEST_TERM} is the most.")


def values(record: Record, field: str) -> tuple[str, ...]:
    """Return the distinct values of a field; those of the dispatch and the passage are the record's own."""
    if field == fields.DISPATCH:
        return (record.dispatch,)
    if field == fields.PASSAGE:
        return (fields.passage(record.dispatch, record.ordinal),)
    return tuple(dict.fromkeys(record.values.get(field, ())))


def scored(plan: Node) -> bool:
    """Return whether a plan can score other than 0."""
    if isinstance(plan, AnyOf | AllOf):
        return any(map(scored, plan.children))
    return isinstance(plan, Term | Sequence)


def words(node: Sequence, known: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
    """Return the choices of one known alternative per position, none where a position has none.

    EngineError where they leave more than MOST_WAYS ways.
    """
    positions = tuple(tuple(filter(known, dict.fromkeys(position))) for position in node.positions)
    ways = Sequence(node.field, positions, node.slop).ways
    if ways > MOST_WAYS:
        raise EngineError(f"A sequence has {ways} ways to match; {MOST_WAYS} is the most.")
    return product(*positions) if positions else iter(())


def gaps(length: int, slop: int) -> Iterator[tuple[int, ...]]:
    """Yield the places, from 0, that `length` words in order can have with at most `slop` others between them in all."""
    for rest in combinations(range(1, length + slop), length - 1):
        yield (0, *rest)


def overlapping(items: Iterable[T], key: Callable[[T], Any], start: int, stop: int) -> Iterator[tuple[list[T], int, int]]:
    """Yield the runs of equal key that reach into ``start:stop``, each with that part of the run as start and stop."""
    at = 0
    for _, run in groupby(items, key):
        group = list(run)
        first, last = max(start - at, 0), min(stop - at, len(group))
        if first < last:
            yield group, first, last
        at += len(group)
