"""What of a text is compared with others: its folded words, as a mark, as the set of their pairs, as bands and a sketch.

Pairs rather than threes, so that one changed word leaves a text of twenty words near-identical. A word is a number of 32 bits, a
pair one of 64. All of it hangs on the text alone, so it can be made in another process than the one that compares.
Not here: looking texts up (``leaders``, ``held``), which of two near-identical ones gives the mark (``clusters``).
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from depeche.indexer.copies import signatures
from depeche.indexer.copies.marks import own

__all__ = ["NEAR", "Copied", "Text", "copied", "numbers", "pairs"]

NEAR = 0.8
"""The least similarity (Jaccard's, of the sets of pairs) of near-identical texts."""

_FEWEST = 16
"""Words that a text must have to be near-identical to others that are not the same."""
_WORD, _PAIR = 4, 8
"""Bytes of the number of a word, and of a pair."""


class Text(NamedTuple):
    """A passage or a dispatch: its mark, eight characters of base64, its bands and its sketch (``signatures``).

    There are no bands where only the same words make a copy.
    """

    mark: str
    bands: tuple[str, ...] = ()
    sketch: int = 0


class Copied(NamedTuple):
    """What of a dispatch is compared: of the whole and of each passage, None where there are no words.

    `words` holds the :func:`numbers` of the words of each passage.
    """

    dispatch: str
    whole: Text | None
    passages: tuple[Text | None, ...]
    words: tuple[bytes, ...]

    def like(self, pairs: set[int], ordinal: int | None = None) -> float:
        """Return the similarity, 0 to 1, of a passage, by default of the whole, to a text with `pairs`."""
        mine = self.pairs(ordinal)
        both = len(mine & pairs)
        return both / max(1, len(mine) + len(pairs) - both)

    def pairs(self, ordinal: int | None = None) -> set[int]:
        """Return the pairs of a passage, by default of the whole, where the passages stand side by side."""
        return pairs(b"".join(self.words) if ordinal is None else self.words[ordinal])


def copied(dispatch: str, own: Sequence[str], passages: Sequence[str]) -> Copied:
    """Return what of a dispatch is compared.

    `own` are the marks that its text, and then the text of each passage, have by themselves; `passages` the folded words of each,
    joined.
    """
    words = tuple(map(numbers, passages))
    rows = signatures.rows(list(map(_pairs, words)))
    each = zip(own[1:], passages, words, rows, strict=True)
    parts = tuple([_text(signatures.PASSAGE, mark, [joined], len(held), row) for mark, joined, held, row in each])
    whole = _text(signatures.DISPATCH, own[0], passages, sum(map(len, words)), signatures.united(rows))
    return Copied(dispatch, whole, parts, words)


def numbers(words: str) -> bytes:
    """Return the numbers of folded words, which are joined by one blank: ``array("I")`` as bytes."""
    return array("I", map(crc32, words.encode().split(b" "))).tobytes() if words else b""


def pairs(words: bytes) -> set[int]:
    """Return the pairs of neighbouring words, by the :func:`numbers` of the words."""
    return set(_pairs(words))


def _text(kind: int, mark: str, passages: Sequence[str], size: int, row: Sequence[int]) -> Text | None:
    """Return a text of `size` bytes of words; its mark is that of its words where nothing is near it that has others."""
    if not size:
        return None
    if size < _FEWEST * _WORD or not row:
        return Text(own(" ".join(filter(None, passages))))
    return Text(mark, signatures.bands(kind, row), signatures.sketch(row))


def _pairs(words: bytes) -> "array[int]":
    """Return the pairs, those that begin at even places first."""
    found = array("Q")
    for begin in (0, _WORD):
        found.frombytes(words[begin : len(words) - (len(words) - begin) % _PAIR])
    return found
