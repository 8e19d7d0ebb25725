"""What an engine stores of a passage and gives back: its text, its place in the dispatch, and what it names. JSON.

The text of a dispatch is stored once: each passage keeps its slice and the gap after it, the first one also what comes
before it and the dispatch's facts. So a dispatch is put together again from its passages exactly.
Not here: terms (``records``), labels of entities (they are in the archive's cards, ``depeche.core.cards``).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from depeche.core.errors import ArchiveFormatError
from depeche.core.model import Dispatch, DispatchDate, Precision

__all__ = ["Facts", "StoredPassage", "assemble", "decode", "encode"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the first passage stores: `head` is the text before it, the rest as in ``Dispatch``."""

    head: str
    url: str | None
    precision: Precision | None
    evidence: str
    encoding: str
    bom: bytes


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as stored. `start`, `end` are code points of the dispatch's text; `gap` is the text after it, up to the next.

    `names` holds the spans of its mentions with the ids of their entities, relative to the passage.
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
    names: tuple[tuple[int, int, str], ...]
    facts: Facts | None


_KEYS = ("dispatch", "ordinal", "start", "end", "text", "gap", "path", "date", "source", "title", "names")
_FACTS = ("head", "url", "precision", "evidence", "encoding")


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
        names = tuple((start, end, id_) for start, end, id_ in values.pop("names"))
        return StoredPassage(**values, names=names, facts=_facts(stored))
    except (ValueError, TypeError, RecursionError) as error:
        raise ArchiveFormatError(f"a stored passage cannot be read: {error}") from error


def assemble(passages: Sequence[StoredPassage]) -> Dispatch:
    """Return the dispatch that `passages`, all of it in order and at least one, are the parts of."""
    first, facts = passages[0], passages[0].facts
    if facts is None:
        raise ArchiveFormatError(f"the first passage of {first.dispatch} is missing")
    text = facts.head + "".join(passage.text + passage.gap for passage in passages)
    date = DispatchDate(first.date, facts.precision, facts.evidence) if first.date and facts.precision else None
    return Dispatch(first.dispatch, text, date, first.source, first.title, facts.url, first.path, facts.encoding, facts.bom)


def _facts(stored: list[Any] | None) -> Facts | None:
    if stored is None:
        return None
    head, url, precision, evidence, encoding, bom = stored
    return Facts(head, url, Precision(precision) if precision else None, evidence, encoding, bytes.fromhex(bom))


def _json(row: list[Any]) -> str:
    """Return `row` as JSON that UTF-8 can hold: with escapes where the text has lone surrogates."""
    plain = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    try:
        plain.encode()
    except UnicodeEncodeError:
        return json.dumps(row, separators=(",", ":"))
    return plain
