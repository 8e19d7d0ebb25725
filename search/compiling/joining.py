"""What parts side by side are to each other: words may match and raise a passage, fields and what is required must, some must not.

Several values of one field are alternatives, except the ends of a time, of which each must hold. What must stand so many times is
required; a title is a field. Not here: plans (``compiling``, ``dispatches``).
"""

from collections.abc import Iterator
from typing import NamedTuple

from depeche.core.frozen import frozen
from depeche.search.question.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    Bare,
    Boosted,
    Filter,
    InSentence,
    InTitle,
    Not,
    QuestionNode,
    Required,
    Word,
    Words,
)

__all__ = ["Parts", "required_words"]

_ENDS = frozenset({"since", "before", "after"})


class _Sorted(NamedTuple):
    """A part, and what it is without what weighs or requires it."""

    node: QuestionNode
    core: QuestionNode
    is_required: bool


@frozen
class Parts:
    """Parts side by side: `wanted` may match (those of them in `required` must), `fields` hold alternatives by their name.

    `conditions` must match, and so must `excluded`, which are NOTs.
    """

    wanted: tuple[QuestionNode, ...]
    required: tuple[QuestionNode, ...]
    fields: dict[str, list[Filter]]
    conditions: tuple[QuestionNode, ...]
    excluded: tuple[Not, ...]

    @classmethod
    def of(cls, node: Bare) -> "Parts":
        """Return the parts of `node`."""
        every = [_sorted(child) for child in node.children]
        words = [one for one in every if not isinstance(one.core, Filter | Not | InTitle)]
        fields: dict[str, list[Filter]] = {}
        for core in (one.core for one in every if _is_alternative(one)):
            if isinstance(core, Filter):
                fields.setdefault(core.name, []).append(core)
        needed = [one for one in every if one not in words and not _is_alternative(one) and not isinstance(one.core, Not)]
        return cls(
            wanted=tuple(one.node for one in words),
            required=tuple(one.node for one in words if one.is_required),
            fields=fields,
            conditions=tuple(one.core if isinstance(one.core, Filter) else one.node for one in needed),
            excluded=tuple(one.core for one in every if isinstance(one.core, Not)),
        )

    @property
    def scored(self) -> tuple[QuestionNode, ...]:
        """What scores of `wanted`: words side by side count together, whether or not some of them are required."""
        return tuple(_together(self.wanted)) if self.required else self.wanted


def required_words(node: QuestionNode) -> frozenset[Word]:
    """Return the words of `node` that are required as they stand, so that each of them is searched for by itself."""
    match node:
        case Required():
            core = _sorted(node).core
            return frozenset(core.words) if isinstance(core, Words) and len(core.words) == 1 else required_words(node.child)
        case Boosted() | Not() | InTitle() | AtLeast():
            return required_words(node.child)
        case AllOf() | AnyOf() | Bare() | InSentence():
            return frozenset[Word]().union(*map(required_words, node.children))
        case _:
            return frozenset()


def _together(nodes: tuple[QuestionNode, ...]) -> Iterator[QuestionNode]:
    """Yield `nodes` with all plain words that follow each other as one."""
    words: list[Word] = []
    for node in nodes:
        core = node.child if isinstance(node, Required) else node
        if isinstance(core, Words) and not core.is_exact:
            words += core.words
            continue
        yield from [Words(tuple(words))] if words else []
        words = []
        yield node
    yield from [Words(tuple(words))] if words else []


def _is_alternative(one: _Sorted) -> bool:
    return isinstance(one.core, Filter) and not one.is_required and one.core.name not in _ENDS


def _sorted(node: QuestionNode) -> _Sorted:
    core, is_required = node, False
    while isinstance(core, Boosted | Required):
        is_required = is_required or isinstance(core, Required)
        core = core.child
    return _Sorted(node, core, is_required or isinstance(core, AtLeast))
