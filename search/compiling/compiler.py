"""A question's tree to the plan an engine runs, against the vocabulary of one archive; and to what highlights need to know.

Each word becomes those of its levels that are allowed: as written, same stem, in a compound, other spellings, other names of
the same entity. Engines get finished terms and know of no level; what no index says is read from the texts. Not here: the
syntax (``question``), words and phrases (``leaves``), what parts side by side are to each other (``joining``), AND within a
dispatch (``dispatches``), filters' values (``filters``).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from depeche.core import fields, plan
from depeche.core.model import Level, Token
from depeche.search import weights
from depeche.search.compiling.conditions import condition, positive
from depeche.search.compiling.dispatches import DispatchCompiler
from depeche.search.compiling.filters import Filters
from depeche.search.compiling.finding import occurrences
from depeche.search.compiling.joining import Parts
from depeche.search.compiling.leaves import LeafCompiler, LeafNode
from depeche.search.compiling.matchers import Matchers
from depeche.search.compiling.scope import Scope
from depeche.search.compiling.titles import in_title
from depeche.search.compiling.verifying import MOST_CHECKED, Text, Verifier
from depeche.search.options import Within
from depeche.search.question.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    Bare,
    Boosted,
    Filter,
    Fuzzy,
    InSentence,
    InTitle,
    Not,
    Pattern,
    Phrase,
    Question,
    QuestionNode,
    Required,
    Word,
    Words,
)
from depeche.search.vocabulary import Vocabulary

__all__ = ["Compiled", "compile_question"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The plan, what its terms answer, and notes on what of the question was ignored or is not in the archive.

    `unmet` are the words that nothing in the archive answers, `doubtful` those not typed as names that but names answer, what is
    excluded apart. `at_least` says that passages which were not
    read may answer too.
    """

    plan: plan.Node
    matchers: Matchers
    notes: tuple[str, ...]
    unmet: tuple[Word, ...] = ()
    at_least: bool = False
    doubtful: tuple[Word, ...] = ()


def compile_question(
    question: Question,
    vocabulary: Vocabulary,
    filters: Filters,
    levels: frozenset[Level],
    within: Within = "passage",
) -> Compiled:
    """Return what `question` asks of an archive, its words at `levels`. A question of nothing matches nothing.

    `within` says where all that is joined must be found: in one passage, or anywhere in one dispatch.
    """
    scope = Scope(vocabulary, levels)
    compiler = _Compiler(LeafCompiler(scope, question.text, filters.reader), filters, Verifier(filters.reader))
    joined = DispatchCompiler(compiler, scope, question.text) if within == "dispatch" else compiler
    root = joined.node(question.root)
    notes = dict.fromkeys((*question.notes, *filters.notes, *compiler.leaves.notes, *compiler.notes))
    unmet, doubtful = (tuple(dict.fromkeys(words)) for words in (compiler.unmet, compiler.doubtful))
    return Compiled(root, compiler.matchers, tuple(notes), unmet, compiler.is_cut, doubtful)


