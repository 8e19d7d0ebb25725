"""The chain: what becomes of a chunk of text, step by step, until its terms stand. The same for texts and questions.

The steps are data, :data:`CHAIN`; each is a function from words to words, and none changes an offset. A chunk's terms
depend on nothing around it, so those of what stands between two blanks are computed once and kept. Not here: where chunks are
(``tokenizing``), which words a question may drop (``stopwords``), spellings of names (``names``).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from sys import intern
from typing import TypeAlias

from depeche.analyzers import steps
from depeche.analyzers.folding import fold
from depeche.analyzers.steps import Word
from depeche.analyzers.tokenizing import chunks, pieces, unmarked
from depeche.analyzers.tokens import Tokens
from depeche.core.tables import rows

__all__ = ["CHAIN", "Step", "analyze", "exacts", "explain", "fingerprint", "stopwords"]


@dataclass(frozen=True, slots=True)
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

_Word: TypeAlias = tuple[int, int, str, str, bool, tuple[str, ...]]
"""What is left of a word: span, exact term, stem, whether written with a capital, forms for the compound field."""
_MOST = 100_000
_LONGEST = 40


def analyze(text: str) -> Tokens:
    """Return the tokens of `text` in order. Offsets are code points of `text` as given; no two tokens overlap.

    Any string is accepted. Terms hold no white space; text that holds no letter or digit has no token.
    """
    tokens = Tokens()
    starts, ends, exacts, stems = tokens.starts, tokens.ends, tokens.exacts, tokens.stems
    at = 0
    for piece in pieces(text):
        for start, end, exact, stem, capital, compound in _known[piece]:
            if capital:
                tokens.capitals.append(len(exacts))
            if compound:
                tokens.compounds[len(exacts)] = compound
            starts.append(at + start)
            ends.append(at + end)
            exacts.append(exact)
            stems.append(stem)
        at += len(piece) + 1
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


class _Known(dict[str, tuple[_Word, ...]]):
    """The terms of pieces met before, made when first asked for. Full, it is put aside, and what is asked for again is taken over.

    Two threads may make the terms of a piece at once: they are the same.
    """

    def __init__(self) -> None:
        self._older: dict[str, tuple[_Word, ...]] = {}

    def __missing__(self, piece: str) -> tuple[_Word, ...]:
        terms = self._older.get(piece)
        terms = _terms(piece) if terms is None else terms
        if len(self) >= _MOST:
            self._older = dict(self)
            self.clear()
        if len(piece) <= _LONGEST:
            self[intern(piece)] = terms
        return terms


_known = _Known()


def _terms(piece: str) -> tuple[_Word, ...]:
    if steps.is_plain(piece):
        return _of_plain(piece)
    text, found = unmarked(piece), list[_Word]()
    for chunk in chunks(text):
        at, each = chunk.start(), _known[chunk.group()] if chunk.group() != text else _of_chunk(text)
        found += _shifted(each, at) if at else each
    return tuple(found)


def _of_plain(word: str) -> tuple[_Word, ...]:
    exact = intern(fold(word))
    return ((0, len(word), exact, intern(steps.stem(steps.doublet(exact))), word[0].isupper(), ()),) if exact else ()


def _of_chunk(chunk: str) -> tuple[_Word, ...]:
    if at := steps.after_particle(chunk):
        return tuple(_shifted(_known[chunk[at:]], at))
    words = steps.whole(chunk)
    for step in CHAIN:
        words = step.apply(words)
    return tuple((w.start, w.end, intern(w.exact), intern(w.stem), _is_capital(w.text), w.compound) for w in words if w.exact)


def _shifted(words: tuple[_Word, ...], by: int) -> list[_Word]:
    return [(start + by, end + by, exact, stem, capital, compound) for start, end, exact, stem, capital, compound in words]


def _is_capital(text: str) -> bool:
    first = next((c for c in text if c.isalpha()), "")
    return first.isupper() or first.istitle()
