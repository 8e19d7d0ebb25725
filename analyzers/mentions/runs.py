"""Runs of words that may be a name: words with a capital, what joins them, and what goes with the head of an organisation's name.

``Cléa Destresse``, ``Abou al-Majd al-Houmsi``, ``Conseil national de transition``, « Un arbre, une vie » after ``l'association``.
Not here: whether a run is a name, and of what (``evidence``, ``weighing``).
"""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from depeche.analyzers.chain import stopwords
from depeche.analyzers.gazetteer.compiling import ARTICLES
from depeche.analyzers.mentions.cues import Cue, heads
from depeche.analyzers.mentions.texts import Text
from depeche.analyzers.mentions.traits import FRENCH_ARTICLES, Traits, traits

__all__ = ["Run", "begins_sentence", "is_abbreviated", "is_end", "runs"]

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
_AL = frozenset({"al", "el"})
_ELIDED = re.compile(r"\s+[dl]['’]\s*")
_BREAK = re.compile(r"[.?!…:]|\n\s*\n|\s[-–—]\s|^[-–—]\s")
_OPEN = re.compile(r"\s*[\"«“„]\s*")
_CLOSE = re.compile(r"\s*[\"»”]")
_ADJECTIVE = re.compile(
    r"[^\W\d_]{2,}(?:ale?|aux|ales|iques?|ienn?es?|iens?|aise?s?|istes?|ifs?|ives?|aires?|els?|elles?|euses?|oise?s?|aine?s?|ees?|eens?)"
)
_LONGEST = 12
_FURTHEST = 3
"""Words up to the next one with a capital, itself among them, for a run to go on: de la X."""
_MOST_ADJECTIVES = 2


Run: TypeAlias = tuple[int, int]
"""Where the words of a run start and end (exclusive)."""


def runs(text: Text, cues: Mapping[int, Cue]) -> Iterator[Run]:
    """Yield the runs of `text` from left to right. `cues` are those of ``cues.cued``."""
    free, gaps, exacts = 0, text.gaps, text.exacts
    for capital in text.capitals:
        at = capital if gaps[capital] == " " else _with_article(text, capital)
        if at < free:
            continue
        cue = cues.get(at)
        end = (_quoted(text, at, cue) if cue else None) or _end(text, at, traits[exacts[at]])
        if end is not None:
            yield at, end
            free = end


def _with_article(text: Text, at: int) -> int:
    """Return where the name at `at` begins with its Arabic article, written small: al-Zarqoun."""
    glued = at > 0 and text.hyphenated(at) and text.exacts[at - 1] in ARTICLES
    return at - 1 if glued and not text.capital[at - 1] else at


def begins_sentence(text: Text, at: int) -> bool:
    """Whether the word at `at` has its capital from the beginning of a sentence, or may have."""
    return at == 0 or is_end(text.gaps[at], text.exacts[at - 1])


def is_end(gap: str, word: str) -> bool:
    """Whether a sentence ends, or may end, in the `gap` behind a `word`."""
    return gap != " " and _BREAK.search(gap) is not None and not is_abbreviated(gap, word)


def is_abbreviated(gap: str, word: str) -> bool:
    """Whether the full stop in the `gap` behind a `word` is that of a title: M. X, Dr. Y."""
    return gap.startswith(".") and heads().get(word) == "title"


def _end(text: Text, start: int, known: Traits) -> int | None:
    """Return the end of the run at `start`, of whose first word the traits are `known`; None if no run begins there."""
    if known.begins and text.capital.find(1, start + 1, start + 1 + _FURTHEST) < 0:
        return start + 1 if text.ends[start] - text.starts[start] > 1 else None
    if known.no_name and not text.capital[start + 1]:
        return None
    if not (known.begins or _may_begin(text, start, known)):
        return None
    end, most = start + 1, min(text.count, start + _LONGEST)
    while end < most and text.capital.find(1, end, end + _FURTHEST) >= 0:
        following = _next(text, start, end)
        if following is None:
            break
        end = following
    if end == start + 1 and text.size(start) < 2:
        return None
    return _completed(text, end) if known.head == "organisation" else end


