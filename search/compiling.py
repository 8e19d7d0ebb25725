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
        wanted = tuple(self.node(child) for child in node.children if not isinstance(child, Filter | Not))
        asked = [child for child in node.children if isinstance(child, Filter)]
        excluded = [self.node(child) for child in node.children if isinstance(child, Not)]
        parts = [plan.AnyOf(wanted, weights.WORD_TIE)] if wanted or not node.children else []
        parts += [self._of_field(name, asked) for name in dict.fromkeys(child.field for child in asked)]
        return plan.AllOf((*parts, *excluded))

    def _of_field(self, name: str, asked: list[Filter]) -> plan.AnyOf:
        return plan.AnyOf(tuple(self.node(child) for child in asked if child.field == name))

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
        """As written: a word, or the words of one chunk in a row (``=al-Cham``)."""
        if len(node.words) > 1:
            return self._row(node.words, fields.EXACT, 0, weights.EXACT)
        word = node.words[0]
        self.words.matchers.add(fields.EXACT, word.token.exact, _wanted(word, Level.EXACT))
        return plan.Term(fields.EXACT, word.token.exact, weights.EXACT)

    def _phrase(self, node: Phrase) -> plan.Node:
        if len(node.words) == 1:
            return self._exact(Words(node.words, is_exact=True)) if node.is_exact else self.words.word(node.words[0], spell=False)
        slop = self._slop(node)
        written = self._row(node.words, fields.EXACT, slop, weights.EXACT)
        if node.is_exact:
            return written
        stemmed = self._row(node.words, fields.STEM, slop, weights.STEM)
        spelled = self.words.spelled_row(node.words, slop)
        return plan.AnyOf((written, stemmed, *([spelled] if spelled else [])), weights.LEVEL_TIE)

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
