"""A question's tree as nested tuples that a test can spell out."""

import pytest

from depeche.search.question.reading import read
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
    Required,
    Words,
)

LEAVES = {
    Words: lambda node: ("=" if node.is_exact else "") + _typed(node),
    Phrase: lambda node: ("=phrase" if node.is_exact else "phrase", _typed(node), node.slop),
    Pattern: lambda node: ("pattern", node.text),
    Fuzzy: lambda node: ("fuzzy", node.word.text, node.edits),
    Filter: lambda node: (node.name, node.value),
    AtLeast: lambda node: ("at least", node.times, _shape(node.child)),
    Boosted: lambda node: ("boost", _shape(node.child), node.factor),
}
AROUND = {Not: "not", Required: "must", InTitle: "title"}
GROUPS = {AllOf: "and", AnyOf: "or", Bare: "bare", InSentence: "sentence"}


def _typed(node):
    return " ".join(word.text for word in node.words)


def _shape(node):
    kind = type(node)
    if kind in LEAVES:
        return LEAVES[kind](node)
    return (AROUND[kind], _shape(node.child)) if kind in AROUND else (GROUPS[kind], *map(_shape, node.children))


@pytest.fixture(scope="session")
def tree():
    """Return a function from a question to its tree: words as text, other nodes as tuples."""
    return lambda question: _shape(read(question).root)


@pytest.fixture(scope="session")
def notes():
    """Return a function from a question to its notes."""
    return lambda question: read(question).notes
