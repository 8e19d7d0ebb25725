"""The parts of a question that are no groups: words, phrases, patterns and near words; each with its plan and what answers it.

Not here: what joins them (``compiling``), the levels of a word (``words``, ``runs``, ``aliases``).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from depeche.analyzers.chain import stopwords
from depeche.core import fields, plan
from depeche.indexer.engines.contract import Reader
from depeche.search.compiling.checking import Place
from depeche.search.compiling.lexicon import Lexicon
from depeche.search.compiling.matchers import Matchers
from depeche.search.compiling.meeting import Held, Meeting
from depeche.search.compiling.runs import RunCompiler
from depeche.search.compiling.scope import Scope, is_article
from depeche.search.compiling.words import WordCompiler
from depeche.search.question.tree import Fuzzy, Pattern, Phrase, Word, Words, words_of

if TYPE_CHECKING:
    from depeche.search.compiling.expanding import Expansion
    from depeche.search.compiling.phrases import PhraseCompiler, Verify

__all__ = ["MOST_EXPANDED", "Leaf", "LeafCompiler", "LeafNode", "kept"]

MOST_EXPANDED = 50
"""How many patterns and near words of a question are looked up in the dictionary, up to 80 ms each where that has 300,000 words."""

LeafNode: TypeAlias = Words | Phrase | Pattern | Fuzzy


class Leaf(NamedTuple):
    """The plan of a part, what answers it, those of its words that nothing in the archive answers, and those that names do."""

    plan: plan.Node
    matchers: Matchers
    unmet: tuple[Word, ...] = ()
    doubtful: tuple[Word, ...] = ()


class LeafCompiler:
    """Compiles parts of the question `text` for one archive; `notes` say what was left out or is not there.

    `required` are the words that are searched for however common they are.
    """

    def __init__(self, scope: Scope, text: str, reader: Reader, required: frozenset[Word] = frozenset()) -> None:
        self.scope, self.text, self.reader, self.required = scope, text, reader, required
        self.notes: list[str] = []
        self._known: dict[tuple[LeafNode, Place], Leaf] = {}
        self._expanded: set[LeafNode] = set()
        self._lexicon, self._held = Lexicon(reader), Held(reader, scope.vocabulary)

    def leaf(self, node: LeafNode, verify: "Verify", place: Place) -> Leaf:
        """Return the part `node`, the same part but once; in titles, patterns and near words are those of titles."""
        where = place if isinstance(node, Phrase) and node.slop else Place(place.titles)
        if (node, where) not in self._known:
            self._known[node, where] = self._leaf(node, verify, fields.TITLE if place.titles else fields.EXACT)
        return self._known[node, where]

    def _leaf(self, node: LeafNode, verify: "Verify", name: str) -> Leaf:
        outside, self.scope.matchers = self.scope.matchers, Matchers()
        try:
            asked, matchers = self._plan(node, verify, name), self.scope.matchers
        finally:
            self.scope.matchers = outside
        meeting = Meeting(matchers, self._held, titles=name == fields.TITLE)
        words = [word for word in node.words if word.token.exact not in stopwords()] if isinstance(node, Words | Phrase) else []
        unmet = tuple(word for word in words if not meeting.meets(word))
        return Leaf(asked, matchers, unmet, tuple(word for word in words if word not in unmet and meeting.is_doubtful(word)))

    def rarity(self, node: LeafNode, leaf: Leaf) -> float:
        """Return how telling the part is: its words together, or all the words that a pattern stands for as one."""
        if isinstance(node, Words | Phrase):
            return sum(self.scope.rarity(word) for word in node.words if word.token.exact not in stopwords())
        return self.scope.vocabulary.rarity(self.reader.count(leaf.plan, dispatches=False).passages)

    def _plan(self, node: LeafNode, verify: "Verify", name: str) -> plan.Node:
        match node:
            case Words():
                return self._as_written(node, verify) if node.is_exact else self._words(node)
            case Phrase():
                return self._phrase(node, verify)
            case Pattern() | Fuzzy():
                return self._expansion(node, name)

    def _words(self, node: Words) -> plan.Node:
        wanted = kept(node)
        dropped = [word.text for at, word in enumerate(node.words) if word not in wanted and not is_article(node.words, at)]
        searched = {word.text for word in node.words if word in self.required}
        if left := [text for text in dropped if text not in searched]:
            self.notes.append(f"words too common to search for were left out: {' '.join(left)}")
        return RunCompiler(self.scope, self.text).run(node.words, wanted)

    def _as_written(self, node: Words | Phrase, verify: "Verify") -> plan.Node:
        """Return the plan of a word as written, or of the words of one chunk in a row (``=al-Cham``)."""
        if len(node.words) > 1:
            return self._sequences(verify).written(node.words)
        return plan.AnyOf(tuple(WordCompiler(self.scope).written(node.words[0])))

    def _phrase(self, node: Phrase, verify: "Verify") -> plan.Node:
        if len(node.words) > 1:
            typed = self.text[node.words[0].token.start : node.words[-1].token.end]
            return self._sequences(verify, typed).phrase(node)
        return self._as_written(node, verify) if node.is_exact else WordCompiler(self.scope).word(node.words[0], spell=False)

    def _sequences(self, verify: "Verify", typed: str = "") -> "PhraseCompiler":
        from depeche.search.compiling.phrases import PhraseCompiler

        return PhraseCompiler(self.scope, self.notes, verify, typed)

    def _expansion(self, node: Pattern | Fuzzy, name: str) -> plan.Node:
        if node not in self._expanded and len(self._expanded) == MOST_EXPANDED:
            self.notes.append(f"of patterns and near words, the first {MOST_EXPANDED} were searched; the others as plain words")
            return self._plain(node)
        self._expanded.add(node)
        found = list(self._found(node, name))
        if not found:
            self.notes.append(f"no word of the archive is {_asked(node, self.text)}")
        from depeche.search.compiling.expanding import expanded

        return expanded(found, self.scope, self.notes, name)

    def _found(self, node: Pattern | Fuzzy, name: str) -> "Iterator[Expansion]":
        if isinstance(node, Fuzzy):
            from depeche.search.compiling.nearby import within_edits

            return within_edits(node, self._lexicon, name)
        from depeche.search.compiling.patterns import of_form

        return of_form(node, self.text[node.start : node.end], self._lexicon, name)

    def _plain(self, node: Pattern | Fuzzy) -> plan.Node:
        """Return the plan of the words that the letters of `node` make."""
        words = (node.word,) if isinstance(node, Fuzzy) else tuple(words_of(self.text, node.start, node.end))
        return self._words(Words(words)) if words else plan.AnyOf(())


def _asked(node: Pattern | Fuzzy, text: str) -> str:
    if isinstance(node, Pattern):
        return f"of the form {text[node.start : node.end]}"
    return f"within {'1 letter' if node.edits == 1 else f'{node.edits} letters'} of {node.word.text}"


def kept(node: Words) -> tuple[Word, ...]:
    """Return the words that are searched for: those that are not too common, or all if all are."""
    return tuple(word for word in node.words if word.token.exact not in stopwords()) or node.words
