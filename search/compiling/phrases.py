"""Phrases: words in a row, or near each other, as written, inflected, and with names spelled otherwise.

A row answers at the weakest level among its words; where a word as written may not answer, one of the row's words at least is
another. Words near each other in more ways than engines try are looked for in the text itself. Not here: single words
(``words``), names typed without quotation marks (``runs``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from depeche.core import fields, plan
from depeche.core.model import Level, Token
from depeche.search import weights
from depeche.search.compiling.finding import find
from depeche.search.compiling.matchers import Matchers, Run, Wanted
from depeche.search.compiling.rows import near, row
from depeche.search.compiling.scope import Scope, wanted
from depeche.search.question.tree import Phrase, Word
from depeche.search.vocabulary.forms import forms

__all__ = ["PhraseCompiler", "Verify"]

Verify: TypeAlias = Callable[[plan.Node, Callable[[Sequence[Token]], bool]], plan.Node]
"""From candidates, and what the words of a text must be like, to the plan of those that are."""


class PhraseCompiler:
    """Compiles phrases; adds to `notes` where one was not searched as widely as it was asked.

    `phrase` is what was typed of one that is to be shown as one.
    """

    def __init__(self, scope: Scope, notes: list[str], verify: Verify, phrase: str = "") -> None:
        self._scope, self._notes, self._verify, self._typed = scope, notes, verify, phrase

    def phrase(self, node: Phrase) -> plan.Node:
        """Return the plan of several words in this order; with a slop, in any order and with so many others between at most."""
        written = self.written(node.words, node.slop)
        if node.is_exact:
            return written
        others = [row for row in (self._inflected(node.words, node.slop), self._spelled(node.words, node.slop)) if row]
        return plan.AnyOf((written, *others))

    def written(self, words: tuple[Word, ...], slop: int = 0) -> plan.Node:
        """Return the plan of the words as written."""
        if not self._scope.allows(Level.EXACT):
            return plan.AnyOf(())
        return self._row(fields.EXACT, [{word.token.exact: wanted(word, Level.EXACT)} for word in words], slop, weights.EXACT)

    def _inflected(self, words: tuple[Word, ...], slop: int) -> plan.Node | None:
        if self._scope.is_whole:
            return self._row(fields.STEM, [{word.token.stem: wanted(word, Level.STEM)} for word in words], slop, weights.STEM)
        return self._mixed(words, [self._stems(word) for word in words], slop, Level.STEM)

    def _spelled(self, words: tuple[Word, ...], slop: int) -> plan.Node | None:
        return self._mixed(words, [dict(self._spellings(word)) for word in words], slop, Level.SPELLING)

    def _stems(self, word: Word) -> dict[str, Wanted]:
        return {form: wanted(word, Level.STEM) for form in forms(word.token, self._scope.vocabulary).inflected}

    def _spellings(self, word: Word) -> Iterator[tuple[str, Wanted]]:
        found = self._scope.spellings(word.text, weights.MOST_IN_ROW) if self._scope.is_name(word) else []
        yield from ((s.term, wanted(word, Level.SPELLING, s.probability)) for s in found if s.term != word.token.exact)
        if not self._scope.is_whole:
            yield from ((form, wanted(word, Level.SPELLING)) for form in forms(word.token, self._scope.vocabulary).doublets)

    def _mixed(self, words: tuple[Word, ...], others: list[dict[str, Wanted]], slop: int, level: Level) -> plan.Node | None:
        """Return the row in which each word stands as written or as one of `others`, which are all of `level`."""
        if not self._scope.allows(level) or not any(others):
            return None
        shown = Level.EXACT if self._scope.allows(Level.EXACT) else level
        positions = [{word.token.exact: wanted(word, shown)} | other for word, other in zip(words, others, strict=True)]
        if shown is Level.EXACT:
            return self._row(fields.EXACT, positions, slop, _WEIGHTS[level])
        return plan.AnyOf(tuple(self._row(fields.EXACT, row, slop, _WEIGHTS[level]) for row in _changed(positions)), 0.0)

    def _row(self, name: str, positions: Sequence[dict[str, Wanted]], slop: int, weight: float) -> plan.Node:
        run = Run(name, tuple(positions), slop, in_order=not slop, phrase=self._typed)
        if slop:
            self._scope.matchers.runs.append(run)
            return self._near(run, weight)
        terms = _bounded(positions)
        if terms != tuple(map(tuple, positions)):
            self._notes.append(f"a phrase of {len(positions)} words was searched with the commonest of their forms only")
        kept = tuple({term: row[term] for term in each} for row, each in zip(positions, terms, strict=True))
        self._scope.matchers.runs.append(Run(name, kept, 0, phrase=self._typed))
        return row(name, terms, 0, weight)

    def _near(self, run: Run, weight: float) -> plan.Node:
        """Return the plan of words near each other, by way of their texts if that takes too many ways."""
        node = near(run.field, map(self._known, run.positions) if run.field == fields.EXACT else run.positions, run.slop, weight)
        if node.ways <= plan.MOST_WAYS:
            return node
        each = tuple(row(run.field, [terms[: plan.MOST_WAYS]], 0, weight) for terms in node.positions)
        return self._verify(plan.AllOf(each), lambda tokens: any(find(tokens, Matchers(runs=[run]))))

    def _known(self, position: Iterable[str]) -> tuple[str, ...]:
        """Return those of a position's words that the archive holds; all, if it holds none."""
        every = tuple(position)
        return tuple(filter(self._scope.vocabulary.passages, every)) or every


_WEIGHTS = {Level.STEM: weights.STEM, Level.SPELLING: weights.SPELLING}


def _bounded(positions: Sequence[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the alternatives of a sequence, less the last ones of the longest positions where engines would not try all ways."""
    kept = [list(position) for position in positions]
    while plan.Sequence(fields.EXACT, tuple(map(tuple, kept))).ways > plan.MOST_WAYS and len(max(kept, key=len)) > 1:
        max(kept, key=len).pop()
    return tuple(map(tuple, kept))


def _changed(positions: Sequence[dict[str, Wanted]]) -> Iterator[list[dict[str, Wanted]]]:
    """Yield rows that together are all ways of `positions` but that of each one's first alternative."""
    for at, position in enumerate(positions):
        others = list(position.items())[1:]
        if others:
            before = [dict([next(iter(each.items()))]) for each in positions[:at]]
            yield [*before, dict(others), *positions[at + 1 :]]
