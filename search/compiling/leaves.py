"""The parts of a question that are no groups: words, phrases, patterns and near words; each with its plan and what answers it.

Not here: what joins them (``compiling``), the levels of a word (``words``, ``runs``, ``aliases``).
"""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from depeche.analyzers.chain import stopwords
from depeche.core import fields, plan
from depeche.indexer.engines.contract import Reader
from depeche.search.compiling.expanding import expanded
from depeche.search.compiling.matchers import Matchers
from depeche.search.compiling.meeting import Meeting
from depeche.search.compiling.nearby import within_edits
from depeche.search.compiling.patterns import of_form
from depeche.search.compiling.phrases import PhraseCompiler, Verify
from depeche.search.compiling.runs import RunCompiler
from depeche.search.compiling.scope import Scope, is_article
from depeche.search.compiling.words import WordCompiler
from depeche.search.question.tree import Fuzzy, Pattern, Phrase, Word, Words

__all__ = ["Leaf", "LeafCompiler", "LeafNode", "kept"]

LeafNode: TypeAlias = Words | Phrase | Pattern | Fuzzy


class Leaf(NamedTuple):
    """The plan of a part, what answers it, those of its words that nothing in the archive answers, and those that names do."""

    plan: plan.Node
    matchers: Matchers
    unmet: tuple[Word, ...] = ()
    doubtful: tuple[Word, ...] = ()


@dataclass(slots=True)
class LeafCompiler:
    """Compiles parts of the question `text` for one archive; `notes` say what was left out or is not there."""

    scope: Scope
    text: str
    reader: Reader
    notes: list[str] = field(default_factory=list)
    _known: dict[tuple[LeafNode, bool], Leaf] = field(default_factory=dict)

    def leaf(self, node: LeafNode, verify: Verify, *, titles: bool) -> Leaf:
        """Return the part `node`, each compiled once; of `titles`, patterns and near words are those of the titles."""
        if (node, titles) not in self._known:
            self._known[node, titles] = self._leaf(node, verify, fields.TITLE if titles else fields.EXACT)
        return self._known[node, titles]

    def _leaf(self, node: LeafNode, verify: Verify, name: str) -> Leaf:
        outside, self.scope.matchers = self.scope.matchers, Matchers()
        try:
            asked, matchers = self._plan(node, verify, name), self.scope.matchers
        finally:
            self.scope.matchers = outside
        meeting = Meeting(matchers, self.reader, titles=name == fields.TITLE)
        words = [word for word in node.words if word.token.exact not in stopwords()] if isinstance(node, Words | Phrase) else []
        unmet = tuple(word for word in words if not meeting.meets(word))
        return Leaf(asked, matchers, unmet, tuple(word for word in words if word not in unmet and meeting.is_doubtful(word)))

    def _plan(self, node: LeafNode, verify: Verify, name: str) -> plan.Node:
        match node:
            case Words():
                return self._as_written(node, verify) if node.is_exact else self._words(node)
            case Phrase():
                return self._phrase(node, verify)
            case Pattern():
                return self._pattern(node, name)
            case Fuzzy():
                return self._fuzzy(node, name)

    def _words(self, node: Words) -> plan.Node:
        wanted = kept(node)
        dropped = [word.text for at, word in enumerate(node.words) if word not in wanted and not is_article(node.words, at)]
        if dropped:
            self.notes.append(f"words too common to search for were left out: {' '.join(dropped)}")
        return RunCompiler(self.scope, self.text).run(node.words, wanted)

    def _as_written(self, node: Words | Phrase, verify: Verify) -> plan.Node:
        """Return the plan of a word as written, or of the words of one chunk in a row (``=al-Cham``)."""
        if len(node.words) > 1:
            return PhraseCompiler(self.scope, self.notes, verify).written(node.words)
        return plan.AnyOf(tuple(WordCompiler(self.scope).written(node.words[0])))

    def _phrase(self, node: Phrase, verify: Verify) -> plan.Node:
        if len(node.words) > 1:
            typed = self.text[node.words[0].token.start : node.words[-1].token.end]
            return PhraseCompiler(self.scope, self.notes, verify, typed).phrase(node)
        return self._as_written(node, verify) if node.is_exact else WordCompiler(self.scope).word(node.words[0], spell=False)

    def _pattern(self, node: Pattern, name: str) -> plan.Node:
        typed = self.text[node.start : node.end]
        found = list(of_form(node, typed, self.reader, name))
        if not found:
            self.notes.append(f"no word of the archive is of the form {typed}")
        return expanded(found, self.scope, self.notes, name)

    def _fuzzy(self, node: Fuzzy, name: str) -> plan.Node:
        found = list(within_edits(node, self.reader, name))
        if not found:
            letters = "1 letter" if node.edits == 1 else f"{node.edits} letters"
            self.notes.append(f"no word of the archive is within {letters} of {node.word.text}")
        return expanded(found, self.scope, self.notes, name)


def kept(node: Words) -> tuple[Word, ...]:
    """Return the words that are searched for: those that are not too common, or all if all are."""
    return tuple(word for word in node.words if word.token.exact not in stopwords()) or node.words
