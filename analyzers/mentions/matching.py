"""Where names of the gazetteer stand in a text: a search over its tokens, every name at every place.

Not here: which of several entities is meant, which overlapping matches stay (``choosing``, ``deciding``).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from depeche.analyzers.gazetteer.store import Candidate, Gazetteer, spread, unpacked
from depeche.analyzers.mentions.spans import fits, in_compound, together
from depeche.core.model import Token

__all__ = ["Match", "find"]

_ARTICLES = frozenset({"le", "la", "les"})
_CONTRACTED = {"du": "le", "au": "le", "des": "les", "aux": "les"}


class Match(NamedTuple):
    """A name of the gazetteer: tokens from `start` to `end` (exclusive), and what it may stand for, likeliest first.

    `sure` are those of the candidates that ask for no cue and no evidence.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...]
    sure: tuple[Candidate, ...]


def find(text: str, tokens: Sequence[Token], known: Gazetteer) -> list[Match]:
    """Return every name of `known` in `tokens`, the tokens of `text`, by start, then longest first.

    Names inside names are there too, and those that count only after a cue. Names are joined and have their case.
    """
    lengths = (known.small.get, known.lengths.get)
    begun = [(at, mask) for at, token in enumerate(tokens) if (mask := lengths[token.capital](token.exact))]
    whole = ((at, _whole(tokens, at, mask, known)) for at, mask in begun)
    found = [match for at, mask in whole if mask for match in _at(text, tokens, at, mask, known)]
    contracted = list(_contracted(text, tokens, known))
    return sorted([*found, *contracted], key=lambda match: (match.start, -match.end)) if contracted else found


def _contracted(text: str, tokens: Sequence[Token], known: Gazetteer) -> Iterator[Match]:
    """Yield the names of which the article is drawn into ``du`` and ``au``: maire du Havre, au Caire, du Monde."""
    for at in [at for at, token in enumerate(tokens[:-1]) if token.exact in _CONTRACTED and tokens[at + 1].capital]:
        article = _CONTRACTED[tokens[at].exact]
        for length in spread(known.lengths.get(f"{article} {tokens[at + 1].exact}", 0)):
            packed = known.names.get(f"{article} {_key(tokens, at + 1, length - 1)}") if at + length <= len(tokens) else None
            if packed is not None and together(text, tokens, at, at + length):
                yield from _fitting(text, tokens, at + 1, at + length, packed)


def _whole(tokens: Sequence[Token], at: int, mask: int, known: Gazetteer) -> int:
    """Return the lengths of names that begin at a token, those that stand at it and the next one too."""
    if not mask & 1:
        return mask
    if tokens[at].exact in _ARTICLES and at + 1 < len(tokens) and not tokens[at + 1].capital:
        return mask ^ 1
    lengths = known.lengths if tokens[at].capital else known.small
    longer = lengths.get(f"{tokens[at].exact} {tokens[at + 1].exact}", 0) if at + 1 < len(tokens) else 0
    return (mask ^ 1) | longer


def _at(text: str, tokens: Sequence[Token], at: int, mask: int, known: Gazetteer) -> Iterator[Match]:
    for length in spread(mask):
        packed = known.names.get(_key(tokens, at, length)) if at + length <= len(tokens) else None
        if packed is not None and _stands(text, tokens, at, at + length):
            yield from _fitting(text, tokens, at, at + length, packed)


def _fitting(text: str, tokens: Sequence[Token], start: int, end: int, packed: str) -> Iterator[Match]:
    """Yield the match of an entry's candidates whose case the tokens have, if there are any."""
    skipped = end - start
    candidates = tuple([one for one in unpacked(packed) if fits(text, tokens, start, one.case[-skipped:])])
    if candidates:
        yield Match(start, end, candidates, tuple([one for one in candidates if not (one.cue or one.weak)]))


def _stands(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    return together(text, tokens, start, end) and not in_compound(text, tokens, start, end)


def _key(tokens: Sequence[Token], at: int, length: int) -> str:
    return tokens[at].exact if length == 1 else " ".join([token.exact for token in tokens[at : at + length]])
