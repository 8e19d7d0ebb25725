"""The archive's words that share a stem with a word of the question, inflected forms apart from doublets.

The stem field holds the two as one, so a question that allows only one of them asks for its words one by one. They are found
by how they begin, for stemming changes no more than the last two letters of what it leaves. Not here: stems (``steps``).
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from depeche.analyzers import steps
from depeche.core.model import Token
from depeche.core.tables import rows
from depeche.search.vocabulary import Vocabulary

__all__ = ["Forms", "forms"]


class Forms(NamedTuple):
    """Folded words of the archive, the commonest first; neither holds the word itself."""

    inflected: tuple[str, ...]
    doublets: tuple[str, ...]


def forms(token: Token, vocabulary: Vocabulary) -> Forms:
    """Return the words of the archive with the stem of `token`: those of its own writing, and other ways of writing it."""
    plain = steps.stem(token.exact)
    prefixes = dict.fromkeys((_start(plain), *_starts(token.stem)))
    begun = (term for prefix in prefixes for term in vocabulary.terms(prefix))
    terms = {term for term in begun if steps.word_stem(term) == token.stem} - {token.exact}
    common = sorted(terms, key=lambda term: (-vocabulary.passages(term), term))
    inflected = tuple(term for term in common if steps.stem(term) == plain)
    return Forms(inflected, tuple(term for term in common if term not in inflected))


def _starts(stem: str) -> Iterator[str]:
    """Yield how the words begin whose doublet has the stem `stem`: plain, in dj-, with a hyphen, and those of the table."""
    yield _start(stem)
    if stem.startswith("j"):
        yield f"d{_start(stem)}"
    yield from (f"{stem[:at]}-" for at in range(1, len(stem)))
    yield from _doublets().get(stem, ())


def _start(stem: str) -> str:
    return stem[: max(2, len(stem) - 2)]


@cache
def _doublets() -> dict[str, list[str]]:
    """Return the forms of the table by the stem of what they stand for."""
    found: dict[str, list[str]] = {}
    for row in rows("depeche.analyzers", "doublets.tsv"):
        for stem in {steps.stem(row["stands_for"]), steps.stem(row["stands_for"] + "s")}:
            found.setdefault(stem, []).append(row["form"])
    return found
