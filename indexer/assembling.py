"""Dispatches put together again from what is stored of their passages, with what they name.

Not here: what is stored (``payload``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from depeche.core.errors import ArchiveFormatError
from depeche.core.model import Dispatch, DispatchDate, Entity, Kind, Mention, Precision
from depeche.indexer.engines.contract import Payload
from depeche.indexer.packing import Name
from depeche.indexer.payload import Facts, StoredPassage, decode

__all__ = ["assemble", "first_facts", "grouped", "mention", "mentions", "original"]

_DATE = re.compile(r"\d{4}(-\d\d)?(-\d\d)?", re.ASCII)
"""The ids of dates; places and actors have none of this form."""
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def assemble(passages: Sequence[StoredPassage]) -> Dispatch:
    """Return the dispatch that `passages`, all of it in order and at least one, are the parts of."""
    first, facts = passages[0], first_facts(passages)
    text = facts.head + "".join(passage.text + passage.gap for passage in passages)
    date = DispatchDate(first.date, facts.precision, facts.evidence) if first.date and facts.precision else None
    return Dispatch(first.dispatch, text, date, first.source, first.title, facts.url, first.path, facts.encoding, facts.bom)


def original(passages: Sequence[StoredPassage]) -> Dispatch:
    """Return the dispatch as it was before its text was read: without a date and a source that only the text gives."""
    dispatch, read = assemble(passages), first_facts(passages).read
    date, source = (None if name in read else getattr(dispatch, name) for name in ("date", "source"))
    return replace(dispatch, date=date, source=source)


def first_facts(passages: Sequence[StoredPassage]) -> Facts:
    """Return the facts of the dispatch that `passages` are of, at least one, in order; ArchiveFormatError without its first."""
    if passages[0].facts is None:
        raise ArchiveFormatError(f"the first passage of {passages[0].dispatch} is missing")
    return passages[0].facts


def mentions(passages: Sequence[StoredPassage]) -> list[Name]:
    """Return all mentions of the dispatch of `passages`, with spans of its text: by start, then longer first."""
    inside = ((one.start + start, one.start + end, id_, level) for one in passages for start, end, id_, level in one.names)
    return sorted((*first_facts(passages).names, *inside), key=lambda name: (name[0], -name[1]))


def mention(name: Name, text: str, entity: Entity | None) -> Mention:
    """Return a stored mention of `text` as it was: of a date, or of the `entity` of its id; ArchiveFormatError without either."""
    start, end, id_, level = name
    surface = text[start:end]
    if _DATE.fullmatch(id_):
        return Mention(start, end, surface, Kind.DATE, _PRECISIONS[len(id_)], id_, id_)
    if entity is None:
        raise ArchiveFormatError(f"the archive does not hold {id_}, which a dispatch names")
    return Mention(start, end, surface, entity.kind, entity.type, id_, entity.label, entity.ancestors, level)


def grouped(payloads: Iterable[Payload]) -> Iterator[list[StoredPassage]]:
    """Yield the passages of each dispatch together; `payloads` come by dispatch, then in order."""
    for _, group in groupby(map(decode, payloads), key=lambda passage: passage.dispatch):
        yield list(group)
