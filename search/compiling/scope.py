"""What a question is compiled within: one archive's vocabulary, the levels allowed, and what has been found to answer so far.

Here is settled which words are names: those typed with a capital or in a script other than Latin, and, of those that are no
common word of French, those that the archive writes mostly with a capital, or holds in no form but names.
Not here: plans (``words``, ``phrases``, ``runs``, ``aliases``).
"""

from collections.abc import Sequence
from math import prod

from depeche.analyzers import names
from depeche.analyzers.chain import stopwords
from depeche.core import fields
from depeche.core.model import Level
from depeche.search import weights
from depeche.search.compiling.matchers import Matchers, Wanted
from depeche.search.question.tree import Word
from depeche.search.vocabulary import Vocabulary
from depeche.search.vocabulary.forms import forms
from depeche.search.vocabulary.spellings import Spelling, foremost

__all__ = ["Scope", "is_article", "is_particle", "wanted"]

_LONGEST_PARTICLE = 4
"""Letters of ben, ibn, abou."""
_BEFORE_NAMES = frozenset([("abd",), ("abou",), ("abu",), ("abo",), ("ben",)])
_ON_STEMS = frozenset({Level.EXACT, Level.STEM, Level.SPELLING})


class Scope:
    """One archive, the `levels` at which words may answer, and the `matchers` that the plan made so far stands for."""

    def __init__(self, vocabulary: Vocabulary, levels: frozenset[Level]) -> None:
        self.vocabulary, self.levels, self.matchers = vocabulary, levels, Matchers()
        self._named: dict[Word, bool] = {}
        self._new: dict[Word, bool] = {}
        self._rarity: dict[Word, float] = {}

    def allows(self, level: Level) -> bool:
        """Whether words may answer at `level`."""
        return level in self.levels

    @property
    def is_whole(self) -> bool:
        """Whether all that shares a stem may answer: the stem field holds words as written, inflected and doublets as one."""
        return self.levels >= _ON_STEMS

    def spellings(self, name: str, most: int) -> list[Spelling]:
        """Return the likeliest spellings of `name` among the archive's words, `most` at the most; none where not allowed."""
        if not self.allows(Level.SPELLING):
            return []
        return foremost(self.vocabulary.spellings(name), most)

    def rarity(self, word: Word) -> float:
        """Return how telling `word` is: the rarity of what the archive has most of, its stem or all its spellings."""
        if word not in self._rarity:
            spelled = self.spellings(word.text, weights.MOST_SPELLINGS) if self.is_name(word) else []
            passages = self.vocabulary.passages(word.token.stem, fields.STEM)
            self._rarity[word] = self.vocabulary.rarity(max(passages, sum(each.passages for each in spelled)))
        return self._rarity[word]

    def worth(self, way: Sequence[Spelling], together: Sequence[int]) -> float:
        """Return what words in a row are worth as spellings of a name, at most 1.

        `together` says, for each, in how many passages all spellings of that part of the name stand: none is worth more for being
        rare, and of those as likely the commoner is worth more.
        """
        terms = tuple(spelling.term for spelling in way)
        shares = prod(spelling.passages / most for spelling, most in zip(way, together, strict=True))
        likely = prod(spelling.probability for spelling in way) * shares**weights.COMMONNESS
        return likely * self.vocabulary.rarity_cap(together, terms)

    def is_name(self, word: Word) -> bool:
        """Whether `word` is taken for a name."""
        if word not in self._named:
            self._named[word] = self._is_name(word)
        return self._named[word]

    def _is_name(self, word: Word) -> bool:
        term = word.token.exact
        if term in stopwords():
            return False
        if word.token.capital or not term.isascii():
            return True
        if names.is_common(word.text):
            return False
        return self.vocabulary.is_name(term) if self.vocabulary.passages(term) else self.is_new_name(word)

    def is_new_name(self, word: Word) -> bool:
        """Whether the archive holds `word` in no form, or in such as are names themselves, so that it is no form of them.

        Baghdad is not Baghdadi; Syriens, though typed with a capital, is a form of syrien.
        """
        if word not in self._new:
            self._new[word] = self._is_new_name(word)
        return self._new[word]

    def _is_new_name(self, word: Word) -> bool:
        if self.vocabulary.passages(word.token.exact) or names.is_common(word.text.lower()):
            return False
        found = forms(word.token, self.vocabulary)
        return self.vocabulary.is_name(*found.inflected, *found.doublets)


def is_article(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` is an Arabic article before the next one, which two names are compared without."""
    if at + 1 >= len(words) or len(words[at].token.exact) > 3:
        return False
    following = words[at + 1].text
    return names.read(f"{words[at].text} {following}").words == names.read(following).words


def is_particle(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` says nothing alone: an article, abd or abou before a name, a short word typed small between two."""
    if at + 1 < len(words) and names.wording(words[at].text).words in _BEFORE_NAMES:
        return True
    around = words[at - 1 : at + 2] if at else ()
    if len(around) == 3 and len(words[at].token.exact) <= _LONGEST_PARTICLE:
        return around[0].token.capital and not around[1].token.capital and around[2].token.capital
    return is_article(words, at)


def wanted(word: Word, level: Level, probability: float = 1.0) -> Wanted:
    """Return that a term answers `word` at `level`."""
    return Wanted(word.text, word.token.exact, level, probability)
