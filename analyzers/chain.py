"""The chain: what becomes of a chunk of text, step by step, until its terms stand. The same for texts and questions.

The steps are data, :data:`CHAIN`; each is a function from words to words, and none changes an offset. A chunk's terms
depend on nothing around it, so they are computed once for each distinct chunk. Not here: where chunks are
(``tokenizing``), which words a question may drop (``stopwords``), spellings of names (``names``).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from depeche.analyzers import steps
from depeche.analyzers.steps import Word
from depeche.analyzers.tokenizing import chunks
from depeche.core.model import Token
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


def analyze(text: str) -> list[Token]:
    """Return the tokens of `text` in order. Offsets are code points of `text` as given; no two tokens overlap.

    Any string is accepted. Terms hold no white space; text that holds no letter or digit has no token.
    """
    return [
        Token(chunk.start() + start, chunk.start() + end, exact, stem, capital, compound)
        for chunk in chunks(text)
        for start, end, exact, stem, capital, compound in _terms(chunk.group())
    ]


def exacts(text: str) -> tuple[str, ...]:
    """Return the exact terms of `text` in order, as the tables' words and names are compared."""
    return tuple(token.exact for token in analyze(text))


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


@lru_cache(maxsize=100_000)
def _terms(chunk: str) -> tuple[tuple[int, int, str, str, bool, tuple[str, ...]], ...]:
    words = steps.whole(chunk)
    for step in CHAIN:
        words = step.apply(words)
    return tuple((w.start, w.end, w.exact, w.stem, _is_capital(w.text), w.compound) for w in words if w.exact)


def _is_capital(text: str) -> bool:
    first = next((c for c in text if c.isalpha()), "")
    return first.isupper() or first.istitle()
