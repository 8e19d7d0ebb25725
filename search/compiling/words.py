"""The levels of a word of the question: as written, stem, compound, doublets, spellings of a name.

Each term of the plan belongs to one level and is left out where that level is not allowed. Not here: names of several words
(``runs``), names of entities (``aliases``), phrases (``phrases``).
"""

from collections.abc import Iterator

from depeche.analyzers import names
from depeche.core import fields, plan
from depeche.core.model import Level
from depeche.search import weights
from depeche.search.compiling.rows import row
from depeche.search.compiling.scope import Scope, wanted
from depeche.search.question.tree import Word
from depeche.search.vocabulary.forms import forms

__all__ = ["WordCompiler"]


class WordCompiler:
    """Compiles single words."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def word(self, word: Word, *, spell: bool = True) -> plan.Node:
        """Return the plan of one word at its levels; `spell` False leaves out the spellings it has as a name.

        A name of which the archive holds spellings, and else but words that are other names, has no inflected forms.
        """
        is_spelled = spell and self._scope.is_name(word)
        spelled = [*self.spelled(word, word.text), *self._parted(word)] if is_spelled else []
        inflected = [] if spelled and self._scope.is_new_name(word) else list(self._forms(word))
        others = (*inflected, *self._compounds(word), *spelled)
        if inflected and self._scope.is_whole:  # the stem is wherever the word is
            return plan.Raised(plan.AnyOf(others), tuple(self.written(word)))
        return plan.AnyOf((*self.written(word), *others))

    def written(self, word: Word) -> Iterator[plan.Node]:
        """Yield the word as written."""
        if self._scope.allows(Level.EXACT):
            yield self._term(fields.EXACT, word.token.exact, weights.EXACT, word, Level.EXACT)

    def spelled(self, word: Word, name: str) -> Iterator[plan.Node]:
        """Yield the words of the archive that spell `name`, which `word` stands for."""
        spellings = self._scope.spellings(name, weights.MOST_SPELLINGS)
        found = [spelling for spelling in spellings if spelling.term != word.token.exact]
        passages = sum(spelling.passages for spelling in found) + self._scope.vocabulary.passages(word.token.exact)
        for spelling in found:
            weight = weights.SPELLING * self._scope.worth([spelling], [passages])
            self._scope.matchers.add(fields.EXACT, spelling.term, wanted(word, Level.SPELLING, spelling.probability))
            yield plan.Term(fields.EXACT, spelling.term, weight)

    def _forms(self, word: Word) -> Iterator[plan.Node]:
        """Yield what shares the word's stem, and compounds with it: by the stem field, or one by one where that holds too much."""
        if self._scope.is_whole:
            yield self._term(fields.STEM, word.token.stem, weights.STEM, word, Level.STEM)
        elif self._scope.allows(Level.STEM) or self._scope.allows(Level.SPELLING):
            found = forms(word.token, self._scope.vocabulary)
            yield from self._any_of(found.inflected, word, Level.STEM)
            yield from self._any_of(found.doublets, word, Level.SPELLING)
        if self._scope.allows(Level.STEM):
            yield self._term(fields.COMPOUND, word.token.exact, weights.COMPOUND, word, Level.STEM)

    def _any_of(self, terms: tuple[str, ...], word: Word, level: Level) -> Iterator[plan.Node]:
        if terms and self._scope.allows(level):
            for term in terms[: plan.MOST_WAYS]:
                self._scope.matchers.add(fields.EXACT, term, wanted(word, level))
            yield row(fields.EXACT, [terms[: plan.MOST_WAYS]], 0, weights.STEM)

    def _compounds(self, word: Word) -> Iterator[plan.Node]:
        """Yield the joined form of a hyphenated word: where the text has it as one word, and where both have a hyphen."""
        is_prefixed = "-" in word.token.exact  # its other form is its base, which is not what was asked
        if not is_prefixed and self._scope.allows(Level.SPELLING):
            for form in word.token.compound:
                yield self._term(fields.EXACT, form, weights.COMPOUND, word, Level.SPELLING)
                yield self._term(fields.COMPOUND, form, weights.COMPOUND, word, Level.SPELLING)

    def _parted(self, word: Word) -> Iterator[plan.Node]:
        """Yield a fused name where the text writes its parts (Abdulrahman: Abdel Rahmane, Deirezzor: Deir ez-Zor)."""
        parts = [self._scope.spellings(part, weights.MOST_IN_ROW) for part in names.joined_parts(word.text)]
        if parts and all(parts):
            positions = [{s.term: wanted(word, Level.SPELLING, s.probability) for s in part} for part in parts]
            self._scope.matchers.add_run(fields.EXACT, positions, len(parts) - 1)
            vocabulary, likeliest = self._scope.vocabulary, tuple(next(iter(position)) for position in positions)
            weight = weights.SPELLING * vocabulary.rarity_cap([vocabulary.passages(word.token.exact)], likeliest)
            yield row(fields.EXACT, positions, len(parts) - 1, weight)

    def _term(self, field: str, term: str, weight: float, word: Word, level: Level) -> plan.Node:
        self._scope.matchers.add(field, term, wanted(word, level))
        return plan.Term(field, term, weight)
