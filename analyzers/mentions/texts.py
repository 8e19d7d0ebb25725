"""A text as columns of its words: what every step of the extraction reads.

A dispatch has hundreds of words and some dozens with a capital; columns let a step look at those alone, with no object for each
word. Also here: what stands between words, and whether it joins them. Not here: what any word means.
"""

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import compress

from depeche.analyzers.chain import analyze
from depeche.analyzers.tokenizing import APOSTROPHES, HYPHENS, INVISIBLE
from depeche.analyzers.tokens import Tokens
from depeche.core.model import Token

__all__ = ["Text"]

_BLANKS = " \t\u00a0\u2009\u202f"
_BETWEEN = rf"(?:[{_BLANKS}]*(?:\r?\n[{_BLANKS}]*)?|[{APOSTROPHES}]|[{HYPHENS}])"
_PARTICLE = rf"(?:(?:[ld]|qu)[{APOSTROPHES}])?"
_GAP = re.compile(rf"[{INVISIBLE}]*{_BETWEEN}[{INVISIBLE}]*{_PARTICLE}[{INVISIBLE}]*", re.IGNORECASE)
_LINKS = frozenset(["de", "du", "des", "la", "le", "les", "sur", "sous", "en", "aux", "lez"])
_ELIDED = re.compile(rf"(?P<particle>[ld]|qu)[{APOSTROPHES}][{INVISIBLE}]*\Z", re.IGNORECASE)
_HYPHENS = frozenset(HYPHENS)
_LONGEST_GAP = 100


class Text:
    """A text as `written`, and of its words, by their places: where each starts and ends, its exact form and its stem.

    `count` is how many there are; `capital` says which have a capital, with one entry more, `capitals` are their places. `gaps`
    are what stands before each word, up to the word before. A place is an index of these columns; an end is exclusive.
    """

    __slots__ = ("_asked", "_words", "capital", "capitals", "count", "ends", "exacts", "gaps", "starts", "stems", "written")

    def __init__(self, written: str, tokens: Sequence[Token] | None = None, asked: Container[str] | None = None) -> None:
        """Read the columns of `tokens`, which are those of ``chain.analyze(written)``; by default they are made.

        `asked` are all words that any step will ask for the places of (``where``); by default it may ask for any.
        """
        found = analyze(written) if tokens is None else tokens if isinstance(tokens, Tokens) else _columns(tokens)
        self.written = written
        self.starts, self.ends, self.exacts, self.stems = found.starts, found.ends, found.exacts, found.stems
        self.capitals = found.capitals
        self.count = len(self.exacts)
        self.capital = bytearray(self.count + 1)
        for at in self.capitals:
            self.capital[at] = 1
        between = zip([0, *self.ends], self.starts, strict=False)
        self.gaps = [written[end] if start - end == 1 else written[end:start] for end, start in between]
        every = range(self.count)
        self._asked: Sequence[int] = every if asked is None else list(compress(every, map(asked.__contains__, self.exacts)))
        self._words = [self.exacts[at] for at in self._asked]

    def where(self, known: Container[str]) -> list[int]:
        """Return the places of the words of which the exact form is `known`; of those asked for."""
        return list(compress(self._asked, map(known.__contains__, self._words)))

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """Return the exact forms from `start` to `end`."""
        return tuple(self.exacts[start:end])

    def surface(self, start: int, end: int) -> str:
        """Return the words from `start` to `end` as written."""
        return self.written[self.starts[start] : self.ends[end - 1]]

    def size(self, at: int) -> int:
        """Return how many code points a word is written with."""
        return self.ends[at] - self.starts[at]

    def case(self, start: int, end: int) -> str:
        """Return how the words are written: ``U`` all in capitals, ``C`` with a capital, ``.`` small."""
        return "".join([self.sign(at) for at in range(start, end)])

    def sign(self, at: int) -> str:
        """Return how one word is written, as ``case`` does."""
        if not self.capital[at]:
            return "."
        return "U" if self.written[self.starts[at] : self.ends[at]].isupper() else "C"

    def joined(self, at: int) -> bool:
        """Whether nothing parts a word from the one before: blanks, one line end, a hyphen or an elided particle join.

        The full stop of an initial (M. X, George W. Bush) does not part.
        """
        gap = self.gaps[at]
        if gap == " ":
            return True
        if gap[:1] == "." and self.capital[at - 1] and self.size(at - 1) == 1:
            gap = gap[1:]
        return len(gap) < _LONGEST_GAP and _joins(gap)

    def together(self, start: int, end: int) -> bool:
        """Whether the words from `start` to `end` are all joined."""
        return end - start < 2 or all(self.joined(at) for at in range(start + 1, end))

    def reads(self, at: int, words: Sequence[str]) -> bool:
        """Whether the words from `at` on are the folded `words`, all joined."""
        end = at + len(words)
        return self.exacts[end - 1 : end] == [words[-1]] and self.words(at, end) == words and self.together(at, end)

    def hyphenated(self, at: int) -> bool:
        """Whether a hyphen alone stands between a word and the one before."""
        return self.gaps[at] in _HYPHENS

    def in_compound(self, start: int, end: int) -> bool:
        """Whether hyphens tie the words into a longer French name: France in Île-de-France, Rome in Rome-sur-Mer."""
        gaps = self.gaps
        if gaps[start] in _HYPHENS and start and self.exacts[start - 1] in _LINKS:
            return True
        return end < self.count and gaps[end] in _HYPHENS and self.exacts[end] in _LINKS

    def elided(self, at: int) -> str:
        """Return the particle that is elided before a word, folded (l, d, qu), or nothing."""
        gap = self.gaps[at]
        return "" if gap == " " else _particle(gap[-_LONGEST_GAP:])


def _columns(tokens: Sequence[Token]) -> Tokens:
    made = Tokens()
    made.starts, made.ends = [token.start for token in tokens], [token.end for token in tokens]
    made.exacts, made.stems = [token.exact for token in tokens], [token.stem for token in tokens]
    made.capitals = [at for at, token in enumerate(tokens) if token.capital]
    return made


@lru_cache(maxsize=10_000)
def _joins(gap: str) -> bool:
    return _GAP.fullmatch(gap) is not None


@lru_cache(maxsize=10_000)
def _particle(gap: str) -> str:
    before = _ELIDED.search(gap)
    return before["particle"].lower() if before else ""
