"""A question as typed to its tree.

Syntax: words, ``"phrases"`` (also « » and “ ”), AND OR NOT in capitals (ET OU SAUF), brackets, ``-word`` as NOT, ``=word`` as
written only, ``place:`` ``actor:`` ``type:`` ``country:`` ``date:`` ``source:`` (``lieu:`` ``acteur:`` ``pays:``): Whoosh's, with
French names.
Parts side by side hold together before operators, AND before OR; NOT and a field take the next word, phrase or bracket, ``=``
the next word or phrase.

Any string has a tree; what cannot be read is noted. Not here: what the archive makes of it (``depeche.search.compiling``).
"""

import re
from collections.abc import Callable, Sequence

from depeche.search.question.lexing import Kind, Lexeme, lex
from depeche.search.question.mending import mend
from depeche.search.question.tree import AllOf, AnyOf, Bare, Filter, Not, Phrase, Question, QuestionNode, Words, words_of

__all__ = ["LONGEST", "plain", "read"]

LONGEST = 4000
"""Code points of a question that are read."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def plain(text: str) -> str:
    """Return what is read of a `text` that was typed: so much of it, with blanks for control characters and lone surrogates."""
    return _CONTROL.sub(" ", text[:LONGEST])


def read(question: str) -> Question:
    """Return the tree of `question`, with notes on what of it was ignored; any string is accepted."""
    text = plain(question)
    notes = [f"only the first {LONGEST} characters were read"] if len(question) > LONGEST else []
    lexemes = mend(list(lex(text, notes)), text, notes)
    root = _Reading(text, lexemes).either() if lexemes else Bare(())
    return Question(question, root, tuple(notes))


class _Reading:
    """One pass over mended lexemes, by recursive descent; brackets nest no deeper than ``mending`` lets them."""

    def __init__(self, text: str, lexemes: Sequence[Lexeme]) -> None:
        self._text, self._lexemes, self._at, self._field = text, lexemes, 0, ""

    def either(self) -> QuestionNode:
        """Read parts joined by OR."""
        return self._joined(Kind.OR, self._all, AnyOf)

    def _all(self) -> QuestionNode:
        return self._joined(Kind.AND, self._bare, AllOf)

    def _joined(self, operator: Kind, part: Callable[[], QuestionNode], group: type[AnyOf] | type[AllOf]) -> QuestionNode:
        parts = [part()]
        while self._next is operator:
            self._take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else group(tuple(parts))

    def _bare(self) -> QuestionNode:
        parts = [self._part()]
        while self._next not in (None, Kind.AND, Kind.OR, Kind.CLOSE):
            parts.append(self._part())
        return parts[0] if len(parts) == 1 else Bare(tuple(parts))

    def _part(self) -> QuestionNode:
        nots = 0
        while self._next is Kind.NOT:
            self._take()
            nots += 1
        node = self._atom(alone=nots > 0)
        return Not(node) if nots % 2 else node

    def _atom(self, *, alone: bool) -> QuestionNode:
        one = self._take()
        match one.kind:
            case Kind.OPEN:
                return self._bracket()
            case Kind.FIELD:
                return self._of_field(one.field)
            case Kind.EXACT:
                return self._exact(self._take())
            case Kind.FILTER:
                return Filter(one.field, one.value, one.start, one.end)
            case _:
                return self._text_of(one, alone=alone)

    def _text_of(self, one: Lexeme, *, alone: bool) -> QuestionNode:
        if self._field:
            return Filter(self._field, one.value.strip(), one.start, one.end)
        if one.kind is Kind.PHRASE:
            return Phrase(tuple(words_of(self._text, *self._inside(one))), one.slop)
        end = one.end
        while not alone and self._next is Kind.WORD:
            end = self._take().end
        return Words(tuple(words_of(self._text, one.start, end)))

    def _exact(self, one: Lexeme) -> QuestionNode:
        words = tuple(words_of(self._text, *self._inside(one)))
        return Phrase(words, one.slop, is_exact=True) if one.kind is Kind.PHRASE else Words(words, is_exact=True)

    def _bracket(self) -> QuestionNode:
        node = self.either()
        self._take()
        return node

    def _of_field(self, field: str) -> QuestionNode:
        kept, self._field = self._field, field
        node = self._atom(alone=True)
        self._field = kept
        return node

    def _inside(self, one: Lexeme) -> tuple[int, int]:
        start = one.start + 1 if one.kind is Kind.PHRASE else one.start
        return start, start + len(one.value)

    @property
    def _next(self) -> Kind | None:
        return self._lexemes[self._at].kind if self._at < len(self._lexemes) else None

    def _take(self) -> Lexeme:
        self._at += 1
        return self._lexemes[self._at - 1]
