"""The syntax of questions, by Whoosh's parser: its plugins tag and group, and its nodes become ours at once.

Syntax: words, ``"phrases"`` (also « » and “ ”), AND OR NOT in capitals (ET OU SAUF), brackets, ``-word`` as NOT, ``=word`` as
written only, ``place:`` ``actor:`` ``date:`` ``source:`` (``lieu:`` ``acteur:``). Words side by side are one part of the question,
which binds closer than operators; NOT, ``=`` and a field take the next word only.

Whoosh's own nodes carry positions but can change, so none leaves this module. Not here: what the archive makes of it.
"""

import re
from functools import cache
from typing import Any

from whoosh.qparser import QueryParser, plugins, syntax

from depeche.search.question.tree import FIELDS, AllOf, AnyOf, Bare, Filter, Not, Phrase, QuestionNode, Words, words_of

__all__ = ["parse"]

_FIELD_EXPRESSION = rf"(?i)(?<![\w:/.])(?P<text>{'|'.join(FIELDS)}):"
_PHRASE_EXPRESSION = r'["“«](?P<text>[^"“”«»]*)["”»](~(?P<slop>[1-9][0-9]{0,2}))?'
_AND, _OR = (rf'(?<=[\s()"”»])(?:{names})(?=[\s()"“«])' for names in ("AND|ET", "OR|OU"))
_NOT = r"(?:^|(?<=[\s(]))(?:(?:NOT|SAUF)(?=\s)|-(?=[^\W_]|[\"“«(]))"


def parse(text: str) -> QuestionNode | None:
    """Return the tree of `text`, a question that ``inspecting`` has mended; None if nothing of it can be searched."""
    return _node(_parser().process(text), text)


class _BareGroup(syntax.GroupNode):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's group for what stands side by side, told apart from an explicit OR."""

    many = True


class _ExactNode(syntax.TextNode):  # type: ignore[misc]  # Whoosh has no types
    """A word that was typed with ``=`` before it."""


class _ExactPlugin(plugins.TaggingPlugin):  # type: ignore[misc]  # Whoosh has no types
    """Reads ``=word``."""

    expr = re.compile(r"(?:^|(?<=[\s(]))=(?P<text>[^\s()\"“”«»]+)")
    nodetype = _ExactNode


class _RunPlugin(plugins.Plugin):  # type: ignore[misc]  # Whoosh has no types
    """Joins words that only blanks part into one node, before operators take their neighbours."""

    def filters(self, parser: QueryParser) -> list[tuple[Any, int]]:  # noqa: ARG002  # Whoosh calls it so
        """Return the filter, with a priority after fields (100) and before blanks are dropped (500)."""
        return [(self.join, 450)]

    def join(self, parser: QueryParser, group: Any) -> Any:
        """Return `group` with the words in it joined, and in the groups inside it."""
        joined = group.empty_copy()
        for node in group:
            if isinstance(node, syntax.GroupNode):
                joined.append(self.join(parser, node))
            elif not self._extends(joined, node):
                joined.append(node)
        return joined

    def _extends(self, joined: Any, node: Any) -> bool:
        run = joined[-2] if len(joined) > 1 and joined[-1].is_ws() else None
        if not (_is_plain(node) and run is not None and _is_plain(run)):
            return False
        before = next((joined[at] for at in range(len(joined) - 3, -1, -1) if not joined[at].is_ws()), None)
        if isinstance(before, syntax.PrefixOperator):
            return False
        run.endchar = node.endchar
        joined.pop()
        return True


def _is_plain(node: Any) -> bool:
    return isinstance(node, syntax.WordNode) and node.fieldname is None


@cache
def _parser() -> QueryParser:
    minus_and_words = plugins.OperatorsPlugin(And=_AND, Or=_OR, Not=_NOT, AndNot=None, AndMaybe=None, Require=None)
    used = [
        plugins.FieldsPlugin(_FIELD_EXPRESSION),
        plugins.PhrasePlugin(_PHRASE_EXPRESSION),
        plugins.GroupPlugin(),
        minus_and_words,
        _ExactPlugin(),
        _RunPlugin(),
    ]
    return QueryParser(None, None, plugins=used, group=_BareGroup)


def _node(node: Any, text: str) -> QuestionNode | None:
    """Return our node for Whoosh's; None where nothing of it can be searched."""
    if isinstance(node, syntax.NotGroup):
        child = _node(node[0], text) if len(node) else None
        return Not(child) if child else None
    if isinstance(node, syntax.GroupNode):
        return _group(node, text)
    if isinstance(node, syntax.TextNode):
        return _leaf(node, text)
    return None


def _group(node: Any, text: str) -> QuestionNode | None:
    children = tuple(child for child in (_node(part, text) for part in node) if child)
    if len(children) < 2:
        return children[0] if children else None
    if isinstance(node, syntax.AndGroup):
        return AllOf(children)
    return AnyOf(children) if isinstance(node, syntax.OrGroup) else Bare(children)


def _leaf(node: Any, text: str) -> QuestionNode | None:
    if node.fieldname is not None:
        return Filter(FIELDS[node.fieldname.lower()], node.text.strip(), node.startchar, node.endchar)
    if isinstance(node, plugins.PhrasePlugin.PhraseNode):
        end = node.textstartchar + len(node.text)
        words = tuple(words_of(text, node.textstartchar, end))
        return Phrase(words, node.slop if text[end + 1 : end + 2] == "~" else 0) if words else None
    is_exact = isinstance(node, _ExactNode)
    words = tuple(words_of(text, node.startchar + is_exact, node.endchar))
    return Words(words, is_exact) if words else None
