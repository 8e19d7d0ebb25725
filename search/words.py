"""The levels of a word of the question: as written, stem, compound, spellings of a name, other names of an entity.

Which words are names: those typed with a capital or in Arabic script, those of which the archive holds no form, and those it
writes mostly with a capital. Not here: phrases, operators and filters (``compiling``).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from depeche.analyzers import names
from depeche.analyzers.chain import analyze, stopwords
from depeche.core import fields, plan
from depeche.core.model import Entity, Level
from depeche.search import weights
from depeche.search.matchers import Matchers, Wanted
from depeche.search.question.tree import Word
from depeche.search.vocabulary import CUT, Vocabulary

__all__ = ["WordCompiler"]

_LONGEST_NAME = 8
"""Words in the longest name that is looked for among the entities."""
_LEVELS = (
    (fields.EXACT, weights.EXACT, Level.EXACT),
    (fields.STEM, weights.STEM, Level.STEM),
    (fields.COMPOUND, weights.COMPOUND, Level.STEM),
)


@dataclass(slots=True)
class WordCompiler:
    """Compiles words of `question` (as typed) against one archive's vocabulary, and keeps in `matchers` what terms answer."""

    question: str
    vocabulary: Vocabulary
    matchers: Matchers = field(default_factory=Matchers)

    def run(self, words: tuple[Word, ...], kept: tuple[Word, ...]) -> plan.Node:
        """Return the plan of words side by side: any of `kept`, and names of entities that `words` (all of them) make."""
        parts: list[plan.Node] = []
        at = 0
        while at < len(words):
            length, entities = self._entities_at(words, at)
            inside = words[at : at + length]
            wanted = [self.word(word) for word in inside if word in kept] + list(self._fused(inside))
            named = plan.AnyOf(tuple(self._aliases(inside, entities)), 0.0)
            parts += [plan.AnyOf((_sum(wanted), named), weights.LEVEL_TIE)] if named.children else wanted
            at += length
        return _sum([*parts, *self._neighbours(kept)])

    def word(self, word: Word, *, spell: bool = True) -> plan.Node:
        """Return the plan of one word at all its levels; `spell` False leaves spellings out."""
        token = word.token
        terms = {fields.EXACT: token.exact, fields.STEM: token.stem, fields.COMPOUND: token.exact}
        for name, _, level in _LEVELS:
            self.matchers.add(name, terms[name], _wanted(word, level))
        children: list[plan.Node] = [plan.Term(name, terms[name], weight) for name, weight, _ in _LEVELS]
        children += self._compounds(word)
        children += self._spellings(word, word.text) if spell and self._is_name(word) else []
        return plan.AnyOf(tuple(children), weights.LEVEL_TIE)

    def spelled_row(self, words: tuple[Word, ...], slop: int) -> plan.Node | None:
        """Return the plan of a phrase whose names may be spelled otherwise; None if none of its words is a name."""
        spelled = [self.vocabulary.spellings(word.text)[:4] if self._is_name(word) else [] for word in words]
        positions = [dict.fromkeys([word.token.exact, *(s.term for s in each)]) for word, each in zip(words, spelled, strict=True)]
        sequence = plan.Sequence(fields.EXACT, tuple(map(tuple, positions)), slop, weights.SPELLING)
        if all(len(position) == 1 for position in positions) or sequence.ways > plan.MOST_WAYS:
            return None
        self.matchers.add_run(fields.EXACT, positions, slop, [_wanted(word, Level.SPELLING) for word in words])
        return sequence

    def _is_name(self, word: Word) -> bool:
        term = word.token.exact
        is_written_so = word.token.capital or not term.isascii()
        return term not in stopwords() and (is_written_so or self.vocabulary.is_name(term, word.token.stem))

    def _compounds(self, word: Word) -> Iterator[plan.Node]:
        """Yield the joined form of a hyphenated word: where the text has it as one word, and where both have a hyphen."""
        is_prefixed = "-" in word.token.exact  # its other form is its base, which is not what was asked
        for form in () if is_prefixed else word.token.compound:
            for name in (fields.EXACT, fields.COMPOUND):
                self.matchers.add(name, form, _wanted(word, Level.SPELLING))
                yield plan.Term(name, form, weights.COMPOUND)

    def _spellings(self, word: Word, name: str) -> Iterator[plan.Node]:
        found = [s for s in self.vocabulary.spellings(name)[: weights.MOST_SPELLINGS] if s.term != word.token.exact]
        for spelling in found:
            self.matchers.add(fields.EXACT, spelling.term, _wanted(word, Level.SPELLING))
        passages = sum(spelling.passages for spelling in found) + self.vocabulary.passages(word.token.exact)
        for spelling in found:
            weight = weights.SPELLING * spelling.probability * self.vocabulary.rarity_cap(passages, (spelling.term,))
            yield plan.Term(fields.EXACT, spelling.term, weight)

    def _fused(self, words: tuple[Word, ...]) -> Iterator[plan.Node]:
        """Yield a fused name where the text writes its parts (Abdulrahman: Abdel Rahmane)."""
        for word in words:
            parts = [self.vocabulary.spellings(part)[:8] for part in names.joined_parts(word.text)]
            if parts and all(parts):
                positions = tuple(tuple(s.term for s in part) for part in parts)
                self.matchers.add_run(fields.EXACT, positions, 1, [_wanted(word, Level.SPELLING)] * len(positions))
                yield plan.Sequence(fields.EXACT, positions, 1, weights.SPELLING)

    def _neighbours(self, words: tuple[Word, ...]) -> Iterator[plan.Node]:
        """Yield two words of a name where the text writes them as one (Abdel Rahmane: Abdulrahman)."""
        for one, other in pairwise(words):
            if one.token.capital and other.token.capital and self._is_name(one) and self._is_name(other):
                both = Word(f"{one.text} {other.text}", one.token._replace(exact=one.token.exact + other.token.exact))
                yield from self._spellings(both, both.text)

    def _entities_at(self, words: tuple[Word, ...], at: int) -> tuple[int, list[Entity]]:
        """Return how many words from `at` on are the longest name of entities, and these; 1 and none if there is no such name."""
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            inside = words[at : at + length]
            if any(map(self._is_name, inside)):
                found = self.vocabulary.named(" ".join(word.token.exact for word in inside))
                if found:
                    return length, found
        return 1, []

    def _aliases(self, words: tuple[Word, ...], entities: list[Entity]) -> Iterator[plan.Node]:
        """Yield the other names of the entities that `words` name."""
        typed = self.question[words[0].token.start : words[-1].token.end]
        known = {tuple(word.token.exact for word in words)}
        for entity, name in [(each, name) for each in entities for name in (each.label, *each.names)]:
            terms = tuple(token.exact for token in analyze(name))
            if terms not in known and all(self.vocabulary.passages(term) for term in terms):
                known.add(terms)
                level = Level.SPELLING if names.same_name(typed, name) >= CUT else Level.ALIAS
                yield self._named(terms, Wanted(typed, " ".join(terms), level), self.vocabulary.naming(entity))

    def _named(self, terms: tuple[str, ...], wanted: Wanted, passages: int) -> plan.Node:
        weight = weights.ALIAS * self.vocabulary.rarity_cap(passages, terms)
        if len(terms) == 1:
            self.matchers.add(fields.EXACT, terms[0], wanted)
            return plan.Term(fields.EXACT, terms[0], weight)
        positions = tuple((term,) for term in terms)
        self.matchers.add_run(fields.EXACT, positions, 0, [wanted] * len(terms))
        return plan.Sequence(fields.EXACT, positions, 0, weight)


def _sum(parts: list[plan.Node]) -> plan.Node:
    return parts[0] if len(parts) == 1 else plan.AnyOf(tuple(parts), weights.WORD_TIE)


def _wanted(word: Word, level: Level) -> Wanted:
    return Wanted(word.text, word.token.exact, level)
