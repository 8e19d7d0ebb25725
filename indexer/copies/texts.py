"""What of a text is compared with others: its folded words, as a mark, as the set of their pairs, and as bands (``signatures``).

Pairs rather than threes, so that one changed word leaves a text of twenty words near-identical. All of it hangs on the text alone,
so it can be made in another process than the one that compares.
Not here: looking texts up (``leaders``), which of two near-identical ones gives the mark (``clusters``).
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from depeche.indexer.copies import signatures
from depeche.indexer.copies.marks import own

__all__ = ["NEAR", "Copied", "Text", "copied", "numbers"]

NEAR = 0.8
"""The least similarity (Jaccard's, of the sets of pairs) of near-identical texts."""

_FEWEST = 16
"""Words that a text must have to be near-identical to others that are not the same."""


class Text(NamedTuple):
    """A passage or a dispatch: its mark, eight characters of base64, and its bands; none where only the same words make a copy."""

    mark: str
    bands: tuple[str, ...] = ()


class Copied(NamedTuple):
    """What of a dispatch is compared: of the whole and of each passage, None where there are no words.

    `pairs` holds for each passage a 32-bit number for each pair of neighbouring words (``array("I")`` as bytes).
    """

    dispatch: str
    whole: Text | None
    passages: tuple[Text | None, ...]
    pairs: tuple[bytes, ...]

    def like(self, pairs: set[int], ordinal: int | None = None) -> float:
        """Return the similarity, 0 to 1, of a passage, by default of the whole, to a text with `pairs`."""
        mine = numbers(b"".join(self.pairs) if ordinal is None else self.pairs[ordinal])
        both = len(mine & pairs)
        return both / max(1, len(mine) + len(pairs) - both)


def copied(dispatch: str, text: str, passages: Sequence[tuple[str, str]]) -> Copied:
    """Return what of a dispatch is compared: by its id, its text, and the text and the folded words, joined, of each passage."""
    counts = [words.count(" ") + 1 if words else 0 for _, words in passages]
    pairs = [_pairs(words) for _, words in passages]
    rows = signatures.rows(pairs)
    each = zip(passages, counts, rows, strict=True)
    parts = [_text(signatures.PASSAGE, raw, words, count, row) for (raw, words), count, row in each]
    whole = " ".join(words for _, words in passages if words)
    row = signatures.united(rows)
    own_pairs = tuple(part.tobytes() for part in pairs)
    return Copied(dispatch, _text(signatures.DISPATCH, text, whole, sum(counts), row), tuple(parts), own_pairs)


def numbers(pairs: bytes) -> set[int]:
    """Return pairs that are stored as bytes, each once."""
    held = array("I")
    held.frombytes(pairs)
    return set(held)


def _text(kind: int, text: str, words: str, count: int, row: Sequence[int]) -> Text | None:
    """Return a text; its mark is that of its words where no other text can be near it without having the same ones."""
    if not count:
        return None
    if count < _FEWEST or not row:
        return Text(own(words))
    return Text(own(text), signatures.bands(kind, row))


def _pairs(words: str) -> "array[int]":
    each = words.encode().split(b" ")
    return array("I", map(crc32, each[1:], map(crc32, each)))
