"""tantivy by itself: whole dispatches in one stemmed field, the text stored, the month as its one facet.

Not here: passages, names.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from tantivy import Document, Filter, Index, Occur, Query, SchemaBuilder, Searcher, TextAnalyzerBuilder, Tokenizer

from contestants.contract import TOP, Asked, Question, Row

__all__ = ["RawTantivy"]

_SHOW = """
import sys, tantivy
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from contestants.contract import Question
from contestants.raw_tantivy import RawTantivy
print(RawTantivy().asked(Path(sys.argv[2]))["top"](Question((sys.argv[3],))))
"""


class RawTantivy:
    """tantivy-py as its documentation shows it, with French stems."""

    name = "tantivy, stems, whole dispatches"
    most = 10**9

    def add(self, folder: Path, rows: Iterable[Row]) -> None:
        """Index `rows` with one thread."""
        writer = _index(folder).writer(128_000_000, 1)
        for row in rows:
            document = Document()
            document.add_text("id", row.id)
            document.add_text("month", row.month)
            document.add_text("text", row.text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def asked(self, folder: Path) -> Asked:
        """Return the ways to ask."""
        index = _index(folder)
        searcher = index.searcher()
        return {
            "top": lambda question: _top(searcher, _query(index, question)),
            "facets": lambda question: (
                _top(searcher, _query(index, question)),
                searcher.aggregate(_query(index, question), {"month": {"terms": {"field": "month", "size": 10}}}),
            ),
        }

    def command(self, folder: Path, word: str) -> list[str]:
        """Return a Python program that asks."""
        return [sys.executable, "-c", _SHOW, str(Path(__file__).parent.parent), str(folder), word]


def _index(folder: Path) -> Index:
    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("month", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=True, tokenizer_name="french", index_option="position")
    (folder / "tantivy").mkdir(exist_ok=True)
    index = Index(builder.build(), str(folder / "tantivy"))
    words = TextAnalyzerBuilder(Tokenizer.simple())
    index.register_tokenizer(
        "french", words.filter(Filter.lowercase()).filter(Filter.ascii_fold()).filter(Filter.stemmer("french")).build()
    )
    index.config_reader("manual")
    index.reload()
    return index


def _query(index: Index, question: Question) -> Query:
    if question.kind == "phrase":
        return index.parse_query(f'"{" ".join(question.words)}"', ["text"])
    occur = Occur.Must if question.kind == "all" else Occur.Should
    return Query.boolean_query([(occur, index.parse_query(word, ["text"])) for word in question.words])


def _top(searcher: Searcher, query: Query) -> list[tuple[float, str]]:
    found = searcher.search(query, TOP)
    return [(score, searcher.doc(address)["id"][0]) for score, address in found.hits]
