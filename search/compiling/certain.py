"""What of a question a passage matches anyhow, so that of the texts only those are read for the rest that may answer.

Not here: the plans of that (``compiler``), what is read from the texts (``verifying``).
"""

from collections.abc import Iterator

from depeche.search.compiling.joining import Parts
from depeche.search.question.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    Bare,
    Boosted,
    InSentence,
    InTitle,
    Not,
    Phrase,
    QuestionNode,
    Required,
)

__all__ = ["certain", "reads"]


def reads(node: QuestionNode) -> bool:
    """Whether texts may have to be read for `node`."""
    match node:
        case InSentence() | AtLeast():
            return True
        case Phrase():
            return node.slop > 0
        case Boosted() | Required() | Not() | InTitle():
            return reads(node.child)
        case AllOf() | AnyOf() | Bare():
            return any(map(reads, node.children))
        case _:
            return False


def certain(node: QuestionNode) -> Iterator[QuestionNode]:
    """Yield what every passage that matches `node` matches, as far as no text has to be read for it."""
    if not reads(node):
        yield node
        return
    for part in _needed(node):
        yield from certain(part)


def _needed(node: QuestionNode) -> Iterator[QuestionNode]:
    match node:
        case Boosted() | Required() | AtLeast():
            yield node.child
        case AllOf():
            yield from node.children
        case InSentence():
            from depeche.search.compiling.conditions import positive

            wider = positive(AllOf(node.children))
            yield from (wider,) if wider else ()
        case Bare():
            parts = Parts.of(node)
            yield from (*parts.required, *parts.conditions, *parts.excluded)
            yield from (AnyOf(tuple(same)) for same in parts.fields.values())
            yield from parts.wanted if len(parts.wanted) == 1 else ()
