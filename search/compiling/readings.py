"""The ways in which a name of several words may be divided into words: as typed, fused ones parted, neighbours fused.

``Rami Abdulrahman`` is also Rami, Abd, Rahman; ``Rami Abdel Rahmane`` is also Rami and Abdelrahmane in one. Articles are left
out. Pure functions on words. Not here: which of the words an archive holds (``runs``, ``listing``).
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from depeche.analyzers import names
from depeche.search.compiling.scope import is_article
from depeche.search.question.tree import Word

__all__ = ["MOST_WORDS", "Part", "Run", "fused", "names_in", "readings", "slop"]

MOST_WORDS = 4
"""The words of a name that are looked at together."""


class Part(NamedTuple):
    """A word that a name may be written with, and the word or words of the question that it stands for."""

    name: str
    word: Word

    @property
    def is_as_typed(self) -> bool:
        """Whether it is a word of the question."""
        return self.name == self.word.text


class Run(NamedTuple):
    """Names side by side, and all the words `typed` from the first to the last of them, the articles between included."""

    names: tuple[Word, ...]
    typed: tuple[Word, ...]


def names_in(words: Sequence[Word], is_name: Callable[[Word], bool]) -> Iterator[Run]:
    """Yield the names that stand side by side in `words`, at most :data:`MOST_WORDS` at a time, with articles between."""
    places: list[int] = []
    for at, word in enumerate(words):
        if is_article(words, at):
            continue
        if places and (not is_name(word) or len(places) == MOST_WORDS):
            yield _run(words, places)
            places = []
        places += [at] if is_name(word) else []
    if places:
        yield _run(words, places)


def readings(words: Sequence[Word]) -> list[tuple[Part, ...]]:
    """Return the ways to divide the name that `words` are; the first is as typed."""
    plain: list[tuple[Part, ...]] = [(Part(word.text, word),) for word in words]
    parted = [_parts(word) or whole for word, whole in zip(words, plain, strict=True)]
    joined = [[*plain[:at], (_one(pair),), *plain[at + 2 :]] for at, pair in enumerate(pairwise(words))]
    return list(dict.fromkeys(tuple(chain.from_iterable(each)) for each in [plain, parted, *joined]))


def fused(words: Sequence[Word]) -> list[Word]:
    """Return each two neighbours of `words` as one word, and all of them."""
    runs = [*pairwise(words), *([words] if len(words) > 2 else [])]
    return [_one(run).word for run in runs]


def slop(words: int) -> int:
    """Return how many articles may stand between the words of a name: one in a gap, two in all."""
    return min(2, words - 1)


def _run(words: Sequence[Word], places: list[int]) -> Run:
    return Run(tuple(words[at] for at in places), tuple(words[places[0] : places[-1] + 1]))


def _parts(word: Word) -> tuple[Part, ...]:
    return tuple(Part(part, word) for part in names.joined_parts(word.text))


def _one(words: Sequence[Word]) -> Part:
    """Return `words` as one, from the first to the last as typed; its exact form keeps the blanks, for no term is as typed."""
    text, exact = (" ".join(forms) for forms in zip(*((word.text, word.token.exact) for word in words), strict=True))
    return Part(text, Word(text, words[0].token._replace(exact=exact, end=words[-1].token.end)))
