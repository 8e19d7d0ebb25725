"""The words of a shown passage, or its title, that met the question, each with its spelling in the text and the strongest level.

A phrase is one highlight, from its first word to its last; words near each other are one each. The passage is analysed again by
the same chain, so spans are those of its words as written. Not here: where the words are (``finding``), how a highlight is
drawn (the command line).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import prod

from depeche.analyzers.chain import analyze, stopwords
from depeche.analyzers.tokens import Tokens
from depeche.core.model import Level, Token
from depeche.core.results import Highlight
from depeche.search.compiling.finding import Found, find
from depeche.search.compiling.matchers import Matchers, Wanted, strength

__all__ = ["highlights"]


def highlights(text: str, matchers: Matchers) -> tuple[Highlight, ...]:
    """Return a highlight for each word or phrase of `text` that answers, in order and apart; code points of `text`."""
    tokens = analyze(text)
    every = list(find(tokens, matchers))
    words = _words(tokens, every)
    phrases = list(_apart(found for found in every if _is_phrase(found)))
    inside = {at for first, last, _ in phrases for at in range(first, last + 1)}
    shown = [*((at, at, wanted) for at, wanted in words.items() if at not in inside), *phrases]
    return tuple(_highlight(text, tokens, *one) for one in sorted(shown, key=lambda one: one[0]))


def _words(tokens: Sequence[Token], every: Sequence[Found]) -> dict[int, Wanted]:
    """Return what each word answers best."""
    best: dict[int, Wanted] = {}
    for at, wanted in ((at, wanted) for found in every for at, wanted in zip(found.places, found.wanted, strict=True)):
        if at not in best or wanted.rank < best[at].rank:
            best[at] = wanted
    return {at: wanted for at, wanted in best.items() if not _is_left_over(tokens, best, at)}


def _is_left_over(tokens: Sequence[Token], found: dict[int, Wanted], at: int) -> bool:
    """Whether the word is an article of a name whose next word answers more strongly: that says it all."""
    is_weak = found[at].level in (Level.SPELLING, Level.ALIAS) and tokens[at].exact in stopwords()
    return is_weak and (at + 1 not in found or found[at + 1].query != found[at].query)


def _is_phrase(found: Found) -> bool:
    return bool(found.run and found.run.phrase and found.run.in_order)


def _apart(phrases: Iterator[Found]) -> Iterator[tuple[int, int, Wanted]]:
    """Yield phrases that share no word, with their first and last places: of those that do the strongest, then the longest."""
    taken: set[int] = set()
    ranked = sorted(
        ((found, _as_one(found)) for found in phrases), key=lambda one: (*one[1].rank, -len(one[0].places), one[0].places)
    )
    for found, wanted in ranked:
        reach = range(found.places[0], found.places[-1] + 1)
        if taken.isdisjoint(reach):
            taken.update(reach)
            yield reach[0], reach[-1], wanted


def _as_one(found: Found) -> Wanted:
    """Return what a phrase answers as a whole: at the weakest level of its words, as probably as all of them together."""
    weakest = max(found.wanted, key=lambda wanted: strength(wanted.level))
    probability = prod(wanted.probability for wanted in found.wanted)
    return replace(weakest, query=found.run.phrase if found.run else weakest.query, probability=probability)


def _highlight(text: str, tokens: Tokens, first: int, last: int, wanted: Wanted) -> Highlight:
    start, end = tokens.starts[first], tokens.ends[last]
    return Highlight(start, end, text[start:end], wanted.query, wanted.level, wanted.probability, wanted.entity)
