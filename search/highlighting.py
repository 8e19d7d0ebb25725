"""The words of a shown passage that met the question, each with its spelling in the text and the strongest level.

The passage is analysed again by the same chain, so spans are those of its words as written.
Not here: which terms answer (``matchers``), how a highlight is drawn (the command line).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from depeche.analyzers import steps
from depeche.analyzers.chain import analyze, stopwords
from depeche.core import fields
from depeche.core.model import Level, Token
from depeche.core.results import Highlight
from depeche.search.matchers import Matchers, Run, Wanted

__all__ = ["highlights"]


def highlights(text: str, matchers: Matchers) -> tuple[Highlight, ...]:
    """Return a highlight for each word of `text` that answers, in order; code points of `text`."""
    tokens = analyze(text)
    found: dict[int, Wanted] = {}
    for at, wanted in _all(tokens, matchers):
        if at not in found or wanted.rank < found[at].rank:
            found[at] = wanted
    shown = sorted((item for item in found.items() if not _is_left_over(tokens, found, item[0])), key=itemgetter(0))
    return tuple(_highlight(text, tokens[at], wanted) for at, wanted in shown)


def _is_left_over(tokens: Sequence[Token], found: dict[int, Wanted], at: int) -> bool:
    """Whether the word is an article of a name whose next word answers more strongly: that says it all."""
    is_weak = found[at].level in (Level.SPELLING, Level.ALIAS) and tokens[at].exact in stopwords()
    return is_weak and (at + 1 not in found or found[at + 1].query != found[at].query)


def _all(tokens: Sequence[Token], matchers: Matchers) -> Iterator[tuple[int, Wanted]]:
    for at, token in enumerate(tokens):
        yield from ((at, wanted) for wanted in _single(token, matchers))
    for run in matchers.runs:
        yield from _runs(tokens, run)


def _single(token: Token, matchers: Matchers) -> Iterator[Wanted]:
    terms = matchers.terms
    keys = [(fields.EXACT, token.exact), (fields.STEM, token.stem), *((fields.COMPOUND, form) for form in token.compound)]
    return (_level(token, key[0], terms[key]) for key in keys if key in terms)


def _level(token: Token, field: str, wanted: Wanted) -> Wanted:
    """Return the level at which a word with the same stem answers: as written, inflected, or another way of writing it."""
    if field != fields.STEM:
        return wanted
    if token.exact == wanted.exact:
        return replace(wanted, level=Level.EXACT)
    is_inflected = steps.stem(token.exact) == steps.stem(wanted.exact)
    return replace(wanted, level=Level.STEM if is_inflected else Level.SPELLING)


def _runs(tokens: Sequence[Token], run: Run) -> Iterator[tuple[int, Wanted]]:
    terms = [token.exact if run.field == fields.EXACT else token.stem for token in tokens]
    for start, term in enumerate(terms):
        if term in run.positions[0]:
            places = _places(terms, start, run)
            found = zip(places, run.positions, strict=False)
            yield from ((at, _level(tokens[at], run.field, position[terms[at]])) for at, position in found)


def _places(terms: Sequence[str], start: int, run: Run) -> list[int]:
    """Return where the run that begins at `start` has its words, each as early as can be; empty if it is not whole."""
    places = [start]
    for alternatives in run.positions[1:]:
        reach = range(places[-1] + 1, min(len(terms), start + len(places) + run.slop + 1))
        following = next((at for at in reach if terms[at] in alternatives), None)
        if following is None:
            return []
        places.append(following)
    return places


def _highlight(text: str, token: Token, wanted: Wanted) -> Highlight:
    surface = text[token.start : token.end]
    return Highlight(token.start, token.end, surface, wanted.query, wanted.level, wanted.probability, wanted.entity)