def _may_begin(text: Text, at: int, known: Traits) -> bool:
    """Whether a name may begin at a word with a capital that is not plain: not at the title of who is named next."""
    word = text.exacts[at]
    capital_follows = bool(text.capital[at + 1]) and text.joined(at + 1)
    tied = capital_follows and text.hyphenated(at + 1)
    if word in _AL or (word in FRENCH_ARTICLES and not begins_sentence(text, at)):
        return capital_follows
    if tied and (known.no_name or word in ARTICLES):
        return word in ARTICLES or not traits[text.exacts[at + 1]].no_name
    return not known.no_name and not (known.head in {"title", "role"} and capital_follows and not tied)


def _next(text: Text, start: int, end: int) -> int | None:
    """Return the end of a run of which one more word, and what joins it, belongs to what ends at `end`."""
    if not text.joined(end):
        return None
    if text.capital[end]:
        parted = text.gaps[end] != " " and _ELIDED.fullmatch(text.gaps[end]) is not None
        ends = parted and not _takes_de(text, start, end)
        return None if ends or not _may_go_on(text, end) else end + 1
    return _over(text, start, end)


def _may_go_on(text: Text, at: int) -> bool:
    """Whether a word with a capital may stand inside a name: a function word only if it is tied, or an article (Bruno Le Maire)."""
    word = text.exacts[at]
    if not traits[word].no_name or text.hyphenated(at):
        return True
    return bool(text.capital[at + 1]) and (word in FRENCH_ARTICLES or word in _DE)


def _over(text: Text, start: int, end: int) -> int | None:
    """Return the end of a run that goes on after a small word at `end`: a particle, ``de``, a hyphen."""
    after = end + 1
    capital = text.capital[after : after + 2]
    if 1 not in capital or after >= text.count or not text.joined(after):
        return None
    word = text.exacts[end]
    if capital[0] and (word in _PARTICLES or text.hyphenated(after) or text.hyphenated(end)):
        return after + 1
    if word not in _DE or not _takes_de(text, start, end):
        return None
    if text.exacts[after] in FRENCH_ARTICLES and text.capital[after + 1]:
        return after + 2
    return after + 1 if capital[0] else None


def _takes_de(text: Text, start: int, end: int) -> bool:
    """Whether ``de`` may go on a name: after the head of an organisation or a place, and after a first name.

    Banque de France, Mont de la Lune, Charles de Gaulle, Xavier Dupont de Ligonnès.
    """
    first = traits[text.exacts[start]]
    return first.head in {"organisation", "place", "site"} or (end - start <= 2 and "f" in first.person)


def _completed(text: Text, end: int) -> int:
    """Return the end of an organisation's name with its adjectives and one noun: Ligue nationale de hockey."""
    most = min(end + _MOST_ADJECTIVES, text.count)
    while end < most and text.joined(end) and _ADJECTIVE.fullmatch(text.exacts[end]):
        end += 1
    noun = end + 1
    if noun < text.count and text.exacts[end] == "de" and text.joined(end) and text.joined(noun):
        small = not text.capital[noun] and text.exacts[noun] not in stopwords()
        return noun + 1 if small or text.capital[noun] else end
    return end


def _quoted(text: Text, start: int, cue: Cue) -> int | None:
    """Return the end of what stands in quotation marks after an organisation's cue; None after another one, or without marks."""
    if cue.group != "organisation" or start == 0 or not _OPEN.fullmatch(text.gaps[start]):
        return None
    ends = range(start + 1, min(start + _LONGEST, text.count) + 1)
    return next((end for end in ends if _CLOSE.match(text.written, text.ends[end - 1])), None)
