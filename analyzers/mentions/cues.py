"""French cue words and the names after them: what no table has (la localité de X), and which of two namesakes is meant.

The words are in ``tables/cues.tsv``, ``first_names.tsv`` and ``no_names.tsv``. Not here: what is done with what is found
(``extracting``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from depeche.analyzers.chain import analyze, stopwords
from depeche.analyzers.mentions.compiling import ARTICLES
from depeche.analyzers.mentions.sources import PACKAGE
from depeche.analyzers.mentions.spans import elided_de, hyphenated, joined, together
from depeche.core.model import Kind, Token
from depeche.core.tables import rows

__all__ = ["Cue", "Cued", "find_cued", "is_name"]

_DE = frozenset({"de", "du", "des"})
_LA = frozenset({"la", "le", "les"})
_PARTICLES = frozenset(
    ["al", "el", "ben", "bin", "ibn", "bint", "abou", "abu", "oum", "von", "van", "der", "den", "di", "da", "dos"]
)
_CAPITAL_PARTICLES = frozenset(["le", "la", "de", "du", "des"])
_NAMED_BY_ACRONYM = frozenset({"armed group", "organisation", "party", "agency", "media", "NGO", "company", "alliance"})
_LONGEST = 7
_ADJECTIVES = 2


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its tokens, whether ``de`` must follow, what it names, the capitals it asks for, the types it also allows."""

    words: tuple[str, ...]
    de: bool
    kind: Kind
    type: str
    least: int
    types: frozenset[str]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Cued:
    """A name found by cue: tokens from `start` to `end`, exclusive."""

    start: int
    end: int
    cue: Cue


_FIRST_NAME = Cue((), False, Kind.ACTOR, "person", 2, frozenset({"person"}))


def find_cued(text: str, tokens: Sequence[Token]) -> Iterator[Cued]:
    """Yield the names that a cue or a first name gives away, by their first token; they may overlap."""
    cues, firsts = _cues(), _first_names()
    for at, token in enumerate(tokens):
        if token.exact in cues:
            yield from _after(text, tokens, at, cues[token.exact])
        if token.capital and token.exact in firsts:
            yield from _by_first_name(text, tokens, at)


def _after(text: str, tokens: Sequence[Token], at: int, cues: tuple[Cue, ...]) -> Iterator[Cued]:
    for cue in cues:
        if not _reads(text, tokens, at, cue.words):
            continue
        name = _named(text, tokens, at + len(cue.words), cue)
        if name:
            yield name
            yield from _listed(text, tokens, name) if cue.many else ()
            return


