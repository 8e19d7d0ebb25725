"""What an engine stores of a passage and gives back: its text, its place in the dispatch, and what it names. JSON.

The text of a dispatch is stored once: each passage keeps its slice and the gap after it, the first one also what comes
before it and the dispatch's facts. So a dispatch is put together again from its passages exactly.
Not here: terms (``records``), labels of entities (they are in the archive's cards, ``depeche.core.cards``).
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from depeche.core.errors import ArchiveFormatError
from depeche.core.model import Dispatch, DispatchDate, Entity, Kind, Mention, MentionLevel, Precision

__all__ = [
    "Facts",
    "Name",
    "StoredPassage",
    "assemble",
    "decode",
    "encode",
    "first_facts",
    "grouped",
    "mention",
    "mentions",
    "original",
]

Name = tuple[int, int, str, MentionLevel]
"""A mention as stored: start, end, the id of its entity (a date's is its ISO 8601 form), and how it stands for it."""

_DATE = re.compile(r"\d{4}(-\d\d)?(-\d\d)?", re.ASCII)
"""The ids of dates; places and actors have none of this form."""
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the first passage stores: `head` is the text before it, the rest as in ``Dispatch``.

    `dateline` is the id of the place where the dispatch was filed; `names` holds the mentions that lie in no passage (those of
    header, dateline and trailer), with spans of the dispatch's text. `read` says which of ``date`` and ``source`` the
    dispatch did not say of itself: they were read from its text.
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


@dataclass(frozen=True, slots=True)
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


_KEYS = (
    *("dispatch", "ordinal", "start", "end", "text", "gap", "path", "date", "source", "title", "names"),
    *("arrival", "copy", "version"),
)
_FACTS = ("head", "url", "precision", "evidence", "encoding", "dateline", "names", "read")


def encode(passage: StoredPassage) -> str:
    """Return `passage` as one JSON array; lone surrogates are escaped, so any text can be stored."""
    facts = passage.facts
    row = [getattr(passage, key) for key in _KEYS]
    stored = [*(getattr(facts, key) for key in _FACTS), facts.bom.hex()] if facts else None
    return _json([*row, stored])


def decode(payload: str) -> StoredPassage:
    """Return the passage that :func:`encode` wrote; raises ArchiveFormatError for what is no such array."""
    try:
        *row, stored = json.loads(payload)
        values = dict(zip(_KEYS, row, strict=True))
        names = _names(values.pop("names"))
        return StoredPassage(**values, names=names, facts=_facts(stored))
    except (ValueError, TypeError, RecursionError) as error:
        raise ArchiveFormatError(f"a stored passage cannot be read: {error}") from error


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


def grouped(payloads: Iterable[str]) -> Iterator[list[StoredPassage]]:
    """Yield the passages of each dispatch together; `payloads` come by dispatch, then in order."""
    for _, group in groupby(map(decode, payloads), key=lambda passage: passage.dispatch):
        yield list(group)


def _facts(stored: list[Any] | None) -> Facts | None:
    if stored is None:
        return None
    head, url, precision, evidence, encoding, dateline, names, read, bom = stored
    known = Precision(precision) if precision else None
    return Facts(head, url, known, evidence, encoding, bytes.fromhex(bom), dateline, _names(names), tuple(read))


def _names(stored: list[Any]) -> tuple[Name, ...]:
    return tuple((start, end, id_, MentionLevel(level)) for start, end, id_, level in stored)


def _json(row: list[Any]) -> str:
    """Return `row` as JSON that UTF-8 can hold: with escapes where the text has lone surrogates."""
    plain = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    try:
        plain.encode()
    except UnicodeEncodeError:
        return json.dumps(row, separators=(",", ":"))
    return plain
