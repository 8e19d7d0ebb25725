"""The question as a small tree: words with where they stand in what was typed, phrases, filters, and how they join.

Frozen data, made by ``reading`` and compiled by ``depeche.search.compiling``. Spans are code points of the question as typed.
Not here: levels and spellings, which depend on the archive.
"""

from collections.abc import Iterator
from typing import TypeAlias

from depeche.analyzers.chain import analyze
from depeche.core.frozen import frozen
from depeche.core.model import Token
from depeche.search.question.notes import Note

__all__ = [
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Bare",
    "Boosted",
    "Filter",
    "Fuzzy",
    "InSentence",
    "InTitle",
    "Not",
    "Pattern",
    "Phrase",
    "Question",
    "QuestionNode",
    "Required",
    "Word",
    "Words",
    "words_of",
]


@frozen
class Word:
    """A word as typed (`text`), with its terms. The token's offsets are in the question."""

    text: str
    token: Token


@frozen
class Words:
    """Words side by side, of which any may match. `is_exact`: only as written (``=mot``)."""

    words: tuple[Word, ...]
    is_exact: bool = False


@frozen
class Phrase:
    """Words in this order; with a `slop`, in any order and with up to so many other words between them in all (``"..."~5``).

    `is_exact`: only as written (``="..."``).
    """

    words: tuple[Word, ...]
    slop: int = 0
    is_exact: bool = False


@frozen
class Pattern:
    """Words of a form: ``dégag*``, ``t?rturé``; ``*`` is any characters, ``?`` one. `text` is folded."""

    text: str
    start: int
    end: int


@frozen
class Fuzzy:
    """A word with up to `edits` letters (1 or 2) other, more, fewer, or two neighbours changed about: ``mot~1``."""

    word: Word
    edits: int


@frozen
class InTitle:
    """What the title of the dispatch must match: ``title:otages``; words, phrases, patterns and what joins them."""

    child: "QuestionNode"


@frozen
class InSentence:
    """Parts joined by SENTENCE: one sentence of the passage must match each."""

    children: tuple["QuestionNode", ...]


@frozen
class AtLeast:
    """What must stand in the passage `times` times or more: ``ATLEAST3 otages``. Any words of the child count together."""

    times: int
    child: "QuestionNode"


@frozen
class Boosted:
    """What counts `factor` times as much as else: ``otages^2``."""

    child: "QuestionNode"
    factor: float


@frozen
class Required:
    """What must match among parts side by side: ``+otages``."""

    child: "QuestionNode"


@frozen
class Filter:
    """A field that must have a value: ``place:Deraa``. `name` is the field's in English.

    Of dates there are ``date``, ``since`` (from its first day on), ``before`` (up to that) and ``after`` (what follows its last).
    """

    name: str
    value: str
    start: int
    end: int


@frozen
class Not:
    """What must not match."""

    child: "QuestionNode"


@frozen
class AllOf:
    """Parts joined by AND: each must match."""

    children: tuple["QuestionNode", ...]


@frozen
class AnyOf:
    """Parts joined by OR: one must match."""

    children: tuple["QuestionNode", ...]


@frozen
class Bare:
    """Parts side by side with no operator: words and phrases may match, filters and what is not excluded must."""

    children: tuple["QuestionNode", ...]


QuestionNode: TypeAlias = (
    Words | Phrase | Pattern | Fuzzy | Filter | InTitle | InSentence | AtLeast | Boosted | Required | Not | AllOf | AnyOf | Bare
)


@frozen
class Question:
    """What was typed, its tree, and what was noted of it: ignored or read otherwise, and where."""

    text: str
    root: QuestionNode
    noted: tuple[Note, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes in words."""
        return tuple(map(str, self.noted))


def words_of(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of the question `text` between two places, with their offsets in all of it."""
    for token in analyze(text[start:end]):
        placed = token._replace(start=token.start + start, end=token.end + start)
        yield Word(text[placed.start : placed.end], placed)
