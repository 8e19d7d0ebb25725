"""What an archive says of dispatches that it holds, asked for many at once: when they came, and from where.

Not here: their texts (``payload``).
"""

from collections.abc import Collection
from dataclasses import dataclass

from depeche.core import fields
from depeche.core.plan import Values
from depeche.indexer.engines.contract import Reader
from depeche.indexer.payload import decode

__all__ = ["Held", "held", "live"]


@dataclass(frozen=True, slots=True)
class Held:
    """A stored dispatch: the number of the commit it came with, and the path it was read from."""

    arrival: int
    path: str | None


def held(reader: Reader | None, ids: Collection[str]) -> dict[str, Held]:
    """Return what is known of those of the dispatches `ids` that the archive holds; of none where there is no reader."""
    if reader is None or not ids:
        return {}
    leads = Values(fields.PASSAGE, tuple(fields.passage(id_, 0) for id_ in ids))
    passages = {match.dispatch: decode(match.payload) for match in reader.search(leads, len(ids))}
    return {id_: Held(passage.arrival, passage.path) for id_, passage in passages.items()}


def live(reader: Reader | None, values: Collection[str]) -> set[str]:
    """Return the ids of the dispatches that have one of these values of CONTENT, deleted ones left out."""
    if reader is None or not values:
        return set()
    plan = Values(fields.CONTENT, tuple(values))
    found = reader.count(plan, dispatches=False).passages
    if found == len(values):
        return {value.split(" ", 1)[1] for value in values}
    return {match.dispatch for match in reader.search(plan, found)} if found else set()
