"""A question's tree to the plan an engine runs, against the vocabulary of one archive; and to what highlights need to know.

Each word becomes its levels: as written, same stem, in a compound, other spellings, other names of the same entity. Engines
get finished terms. Not here: the syntax (``question``), one word's levels (``words``), filters' values (``filters``).
"""

from dataclasses import dataclass, field

from depeche.analyzers.chain import stopwords
from depeche.core import fields, plan
from depeche.core.model import Level
from depeche.search import weights
from depeche.search.filters import Filters
from depeche.search.matchers import Matchers, Wanted
from depeche.search.question.tree import AllOf, AnyOf, Bare, Filter, Not, Phrase, Question, QuestionNode, Word, Words
from depeche.search.vocabulary import Vocabulary
from depeche.search.words import WordCompiler

__all__ = ["Compiled", "compile_question"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The plan, what its terms answer, and notes on what of the question was ignored or is not in the archive."""

    plan: plan.Node
    matchers: Matchers
    notes: tuple[str, ...]


def compile_question(question: Question, vocabulary: Vocabulary, filters: Filters) -> Compiled:
    """Return what `question` asks of the archive behind `vocabulary`. A question of nothing matches nothing."""
    compiler = _Compiler(WordCompiler(question.text, vocabulary), filters)
    root = compiler.node(question.root)
    return Compiled(root, compiler.words.matchers, (*question.notes, *compiler.filters.notes, *compiler.notes))


@dataclass(slots=True)
class _Compiler:
    words: WordCompiler
    filters: Filters
    notes: list[str] = field(default_factory=list)

    def node(self, node: QuestionNode) -> plan.Node:
        """Return the plan of a node of the question."""
        if isinstance(node, Words):
            return self._exact(node) if node.is_exact else self._words(node)
        if isinstance(node, Phrase):
            return self._phrase(node)
        if isinstance(node, Filter):
            return self.filters.node(node)
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
        if node.children and all(isinstance(child, Filter) for child in node.children) and _one_field(node):
            return plan.AnyOf(tuple(map(self.node, node.children)))
        filters = [child for child in node.children if isinstance(child, Filter | Not)]
        wanted = [child for child in node.children if not isinstance(child, Filter | Not)]
        named = dict.fromkeys(child.field for child in filters if isinstance(child, Filter))
        required = [self._bare(Bare(tuple(child for child in filters if _field(child) == name))) for name in named]
        excluded = [self.node(child) for child in filters if isinstance(child, Not)]
        scored = [plan.AnyOf(tuple(map(self.node, wanted)), weights.WORD_TIE)] if wanted else []
        return plan.AllOf((*scored, *required, *excluded)) if node.children else plan.AnyOf(())

    def _unseen(self, node: QuestionNode) -> plan.Node:
        """Return the plan of what is excluded: its words are not to be highlighted."""
        kept, self.words.matchers = self.words.matchers, Matchers()
        try:
            return self.node(node)
        finally:
            self.words.matchers = kept

    def _words(self, node: Words) -> plan.Node:
        kept = tuple(word for word in node.words if word.token.exact not in stopwords()) or node.words
        dropped = [word.text for word in node.words if word not in kept]
        if dropped:
            self.notes.append(f"words too common to search for were left out: {' '.join(dropped)}")
        return self.words.run(node.words, kept)

    def _exact(self, node: Words) -> plan.Node:
        for word in node.words:
            self.words.matchers.add(fields.EXACT, word.token.exact, _wanted(word, Level.EXACT))
        terms = tuple(plan.Term(fields.EXACT, word.token.exact) for word in node.words)
        return terms[0] if len(terms) == 1 else self._row(node.words, fields.EXACT, 0, 1.0)

    def _phrase(self, node: Phrase) -> plan.Node:
        if len(node.words) == 1:
            return self.words.word(node.words[0], spell=False)
        slop = self._slop(node)
        fields_and_weights = ((fields.EXACT, weights.EXACT), (fields.STEM, weights.STEM))
        rows = [self._row(node.words, name, slop, weight) for name, weight in fields_and_weights]
        spelled = self.words.spelled_row(node.words, slop)
        return plan.AnyOf((*rows, *([spelled] if spelled else [])), weights.LEVEL_TIE)

    def _slop(self, node: Phrase) -> int:
        """Return the slop asked for, or the widest that engines can run."""
        positions = tuple((word.token.exact,) for word in node.words)
        widest = node.slop
        while plan.Sequence(fields.EXACT, positions, widest).ways > plan.MOST_WAYS:
            widest -= 1
        if widest < node.slop:
            self.notes.append(f"a phrase of {len(node.words)} words was searched with ~{widest}, not ~{node.slop}")
        return widest

    def _row(self, words: tuple[Word, ...], name: str, slop: int, weight: float) -> plan.Node:
        level = Level.EXACT if name == fields.EXACT else Level.STEM
        terms = tuple((word.token.exact if name == fields.EXACT else word.token.stem,) for word in words)
        self.words.matchers.add_run(name, terms, slop, [_wanted(word, level) for word in words])
        return plan.Sequence(name, terms, slop, weight)


def _wanted(word: Word, level: Level) -> Wanted:
    return Wanted(word.text, word.token.exact, level)


def _field(node: QuestionNode) -> str | None:
    return node.field if isinstance(node, Filter) else None


def _one_field(node: Bare) -> bool:
    return len({_field(child) for child in node.children}) == 1
