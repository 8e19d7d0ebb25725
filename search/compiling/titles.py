"""A plan for the text made one for the title, of which compounds are not indexed, and so what answers its words.

A title counts as part of the first passage of its dispatch.

Not here: which parts of a question ask for it (``compiling``).
"""

from collections.abc import Mapping
from dataclasses import replace

from depeche.core import fields, plan
from depeche.indexer.engines.shared import matching
from depeche.search.compiling.matchers import Matchers

__all__ = ["FIELDS", "in_title", "known_in_title", "led", "of_title", "raised_by_title", "titled"]

FIELDS = {
    fields.EXACT: fields.TITLE,
    fields.STEM: fields.TITLE_STEM,
    fields.TITLE: fields.TITLE,
    fields.TITLE_STEM: fields.TITLE_STEM,
}
"""The title's field for each of the text's, and itself for each of the title's."""


def in_title(node: plan.Node) -> plan.Node:
    """Return what asks of the title what `node` asks of the text; filters stay as they are."""
    match node:
        case plan.Term() | plan.Sequence() | plan.Near():
            return replace(node, field=FIELDS[node.field]) if node.field in FIELDS else plan.AnyOf(())
        case plan.AnyOf() | plan.AllOf():
            return replace(node, children=tuple(map(in_title, node.children)))
        case plan.Raised():
            return plan.Raised(in_title(node.child), tuple(map(in_title, node.by)))
        case plan.Not() | plan.Constant() | plan.Boosted() | plan.InDispatch():
            return replace(node, child=in_title(node.child))
        case plan.Values() | plan.Everything():
            return node


def led(node: plan.Node) -> plan.Node:
    """Return what those passages match too that begin a dispatch whose title is as `node` asks of the text.

    Only these hold the title. That scores nothing, but what raises does.
    """
    if isinstance(node, plan.Raised):
        return plan.Raised(led(node.child), node.by)
    return plan.AnyOf((node, plan.Constant(matching(in_title(node)), 0.0)))


def titled(node: plan.Node) -> plan.Node:
    """Return all passages of the dispatches whose title is as `node` asks of titles; the first one has its score."""
    leads = plan.AllOf((node, plan.Values(fields.LEAD, ("1",))))
    return plan.AnyOf((leads, plan.InDispatch(leads)))


def raised_by_title(node: plan.Node, score: float) -> plan.Node:
    """Return :func:`led` of `node`, with so much more for a title that is as it asks, unless something raises it by itself."""
    return led(node) if isinstance(node, plan.Raised) else plan.Raised(led(node), (plan.Constant(in_title(node), score),))


def known_in_title(matchers: Matchers) -> Matchers:
    """Return what answers in the title, where `matchers` say it of the text."""
    return _moved(matchers, FIELDS)


def of_title(matchers: Matchers) -> Matchers:
    """Return what of `matchers` answers in the title, as matchers of the title's own text; what answers in the text is left out."""
    return _moved(matchers, {fields.TITLE: fields.EXACT, fields.TITLE_STEM: fields.STEM})


def _moved(matchers: Matchers, to: Mapping[str, str]) -> Matchers:
    moved = Matchers(runs=[replace(run, field=to[run.field]) for run in matchers.runs if run.field in to])
    for (name, term), wanted in matchers.terms.items():
        if name in to:
            moved.add(to[name], term, wanted)
    return moved
