"""Phrases: words in a row as written, inflected, and with names spelled otherwise.

A row answers at the weakest level among its words; where a word as written may not answer, one of the row's words at least is
another. Not here: single words (``words``), names typed without quotation marks (``runs``).
"""

from collections.abc import Iterable, Iterator, Sequence

from depeche.core import fields, plan
from depeche.core.model import Level
from depeche.search import weights
from depeche.search.forms import forms
from depeche.search.matchers import Wanted
from depeche.search.question.tree import Word
from depeche.search.scope import Scope, wanted

__all__ = ["PhraseCompiler"]


def _bounded(positions: Sequence[Iterable[str]], slop: int) -> tuple[tuple[str, ...], ...]:
    """Return the alternatives of a sequence, less the last ones of the longest positions where engines would not try all ways."""
    kept = [list(position) for position in positions]
    while plan.Sequence(fields.EXACT, tuple(map(tuple, kept)), slop).ways > plan.MOST_WAYS and len(max(kept, key=len)) > 1:
        max(kept, key=len).pop()
    return tuple(map(tuple, kept))


class PhraseCompiler:
    """Compiles phrases; adds to `notes` where one was not searched as widely as it was asked."""

    def __init__(self, scope: Scope, notes: list[str]) -> None:
        self._scope, self._notes = scope, notes

    def phrase(self, words: tuple[Word, ...], slop: int, *, is_exact: bool) -> plan.Node:
        """Return the plan of several words in this order, `slop` others between at most."""
        widest = self._slop(words, slop)
        written = self.written(words, widest)
        if is_exact:
            return written
        others = [node for node in (self._inflected(words, widest), self._spelled(words, widest)) if node]
        return plan.AnyOf((written, *others), weights.LEVEL_TIE)

    def written(self, words: tuple[Word, ...], slop: int) -> plan.Node:
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
        terms = _bounded(positions, slop)
        if terms != tuple(map(tuple, positions)):
            self._notes.append(f"a phrase of {len(positions)} words was searched with the commonest of their forms only")
        kept = [{term: row[term] for term in each} for row, each in zip(positions, terms, strict=True)]
        self._scope.matchers.add_run(name, kept, slop)
        return plan.Sequence(name, terms, slop, weight)

    def _slop(self, words: tuple[Word, ...], slop: int) -> int:
        """Return the slop asked for, or the widest that engines can run."""
        positions = tuple((word.token.exact,) for word in words)
        widest = slop
        while plan.Sequence(fields.EXACT, positions, widest).ways > plan.MOST_WAYS:
            widest -= 1
        if widest < slop:
            self._notes.append(f"a phrase of {len(words)} words was searched with ~{widest}, not ~{slop}")
        return widest


_WEIGHTS = {Level.STEM: weights.STEM, Level.SPELLING: weights.SPELLING}


def _changed(positions: Sequence[dict[str, Wanted]]) -> Iterator[list[dict[str, Wanted]]]:
    """Yield rows that together are all ways of `positions` but that of each one's first alternative."""
    for at, position in enumerate(positions):
        others = list(position.items())[1:]
        if others:
            before = [dict([next(iter(each.items()))]) for each in positions[:at]]
            yield [*before, dict(others), *positions[at + 1 :]]