def _reads(text: str, tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    end = at + len(words)
    if end >= len(tokens) or (len(words) > 1 and tokens[at + 1].exact != words[1]):
        return False
    same = all(tokens[at + i].exact == word for i, word in enumerate(words))
    return same and together(text, tokens, at, end)


def _named(text: str, tokens: Sequence[Token], at: int, cue: Cue) -> Cued | None:
    """Return the name that stands at `at`, after up to two adjectives and the link."""
    for place in range(at, min(at + _ADJECTIVES + 1, len(tokens))):
        if not joined(text, tokens[place - 1], tokens[place]) or hyphenated(text, tokens[place - 1], tokens[place]):
            return None
        start = _linked(text, tokens, place) if cue.de else place
        end = _run(text, tokens, start) if start is not None else None
        if start is not None and end is not None:
            return Cued(start, end, cue) if _suits(text, tokens, start, end, cue) else None
        if (start is not None and cue.de) or not _is_adjective(tokens[place]):
            return None
    return None


def _suits(text: str, tokens: Sequence[Token], start: int, end: int, cue: Cue) -> bool:
    """Whether a run has enough capitalised words for its cue; an acronym (LREM) is neither a person nor a place."""
    first = text[tokens[start].start : tokens[start].end]
    acronym = 1 < len(first) < 6 and first.isupper() and cue.type not in _NAMED_BY_ACRONYM
    return not acronym and _capitals(tokens, start, end) >= cue.least


def _linked(text: str, tokens: Sequence[Token], place: int) -> int | None:
    """Return where the name begins if ``de`` (de la, d', du) stands at `place`, else None."""
    if elided_de(text, tokens[place - 1], tokens[place]):
        return place
    if tokens[place].exact not in _DE or tokens[place].capital:
        return None
    after = place + 1
    skip = after + 1 < len(tokens) and tokens[after].exact in _LA and not tokens[after].capital
    return after + 1 if skip else after


def _listed(text: str, tokens: Sequence[Token], name: Cued) -> Iterator[Cued]:
    """Yield the further names of a list after a plural cue: ``les villages de X, de Y et d'Z``."""
    at = name.end
    while at < len(tokens) and (start := _next_of_list(text, tokens, at)) is not None:
        end = _run(text, tokens, start)
        if end is None:
            return
        yield Cued(start, end, name.cue)
        at = end


def _next_of_list(text: str, tokens: Sequence[Token], at: int) -> int | None:
    gap = text[tokens[at - 1].end : tokens[at].start].strip()
    if tokens[at].exact == "et" and not gap:
        at += 1
    elif gap not in {",", ", d'", ", d’"}:
        return None
    return at + 1 if at < len(tokens) and tokens[at].exact in _DE else at


def _run(text: str, tokens: Sequence[Token], start: int) -> int | None:
    """Return the end of the name that begins at token `start`: capitalised words, particles between them; None if none does."""
    if start >= len(tokens) or not _begins(text, tokens, start):
        return None
    end = at = start
    while at < min(len(tokens), start + _LONGEST) and (at == start or joined(text, tokens[at - 1], tokens[at])):
        bound = at > start and hyphenated(text, tokens[at - 1], tokens[at])
        if is_name(tokens[at], at == start) or bound:
            end = at + 1
        elif not _leads_on(text, tokens, at, end - start):
            break
        at += 1
    return end if end > start else None


def _begins(text: str, tokens: Sequence[Token], start: int) -> bool:
    token = tokens[start]
    if token.exact in ARTICLES:
        return start + 1 < len(tokens) and tokens[start + 1].capital and joined(text, token, tokens[start + 1])
    return is_name(token, True)


def is_name(token: Token, first: bool) -> bool:
    """Whether a token may be part of a name found by cue; its first token has two letters or more."""
    if not token.capital or (first and token.end - token.start < 2):
        return False
    return token.exact not in _no_names() or token.exact in ARTICLES


def _leads_on(text: str, tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether a particle may stand inside a name: ``al-``, ``ben``, ``de`` after the first word, ``Le`` in Le Drian."""
    word = tokens[at].exact
    if tokens[at].capital:
        return word in _CAPITAL_PARTICLES and at + 1 < len(tokens) and is_name(tokens[at + 1], True)
    if word in ARTICLES and word not in _PARTICLES:
        return at + 1 < len(tokens) and hyphenated(text, tokens[at], tokens[at + 1])
    return word in _PARTICLES or (word == "de" and length == 1)


def _is_adjective(token: Token) -> bool:
    return not token.capital and token.exact.isalpha() and token.exact not in stopwords() and len(token.exact) > 3


def _capitals(tokens: Sequence[Token], start: int, end: int) -> int:
    return sum(token.capital and token.exact not in ARTICLES for token in tokens[start:end])


def _by_first_name(text: str, tokens: Sequence[Token], at: int) -> Iterator[Cued]:
    if at and hyphenated(text, tokens[at - 1], tokens[at]):
        return
    end = _run(text, tokens, at)
    if end is not None and _capitals(tokens, at, end) > 1 and not _shouted(text, tokens, at, end):
        yield Cued(at, end, _FIRST_NAME)


def _shouted(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    return end - start > 3 and text[tokens[start].start : tokens[end - 1].end].isupper()


@cache
def _cues() -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for row in rows(PACKAGE, "cues.tsv"):
        words = tuple(token.exact for token in analyze(row["cue"]))
        types = frozenset((row["type"], *row["also"].split("|")))
        many = row["link"] == "de" and row["cue"].endswith("s")
        cue = Cue(words, row["link"] == "de", Kind(row["kind"]), row["type"], int(row["least"]), types, many)
        found.setdefault(words[0], []).append(cue)
    return {first: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for first, cues in found.items()}


@cache
def _no_names() -> frozenset[str]:
    return _folded("no_names.tsv", "word")


@cache
def _first_names() -> frozenset[str]:
    return _folded("first_names.tsv", "name")


def _folded(table: str, column: str) -> frozenset[str]:
    return frozenset(tokens[0].exact for row in rows(PACKAGE, table) if (tokens := analyze(row[column])))
