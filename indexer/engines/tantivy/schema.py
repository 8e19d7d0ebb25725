"""The fields of a passage as tantivy keeps them, and how an index is opened.

Streams and sets arrive as words joined by blanks and are split again at white space; values stay whole. Beside the fields
of ``depeche.core.fields``: columns of the date, of the ordinal and of a number per dispatch (to count distinct ones and to ask for
them), the payload, and the mark of the documents that are no passages: the commit's record, and the cards that came with a commit.
Not here: what a writer puts into them.
"""

from _blake2 import blake2b  # as in hashlib, which loads OpenSSL first
from pathlib import Path
from typing import Any

from tantivy import Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from depeche.core import fields
from depeche.core.errors import ArchiveFormatError
from depeche.indexer.engines.tantivy.guard import Guard

__all__ = [
    "CARDS",
    "DATE_KEY",
    "DICTIONARY",
    "FILLER",
    "ID",
    "MARK",
    "NUMBER",
    "ORDINAL",
    "PAYLOAD",
    "RECORD",
    "column",
    "key",
    "opened",
    "schema",
    "sketched",
]

DATE_KEY = "_date_key"
ORDINAL = "_ordinal"
NUMBER = "_number"
"""A number for each dispatch; no two in the index share one, and they have few gaps."""
ID = "_id"
"""The id of the dispatch, stored with its first passage, and so is the payload."""
PAYLOAD = "_payload"
DICTIONARY = "_dictionary"
"""What payloads are packed behind, once there is one; stored with the commit's record."""
MARK = "_commit"
"""RECORD in the document of the commit's record, whose payload is that record; CARDS in those of cards, one a commit at most."""
RECORD, CARDS = "1", "2"

FILLER = "-"
"""What stands, as often as needed, after the terms of ``fields.CONSTANTS``, so that all are of one length. No term is like it."""

_WORDS = "depeche_words"
_KEY_BYTES = 6
_COLUMNS = (*fields.COUNTED, fields.DISPATCH)


def schema() -> Schema:
    """Return the schema of every index."""
    builder = SchemaBuilder()
    for name in fields.STREAMS:
        placed = fields.PLACED[name] == name
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="position" if placed else "freq")
    for name in fields.SETS:
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="freq")
    for name in (*fields.VALUES, fields.CARD, MARK):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in _COLUMNS)
    builder.add_integer_field(DATE_KEY, fast=True)
    builder.add_unsigned_field(ORDINAL, fast=True)
    builder.add_unsigned_field(NUMBER, fast=True, indexed=True)
    for name in fields.COLLAPSED:
        builder.add_unsigned_field(column(name), fast=True)
        builder.add_unsigned_field(sketched(name), fast=True)
    builder.add_bytes_field(ID, stored=True)
    builder.add_bytes_field(PAYLOAD, stored=True)
    builder.add_bytes_field(DICTIONARY, stored=True)
    return _unmeasured(builder.build())


def _unmeasured(made: Schema) -> Schema:
    """Return `made` without the lengths of fields that are not scored, a byte each in every passage.

    The builder always adds them; what a schema is pickled as can say otherwise.
    """
    reduced: Any = made.__reduce__()
    build, (described,) = reduced
    for field in described["inner"]:
        if field["name"] in (*fields.VALUES, fields.CARD, MARK):
            field["options"]["indexing"]["fieldnorms"] = False
    unmeasured: Schema = build(described)
    return unmeasured


def column(field: str) -> str:
    """Return the column by which a field of ``fields.COLLAPSED`` is collapsed: the :func:`key` of its value."""
    return f"_{field}"


def sketched(field: str) -> str:
    """Return the column that holds the sketches of a field of ``fields.COLLAPSED``."""
    return f"_{field}_sketch"


def key(value: str | None) -> int:
    """Return a number for a value, 0 for none: tantivy reads back columns of numbers alone."""
    return int.from_bytes(blake2b(value.encode(), digest_size=_KEY_BYTES).digest()) | 1 if value else 0


def opened(folder: Path) -> Index:
    """Open the index in `folder`; ArchiveFormatError where there is none, or one that is damaged or not ours."""
    with Guard(f"The index in {folder} cannot be opened", ArchiveFormatError):
        index = Index.open(str(folder))
        if index.schema != schema():
            raise ArchiveFormatError(f"The index in {folder} has other fields.")
        index.register_tokenizer(_WORDS, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
        index.config_reader("manual")
    return index
