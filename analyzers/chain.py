"""The chain: what becomes of a chunk of text, step by step, until its terms stand. The same for texts and questions.

The steps are data, :data:`CHAIN`; each is a function from words to words, and none changes an offset. A chunk's terms
depend on nothing around it, so those of what stands between two blanks are computed once and kept. Not here: where chunks are
(``tokenizing``), which words a question may drop (``stopwords``), spellings of names (``names``).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain
from sys import intern
from typing import TypeAlias

from depeche.analyzers import steps
from depeche.analyzers.folding import fold
from depeche.analyzers.steps import Word
from depeche.analyzers.tokenizing import chunks, pieces, unmarked
from depeche.analyzers.tokens import Tokens
from depeche.core.frozen import frozen
from depeche.core.tables import rows

__all__ = ["CHAIN", "Step", "analyze", "exacts", "explain", "fingerprint", "stopwords"]


@frozen
class Step:
    """One step of the chain: its name, what it is for, and the function that does it."""

    name: str
    purpose: str
    apply: Callable[[list[Word]], list[Word]]


CHAIN = (
    Step("hyphens", "part hyphenated words; keep a prefix on its common word (pro-régime)", steps.hyphens),
    Step("elision", "drop l', d', qu' ... before a vowel; other apostrophes belong to the name (Dar'a)", steps.elision),
    Step("glued", "part a short word from the capitalised one glued to it (àGharyan)", steps.glued),
    Step("fold", "case, accents, ligatures, Unicode forms and invisible marks: the exact term", steps.folded),
    Step("compounds", "note a compound's other form, joined or parted, for the compound field", steps.compounds),
    Step("doublets", "one form for words that French writes in several ways (djihad, jihad)", steps.doublets),
    Step("stem", "Snowball's French stemmer on the folded form: the stem term", steps.stems),
)
"""The steps in order, each applied to all the words of one chunk."""

_Part: TypeAlias = tuple[str, str, str, int, bool, tuple[str, ...]]
"""A part of a piece: exact term, stem, family, where the next part begins, whether it has a capital, forms for the compound field.

The part of a word is one code point longer than the word, as most words have a blank behind them. What is no word has no terms;
where words stand closer together, such a part of a length below zero takes the step back.
"""
_MOST = 100_000
_LONGEST = 40


def analyze(text: str) -> Tokens:
    """Return the tokens of `text` in order. Offsets are code points of `text` as given; no two tokens overlap.

    Any string is accepted. Terms hold no white space; text that holds no letter or digit has no token.
    """
    tokens = Tokens()
    starts, ends, exacts, stems, families = tokens.starts, tokens.ends, tokens.exacts, tokens.stems, tokens.families
    at = 0
    for exact, stem, family, length, capital, compound in chain.from_iterable(map(_known.__getitem__, pieces(text))):
        if exact:
            if capital:
                tokens.capitals.append(len(exacts))
            if compound:
                tokens.compounds[len(exacts)] = compound
            starts.append(at)
            exacts.append(exact)
            stems.append(stem)
            families.append(family)
            at += length
            ends.append(at - 1)
        else:
            at += length
    return tokens


def exacts(text: str) -> tuple[str, ...]:
    """Return the exact terms of `text` in order, as the tables' words and names are compared."""
    return tuple(analyze(text).exacts)


def explain(text: str) -> Iterator[tuple[str, str, tuple[Word, ...]]]:
    """Yield for each chunk of `text` and each step of the chain: the chunk, the step's name, the words after it.

    Words of which nothing is left by folding are shown too; ``analyze`` leaves them out.
    """
    for chunk in chunks(text):
        words = steps.whole(chunk.group())
        for step in CHAIN:
            words = step.apply(words)
            shown = (replace(word, start=word.start + chunk.start(), end=word.end + chunk.start()) for word in words)
            yield chunk.group(), step.name, tuple(shown)


@cache
def stopwords() -> frozenset[str]:
    """Return the folded words that a question of bare words may drop; from ``tables/stopwords.tsv``."""
    return frozenset(row["word"] for row in rows("depeche.analyzers", "stopwords.tsv"))


def fingerprint() -> str:
    """Return what identifies the terms that this chain makes: an archive made by another one must be rebuilt."""
    return f"chain-1 {steps.stemmer_version()}"


class _Known(dict[str, tuple[_Part, ...]]):
    """The parts of pieces met before, made when first asked for. Full, it is put aside, and what is asked for again is taken over.

    Two threads may make the parts of a piece at once: they are the same.
    """

    def __init__(self) -> None:
        self._older: dict[str, tuple[_Part, ...]] = {}

    def __missing__(self, piece: str) -> tuple[_Part, ...]:
        parts = self._older.get(piece)
        parts = _parts(piece) if parts is None else parts
        if len(self) >= _MOST:
            self._older = dict(self)
            self.clear()
        if len(piece) <= _LONGEST:
            self[intern(piece)] = parts
        return parts


_known = _Known()


def _parts(piece: str) -> tuple[_Part, ...]:
    if steps.is_plain(piece):
        return (_of_plain(piece),)
    if words := steps.tied(piece):
        return _of_tied(words)
    text = unmarked(piece)
    found = [(chunk.start(), chunk.end(), chunk.group()) for chunk in chunks(text)]
    return _laid(((start, end, _known[chunk] if chunk != text else _of_chunk(text)) for start, end, chunk in found), len(text))


def _of_plain(word: str) -> _Part:
    exact = fold(word)
    return _part(exact, steps.word_stem(exact) if exact else "", len(word), is_capital=word[0].isupper())


def _of_tied(words: list[str]) -> tuple[_Part, ...]:
    (exact, stem, family, length, capital, _), *others = (_known[word][0] for word in words)
    joined = "".join((exact, *(other[0] for other in others)))
    return ((exact, stem, family, length, capital, (joined,)), *others)


def _of_chunk(chunk: str) -> tuple[_Part, ...]:
    if at := steps.after_particle(chunk):
        return (_gap(at), *_known[chunk[at:]])
    words = steps.whole(chunk)
    for step in CHAIN:
        words = step.apply(words)
    return _laid(((w.start, w.end, (_of_word(w),)) for w in words if w.exact), len(chunk))


def _of_word(word: Word) -> _Part:
    return _part(word.exact, word.stem, word.end - word.start, word.compound, is_capital=_is_capital(word.text))


def _part(exact: str, stem: str, length: int, compound: tuple[str, ...] = (), *, is_capital: bool) -> _Part:
    family = "" if exact in stopwords() else steps.family(stem)
    return intern(exact), intern(stem), intern(family), length + 1, is_capital, compound


@lru_cache(maxsize=256)
def _gap(length: int) -> _Part:
    return "", "", "", length, False, ()


def _laid(found: Iterable[tuple[int, int, tuple[_Part, ...]]], end: int) -> tuple[_Part, ...]:
    """Return the parts that lie between two places each, and what lies between them, up to one code point behind `end`."""
    laid: list[_Part] = []
    at = 0
    for first, last, parts in (*found, (end + 1, end, ())):
        laid += (_gap(first - at), *parts) if first != at else parts
        at = last + 1
    return tuple(laid)


def _is_capital(text: str) -> bool:
    first = next((c for c in text if c.isalpha()), "")
    return first.isupper() or first.istitle()
