"""Runs of words that may be a name: words with a capital, what joins them, and what goes with the head of an organisation's name.

``Cléa Destresse``, ``Abou al-Majd al-Houmsi``, ``Conseil national de transition``, « Un arbre, une vie » after ``l'association``.
Not here: whether a run is a name, and of what (``evidence``, ``weighing``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from depeche.analyzers.gazetteer.compiling import ARTICLES
from depeche.analyzers.mentions.cues import Cue
from depeche.analyzers.mentions.spans import hyphenated, joined
from depeche.analyzers.mentions.traits import traits
from depeche.core.model import Token

__all__ = ["Run", "begins_sentence", "is_abbreviated", "runs"]

_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ben",
        "bin",
        "ibn",
        "bint",
        "abou",
        "abu",
        "oum",
        "von",
        "van",
        "der",
        "den",
        "di",
        "da",
        "dos",
        "del",
        "della",
        "ter",
        "zu",
        "af",
        "san",
        "y",
    ],
)
_DE = frozenset({"de", "du", "des"})
_ARTICLES = frozenset({"le", "la", "les"})
_AL = frozenset({"al", "el"})
_ELIDED = re.compile(r"\s+[dl]['’]\s*")
_BREAK = re.compile(r"[.?!…:]|\n\s*\n|\s[-–—]\s|^[-–—]\s")
_OPEN = re.compile(r"\s*[\"«“„]\s*")
_CLOSE = re.compile(r"\s*[\"»”]")
_ADJECTIVE = re.compile(
    r"[^\W\d_]{2,}(?:ale?|aux|ales|iques?|ienn?es?|iens?|aise?s?|istes?|ifs?|ives?|aires?|els?|elles?|euses?|oise?s?|aine?s?|ees?|eens?)"
)
_LONGEST = 12
_MOST_ADJECTIVES = 2


class Run(NamedTuple):
    """Tokens from `start` to `end` (exclusive)."""

    start: int
    end: int


def runs(text: str, tokens: Sequence[Token], cues: Mapping[int, Cue]) -> Iterator[Run]:
    """Yield the runs of `tokens`, the tokens of `text`, from left to right. `cues` are those of ``cues.cued``."""
    free = 0
    for at in [_with_article(text, tokens, at) for at, token in enumerate(tokens) if token.capital]:
        end = (_quoted(text, tokens, at, cues.get(at)) or _end(text, tokens, at)) if at >= free else None
        if end is not None:
            yield Run(at, end)
            free = end


def _with_article(text: str, tokens: Sequence[Token], at: int) -> int:
    """Return where the name at `at` begins with its Arabic article, written small: al-Zarqoun."""
    glued = at > 0 and tokens[at - 1].exact in ARTICLES and hyphenated(text, tokens[at - 1], tokens[at])
    return at - 1 if glued and not tokens[at - 1].capital else at


def begins_sentence(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at `at` has its capital from the beginning of a sentence, or may have."""
    gap = text[tokens[at - 1].end : tokens[at].start] if at else "."
    return gap != " " and _BREAK.search(gap) is not None and not is_abbreviated(tokens, at, gap)


def is_abbreviated(tokens: Sequence[Token], at: int, gap: str) -> bool:
    """Whether the full stop in the `gap` before a token is that of a title: M. X, Dr. Y."""
    return at > 0 and gap.startswith(".") and traits(tokens[at - 1].exact).head == "title"


def _end(text: str, tokens: Sequence[Token], start: int) -> int | None:
    """Return the end of the run at `start`; None if no run begins there."""
    if not _may_begin(text, tokens, start):
        return None
    end = start + 1
    while end < len(tokens) and end - start < _LONGEST:
        following = _next(text, tokens, start, end)
        if following is None:
            break
        end = following
    if end == start + 1 and tokens[start].end - tokens[start].start < 2:
        return None
    return _completed(text, tokens, end) if traits(tokens[start].exact).head == "organisation" else end


