"""French cue words: what stands before a name and says what it names (la localité de X, M. X, l'association « X »).

The words are in ``tables/cues.tsv``. Not here: how far the name goes (``runs``), how much a cue counts beside what else speaks
for a name (``weighing``).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from depeche.analyzers.chain import exacts, stopwords
from depeche.analyzers.gazetteer.compiling import ARTICLES
from depeche.analyzers.mentions.lexicon import PACKAGE
from depeche.analyzers.mentions.spans import elided_de, hyphenated, joined, reads
from depeche.core.model import Kind, Token
from depeche.core.tables import rows

__all__ = ["Cue", "cued", "heads"]

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


def cued(text: str, tokens: Sequence[Token]) -> dict[int, Cue]:
    """Return the cue of each name that has one, by the name's first token; of two cues the first: le groupe jihadiste X."""
    known = _cues()
    found: dict[int, Cue] = {}
    capitals = [at for at, token in enumerate(tokens) if token.capital]
    for at in [at for at, token in enumerate(tokens) if token.exact in known and _is_near(capitals, at, known[token.exact])]:
        for cue in known[tokens[at].exact]:
            start = _start(text, tokens, at, cue)
            if start is not None:
                found.setdefault(start, cue)
                for further in _listed(text, tokens, start) if cue.many else ():
                    found.setdefault(further, cue)
                break
    return found


def _is_near(capitals: Sequence[int], at: int, cues: Sequence[Cue]) -> bool:
    """Whether a word with a capital comes soon enough after a cue at `at`, of `cues`, the longest first, to be its name."""
    place = bisect_right(capitals, at)
    return place < len(capitals) and capitals[place] - at < len(cues[0].words) + _BETWEEN


@cache
def heads() -> dict[str, str]:
    """Return the groups of the cues of one word, folded: with a capital they begin names (Observatoire, Mont)."""
    ones = (cue for cues in reversed(_cues().values()) for cue in reversed(cues) if len(cue.words) == 1)
    return {cue.words[0]: cue.group for cue in ones}


def _start(text: str, tokens: Sequence[Token], at: int, cue: Cue) -> int | None:
    """Return where the name begins after the cue at `at`, up to two adjectives and the link; None if no name follows."""
    first = at + len(cue.words)
    if len(cue.words) > 1 and not reads(text, tokens, at, cue.words):
        return None
    between = _ADJECTIVES if cue.kind else 0
    for place in range(first, min(first + between + 1, len(tokens))):
        start = _name_at(text, tokens, place, cue)
        if start is not None:
            return start
        if not _is_adjective(tokens[place]) or not _follows(text, tokens, place):
            return None
    return None


def _name_at(text: str, tokens: Sequence[Token], place: int, cue: Cue) -> int | None:
    quoted = _QUOTE.fullmatch(text[tokens[place - 1].end : tokens[place].start]) is not None
    if not quoted and not _follows(text, tokens, place):
        return None
    start = _linked(text, tokens, place) if cue.de and not quoted else place
    return start if start is not None and _begins_name(text, tokens, start) else None


def _begins_name(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word has a capital, or is an Arabic article before one that has: al-Zarqoun."""
    if at >= len(tokens) or tokens[at].capital:
        return at < len(tokens)
    glued = tokens[at].exact in ARTICLES and at + 1 < len(tokens) and hyphenated(text, tokens[at], tokens[at + 1])
    return glued and tokens[at + 1].capital


def _follows(text: str, tokens: Sequence[Token], place: int) -> bool:
    return joined(text, tokens[place - 1], tokens[place]) and not hyphenated(text, tokens[place - 1], tokens[place])


def _linked(text: str, tokens: Sequence[Token], place: int) -> int | None:
    """Return where the name begins if ``de`` (de la, d', du) stands at `place`, else None."""
    if elided_de(text, tokens[place - 1], tokens[place]):
        return place
    if tokens[place].exact not in _DE or tokens[place].capital:
        return None
    after = place + 1
    skip = after + 1 < len(tokens) and tokens[after].exact in _LA and not tokens[after].capital
    return after + 1 if skip else after


def _listed(text: str, tokens: Sequence[Token], start: int) -> Iterator[int]:
    """Yield where further names of a list begin after a plural cue: ``les villages de X, de Y et d'Z``."""
    at = start + 1
    while at < len(tokens):
        if tokens[at].capital and joined(text, tokens[at - 1], tokens[at]) and not elided_de(text, tokens[at - 1], tokens[at]):
            at += 1
            continue
        following = _next_of_list(text, tokens, at)
        if following is None or following >= len(tokens) or not tokens[following].capital:
            return
        yield following
        at = following + 1


def _next_of_list(text: str, tokens: Sequence[Token], at: int) -> int | None:
    gap = text[tokens[at - 1].end : tokens[at].start].strip()
    if tokens[at].exact == "et" and not gap:
        at += 1
    elif not _COMMA.fullmatch(gap):
        return None
    return at + 1 if at < len(tokens) and tokens[at].exact in _DE else at


def _is_adjective(token: Token) -> bool:
    return not token.capital and len(token.exact) > 3 and token.exact.isalpha() and token.exact not in stopwords()


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
