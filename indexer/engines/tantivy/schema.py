"""The fields of a passage as tantivy keeps them, and how an index is opened.

Streams and sets arrive as words joined by blanks and are split again at white space; values stay whole. Beside the fields
of ``depeche.core.fields``: the orders of passages as sortable texts, the date as a number, a number per dispatch (to
count distinct ones and to ask for them), the payload, and the mark of the one document that holds the commit's record.
Not here: what a writer puts into them.
"""

from pathlib import Path

from tantivy import Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from depeche.core import fields
from depeche.core.errors import ArchiveFormatError
from depeche.core.plan import Order
from depeche.indexer.engines.shared import LATEST, rank
from depeche.indexer.engines.tantivy.guard import Guard

__all__ = ["DATE_KEY", "MARK", "NEWEST", "NUMBER", "OLDEST", "PAYLOAD", "opened", "order", "schema", "unordered"]

NEWEST = "_newest"
"""Date down, dispatch and ordinal up, as one text (:func:`order`)."""
OLDEST = "_oldest"
"""Date up, dispatch and ordinal up, likewise."""
DATE_KEY = "_date_key"
NUMBER = "_number"
"""A number for each dispatch; no two in the index share one, and they have few gaps."""
PAYLOAD = "_payload"
MARK = "_commit"
"""``1`` in the document of the commit's record, whose payload is that record."""

_WORDS = "depeche_words"


def schema() -> Schema:
    """Return the schema of every index."""
    builder = SchemaBuilder()
    for name in fields.STREAMS:
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="position")
    for name in fields.SETS:
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="freq")
    for name in (*fields.VALUES, MARK):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in fields.COUNTED)
    builder.add_text_field(NEWEST, tokenizer_name="raw", index_option="basic", fast=True, stored=True)
    builder.add_text_field(OLDEST, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field(DATE_KEY, fast=True)
    builder.add_unsigned_field(NUMBER, fast=True, indexed=True)
    builder.add_bytes_field(PAYLOAD, stored=True)
    return builder.build()


def opened(folder: Path) -> Index:
    """Open the index in `folder`; ArchiveFormatError where there is none, or one that is damaged or not ours."""
    with Guard(f"The index in {folder} cannot be opened", ArchiveFormatError):
        index = Index.open(str(folder))
        if index.schema != schema():
            raise ArchiveFormatError(f"The index in {folder} has other fields.")
        index.register_tokenizer(_WORDS, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
        index.config_reader("manual")
    return index


def order(by: Order, date_key: int, dispatch: str, ordinal: int) -> str:
    """Return the text whose order up is: the date as `by` has it, dispatch up, ordinal up. NUL, which no id holds, parts them."""
    return f"{rank(date_key, by):019d}{dispatch}\0{ordinal:010d}"


def unordered(text: str) -> tuple[int, str, int]:
    """Return the date key, dispatch and ordinal that :func:`order` wrote as `text`, the newest first."""
    dispatch, _, ordinal = text[19:].rpartition("\0")
    return LATEST - int(text[:19]), dispatch, int(ordinal)
