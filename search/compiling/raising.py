"""What raises a passage that answers bare words: more of them, in the title as well, near each other, in the lead.

Each is a constant that grows with how telling the words are, so it counts that a word is there, not how often: BM25 alone
prefers one word many times to several words once. A word is there in any form, or by another word of its family. Nothing of this
makes a passage answer, but a title does: its words count as words of the lead, and are remembered as what answers in titles.
Every weight is in ``weights``.
Not here: the levels of words (``words``), names in a row (``runs``).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from depeche.analyzers import steps
from depeche.core import fields, plan
from depeche.core.model import Level
from depeche.search import weights
from depeche.search.compiling.scope import Scope, wanted
from depeche.search.question.tree import Word
from depeche.search.vocabulary.spellings import Spelling

__all__ = ["Asked", "raised"]

_LEAD = plan.Values(fields.LEAD, ("1",))


class Asked(NamedTuple):
    """A word of the question and the plan of all that answers it."""

    word: Word
    node: plan.Node


def raised(scope: Scope, asked: Sequence[Asked], base: plan.Node) -> plan.Node:
    """Return `base`, the plan of the words `asked`, with what raises its passages and the leads of titles that answer."""
    raising = _Raising(scope)
    titles = {one.word: node for one in asked if (node := raising.title(one.word))}
    led = plan.Constant(plan.AllOf((plan.AnyOf(tuple(titles.values())), _LEAD)), 0.0)
    by = (*raising.present(asked), *raising.titled(titles), *raising.near(asked), raising.leading(asked))
    return plan.Raised(plan.AnyOf((base, led)) if titles else base, by)


class _Raising:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def present(self, asked: Sequence[Asked]) -> Iterator[plan.Node]:
        """Yield that each word is there."""
        for word, node in asked:
            family = plan.Term(fields.FAMILY, steps.family(word.token.stem))
            there = plan.AnyOf((family, node)) if self._scope.is_name(word) else family
            yield plan.Constant(there if self._scope.is_whole else node, weights.PRESENCE * self._scope.rarity(word))

    def title(self, word: Word) -> plan.Node | None:
        """Return that the title has the word, in the forms that are allowed; None where none is."""
        if self._scope.is_whole:
            return plan.Sequence(fields.TITLE_STEM, (tuple(self._title_stems(word)),))
        if not self._scope.allows(Level.EXACT):
            return None
        self._scope.matchers.add(fields.TITLE, word.token.exact, wanted(word, Level.EXACT))
        return plan.Term(fields.TITLE, word.token.exact)

    def _title_stems(self, word: Word) -> Iterator[str]:
        """Yield the stems that answer in the title, and remember them."""
        for stem, spelling in self._stems(word).items():
            level, probability = (Level.SPELLING, spelling.probability) if spelling else (Level.STEM, 1.0)
            self._scope.matchers.add(fields.TITLE_STEM, stem, wanted(word, level, probability))
            yield stem

    def titled(self, titles: dict[Word, plan.Node]) -> Iterator[plan.Node]:
        """Yield that the title has each word."""
        for word, node in titles.items():
            yield plan.Constant(node, weights.TITLE * self._scope.rarity(word))

    def near(self, asked: Sequence[Asked]) -> Iterator[plan.Node]:
        """Yield that two neighbours of the question stand near each other; names side by side have their own rows."""
        for (one, _), (other, _) in pairwise(asked) if self._scope.is_whole else ():
            if not (self._scope.is_name(one) and self._scope.is_name(other)):
                near = plan.Near(fields.STEM, (tuple(self._stems(one)), tuple(self._stems(other))), weights.NEAR_SLOP)
                yield plan.Constant(near, weights.NEAR * (self._scope.rarity(one) + self._scope.rarity(other)))

    def leading(self, asked: Sequence[Asked]) -> plan.Node:
        """Return that the passage is the first of its dispatch."""
        return plan.Constant(_LEAD, weights.LEAD * sum(self._scope.rarity(one.word) for one in asked))

    def _stems(self, word: Word) -> dict[str, Spelling | None]:
        """Return the stem of the word, and those of the likeliest spellings of a name, each with its spelling."""
        spelled = self._scope.spellings(word.text, weights.MOST_NEAR) if self._scope.is_name(word) else []
        found: dict[str, Spelling | None] = {word.token.stem: None}
        for spelling in spelled:
            found.setdefault(steps.stem(spelling.term), spelling)
        return found
