"""A question as typed to its tree: mended and noted first, then read.

A question of words alone is its own tree; only one with syntax in it needs the parser, whose import takes longer than a
search. Not here: the syntax (``parsing``), what the archive makes of the tree.
"""

import re

from depeche.search.question.inspecting import inspect
from depeche.search.question.tree import FIELDS, Bare, Question, QuestionNode, Words, words_of

__all__ = ["read"]

_SYNTAX = re.compile(r"[\"“”«»():]|(?:^|\s)[=-]|(?:^|\s)(?:AND|OR|NOT|ET|OU|SAUF)(?:\s|$)")


def read(question: str) -> Question:
    """Return the tree of `question`, with notes on what of it was ignored; any string is accepted."""
    text, notes = inspect(question, frozenset(FIELDS))
    return Question(question, _root(text) or Bare(()), tuple(notes))


def _root(text: str) -> QuestionNode | None:
    if _SYNTAX.search(text):
        from depeche.search.question.parsing import parse

        return parse(text)
    words = tuple(words_of(text, 0, len(text)))
    return Words(words) if words else None
