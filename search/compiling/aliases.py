"""The other names of the places and actors that a question names: Daech for l'EI, Alep for Halab.

Words name an entity if they are one of its names up to folding, or else a probable spelling of one; of several spellings the
likeliest counts. A single word that the archive holds stands for itself: Angela is not Angola. A name that spells what was
typed answers as a spelling. Not here: the filters ``place:`` and ``actor:``.
"""

from collections.abc import Iterator
from typing import NamedTuple

from depeche.analyzers import names
from depeche.analyzers.chain import exacts
from depeche.core import fields, plan
from depeche.core.model import Entity, Level
from depeche.search import weights
from depeche.search.compiling.matchers import Wanted
from depeche.search.compiling.rows import row
from depeche.search.compiling.scope import Scope, is_article
from depeche.search.question.tree import Word
from depeche.search.vocabulary.spellings import CUT, FEWEST_CONSONANTS

__all__ = ["AliasCompiler", "Naming"]

_LONGEST_NAME = 8
"""Words in the longest name that is looked for among the entities."""


class Naming(NamedTuple):
    """The `length` words from a place on that name `entities`, and how probable that is; none if they name nothing."""

    length: int = 1
    entities: tuple[Entity, ...] = ()
    probability: float = 1.0


class AliasCompiler:
    """Compiles names of entities in the question `text`."""

    def __init__(self, scope: Scope, text: str) -> None:
        self._scope, self._text = scope, text

    def at(self, words: tuple[Word, ...], at: int) -> Naming:
        """Return what the longest name from the word at `at` on names."""
        is_asked = self._scope.allows(Level.SPELLING) or self._scope.allows(Level.ALIAS)
        for length in range(min(_LONGEST_NAME, len(words) - at) if is_asked else 0, 0, -1):
            found = self._naming(words[at : at + length])
            if found.entities:
                return found
        return Naming()

    def nodes(self, words: tuple[Word, ...], naming: Naming) -> Iterator[plan.Node]:
        """Yield the other names of the entities that `words` name, as far as their levels are allowed."""
        typed = {word.token.exact for word in words}
        named = ((entity, name) for entity in naming.entities for name in (entity.label, *entity.names))
        known: set[tuple[str, ...]] = set()
        for entity, name in named:
            terms = exacts(name)
            if not typed.issuperset(terms) and terms not in known and all(map(self._scope.vocabulary.passages, terms)):
                known.add(terms)
                yield from self._node(entity, terms, self._wanted(words, naming, entity, name))

    def _naming(self, words: tuple[Word, ...]) -> Naming:
        if not any(map(self._scope.is_name, words)):
            return Naming()
        named = self._scope.vocabulary.named(" ".join(word.token.exact for word in words))
        if named or not self._is_one_name(words):
            return Naming(len(words), tuple(named))
        probability, entities = self._scope.vocabulary.nearest(self._typed(words))
        return Naming(len(words), tuple(entities), probability)

    def _is_one_name(self, words: tuple[Word, ...]) -> bool:
        """Whether `words` are names, with no more than articles between, and there is enough to go by."""
        kept = [word for at, word in enumerate(words) if not is_article(words, at)]
        if not all(map(self._scope.is_name, kept)) or names.read(self._typed(words)).joined.consonants < FEWEST_CONSONANTS:
            return False
        return len(kept) > 1 or not self._scope.vocabulary.passages(kept[0].token.exact)

    def _wanted(self, words: tuple[Word, ...], naming: Naming, entity: Entity, name: str) -> Wanted:
        typed, exact = self._typed(words), " ".join(word.token.exact for word in words)
        likeness = names.likeness(typed, name, CUT)
        if likeness >= CUT:
            return Wanted(typed, exact, Level.SPELLING, likeness)
        return Wanted(typed, exact, Level.ALIAS, naming.probability, entity.label)

    def _node(self, entity: Entity, terms: tuple[str, ...], wanted: Wanted) -> Iterator[plan.Node]:
        if not self._scope.allows(wanted.level):
            return
        vocabulary = self._scope.vocabulary
        weight = weights.ALIAS * wanted.probability * vocabulary.rarity_cap([vocabulary.naming(entity)], terms)
        if len(terms) == 1:
            self._scope.matchers.add(fields.EXACT, terms[0], wanted)
            yield plan.Term(fields.EXACT, terms[0], weight)
            return
        self._scope.matchers.add_run(fields.EXACT, [{term: wanted} for term in terms], 0)
        yield row(fields.EXACT, [(term,) for term in terms], 0, weight)

    def _typed(self, words: tuple[Word, ...]) -> str:
        return self._text[words[0].token.start : words[-1].token.end]
