"""Where names of the gazetteer stand in a text: a search over its tokens, every name at every place.

Not here: which of several entities is meant, which overlapping matches stay (``choosing``, ``deciding``).
"""

from collections.abc import Iterator, Mapping, Sequence
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
    lengths = (known.small, known.lengths)
    begun = [(at, mask) for at, token in enumerate(tokens) if (mask := lengths[token.capital].get(token.exact))]
    found: list[Match] = []
    for at, mask in begun:
        whole = mask if not mask & 1 else mask ^ 1 | _longer(tokens, at, lengths[tokens[at].capital])
        if whole:
            found += _at(text, tokens, at, whole, known)
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


def _longer(tokens: Sequence[Token], at: int, lengths: Mapping[str, int]) -> int:
    """Return the lengths of names that begin with a token and the next one."""
    if at + 1 == len(tokens):
        return 0
    first, second = tokens[at], tokens[at + 1]
    if first.exact in _ARTICLES and not second.capital:
        return 0
    return lengths.get(first.exact + " " + second.exact, 0)


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
