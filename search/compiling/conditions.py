"""What the words of one sentence must be like: a part of the question as a function of them.

Words and phrases are looked for among the words given; what asks of the whole passage (a field, the title) is asked of the
engine, unless the passages are chosen by it already. Not here: which passages are read (``verifying``).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeAlias

from depeche.core import plan
from depeche.core.model import Token
from depeche.search.compiling.finding import find
from depeche.search.compiling.joining import Parts
from depeche.search.compiling.leaves import LeafNode
from depeche.search.compiling.matchers import Matchers
from depeche.search.compiling.verifying import Text
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
    QuestionNode,
    Required,
    Words,
)

__all__ = ["Asked", "Condition", "condition", "positive"]

Condition: TypeAlias = Callable[[Text, Sequence[Token]], bool]
"""Whether a sentence of a passage is as asked, given the passage and the sentence's words."""


class Asked(Protocol):
    """Who knows what answers a part."""

    def answering(self, node: LeafNode) -> Matchers:
        """Return what answers a word, a phrase, a pattern or near words."""

    def passages(self, node: QuestionNode, among: plan.Values) -> frozenset[str]:
        """Return the keys of the passages `among` those read that match `node`."""


def condition(node: QuestionNode, asked: Asked, *, is_chosen: bool = True) -> Condition:
    """Return the condition that `node` is, for one reading of passages.

    `is_chosen` says that the passages are those that match :func:`positive` of it.
    """
    match node:
        case Words() | Phrase() | Pattern() | Fuzzy():
            return _leaf(asked.answering(node))
        case Filter() | InTitle() | InSentence() | AtLeast():
            return _always if is_chosen else _of_passage(node, asked)
        case Boosted() | Required():
            return condition(node.child, asked, is_chosen=is_chosen)
    return _group(node, asked, is_chosen=is_chosen)


def _group(node: Not | AllOf | AnyOf | Bare, asked: Asked, *, is_chosen: bool) -> Condition:
    match node:
        case Not():
            return _none([condition(node.child, asked, is_chosen=False)])
        case AllOf():
            return _every([condition(child, asked, is_chosen=is_chosen) for child in node.children])
        case AnyOf():
            return _some([condition(child, asked, is_chosen=False) for child in node.children])
        case Bare():
            return _bare(node, asked, is_chosen=is_chosen)


def positive(node: QuestionNode) -> QuestionNode | None:
    """Return what a passage must match that has a sentence like `node`; None if any may.

    What a sentence must not hold, the passage may hold elsewhere.
    """
    match node:
        case Not():
            return node if isinstance(node.child, Filter | InTitle) else None
        case Boosted() | Required():
            child = positive(node.child)
            return replace(node, child=child) if child else None
        case AnyOf():
            kept = _positive(node.children)
            return AnyOf(kept) if len(kept) == len(node.children) else None
        case AllOf() | InSentence() | Bare():
            kept = _positive(_needed(node) if isinstance(node, Bare) else node.children)
            return type(node)(kept) if kept else None
        case _:
            return node


def _positive(nodes: Sequence[QuestionNode]) -> tuple[QuestionNode, ...]:
    return tuple(kept for kept in map(positive, nodes) if kept)


def _needed(node: Bare) -> tuple[QuestionNode, ...]:
    """Return the parts of `node` without the words of which one must match, if the passage need not match one of those."""
    parts = Parts.of(node)
    is_open = None in map(positive, parts.wanted)
    return tuple(child for child in node.children if not is_open or child not in parts.wanted or child in parts.required)


def _bare(node: Bare, asked: Asked, *, is_chosen: bool) -> Condition:
    parts = Parts.of(node)
    wanted = [condition(child, asked, is_chosen=False) for child in parts.wanted]
    fields = [AnyOf(tuple(same)) for same in parts.fields.values()]
    needed = [condition(child, asked, is_chosen=is_chosen) for child in (*parts.required, *parts.conditions)]
    asked_of = [_always if is_chosen else condition(field, asked, is_chosen=False) for field in fields]
    excluded = [condition(child, asked, is_chosen=False) for child in parts.excluded]
    return _every([*([_some(wanted)] if wanted else []), *needed, *asked_of, *excluded])


def _leaf(matchers: Matchers) -> Condition:
    return lambda _, tokens: next(find(tokens, matchers), None) is not None


def _of_passage(node: QuestionNode, asked: Asked) -> Condition:
    read: list[frozenset[str]] = []

    def holds(text: Text, _: Sequence[Token]) -> bool:
        if not read:
            read.append(asked.passages(node, text.among))
        return text.key in read[0]

    return holds


def _always(_: Text, __: Sequence[Token]) -> bool:
    return True


def _every(conditions: Sequence[Condition]) -> Condition:
    return lambda text, tokens: all(each(text, tokens) for each in conditions)


def _some(conditions: Sequence[Condition]) -> Condition:
    return lambda text, tokens: any(each(text, tokens) for each in conditions)


def _none(conditions: Sequence[Condition]) -> Condition:
    return lambda text, tokens: not any(each(text, tokens) for each in conditions)
