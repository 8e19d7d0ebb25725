"""What of a text is compared with others: its folded words, as a mark and as the set of its pairs of neighbouring words.

Pairs rather than threes, so that one changed word leaves a text of twenty words near-identical.
Not here: looking texts up (``signatures``), which of two near-identical ones gives the mark (``clusters``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

__all__ = ["NEAR", "Text", "passage_text", "whole"]

NEAR = 0.8
"""The least similarity (Jaccard's, of the sets of pairs) of near-identical texts."""

_FEWEST = 16
"""Words that a text must have to be near-identical to others that are not the same."""


@dataclass(frozen=True, slots=True)
class Text:
    """A passage or a dispatch. `mark`: 12 hexadecimal digits, the same for the same folded words; `words`: how many it has.

    `pairs` holds a 32-bit number for each pair of neighbouring words.
    """

    mark: str
    words: int
    pairs: frozenset[int]

    @property
    def comparable(self) -> bool:
        """Whether it has words enough for others to be near it without being the same."""
        return self.words >= _FEWEST

    def like(self, pairs: frozenset[int]) -> float:
        """Return the similarity to a text with `pairs`, 0 to 1."""
        both = len(self.pairs & pairs)
        return both / max(1, len(self.pairs) + len(pairs) - both)


def passage_text(terms: Sequence[str]) -> Text | None:
    """Return the text of a passage with these folded words; None where there are none."""
    if not terms:
        return None
    joined = "\n".join((*terms, "")).encode()
    words = joined.splitlines(keepends=True)
    return Text(_mark(joined), len(terms), frozenset(map(crc32, words[1:], map(crc32, words))))


def whole(passages: Iterable[Text | None]) -> Text | None:
    """Return the text of the dispatch that has these passages; None where none has words."""
    parts = [part for part in passages if part]
    if not parts:
        return None
    pairs = frozenset[int]().union(*(part.pairs for part in parts))
    return Text(_mark("\n".join(part.mark for part in parts).encode()), sum(part.words for part in parts), pairs)


def _mark(words: bytes) -> str:
    return blake2b(words, digest_size=6).hexdigest()