def _may_begin(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a name may begin at a token with a capital: neither a function word nor the title of who is named next."""
    word, known = tokens[at].exact, traits(tokens[at].exact)
    capital_follows = at + 1 < len(tokens) and tokens[at + 1].capital and joined(text, tokens[at], tokens[at + 1])
    tied = capital_follows and hyphenated(text, tokens[at], tokens[at + 1])
    if word in _AL or (word in _ARTICLES and not begins_sentence(text, tokens, at)):
        return capital_follows
    if tied and (known.no_name or word in ARTICLES):
        return word in ARTICLES or not traits(tokens[at + 1].exact).no_name
    return not known.no_name and not (known.head in {"title", "role"} and capital_follows and not tied)


def _next(text: str, tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return the end of a run of which one more word, and what joins it, belongs to what ends at `end`."""
    left, right = tokens[end - 1], tokens[end]
    if not joined(text, left, right):
        return None
    if right.capital:
        parted = _ELIDED.fullmatch(text[left.end : right.start]) is not None
        ends = parted and not _takes_de(tokens, start, end)
        return None if ends or not _may_go_on(text, tokens, end) else end + 1
    return _over(text, tokens, start, end)


def _may_go_on(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word with a capital may stand inside a name: a function word only if it is tied, or an article (Bruno Le Maire)."""
    if not traits(tokens[at].exact).no_name or hyphenated(text, tokens[at - 1], tokens[at]):
        return True
    return tokens[at].exact in _ARTICLES | _DE and at + 1 < len(tokens) and tokens[at + 1].capital


def _over(text: str, tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return the end of a run that goes on after a small word at `end`: a particle, ``de``, a hyphen."""
    if end + 1 >= len(tokens) or not joined(text, tokens[end], tokens[end + 1]):
        return None
    word, after = tokens[end].exact, tokens[end + 1]
    if after.capital and (
        word in _PARTICLES or hyphenated(text, tokens[end], after) or hyphenated(text, tokens[end - 1], tokens[end])
    ):
        return end + 2
    if word not in _DE or not _takes_de(tokens, start, end):
        return None
    if after.exact in _ARTICLES and end + 2 < len(tokens) and tokens[end + 2].capital:
        return end + 3
    return end + 2 if after.capital else None


def _takes_de(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether ``de`` may go on a name: after the head of an organisation or a place, and after a first name.

    Banque de France, Mont de la Lune, Charles de Gaulle, Xavier Dupont de Ligonnès.
    """
    first = traits(tokens[start].exact)
    return first.head in {"organisation", "place", "site"} or (end - start <= 2 and "f" in first.person)


def _completed(text: str, tokens: Sequence[Token], end: int) -> int:
    """Return the end of an organisation's name with its adjectives and one noun: Ligue nationale de hockey."""
    most = min(end + _MOST_ADJECTIVES, len(tokens))
    while end < most and joined(text, tokens[end - 1], tokens[end]) and _ADJECTIVE.fullmatch(tokens[end].exact):
        end += 1
    noun = end + 1
    if noun < len(tokens) and tokens[end].exact == "de" and all(joined(text, tokens[i], tokens[i + 1]) for i in (end - 1, end)):
        small = not tokens[noun].capital and not traits(tokens[noun].exact).function
        return noun + 1 if small or tokens[noun].capital else end
    return end


def _quoted(text: str, tokens: Sequence[Token], start: int, cue: Cue | None) -> int | None:
    """Return the end of what stands in quotation marks after an organisation's cue; None without cue or marks."""
    if cue is None or cue.group != "organisation" or start == 0:
        return None
    if not _OPEN.fullmatch(text[tokens[start - 1].end : tokens[start].start]):
        return None
    ends = range(start + 1, min(start + _LONGEST, len(tokens)) + 1)
    return next((end for end in ends if _CLOSE.match(text, tokens[end - 1].end)), None)
