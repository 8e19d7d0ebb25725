"""Words side by side: each at its levels, and beside them what they are together.

Names that stand side by side are also asked for as one name: in a row, however each is spelled and with articles between, and
fused into one word. Together they raise a passage, they are not needed. Not here: single words (``words``), phrases.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from depeche.core import fields, plan
from depeche.core.model import Level
from depeche.search import weights
from depeche.search.compiling.aliases import AliasCompiler
from depeche.search.compiling.raising import Asked, raised
from depeche.search.compiling.readings import Part, fused, names_in, readings, slop
from depeche.search.compiling.rows import row
from depeche.search.compiling.scope import Scope, is_particle, wanted
from depeche.search.compiling.words import WordCompiler
from depeche.search.question.tree import Word
from depeche.search.vocabulary.spellings import Spelling

__all__ = ["RunCompiler"]


class RunCompiler:
    """Compiles words side by side of the question `text`."""

    def __init__(self, scope: Scope, text: str) -> None:
        self._scope, self._text = scope, text

    def run(self, words: tuple[Word, ...], kept: tuple[Word, ...]) -> plan.Node:
        """Return the plan of words side by side: any of `kept`, and names that `words` (all of them) make."""
        compiler, aliases = WordCompiler(self._scope), AliasCompiler(self._scope, self._text)
        particles = [word for at, word in enumerate(words) if is_particle(words, at)]
        parts: list[plan.Node] = []
        asked: list[Asked] = []
        at = 0
        while at < len(words):
            naming = aliases.at(words, at)
            inside = words[at : at + naming.length]
            single = [Asked(word, compiler.word(word, spell=word not in particles)) for word in inside if word in kept]
            named = plan.AnyOf(tuple(aliases.nodes(inside, naming)))
            parts += _parts([one.node for one in single], named)
            asked += [Asked(word, plan.AnyOf((node, named)) if named.children else node) for word, node in single]
            at += naming.length
        return raised(self._scope, asked, _sum([*parts, *self._together(words)]))

    def _together(self, words: tuple[Word, ...]) -> Iterator[plan.Node]:
        """Yield the names of `words` that stand side by side, fused and in a row."""
        runs = names_in(words, self._scope.is_name) if self._scope.allows(Level.SPELLING) else iter(())
        for run in (run for run in runs if len(run.names) > 1):
            for one in fused(run.names):
                typed = Word(self._text[one.token.start : one.token.end], one.token)
                yield from WordCompiler(self._scope).spelled(typed, one.text)
            yield plan.AnyOf((*self._typed(run.typed), *self._rows(run.names)), 0.0)

    def _typed(self, words: Sequence[Word]) -> Iterator[plan.Node]:
        if self._scope.allows(Level.EXACT):
            self._scope.matchers.add_run(fields.EXACT, [{word.token.exact: wanted(word, Level.EXACT)} for word in words], 0)
            yield row(fields.EXACT, [(word.token.exact,) for word in words], 0, weights.EXACT)

    def _rows(self, names: Sequence[Word]) -> Iterator[plan.Node]:
        """Yield the words of a name in a row, in each of its readings of which the archive holds all parts."""
        for reading in readings(names):
            positions = [{form.term: form for form in self._forms(part)} for part in reading]
            if len(positions) > 1 and all(positions):
                yield from self._ways([list(position.values()) for position in positions])

    def _ways(self, positions: Sequence[Sequence[Spelling]]) -> Iterator[plan.Node]:
        """Yield each way of a row by itself, the likeliest first: a rare one must not outrank a common one for being rare."""
        together = [sum(form.passages for form in position) for position in positions]
        ways = sorted(product(*positions), key=lambda way: -prod(form.probability for form in way))
        for way in ways[: weights.MOST_ROWS]:
            terms = tuple(form.term for form in way)
            weight = weights.ROW * self._scope.worth(way, together)
            yield row(fields.EXACT, [(term,) for term in terms], slop(len(terms)), weight)

    def _forms(self, part: Part) -> Iterator[Spelling]:
        exact = part.word.token.exact
        passages = self._scope.vocabulary.passages(exact)
        if part.is_as_typed and self._scope.allows(Level.EXACT) and passages:
            yield Spelling(exact, passages, 1.0)
        found = self._scope.spellings(part.name, weights.MOST_IN_ROW)
        yield from (spelling for spelling in found if spelling.term != exact)


def _parts(single: list[plan.Node], named: plan.AnyOf) -> list[plan.Node]:
    """Return the plans of words, or one of the words with the other names of what they name together."""
    return [plan.AnyOf((_sum(single), named))] if named.children else single


def _sum(parts: list[plan.Node]) -> plan.Node:
    return parts[0] if len(parts) == 1 else plan.AnyOf(tuple(parts), weights.WORD_TIE)
