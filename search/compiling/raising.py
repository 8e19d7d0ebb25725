"""What raises a passage that answers bare words: more of them, in the title as well, near each other, in the lead.

Each is a constant that grows with how telling the words are, so it counts that a word is there, not how often: BM25 alone
prefers one word many times to several words once. A word is there in any form, or by another word of its family. Nothing of this
makes a passage answer. Every weight is in ``weights``. Not here: the levels of words (``words``), names in a row (``runs``).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from depeche.analyzers import steps
from depeche.core import fields, plan
from depeche.core.model import Level
from depeche.search import weights
from depeche.search.compiling.scope import Scope
from depeche.search.question.tree import Word

__all__ = ["Asked", "raised"]

_LEAD = plan.Values(fields.LEAD, ("1",))


class Asked(NamedTuple):
    """A word of the question and the plan of all that answers it."""

    word: Word
    node: plan.Node


def raised(scope: Scope, asked: Sequence[Asked], base: plan.Node) -> plan.Node:
    """Return `base`, the plan of the words `asked`, with what raises its passages."""
    raising = _Raising(scope)
    return plan.Raised(base, (*raising.present(asked), *raising.titled(asked), *raising.near(asked), raising.leading(asked)))


class _Raising:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def present(self, asked: Sequence[Asked]) -> Iterator[plan.Node]:
        """Yield that each word is there."""
        for word, node in asked:
            family = plan.Term(fields.FAMILY, steps.family(word.token.stem))
            there = plan.AnyOf((family, node)) if self._scope.is_name(word) else family
            yield plan.Constant(there if self._scope.is_whole else node, weights.PRESENCE * self._scope.rarity(word))

    def titled(self, asked: Sequence[Asked]) -> Iterator[plan.Node]:
        """Yield that the title has each word, in the forms that are allowed."""
        for word, _ in asked if self._scope.is_whole or self._scope.allows(Level.EXACT) else ():
            stems = plan.Sequence(fields.TITLE_STEM, (self._stems(word),))
            node = stems if self._scope.is_whole else plan.Term(fields.TITLE, word.token.exact)
            yield plan.Constant(node, weights.TITLE * self._scope.rarity(word))

    def near(self, asked: Sequence[Asked]) -> Iterator[plan.Node]:
        """Yield that two neighbours of the question stand near each other; names side by side have their own rows."""
        for (one, _), (other, _) in pairwise(asked) if self._scope.is_whole else ():
            if not (self._scope.is_name(one) and self._scope.is_name(other)):
                near = plan.Near(fields.STEM, (self._stems(one), self._stems(other)), weights.NEAR_SLOP)
                yield plan.Constant(near, weights.NEAR * (self._scope.rarity(one) + self._scope.rarity(other)))

    def leading(self, asked: Sequence[Asked]) -> plan.Node:
        """Return that the passage is the first of its dispatch."""
        return plan.Constant(_LEAD, weights.LEAD * sum(self._scope.rarity(one.word) for one in asked))

    def _stems(self, word: Word) -> tuple[str, ...]:
        """Return the stem of the word, and those of the likeliest spellings of a name."""
        spelled = self._scope.spellings(word.text, weights.MOST_NEAR) if self._scope.is_name(word) else []
        return tuple(dict.fromkeys((word.token.stem, *(steps.stem(spelling.term) for spelling in spelled))))
