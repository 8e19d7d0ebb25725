"""Words that differ in a letter or two (``mot~1``): those of the archive's dictionary within so many edits.

An edit is a letter more, fewer or other, or two neighbours changed about (optimal string alignment), between folded forms. Words
too common to search for are no near words. Not here: names (``depeche.analyzers.names``), their score (``expanding``).
"""

from collections.abc import Iterator, Sequence

from depeche.analyzers.chain import stopwords
from depeche.core.model import Level
from depeche.search.compiling.expanding import Expansion
from depeche.search.compiling.lexicon import Lexicon
from depeche.search.compiling.matchers import Wanted
from depeche.search.question.tree import Fuzzy

__all__ = ["near", "within_edits"]


def within_edits(node: Fuzzy, lexicon: Lexicon, field: str) -> Iterator[Expansion]:
    """Yield the terms of `field` within the edits of `node`, the word itself included; each edit makes it less probable."""
    exact, passages = node.word.token.exact, lexicon.terms(field)
    lengths = range(len(exact) - node.edits, len(exact) + node.edits + 1)
    for term, edits in near(exact, lexicon.of_lengths(lengths, field), node.edits):
        if edits == 0:
            yield Expansion(term, passages[term], Wanted(node.word.text, exact, Level.EXACT))
        elif term not in stopwords():
            yield Expansion(term, passages[term], Wanted(node.word.text, exact, Level.SPELLING, probability(exact, edits)))


def near(word: str, terms: Sequence[str], edits: int) -> list[tuple[str, int]]:
    """Return those of `terms` within so many `edits` of `word`, with how many it takes."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(word, terms, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [(term, int(distance)) for term, distance, _ in found]


def probability(word: str, edits: int) -> float:
    """Return how probable `edits` in `word` leave the word that was meant: the share of letters that stay."""
    return max(0.1, 1 - edits / (len(word) + 1))
