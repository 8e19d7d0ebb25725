"""How an archive writes a name: its single words, and its runs of words, with how often and how probably.

A run is looked for as each reading of the name, with the spellings of each word, the likeliest first; it is listed with the
articles it really has, and counted by the engine. Not here: single words (``vocabulary``), the levels of a question.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product
from math import prod

from depeche.analyzers import names
from depeche.analyzers.names.reading import read
from depeche.core import fields
from depeche.indexer.engines.contract import Reader
from depeche.search import weights
from depeche.search.compiling.readings import Part, names_in, readings, slop
from depeche.search.compiling.rows import row
from depeche.search.question.tree import words_of
from depeche.search.vocabulary import Vocabulary
from depeche.search.vocabulary.spellings import CUT, Spelling, foremost

__all__ = ["Listing"]

_MOST_RUNS = 30
"""How many combinations of spellings are looked for, the likeliest first."""
_VOWELS = "aeiou"


class Listing:
    """Lists spellings in one snapshot of an archive."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary) -> None:
        self._reader, self._vocabulary = reader, vocabulary

    def spellings(self, name: str) -> list[Spelling]:
        """Return the words, and runs of words, that spell `name` in the archive, the likeliest first."""
        found = {spelling.term: spelling for spelling in (*self._vocabulary.spellings(name), *self._runs(name))}
        return sorted(found.values(), key=lambda each: (-each.probability, -each.passages, each.term))

    def _runs(self, name: str) -> Iterator[Spelling]:
        for words in islice(self._combinations(name), _MOST_RUNS):
            for run, passages in self._held(words):
                probability = names.likeness(name, " ".join(run))
                if probability >= CUT:
                    yield Spelling(" ".join(run), passages, probability)

    def _combinations(self, name: str) -> Iterator[tuple[str, ...]]:
        """Yield the runs of words that may spell `name`, the likeliest first; none if it is more than one name."""
        typed = list(names_in(list(words_of(name, 0, len(name))), lambda _: True))
        asked = readings(typed[0].names) if len(typed) == 1 else []
        found = [choice for reading in asked if len(reading) > 1 for choice in product(*map(self._words, reading))]
        found.sort(key=lambda choice: -prod(probability for _, probability in choice))
        yield from dict.fromkeys(tuple(term for term, _ in choice) for choice in found)

    def _words(self, part: Part) -> list[tuple[str, float]]:
        exact = part.word.token.exact
        spelled = {s.term: s.probability for s in foremost(self._vocabulary.spellings(part.name), weights.MOST_IN_ROW)}
        typed = {exact: 1.0} if part.is_as_typed and self._vocabulary.passages(exact) else {}
        return list((spelled | typed).items())

    def _held(self, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
        """Yield the run of `words`, and those with an article in it, that the archive holds."""
        anyhow, plain = self._count(words, slop(len(words))), self._count(words, 0)
        yield from [(words, plain)] if plain else []
        for run in self._with_article(words) if anyhow > plain else ():
            passages = self._count(run, 0)
            yield from [(run, passages)] if passages else []

    def _with_article(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for at, word in enumerate(words[1:], 1):
            for article in filter(self._vocabulary.passages, _articles(word)):
                yield (*words[:at], article, *words[at:])

    def _count(self, words: Sequence[str], gaps: int) -> int:
        sequence = row(fields.EXACT, [(word,) for word in words], gaps)
        return self._reader.count(sequence, dispatches=False).passages


def _articles(word: str) -> list[str]:
    """Return the articles that `word` may have: with an l, or with its own first consonant, of one letter or two."""
    ends = dict.fromkeys(["l", word[:1], word[:2]])
    found = ["l", *(vowel + end for end in ends for vowel in _VOWELS)]
    return [article for article in found if read(f"{article} {word}").words == read(word).words]
