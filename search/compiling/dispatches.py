"""Questions within a dispatch: all that is joined must be found in one dispatch, and its passages with any of it are shown.

AND, and parts side by side, demand of a dispatch that some passage of it has each: each word, too common ones and particles of
names apart; a place or an actor that some passage names; a phrase, a sentence, a number of times that some passage has. What
is excluded stands in none. Not here: what one passage must match (``compiling``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from depeche.core import fields, plan
from depeche.search import weights
from depeche.search.compiling.aliases import AliasCompiler
from depeche.search.compiling.certain import certain, reads
from depeche.search.compiling.joining import Parts
from depeche.search.compiling.leaves import kept
from depeche.search.compiling.matchers import Matchers
from depeche.search.compiling.readings import fused, names_in
from depeche.search.compiling.runs import RunCompiler
from depeche.search.compiling.scope import Scope, is_particle
from depeche.search.compiling.titles import led
from depeche.search.compiling.words import WordCompiler
from depeche.search.question.tree import AllOf, AnyOf, Bare, Boosted, Filter, Not, QuestionNode, Required, Word, Words

__all__ = ["DispatchCompiler"]

_OF_DISPATCH = frozenset({fields.SOURCE, fields.MONTH, fields.DATE, fields.DISPATCH})
"""Fields that all passages of a dispatch share."""


class _Passages(Protocol):
    """Who compiles for single passages."""

    def node(self, node: QuestionNode) -> plan.Node:
        """Return the plan of a node of the question."""

    def excluded(self, node: Not, asked: Callable[[QuestionNode], plan.Node]) -> plan.Not:
        """Return the plan of what is excluded, as `asked` makes it."""

    def given(self, nodes: Iterable[QuestionNode], asked: Callable[[QuestionNode], plan.Node]) -> AbstractContextManager[None]:
        """Compile parts of which only those passages matter that match `nodes` too, as `asked` makes their plans."""


class DispatchCompiler:
    """Compiles the question `text` within dispatches, `passages` what is asked of one passage."""

    def __init__(self, passages: _Passages, scope: Scope, text: str) -> None:
        self._passages, self._demands = passages, _Demands(passages, scope, text)

    def root(self, node: QuestionNode) -> plan.Node:
        """Return the plan of a question: the passages with any of its words, of the dispatches that have all it demands."""
        with self._passages.given(certain(node) if reads(node) else (), self._demands.of):
            return self._node(node)

    def _node(self, node: QuestionNode) -> plan.Node:
        return plan.AllOf((self._any(node), self._demands.of(node)))

    def _any(self, node: QuestionNode) -> plan.Node:
        match node:
            case Boosted():
                return plan.Boosted(self._any(node.child), node.factor)
            case Required():
                return self._any(node.child)
            case AnyOf():
                return plan.AnyOf(tuple(map(self._node, node.children)), weights.WORD_TIE)
            case AllOf() | Bare():
                return self._of_group(node)
            case Not():
                return plan.Everything()
            case _:
                return self._passages.node(node)

    def _of_group(self, node: AllOf | Bare) -> plan.Node:
        """Return the passages with any of the words; if there are none, with any of the fields' values; else all."""
        every = (*(parts := Parts.of(node)).scored, *parts.conditions) if isinstance(node, Bare) else node.children
        children = [child for child in every if _has_words(child)]
        children = children or [child for child in node.children if not isinstance(child, Not)]
        if not children:
            return plan.Everything() if node.children else plan.AnyOf(())
        return plan.AnyOf(tuple(map(self._any, children)), weights.WORD_TIE)


def _has_words(node: QuestionNode) -> bool:
    match node:
        case Filter() | Not():
            return False
        case Boosted() | Required():
            return _has_words(node.child)
        case AllOf() | AnyOf() | Bare():
            return any(map(_has_words, node.children))
        case _:
            return True


class _Demands:
    """What a dispatch must have, as plans of all its passages; none scores."""

    def __init__(self, passages: _Passages, scope: Scope, text: str) -> None:
        self._passages, self._scope, self._text = passages, scope, text

    def of(self, node: QuestionNode) -> plan.Node:
        """Return what `node` demands of a dispatch."""
        match node:
            case Boosted() | Required():
                return self.of(node.child)
            case Not():
                return self._passages.excluded(node, self.of)
            case AllOf() | AnyOf() | Bare():
                return self._group(node)
            case Words() if not node.is_exact:
                return plan.AllOf(tuple(plan.InDispatch(led(unit)) for unit in self._words(node)))
            case _:
                return self._one(self._passages.node(node))

    def _group(self, node: AllOf | AnyOf | Bare) -> plan.Node:
        match node:
            case AnyOf():
                return plan.AnyOf(tuple(map(self.of, node.children)))
            case AllOf():
                return plan.AllOf(tuple(map(self.of, node.children)))
            case Bare():
                return self._bare(Parts.of(node))

    def _bare(self, parts: Parts) -> plan.Node:
        asked = (plan.AnyOf(tuple(map(self.of, same))) for same in parts.fields.values())
        return plan.AllOf((*map(self.of, parts.wanted), *asked, *map(self.of, parts.conditions), *map(self.of, parts.excluded)))

    def _one(self, asked: plan.Node) -> plan.Node:
        return asked if isinstance(asked, plan.Values) and asked.field in _OF_DISPATCH else plan.InDispatch(asked)

    def _words(self, node: Words) -> Iterator[plan.Node]:
        """Yield what some passage must have, for each word or name of `node`."""
        shown, self._scope.matchers = self._scope.matchers, Matchers()
        try:
            yield from list(self._units(node.words, kept(node)))
        finally:
            self._scope.matchers = shown

    def _units(self, words: tuple[Word, ...], wanted: tuple[Word, ...]) -> Iterator[plan.Node]:
        aliases, at = AliasCompiler(self._scope, self._text), 0
        while at < len(words):
            naming = aliases.at(words, at)
            inside = words[at : at + naming.length]
            single = [self._word(words, place) for place in range(at, at + len(inside)) if words[place] in wanted]
            demanded = [one for one in single if one.children] or single[:1]
            if len(inside) > 1:
                yield plan.AnyOf((plan.AllOf(tuple(map(plan.InDispatch, demanded))), *aliases.nodes(inside, naming)))
            else:
                yield from demanded
            at += naming.length

    def _word(self, words: Sequence[Word], at: int) -> plan.AnyOf:
        """Return what answers one word, alone or fused with its neighbours; nothing where it says nothing alone."""
        if is_particle(words, at):
            return plan.AnyOf(())
        word = words[at]
        runs = (run.names for run in names_in(words, self._scope.is_name) if word in run.names and len(run.names) > 1)
        joined = [one for names in runs for one in fused(names) if one.token.start <= word.token.start < one.token.end]
        spelled = [node for one in joined for node in WordCompiler(self._scope).spelled(one, one.text)]
        return plan.AnyOf((RunCompiler(self._scope, self._text).run((word,), (word,)), *spelled))
