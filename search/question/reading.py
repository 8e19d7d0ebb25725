"""A question as typed to its tree. The syntax, Whoosh's and Lucene's with French names beside the English, is in docs/questions.md.

In words: OR joins what AND joins, AND what SENTENCE joins, SENTENCE parts side by side. NOT, ``-`` and ``+``, ATLEAST and
fields take the next word, phrase or bracket, ``=`` the next word or phrase; ``~`` and ``^`` belong to what they are written behind.

Any string has a tree; what cannot be read is noted. Not here: what the archive makes of it (``depeche.search.compiling``).
"""

import re
from collections.abc import Callable, Sequence

from depeche.core.errors import QuestionError
from depeche.search.question.lexemes import Kind, Lexeme
from depeche.search.question.lexing import lex
from depeche.search.question.mending import mend
from depeche.search.question.notes import Notes
from depeche.search.question.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    Bare,
    Boosted,
    Filter,
    Fuzzy,
    InSentence,
    InTitle,
    Not,
    Pattern,
    Phrase,
    Question,
    QuestionNode,
    Required,
    Words,
    words_of,
)

__all__ = ["LONGEST", "plain", "read"]

LONGEST = 4000
"""Code points of a question that are read."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def plain(text: str) -> str:
    """Return what is read of a `text` that was typed: so much of it, with blanks for control characters and lone surrogates."""
    return _CONTROL.sub(" ", text[:LONGEST])


def read(question: str, *, strict: bool = False) -> Question:
    """Return the tree of `question`, with notes on what of it was ignored or read otherwise; any string is accepted.

    `strict`: QuestionError with the first note, if there is one.
    """
    text, notes = plain(question), Notes()
    if len(question) > LONGEST:
        notes.add(f"only the first {LONGEST} characters were read", LONGEST, len(question))
    lexemes = mend(list(lex(text, notes)), text, notes)
    root = _Reading(text, lexemes, notes).either() if lexemes else Bare(())
    noted = notes.taken()
    if strict and noted:
        raise QuestionError(str(noted[0]))
    return Question(question, root, noted)


class _Reading:
    """One pass over mended lexemes, by recursive descent; brackets nest no deeper than ``mending`` lets them."""

    def __init__(self, text: str, lexemes: Sequence[Lexeme], notes: Notes) -> None:
        self._text, self._lexemes, self._notes = text, lexemes, notes
        self._at, self._field, self._is_excluded = 0, "", False

    def either(self) -> QuestionNode:
        """Read parts joined by OR."""
        return self._joined(Kind.OR, self._all, AnyOf)

    def _all(self) -> QuestionNode:
        return self._joined(Kind.AND, self._sentence, AllOf)

    def _sentence(self) -> QuestionNode:
        return self._joined(Kind.SENTENCE, self._bare, InSentence)

    def _joined(
        self, operator: Kind, part: Callable[[], QuestionNode], group: type[AnyOf] | type[AllOf] | type[InSentence]
    ) -> QuestionNode:
        parts = [part()]
        while self._next is operator:
            self._take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else group(tuple(parts))

    def _bare(self) -> QuestionNode:
        parts = [self._part()]
        while self._next not in (None, Kind.AND, Kind.OR, Kind.SENTENCE, Kind.CLOSE):
            parts.append(self._part())
        if len(parts) > 1:
            return Bare(tuple(parts))
        return parts[0].child if isinstance(parts[0], Required) else parts[0]

    def _part(self) -> QuestionNode:
        nots = 0
        while self._next is Kind.NOT:
            self._take()
            nots += 1
        is_required = self._next is Kind.PLUS
        if is_required:
            self._take()
        node = self._excluded(nots % 2 == 1, alone=nots > 0 or is_required)
        return Required(node) if is_required and not nots else node

    def _excluded(self, is_excluded: bool, *, alone: bool) -> QuestionNode:
        self._is_excluded ^= is_excluded
        node = self._atom(alone=alone)
        self._is_excluded ^= is_excluded
        return Not(node) if is_excluded else node

    def _atom(self, *, alone: bool) -> QuestionNode:
        one = self._take()
        match one.kind:
            case Kind.OPEN:
                return self._bracket()
            case Kind.FIELD:
                return self._within(one.text)
            case Kind.TITLE:
                return InTitle(self._within(""))
            case Kind.ATLEAST:
                return AtLeast(one.times, self._atom(alone=True))
            case Kind.EXACT:
                return self._exact(self._take())
        return self._boosted(self._leaf(one, alone=alone), one)

    def _leaf(self, one: Lexeme, *, alone: bool) -> QuestionNode:
        if one.kind is Kind.FILTER:
            return Filter(one.text, self._inner(one), one.start, one.end)
        if self._field:
            self._without_tilde(one, "in the value of a field")
            return Filter(self._field, self._inner(one), one.start, one.end)
        return self._text_of(one, alone=alone)

    def _bracket(self) -> QuestionNode:
        node = self.either()
        return self._boosted(node, self._take())

    def _within(self, field: str) -> QuestionNode:
        """Read what the name of a field stands before."""
        kept, self._field = self._field, field
        node = self._atom(alone=True)
        self._field = kept
        return node

    def _exact(self, one: Lexeme) -> QuestionNode:
        words = tuple(words_of(self._text, *one.inner))
        if one.kind is Kind.PHRASE:
            return self._boosted(Phrase(words, one.tilde, is_exact=True), one)
        self._without_tilde(one, "behind =")
        return self._boosted(Words(words, is_exact=True), one)

    def _text_of(self, one: Lexeme, *, alone: bool) -> QuestionNode:
        if one.kind is Kind.PATTERN:
            return Pattern(one.text, *one.inner)
        if one.kind is Kind.PHRASE:
            return Phrase(tuple(words_of(self._text, *one.inner)), one.tilde)
        if one.tilde:
            return self._fuzzy(one)
        return self._run(one) if not alone and not one.boost else Words(tuple(words_of(self._text, *one.inner)))

    def _fuzzy(self, one: Lexeme) -> QuestionNode:
        words = tuple(Fuzzy(word, one.tilde) for word in words_of(self._text, *one.inner))
        return words[0] if len(words) == 1 else Bare(words)

    def _run(self, one: Lexeme) -> Words:
        end = one.inner[1]
        while self._goes_on(end):
            end = self._take().inner[1]
        return Words(tuple(words_of(self._text, one.inner[0], end)))

    def _goes_on(self, end: int) -> bool:
        """Return whether a plain word follows, and nothing that was ignored stands before it."""
        if self._next is not Kind.WORD:
            return False
        one = self._lexemes[self._at]
        return not one.tilde and not one.boost and not any(map(str.isalnum, self._text[end : one.inner[0]]))

    def _boosted(self, node: QuestionNode, one: Lexeme) -> QuestionNode:
        if not one.boost:
            return node
        if not self._is_excluded and _scores(node):
            return Boosted(node, one.boost)
        why = "what is excluded has no score" if self._is_excluded else "fields have no score"
        self._notes.add(f"^{one.boost:g} was ignored: {why}", self._text.index("^", one.inner[1]), one.end)
        return node

    def _without_tilde(self, one: Lexeme, where: str) -> None:
        if one.tilde:
            self._notes.add(f"~{one.tilde} means nothing {where} and was ignored", self._text.index("~", one.inner[1]), one.end)

    def _inner(self, one: Lexeme) -> str:
        return self._text[slice(*one.inner)].strip()

    @property
    def _next(self) -> Kind | None:
        return self._lexemes[self._at].kind if self._at < len(self._lexemes) else None

    def _take(self) -> Lexeme:
        self._at += 1
        return self._lexemes[self._at - 1]


def _scores(node: QuestionNode) -> bool:
    """Return whether something in `node` gives a passage a score."""
    match node:
        case Filter() | Not():
            return False
        case InTitle(child) | AtLeast(_, child) | Boosted(child) | Required(child):
            return _scores(child)
        case InSentence(children) | AllOf(children) | AnyOf(children) | Bare(children):
            return any(map(_scores, children))
        case _:
            return True
