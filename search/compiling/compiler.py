"""A question's tree to the plan an engine runs, against the vocabulary of one archive; and to what highlights need to know.

Each word becomes those of its levels that are allowed: as written, same stem, in a compound, other spellings, other names of
the same entity. Engines get finished terms and know of no level; what no index says is read from the texts. Not here: the
syntax (``question``), words and phrases (``leaves``), what parts side by side are to each other (``joining``), AND within a
dispatch (``dispatches``), filters' values (``filters``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from depeche.core import plan
from depeche.core.model import Level, Token
from depeche.search import weights
from depeche.search.compiling.certain import certain, reads
from depeche.search.compiling.checking import Checker, Place
from depeche.search.compiling.compiled import Compiled
from depeche.search.compiling.filters import Filters
from depeche.search.compiling.joining import Parts, required_words
from depeche.search.compiling.leaves import Leaf, LeafCompiler, LeafNode
from depeche.search.compiling.matchers import Matchers
from depeche.search.compiling.scope import Scope
from depeche.search.compiling.titles import in_title, known_in_title, raised_by_title, titled
from depeche.search.compiling.verifying import Around, Verifier
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

__all__ = ["MOST_SUGGESTED", "compile_question"]

MOST_SUGGESTED = 20
"""For how many words of a question that found nothing others are looked for, which takes some 20 ms each."""
_NOTHING = Around()


def compile_question(
    question: Question,
    vocabulary: Vocabulary,
    filters: Filters,
    levels: frozenset[Level],
    within: Within = "passage",
    around: Around = _NOTHING,
) -> Compiled:
    """Return what `question` asks of an archive, its words at `levels`. A question of nothing matches nothing.

    `within` says where all that is joined must be found: in one passage, or anywhere in one dispatch. `around` is what answers
    must match beside the question; it is no part of the plan, but the best candidates that are read match it.
    """
    scope, is_wide = Scope(vocabulary, levels), within == "dispatch"
    leaves = LeafCompiler(scope, question.text, filters.reader, required_words(question.root))
    verifier = Verifier(filters.reader, around.of_dispatch() if is_wide else around)
    compiler = _Compiler(leaves, filters, Checker(verifier))
    root = _of_dispatches(compiler, scope, question) if is_wide else compiler.node(question.root)
    return compiler.compiled(root, question.notes)


def _of_dispatches(compiler: "_Compiler", scope: Scope, question: Question) -> plan.Node:
    from depeche.search.compiling.dispatches import DispatchCompiler

    return DispatchCompiler(compiler, scope, question.text).root(question.root)


class _Compiler:
    def __init__(self, leaves: LeafCompiler, filters: Filters, checker: Checker) -> None:
        self.leaves, self.filters, self.checker, self.matchers = leaves, filters, checker, Matchers()
        self.notes: list[str] = []
        self.unmet: dict[Word, bool] = {}
        self.doubtful: dict[Word, bool] = {}
        self._is_shown, self._is_excluded, self._place = True, False, Place()

    def compiled(self, root: plan.Node, notes: Iterable[str]) -> Compiled:
        """Return what was compiled, with the plan of its `root`, and the `notes` of the question before its own."""
        missing = sorted(self.unmet | self.doubtful, key=lambda word: word.token.start)
        if len(missing) > MOST_SUGGESTED:
            most = f"the first {MOST_SUGGESTED} words that found nothing, of {len(missing)}"
            self.notes.append(f"other words were suggested only for {most}")
        kept = missing[:MOST_SUGGESTED]
        return Compiled(
            root,
            self.matchers,
            tuple(dict.fromkeys((*notes, *self.filters.notes, *self.leaves.notes, *self.checker.notes, *self.notes))),
            tuple(word for word in kept if word in self.unmet),
            self.checker.at_least,
            tuple(word for word in kept if word not in self.unmet),
            frozenset(word for word in kept if (self.unmet | self.doubtful)[word]),
            self.checker.at_most,
        )

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
        return self.leaves.leaf(node, lambda candidates, _: candidates, Place(self._place.titles, adds=None)).matchers

    def passages(self, node: QuestionNode, among: plan.Values) -> frozenset[str]:
        """Return the keys of the passages `among` those read that match `node`."""
        with self._aside(), self._at(self._place._replace(given=(*self._place.given, among), adds=None)):
            return self.checker.verifier.keys(self.node(node), among)

    @contextmanager
    def given(self, nodes: Iterable[QuestionNode], asked: Callable[[QuestionNode], plan.Node]) -> Iterator[None]:
        """Compile parts of which only those passages matter that match `nodes` too, as `asked` makes their plans."""
        with self._aside():
            plans = tuple(map(asked, nodes))
        needed = tuple(map(in_title, plans)) if self._place.titles else plans
        with self._at(self._place._replace(given=tuple(dict.fromkeys((*self._place.given, *needed))))):
            yield

    def _group(self, node: AllOf | AnyOf | Bare | Not | InTitle) -> plan.Node:
        if isinstance(node, AllOf | Bare) and reads(node):
            with self.given(certain(node), self.node):
                return self._joined(node)
        return self._joined(node)

    def _joined(self, node: AllOf | AnyOf | Bare | Not | InTitle) -> plan.Node:
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
        leaf = self.leaves.leaf(node, partial(self._verify, node), self._place)
        if self._is_shown:
            self.matchers.include(leaf.matchers)
        if not self._is_excluded:
            self.unmet |= dict.fromkeys(leaf.unmet, self._place.titles)
            self.doubtful |= dict.fromkeys(leaf.doubtful, self._place.titles)
        return leaf.plan if self._place.titles else self._led(node, leaf)

    def _led(self, node: LeafNode, leaf: Leaf) -> plan.Node:
        """Return what the text answers and, of a lead, the title."""
        if self._is_shown:
            self.matchers.include(known_in_title(leaf.matchers))
        return raised_by_title(leaf.plan, weights.TITLE * self.leaves.rarity(node, leaf))

    def _bare(self, parts: Parts) -> plan.Node:
        """Any of the words, all that are required, each of the fields asked, none of what is excluded."""
        wanted = [plan.AnyOf(tuple(map(self.node, parts.scored)), weights.WORD_TIE)] if parts.wanted else []
        needed = (plan.Constant(self.node(child), 0.0) for child in parts.required)
        asked = [plan.AnyOf(tuple(map(self.node, same))) for same in parts.fields.values()]
        return plan.AllOf((*wanted, *needed, *asked, *map(self.node, parts.conditions), *map(self.node, parts.excluded)))

    def _title(self, node: InTitle) -> plan.Node:
        kept, self.matchers = self.matchers, Matchers()
        with self._aside(titles=True, shown=self._is_shown):
            asked = titled(in_title(self.node(node.child)))
        kept.include(known_in_title(self.matchers))
        self.matchers = kept
        return asked

    def _read(self, node: InSentence | AtLeast) -> plan.Node:
        """Return the plan of what is read from the texts."""
        from depeche.search.compiling.conditions import condition, positive

        if isinstance(node, AtLeast):
            return self._at_least(node)
        wider = positive(AllOf(node.children))
        candidates = self.node(wider) if wider else plan.Everything()
        holds = condition(AllOf(node.children), self)
        return self.checker.plan(node, self._place, candidates, lambda text: any(holds(text, words) for words in text.sentences))

    def _at_least(self, node: AtLeast) -> plan.Node:
        from depeche.search.compiling.conditions import positive
        from depeche.search.compiling.finding import occurrences

        if positive(node.child) is None:
            self.notes.append(f"ATLEAST{node.times} before nothing but what is excluded matches nothing")
            return plan.AnyOf(())
        matchers = self._within(node.child)
        return self.checker.plan(
            node, self._place, self.node(node.child), lambda text: occurrences(text.tokens, matchers) >= node.times
        )

    def _within(self, node: QuestionNode) -> Matchers:
        """Return what answers any word of `node` that is not excluded."""
        kept, self.matchers = self.matchers, Matchers()
        shown, self._is_shown = self._is_shown, True
        try:
            self.node(node)
            return self.matchers
        finally:
            self.matchers, self._is_shown = kept, shown

    def _verify(self, node: LeafNode, candidates: plan.Node, holds: Callable[[Sequence[Token]], bool]) -> plan.Node:
        return self.checker.plan(node, self._place, candidates, lambda text: holds(text.tokens))

    @contextmanager
    def _aside(self, *, titles: bool = False, excluded: bool = False, shown: bool = False) -> Iterator[None]:
        """Compile what is not asked of the text of the passages shown; it is not highlighted, unless `shown`."""
        kept = self._is_shown, self._is_excluded
        self._is_shown, self._is_excluded = shown, excluded or self._is_excluded
        adds = not self._place.adds if excluded and self._place.adds is not None else self._place.adds
        try:
            with self._at(Place(titles or self._place.titles, self._place.given, adds)):
                yield
        finally:
            self._is_shown, self._is_excluded = kept

    @contextmanager
    def _at(self, place: Place) -> Iterator[None]:
        kept, self._place = self._place, place
        try:
            yield
        finally:
            self._place = kept
