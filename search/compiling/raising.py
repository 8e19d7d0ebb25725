"""What raises a passage that answers bare words: more of them, in the title as well, near each other.

Each is a constant that grows with how telling the words are, so it counts that a word is there, not how often: BM25 alone
prefers one word many times to several words once. A word is there in any form, or by another word of its family. Nothing of this
makes a passage answer. Every weight is in ``weights``. Not here: the levels of words (``words``), names in a row (``runs``).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from depeche.analyzers import steps
from depeche.core import fields, plan
from depeche.core.model import Level
from depeche.search import weights
from depeche.search.compiling.scope import Scope
from depeche.search.question.tree import Word

__all__ = ["Asked", "raised"]


class Asked(NamedTuple):
    """A word of the question and the plan of all that answers it."""

    word: Word
    node: plan.Node


def raised(scope: Scope, asked: Sequence[Asked], base: plan.Node) -> plan.Node:
    """Return `base`, the plan of the words `asked`, with what raises its passages."""
    raising = _Raising(scope)
    return plan.Raised(base, (*raising.present(asked), *raising.titled(asked), *raising.near(asked)))


class _Raising:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def present(self, asked: Sequence[Asked]) -> Iterator[plan.Node]:
        """Yield that each word is there: of a name, in any spelling and by other names of the same entity."""
        for word, node in asked:
            score = weights.PRESENCE * self._scope.rarity(word)
            if not self._scope.is_whole:
                yield plan.Constant(node, score)
                continue
            named = list(_exact(node)) if self._scope.is_name(word) else []
            stems = (word.token.stem, *(steps.stem(leaf.term) for leaf in named if isinstance(leaf, plan.Term)))
            families = self._there(fields.FAMILY, map(steps.family, stems), score)
            rows = tuple(leaf for leaf in named if isinstance(leaf, plan.Sequence))
            yield from _once((*families, *([plan.Constant(plan.AnyOf(rows), score)] if rows else ())))

    def titled(self, asked: Sequence[Asked]) -> Iterator[plan.Node]:
        """Yield that the title has each word, in the forms that are allowed."""
        for word, _ in asked:
            score = weights.TITLE * self._scope.rarity(word)
            if self._scope.is_whole:
                yield from _once(tuple(self._there(fields.HEAD, self._stems(word), score)))
            elif self._scope.allows(Level.EXACT):
                yield plan.Constant(plan.Term(fields.TITLE, word.token.exact), score)

    def _there(self, field: str, terms: Iterable[str], score: float) -> Iterator[plan.Node]:
        """Yield terms of a field where they score their rarity alone, with weights that make it `score`."""
        for term in dict.fromkeys(terms):
            if passages := self._scope.vocabulary.passages(term, field):
                yield plan.Term(field, term, score / self._scope.vocabulary.rarity(passages))

    def near(self, asked: Sequence[Asked]) -> Iterator[plan.Node]:
        """Yield that two neighbours of the question stand near each other; names side by side have their own rows."""
        for (one, _), (other, _) in pairwise(asked) if self._scope.is_whole else ():
            if not (self._scope.is_name(one) and self._scope.is_name(other)):
                near = plan.Near(fields.STEM, (self._stems(one), self._stems(other)), weights.NEAR_SLOP)
                yield plan.Constant(near, weights.NEAR * (self._scope.rarity(one) + self._scope.rarity(other)))

    def _stems(self, word: Word) -> tuple[str, ...]:
        """Return the stem of the word, and those of the likeliest spellings of a name."""
        spelled = self._scope.spellings(word.text, weights.MOST_NEAR) if self._scope.is_name(word) else []
        return tuple(dict.fromkeys((word.token.stem, *(steps.stem(spelling.term) for spelling in spelled))))


def _once(nodes: tuple[plan.Node, ...]) -> Iterator[plan.Node]:
    """Yield what scores as any of `nodes` does, however many of them are there: a word is, in one spelling or in two."""
    if nodes:
        yield nodes[0] if len(nodes) == 1 else plan.AnyOf(nodes, 0.0)


def _exact(node: plan.Node) -> Iterator[plan.Term | plan.Sequence]:
    """Yield the words and rows as written that answer a word."""
    match node:
        case plan.Term() | plan.Sequence():
            yield from [node] if node.field == fields.EXACT else []
        case plan.AnyOf():
            yield from (leaf for child in node.children for leaf in _exact(child))
        case plan.Raised():
            yield from (leaf for child in (node.child, *node.by) for leaf in _exact(child))
