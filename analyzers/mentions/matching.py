"""Where names of the gazetteer stand in a text: a search over its tokens, every name at every place.

Not here: which of several entities is meant, which overlapping matches stay (``extracting``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depeche.analyzers.mentions.gazetteer import Candidate, Gazetteer, spread, unpacked
from depeche.analyzers.mentions.spans import fits, in_compound, together
from depeche.core.model import Token

__all__ = ["Match", "find"]


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the gazetteer: tokens from `start` to `end` (exclusive), and what it may stand for, likeliest first."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


def find(text: str, tokens: Sequence[Token], known: Gazetteer) -> list[Match]:
    """Return every name of `known` in `tokens`, the tokens of `text`, by start, then longest first.

    Names inside names are there too, and those that count only after a cue. Names are joined and have their case.
    """
    lengths = known.lengths
    found: list[Match] = []
    for at, token in enumerate(tokens):
        mask = lengths.get(token.exact)
        if mask is not None:
            found.extend(_at(text, tokens, at, mask, known))
    return found


def _at(text: str, tokens: Sequence[Token], at: int, mask: int, known: Gazetteer) -> Iterator[Match]:
    if mask & 1 and at + 1 < len(tokens):
        mask |= known.lengths.get(f"{tokens[at].exact} {tokens[at + 1].exact}", 0)
    for length in spread(mask):
        packed = known.names.get(_key(tokens, at, length)) if at + length <= len(tokens) else None
        if packed is not None and _stands(text, tokens, at, at + length):
            candidates = tuple(one for one in unpacked(packed) if fits(text, tokens, at, one.case))
            if candidates:
                yield Match(at, at + length, candidates)


def _stands(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    return together(text, tokens, start, end) and not in_compound(text, tokens, start, end)


def _key(tokens: Sequence[Token], at: int, length: int) -> str:
    return tokens[at].exact if length == 1 else " ".join([token.exact for token in tokens[at : at + length]])
