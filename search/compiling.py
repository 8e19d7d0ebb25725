"""A question's tree to the plan an engine runs, against the vocabulary of one archive; and to what highlights need to know.

Each word becomes those of its levels that are allowed: as written, same stem, in a compound, other spellings, other names of
the same entity. Engines get finished terms and know of no level. Not here: the syntax (``question``), the levels of words
(``runs``, ``words``, ``phrases``, ``aliases``), filters' values (``filters``).
"""

from dataclasses import dataclass, field

from depeche.analyzers.chain import stopwords
from depeche.core import plan
from depeche.core.model import Level
from depeche.search import weights
from depeche.search.filters import Filters
from depeche.search.matchers import Matchers
from depeche.search.phrases import PhraseCompiler
from depeche.search.question.tree import AllOf, AnyOf, Bare, Filter, Not, Phrase, Question, QuestionNode, Words
from depeche.search.runs import RunCompiler
from depeche.search.scope import Scope, is_article
from depeche.search.vocabulary import Vocabulary
from depeche.search.words import WordCompiler

__all__ = ["Compiled", "compile_question"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The plan, what its terms answer, and notes on what of the question was ignored or is not in the archive."""

    plan: plan.Node
    matchers: Matchers
    notes: tuple[str, ...]


def compile_question(question: Question, vocabulary: Vocabulary, filters: Filters, levels: frozenset[Level]) -> Compiled:
    """Return what `question` asks of an archive, its words at `levels`. A question of nothing matches nothing."""
    scope = Scope(vocabulary, levels)
    compiler = _Compiler(question.text, scope, filters)
    root = compiler.node(question.root)
    return Compiled(root, scope.matchers, (*question.notes, *compiler.filters.notes, *compiler.notes))


@dataclass(slots=True)
class _Compiler:
    text: str
    scope: Scope
    filters: Filters
    notes: list[str] = field(default_factory=list)

    def node(self, node: QuestionNode) -> plan.Node:
        """Return the plan of a node of the question."""
        if isinstance(node, Words):
            return self._as_written(node) if node.is_exact else self._words(node)
        if isinstance(node, Phrase):
            return self._phrase(node)
        if isinstance(node, Filter):
            return self.filters.values(node.name, node.value)
        if isinstance(node, Not):
            return plan.Not(self._unseen(node.child))
        return self._group(node)

    def _group(self, node: AllOf | AnyOf | Bare) -> plan.Node:
        if isinstance(node, Bare):
            return self._bare(node)
        children = tuple(map(self.node, node.children))
        return plan.AllOf(children) if isinstance(node, AllOf) else plan.AnyOf(children, weights.WORD_TIE)

    def _bare(self, node: Bare) -> plan.Node:
        """Any of the words, each of the fields asked (any of the values of one field), none of what is excluded."""
        wanted = tuple(self.node(child) for child in node.children if not isinstance(child, Filter | Not))
        asked = [child for child in node.children if isinstance(child, Filter)]
        excluded = [self.node(child) for child in node.children if isinstance(child, Not)]
        parts = [plan.AnyOf(wanted, weights.WORD_TIE)] if wanted or not node.children else []
        parts += [self._of_field(name, asked) for name in dict.fromkeys(child.name for child in asked)]
        return plan.AllOf((*parts, *excluded))

    def _of_field(self, name: str, asked: list[Filter]) -> plan.AnyOf:
        return plan.AnyOf(tuple(self.node(child) for child in asked if child.name == name))

    def _unseen(self, node: QuestionNode) -> plan.Node:
        """Return the plan of what is excluded: its words are not to be highlighted."""
        kept, self.scope.matchers = self.scope.matchers, Matchers()
        try:
            return self.node(node)
        finally:
            self.scope.matchers = kept

    def _words(self, node: Words) -> plan.Node:
        kept = tuple(word for word in node.words if word.token.exact not in stopwords()) or node.words
        dropped = [word.text for at, word in enumerate(node.words) if word not in kept and not is_article(node.words, at)]
        if dropped:
            self.notes.append(f"words too common to search for were left out: {' '.join(dropped)}")
        return RunCompiler(self.scope, self.text).run(node.words, kept)

    def _as_written(self, node: Words | Phrase) -> plan.Node:
        """Return the plan of a word as written, or of the words of one chunk in a row (``=al-Cham``)."""
        if len(node.words) > 1:
            return PhraseCompiler(self.scope, self.notes).written(node.words, 0)
        return plan.AnyOf(tuple(WordCompiler(self.scope).written(node.words[0])))

    def _phrase(self, node: Phrase) -> plan.Node:
        if len(node.words) > 1:
            return PhraseCompiler(self.scope, self.notes).phrase(node.words, node.slop, is_exact=node.is_exact)
        return self._as_written(node) if node.is_exact else WordCompiler(self.scope).word(node.words[0], spell=False)
