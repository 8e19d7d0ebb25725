"""tantivy asked directly for what an archive holds: the passages and fields are the same, there is nothing of ours around it.

It ranks by the words as written and by their stems (phrases by stems, which alone have positions), counts the same facets, and
fetches nothing: what an engine must at least do.
Not here: an index of its own.
"""

from pathlib import Path
from typing import Any

from tantivy import FieldType, Index, Occur, Query, Searcher

from contestants.contract import TOP, Asked, Question
from contestants.ours import FACETS
from depeche.analyzers import chain
from depeche.core import fields
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.engines.tantivy.schema import NUMBER, opened

__all__ = ["asked"]

_MOST, _STEP = 65_000, 60_000
_NUMBERS = {"terms": {"field": NUMBER, "size": _MOST, "segment_size": _MOST}}


def asked(folder: Path) -> Asked:
    """Return the ways to ask the engine of the archive in `folder`."""
    index = opened(ArchiveFolder.open(folder / "archive").engine_path)
    index.reload()
    searcher = index.searcher()

    def top(question: Question) -> object:
        return searcher.search(_query(index, question), TOP)

    def facets(question: Question) -> object:
        return top(question), searcher.aggregate(_query(index, question), _facets())

    def distinct(question: Question) -> object:
        return facets(question), _dispatches(index, searcher, _query(index, question))

    return {"top": top, "facets": facets, "distinct": distinct}


def _query(index: Index, question: Question) -> Query:
    tokens = [token for word in question.words for token in chain.analyze(word)]
    both = ((fields.EXACT, [token.exact for token in tokens]), (fields.STEM, [token.stem for token in tokens]))
    if question.kind == "phrase":
        return Query.phrase_query(index.schema, fields.STEM, list(both[1][1]))
    if question.kind == "any":
        return Query.boolean_query([(Occur.Should, _term(index, name, word)) for name, words in both for word in words])
    pairs = zip(both[0][1], both[1][1], strict=True)
    return Query.boolean_query([(Occur.Must, _either(index, exact, stem)) for exact, stem in pairs])


def _term(index: Index, field: str, word: str) -> Query:
    return Query.term_query(index.schema, field, word, index_option="freq")


def _either(index: Index, exact: str, stem: str) -> Query:
    terms = (_term(index, fields.EXACT, exact), _term(index, fields.STEM, stem))
    return Query.boolean_query([(Occur.Should, term) for term in terms])


def _facets() -> dict[str, Any]:
    named = {name: fields.FACETS[name] for name in FACETS}
    return {name: {"terms": {"field": field, "size": 10, "segment_size": _MOST}} for name, field in named.items()}


def _dispatches(index: Index, searcher: Searcher, query: Query) -> int:
    """Count the dispatches that match, over ranges of their numbers: an aggregation makes no more than 65,000 buckets."""
    last = searcher.search(Query.all_query(), 1, count=False, order_by_field=NUMBER).hits[0][0]
    found = 0
    for start in range(0, int(last) + 1, _STEP):
        between = Query.range_query(index.schema, NUMBER, FieldType.Unsigned, start, start + _STEP, True, False)
        part = Query.boolean_query([(Occur.Must, query), (Occur.Must, between)])
        found += len(searcher.aggregate(part, {"numbers": _NUMBERS})["numbers"]["buckets"])
    return found
