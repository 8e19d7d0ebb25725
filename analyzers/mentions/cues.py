"""French cue words: what stands before a name and says what it names (la localité de X, M. X, l'association « X »).

The words are in ``tables/cues.tsv``. Not here: how far the name goes (``runs``), how much a cue counts beside what else speaks
for a name (``weighing``).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from depeche.analyzers.chain import exacts, stopwords
from depeche.analyzers.gazetteer.compiling import ARTICLES
from depeche.analyzers.mentions.lexicon import PACKAGE
from depeche.analyzers.mentions.texts import Text
from depeche.core.model import Kind
from depeche.core.tables import rows

__all__ = ["Cue", "cued", "first_words", "heads"]

_DE = frozenset({"de", "du", "des"})
_LA = frozenset({"la", "le", "les"})
_ADJECTIVES = 2
_BETWEEN = _ADJECTIVES + 4
"""More words than stand between a cue and the first capital of its name: two adjectives, de la, al."""
_QUOTE = re.compile(r"\s*[\"«“‘„]\s*")
_COMMA = re.compile(r",|,? d['’]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its tokens, whether ``de`` must follow, its group, the kind and type that it names, and the types it also allows.

    A cue without a kind stands before what is no place and no actor: la loi X, le film X.
    """

    words: tuple[str, ...]
    de: bool
    group: str
    kind: Kind | None
    type: str
    types: frozenset[str]

    @property
    def many(self) -> bool:
        """Whether it may be followed by a list: les villages de X, de Y et d'Z."""
        return self.de and self.words[0].endswith("s")


def cued(text: Text) -> dict[int, Cue]:
    """Return the cue of each name that has one, by the name's first word; of two cues the first: le groupe jihadiste X."""
    known = _cues()
    found: dict[int, Cue] = {}
    for at in text.where(known):
        cues = known[text.exacts[at]]
        if text.capital.find(1, at + 1, at + len(cues[0].words) + _BETWEEN) < 0:
            continue
        for cue in cues:
            if len(cue.words) > 1 and not text.reads(at, cue.words):
                continue
            start = _start(text, at, cue)
            if start is not None:
                found.setdefault(start, cue)
                for further in _listed(text, start) if cue.many else ():
                    found.setdefault(further, cue)
                break
    return found


def first_words() -> Iterable[str]:
    """Return the words, folded, that cues begin with."""
    return _cues()


@cache
def heads() -> dict[str, str]:
    """Return the groups of the cues of one word, folded: with a capital they begin names (Observatoire, Mont)."""
    ones = (cue for cues in reversed(_cues().values()) for cue in reversed(cues) if len(cue.words) == 1)
    return {cue.words[0]: cue.group for cue in ones}


def _start(text: Text, at: int, cue: Cue) -> int | None:
    """Return where the name begins after the cue at `at`, up to two adjectives and the link; None if no name follows."""
    first = at + len(cue.words)
    between = _ADJECTIVES if cue.kind else 0
    for place in range(first, min(first + between + 1, text.count)):
        start = _name_at(text, place, cue)
        if start is not None:
            return start
        if text.capital[place] or not _is_adjective(text.exacts[place]) or not _follows(text, place):
            return None
    return None


def _name_at(text: Text, place: int, cue: Cue) -> int | None:
    gap = text.gaps[place]
    quoted = gap != " " and _QUOTE.fullmatch(gap) is not None
    if not quoted and not _follows(text, place):
        return None
    start = _linked(text, place) if cue.de and not quoted else place
    return start if start is not None and _begins_name(text, start) else None


def _begins_name(text: Text, at: int) -> bool:
    """Whether a word has a capital, or is an Arabic article before one that has: al-Zarqoun."""
    if at >= text.count or text.capital[at]:
        return at < text.count
    return bool(text.capital[at + 1]) and text.exacts[at] in ARTICLES and text.hyphenated(at + 1)


def _follows(text: Text, place: int) -> bool:
    return text.gaps[place] == " " or (text.joined(place) and not text.hyphenated(place))


def _linked(text: Text, place: int) -> int | None:
    """Return where the name begins if ``de`` (de la, d', du) stands at `place`, else None."""
    if text.elided(place) == "d":
        return place
    if text.exacts[place] not in _DE or text.capital[place]:
        return None
    after = place + 1
    skip = after + 1 < text.count and text.exacts[after] in _LA and not text.capital[after]
    return after + 1 if skip else after


def _listed(text: Text, start: int) -> Iterator[int]:
    """Yield where further names of a list begin after a plural cue: ``les villages de X, de Y et d'Z``."""
    at = start + 1
    while at < text.count:
        if text.capital[at] and text.joined(at) and text.elided(at) != "d":
            at += 1
            continue
        following = _next_of_list(text, at)
        if following is None or not text.capital[following]:
            return
        yield following
        at = following + 1


def _next_of_list(text: Text, at: int) -> int | None:
    gap = text.gaps[at].strip()
    if text.exacts[at] == "et" and not gap:
        at += 1
    elif not _COMMA.fullmatch(gap):
        return None
    return at + 1 if at < text.count and text.exacts[at] in _DE else at


def _is_adjective(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word not in stopwords()


@cache
def _cues() -> dict[str, tuple[Cue, ...]]:
    """Return the cues by their first word, the longest first."""
    found: dict[str, list[Cue]] = {}
    for row in rows(PACKAGE, "cues.tsv"):
        words = exacts(row["cue"])
        types = frozenset((row["type"], *row["also"].split("|")))
        kind = Kind(row["kind"]) if row["kind"] else None
        found.setdefault(words[0], []).append(Cue(words, row["link"] == "de", row["group"], kind, row["type"], types))
    return {first: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for first, cues in found.items()}
