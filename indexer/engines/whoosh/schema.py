"""The fields of a passage as Whoosh keeps them, of Whoosh's own classes alone: the schema is pickled into the index.

All fields get lists of finished terms, so no analyzer ever runs. Whoosh rounds lengths its own way, so those of scored
fields stand in columns of ours. Facets are counted, and matches
collapsed, from columns that hold the values of each passage, each after a NUL.
Not here: what a writer puts into them.
"""

from typing import Any

from whoosh.analysis import IDAnalyzer, SpaceSeparatedTokenizer
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Existence, Frequency, Positions

from depeche.core import fields

__all__ = [
    "CARDS",
    "DATE_KEY",
    "ID",
    "MARK",
    "ORDINAL",
    "PAYLOAD",
    "RECORD",
    "SCORED",
    "VALUED",
    "joined",
    "length",
    "schema",
    "sketched",
    "split",
    "valued",
]

MARK = "commit"
"""RECORD in the document of the commit's record, whose payload is that record; CARDS in those of cards, one a commit at most."""
RECORD, CARDS = "1", "2"
ID = "dispatch_id"
DATE_KEY = "date_key"
ORDINAL = "ordinal"
PAYLOAD = "payload"
SCORED = (*fields.STREAMS, *fields.SETS)
VALUED = (*fields.COUNTED, *fields.COLLAPSED)
"""Fields of values that are read back, from columns."""


def length(field: str) -> str:
    """Return the column that holds the length of a scored field, in tokens."""
    return f"{field}_length"


def valued(field: str) -> str:
    """Return the column that holds the values of a field of VALUED."""
    return f"{field}_values"


def sketched(field: str) -> str:
    """Return the column that holds the sketches of a field of ``fields.COLLAPSED``, 0 for none."""
    return f"{field}_sketch"


def joined(values: tuple[str, ...]) -> bytes:
    """Return `values` as one row of such a column."""
    return b"".join(b"\0" + value.encode() for value in values)


def split(row: bytes) -> list[bytes]:
    """Return the values, in UTF-8, that :func:`joined` wrote."""
    return row.split(b"\0")[1:]


def schema() -> Schema:
    """Return the schema of every index."""
    kinds: dict[str, Any] = {PAYLOAD: STORED(), ID: COLUMN(VarBytesColumn())}
    kinds |= {DATE_KEY: COLUMN(NumericColumn("q")), ORDINAL: COLUMN(NumericColumn("I"))}
    placed = {*fields.PLACED.values()}
    kinds |= {name: FieldType(Positions() if name in placed else Frequency(), SpaceSeparatedTokenizer()) for name in SCORED}
    kinds |= {name: FieldType(Existence(), IDAnalyzer()) for name in (*fields.VALUES, fields.CARD, MARK)}
    kinds |= {length(name): COLUMN(NumericColumn("I")) for name in SCORED}
    kinds |= {valued(name): COLUMN(VarBytesColumn()) for name in VALUED}
    kinds |= {sketched(name): COLUMN(NumericColumn("Q")) for name in fields.COLLAPSED}
    return Schema(**kinds)
