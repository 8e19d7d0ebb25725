"""The question as a small tree: words with where they stand in what was typed, phrases, filters, and how they join.

Frozen data, made by ``reading`` and compiled by ``depeche.search.compiling``. Spans are code points of the question as typed.
Not here: levels and spellings, which depend on the archive.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from depeche.analyzers.chain import analyze
from depeche.core.model import Token

__all__ = ["AllOf", "AnyOf", "Bare", "Filter", "Not", "Phrase", "Question", "QuestionNode", "Word", "Words", "words_of"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed (`text`), with its terms. The token's offsets are in the question."""

    text: str
    token: Token


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side, of which any may match. `is_exact`: only as written (``=mot``)."""

    words: tuple[Word, ...]
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, with up to `slop` other words between them in all. `is_exact`: only as written (``="..."``)."""

    words: tuple[Word, ...]
    slop: int = 0
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A field that must have a value: ``place:Deraa``. `name` is the field's in English."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    child: "QuestionNode"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Parts joined by AND: each must match."""

    children: tuple["QuestionNode", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Parts joined by OR: one must match."""

    children: tuple["QuestionNode", ...]


@dataclass(frozen=True, slots=True)
class Bare:
    """Parts side by side with no operator: words and phrases may match, filters and what is not excluded must."""

    children: tuple["QuestionNode", ...]


QuestionNode: TypeAlias = Words | Phrase | Filter | Not | AllOf | AnyOf | Bare


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, its tree, and notes on what of it was ignored or read otherwise."""

    text: str
    root: QuestionNode
    notes: tuple[str, ...] = ()


def words_of(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of the question `text` between two places, with their offsets in all of it."""
    for token in analyze(text[start:end]):
        placed = token._replace(start=token.start + start, end=token.end + start)
        yield Word(text[placed.start : placed.end], placed)
