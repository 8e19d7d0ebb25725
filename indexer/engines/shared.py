"""What the engines have in common: the limits of a record, the ways of words to stand together, and the order of passages.

Not here: scores (``depeche.indexer.engines.bm25``), anything of one library.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import reduce
from itertools import chain, combinations, groupby, permutations, product
from typing import Any, TypeVar

from depeche.core import fields
from depeche.core.errors import EngineError
from depeche.core.plan import MOST_WAYS, AllOf, AnyOf, Boosted, Constant, Near, Node, Not, Order, Raised, Sequence, Term
from depeche.indexer.engines.bm25 import single
from depeche.indexer.engines.contract import Record

__all__ = [
    "LATEST",
    "LIKELY",
    "LONGEST_TERM",
    "check",
    "even",
    "gaps",
    "kept",
    "matching",
    "overlapping",
    "rank",
    "standing",
    "values",
    "words",
]

T = TypeVar("T")

LONGEST_TERM = 65_000
"""The longest term or value, in UTF-8 bytes: tantivy drops longer ones without a word."""
LATEST = 10**18
"""A number that is larger than every date key."""
LIKELY = 128
"""So many passages that share a band with a text are told apart by their sketches."""


def check(record: Record) -> None:
    """Raise EngineError where the record holds a term or a value that an engine could not keep."""
    every = chain(record.streams.values(), record.sets.values(), *record.values.values(), (record.dispatch,))
    if max(map(len, every)) * 4 > LONGEST_TERM:
        _measure(record)


def _measure(record: Record) -> None:
    words = map(str.split, chain(record.streams.values(), record.sets.values()))
    terms = chain(*words, *record.values.values(), (record.dispatch,))
    longest = max(len(term.encode("utf-8", "surrogatepass")) for term in terms)
    if longest > LONGEST_TERM:
        raise EngineError(f"A term of dispatch {record.dispatch[:100]!r} has {longest} bytes; {LONGEST_TERM} is the most.")


def kept(record: Record, field: str) -> list[str]:
    """Return the terms of a set that are kept: of ``fields.CONSTANTS`` no more than that."""
    return record.sets.get(field, "").split()[: fields.CONSTANTS.get(field)]


def values(record: Record, field: str) -> tuple[str, ...]:
    """Return the distinct values of a field; those of the dispatch and the passage are the record's own."""
    if field == fields.DISPATCH:
        return (record.dispatch,)
    if field == fields.PASSAGE:
        return (fields.passage(record.dispatch, record.ordinal),)
    return tuple(dict.fromkeys(record.values.get(field, ())))


def rank(date_key: int, order: Order) -> int:
    """Return a number of at most 19 digits that sorts passages up as `order` has their dates: what has no date is last."""
    return (date_key or LATEST) if order is Order.OLDEST else LATEST - date_key


def even(plan: Node, boost: float = 1.0) -> float | None:
    """Return the score, times `boost`, that everything has which matches the plan; None where scores may differ."""
    match plan:
        case Term() | Sequence() | Near():
            return None
        case Constant():
            return single(boost * single(plan.score))
        case Boosted():
            return even(plan.child, single(boost * single(plan.weight)))
        case AllOf():
            return _sum([even(child, boost) for child in plan.children if not isinstance(child, Not)])
        case AnyOf() | Raised():
            return _some(plan, boost)
        case _:
            return 0.0


def matching(plan: Node) -> Node:
    """Return a plan that matches the same, without what only scores: what is to be counted need not be ranked."""
    match plan:
        case Raised() | Boosted() | Constant():
            return matching(plan.child)
        case AllOf():
            return AllOf(tuple(map(matching, plan.children)))
        case AnyOf():
            return AnyOf(tuple(map(matching, plan.children)))
        case Not():
            return Not(matching(plan.child))
        case _:
            return plan


def _sum(scores: list[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return reduce(lambda left, right: single(left + right), known, 0.0) if len(known) == len(scores) else None


def _some(plan: AnyOf | Raised, boost: float) -> float | None:
    """Return the one score of what has children that may match alone or together: None where several of them score."""
    if isinstance(plan, Raised):
        return None if any(even(child) != 0 for child in plan.by) else even(plan.child, boost)
    scores = [even(child, boost) for child in plan.children]
    if len(scores) == 1:
        return scores[0]
    return None if any(score != 0 for score in scores) else 0.0


def words(node: Sequence | Near, known: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
    """Return the words of each way in their order: one known alternative per position, none where a position has none.

    EngineError where they leave more than MOST_WAYS ways.
    """
    positions = tuple(tuple(filter(known, dict.fromkeys(position))) for position in node.positions)
    ways = replace(node, positions=positions).ways
    if ways > MOST_WAYS:
        raise EngineError(f"A sequence has {ways} ways to match; {MOST_WAYS} is the most.")
    choices = product(*positions) if positions else iter(())
    if isinstance(node, Sequence):
        return choices
    return iter(dict.fromkeys(chain.from_iterable(map(permutations, choices))))


def standing(node: Sequence | Near) -> tuple[str, dict[str, str]]:
    """Return which field tells where the words of a sequence stand, and for each of them the term that does.

    EngineError where none tells it, or where there are not as many stems as words.
    """
    if node.field not in fields.PLACED:
        raise EngineError(f"Nothing tells where the words of the field {node.field!r} stand.")
    words, stems = (tuple(chain.from_iterable(each)) for each in (node.positions, node.stems or node.positions))
    if len(words) != len(stems):
        raise EngineError(f"A sequence has {len(words)} words and {len(stems)} stems.")
    return fields.PLACED[node.field], dict(zip(words, stems, strict=True))


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