@dataclass(slots=True)
class _Compiler:
    leaves: LeafCompiler
    filters: Filters
    verifier: Verifier
    matchers: Matchers = field(default_factory=Matchers)
    notes: list[str] = field(default_factory=list)
    unmet: list[Word] = field(default_factory=list)
    doubtful: list[Word] = field(default_factory=list)
    is_cut: bool = False
    _is_shown: bool = True
    _is_excluded: bool = False
    _titles: bool = False

    def node(self, node: QuestionNode) -> plan.Node:
        """Return the plan of a node of the question."""
        match node:
            case Words() | Phrase() | Pattern() | Fuzzy():
                return self._leaf(node)
            case Filter():
                return self.filters.values(node.name, node.value)
            case Boosted():
                return plan.Boosted(self.node(node.child), node.factor)
            case Required():
                return self.node(node.child)
            case InSentence() | AtLeast():
                return self._read(node)
        return self._group(node)

    def excluded(self, node: Not, asked: Callable[[QuestionNode], plan.Node]) -> plan.Not:
        """Return the plan of what is excluded, as `asked` makes it: its words are not to be highlighted, nor missed."""
        with self._aside(excluded=True):
            return plan.Not(asked(node.child))

    def answering(self, node: LeafNode) -> Matchers:
        """Return what answers a word, a phrase, a pattern or near words."""
        return self.leaves.leaf(node, self._verify, titles=self._titles).matchers

    def passages(self, node: QuestionNode, among: plan.Values) -> frozenset[str]:
        """Return the keys of the passages `among` those read that match `node`."""
        with self._aside():
            return self.verifier.keys(self.node(node), among)

    def _group(self, node: AllOf | AnyOf | Bare | Not | InTitle) -> plan.Node:
        match node:
            case Not():
                return self.excluded(node, self.node)
            case InTitle():
                return self._title(node)
            case Bare():
                return self._bare(Parts.of(node))
            case AnyOf():
                return plan.AnyOf(tuple(map(self.node, node.children)), weights.WORD_TIE)
            case AllOf():
                return plan.AllOf(tuple(map(self.node, node.children)))

    def _leaf(self, node: LeafNode) -> plan.Node:
        leaf = self.leaves.leaf(node, self._verify, titles=self._titles)
        if self._is_shown:
            self.matchers.include(leaf.matchers)
        if not self._is_excluded:
            self.unmet += leaf.unmet
            self.doubtful += leaf.doubtful
        return leaf.plan

    def _bare(self, parts: Parts) -> plan.Node:
        """Any of the words, all that are required, each of the fields asked, none of what is excluded."""
        wanted = [plan.AnyOf(tuple(map(self.node, parts.scored)), weights.WORD_TIE)] if parts.wanted else []
        needed = (plan.Constant(self.node(child), 0.0) for child in parts.required)
        asked = [plan.AnyOf(tuple(map(self.node, same))) for same in parts.fields.values()]
        return plan.AllOf((*wanted, *needed, *asked, *map(self.node, parts.conditions), *map(self.node, parts.excluded)))

    def _title(self, node: InTitle) -> plan.Node:
        with self._aside(titles=True):
            return in_title(self.node(node.child))

    def _read(self, node: InSentence | AtLeast) -> plan.Node:
        """Return the plan of what is read from the texts."""
        if isinstance(node, AtLeast):
            return self._at_least(node)
        wider = positive(AllOf(node.children))
        candidates = self.node(wider) if wider else plan.Everything()
        holds = condition(AllOf(node.children), self)
        return self._verified(candidates, lambda text: any(holds(text, words) for words in text.sentences))

    def _at_least(self, node: AtLeast) -> plan.Node:
        if positive(node.child) is None:
            self.notes.append(f"ATLEAST{node.times} before nothing but what is excluded matches nothing")
            return plan.AnyOf(())
        matchers = self._within(node.child)
        return self._verified(self.node(node.child), lambda text: occurrences(text.tokens, matchers) >= node.times)

    def _within(self, node: QuestionNode) -> Matchers:
        """Return what answers any word of `node` that is not excluded."""
        kept, self.matchers = self.matchers, Matchers()
        shown, self._is_shown = self._is_shown, True
        try:
            self.node(node)
            return self.matchers
        finally:
            self.matchers, self._is_shown = kept, shown

    def _verify(self, candidates: plan.Node, holds: Callable[[Sequence[Token]], bool]) -> plan.Node:
        return self._verified(candidates, lambda text: holds(text.tokens))

    def _verified(self, candidates: plan.Node, holds: Callable[[Text], bool]) -> plan.Node:
        """Return the plan of those candidates that are as they must be, scored as candidates are."""
        asked = in_title(candidates) if self._titles else candidates
        found = self.verifier.verified(asked, holds, titles=self._titles)
        if found.is_cut:
            self._note_cut()
        return plan.AllOf((asked, plan.Values(fields.PASSAGE, found.keys)))

    def _note_cut(self) -> None:
        self.is_cut = self.is_cut or not self._is_excluded
        rest = "what else is excluded was not looked for" if self._is_excluded else "others may answer too"
        self.notes.append(f"only the best {MOST_CHECKED} passages with these words were read for how they stand: {rest}")

    @contextmanager
    def _aside(self, *, titles: bool = False, excluded: bool = False) -> Iterator[None]:
        """Compile what is not to be highlighted in the text."""
        kept = self._is_shown, self._titles, self._is_excluded
        self._is_shown, self._titles, self._is_excluded = False, titles or self._titles, excluded or self._is_excluded
        try:
            yield
        finally:
            self._is_shown, self._titles, self._is_excluded = kept
