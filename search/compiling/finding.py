"""Where a text has the words that answer a question: single words, words in a row, words near each other.

Works on the tokens of the text, so that what is highlighted is what the engine matched. Not here: which terms answer
(``matchers``), which of several reasons is shown (``highlighting``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from depeche.analyzers import steps
from depeche.analyzers.tokens import Tokens
from depeche.core import fields
from depeche.core.frozen import frozen
from depeche.core.model import Level, Token
from depeche.search.compiling.matchers import Matchers, Run, Wanted

__all__ = ["Found", "find", "occurrences"]


@frozen
class Found:
    """Words of a text that answer together: their places among the tokens in order, what each answers, and the run, if any."""

    places: tuple[int, ...]
    wanted: tuple[Wanted, ...]
    run: Run | None = None
    """Of a compound that answers by its joined form, a run of that form; it is shown as one, like a phrase."""

    @property
    def is_one(self) -> bool:
        """Whether the words count as one: a phrase, or a name that answers as a whole."""
        return bool(self.run and self.run.phrase) or len({wanted.query for wanted in self.wanted}) == 1


def find(tokens: Sequence[Token], matchers: Matchers) -> Iterator[Found]:
    """Yield all that answers in `tokens`; a word may be in several."""
    for at in _places(tokens, matchers.words):
        yield from _single(tokens, at, matchers)
    for run in (run for run in matchers.runs if run.field in (fields.EXACT, fields.STEM)):
        yield from _runs(tokens, run)


def occurrences(tokens: Sequence[Token], matchers: Matchers) -> int:
    """Return how often what is asked stands in `tokens`: a phrase counts as one, and no word counts twice."""
    every = [found.places if found.is_one else (place,) for found in find(tokens, matchers) for place in found.places]
    counted, taken = 0, set[int]()
    for places in sorted(set(every), key=lambda places: (-len(places), places)):
        if taken.isdisjoint(places):
            counted += 1
            taken.update(places)
    return counted


def _places(tokens: Sequence[Token], terms: set[str]) -> list[int]:
    """Return where a word stands that is one of `terms`, or its stem or another of its forms is."""
    if not isinstance(tokens, Tokens):
        return [at for at, token in enumerate(tokens) if not terms.isdisjoint((token.exact, token.stem, *token.compound))]
    columns = (column for column in (tokens.exacts, tokens.stems) if not terms.isdisjoint(column))
    found = {at for column in columns for at, term in enumerate(column) if term in terms}
    return sorted(found.union(at for at, forms in tokens.compounds.items() if not terms.isdisjoint(forms)))


def _column(tokens: Sequence[Token], field: str) -> list[str]:
    """Return the terms of `tokens` in EXACT, or in STEM."""
    if isinstance(tokens, Tokens):
        return tokens.exacts if field == fields.EXACT else tokens.stems
    return [token.exact if field == fields.EXACT else token.stem for token in tokens]


def _single(tokens: Sequence[Token], at: int, matchers: Matchers) -> Iterator[Found]:
    token = tokens[at]
    yield from (Found((at,), (wanted,)) for wanted in _alone(token, matchers))
    known = (form for form in token.compound if (fields.COMPOUND, form) in matchers.terms)
    yield from (_compound(tokens, at, form, matchers) for form in known)


def _alone(token: Token, matchers: Matchers) -> Iterator[Wanted]:
    """Yield what the word answers by itself."""
    keys = ((fields.EXACT, token.exact), (fields.STEM, token.stem))
    return (_level(token, key[0], matchers.terms[key]) for key in keys if key in matchers.terms)


def _compound(tokens: Sequence[Token], at: int, form: str, matchers: Matchers) -> Found:
    """Return what answers by a form for the compound field: a prefixed word by its base, a whole compound by the joined form.

    If each word of the compound answers by itself, as well or better, the first one stands for the joined form.
    """
    wanted, places = matchers.terms[fields.COMPOUND, form], _joined(tokens, at, form)
    if len(places) == 1:
        return Found(places, (wanted,))
    whole = _parted(wanted, matchers)
    if all(any(alone.rank <= whole.rank for alone in _alone(tokens[place], matchers)) for place in places):
        return Found((at,), (whole,))
    return Found(places, (whole,) * len(places), Run(fields.COMPOUND, ({form: whole},), 0, phrase=whole.query))


def _joined(tokens: Sequence[Token], at: int, form: str) -> tuple[int, ...]:
    """Return the places of the words from `at` on that give `form` when they are joined; `at` alone if none do."""
    joined = ""
    for place in range(at, len(tokens)):
        joined += tokens[place].exact.replace("-", "")
        if joined == form:
            return tuple(range(at, place + 1))
        if not form.startswith(joined):
            break
    return (at,)


def _parted(wanted: Wanted, matchers: Matchers) -> Wanted:
    """Return at which level words with hyphens answer one written without: another way of writing it.

    That is said where other ways may answer, which is where the stem field is asked; else it is of the level of other compounds.
    """
    is_whole = (fields.STEM, steps.word_stem(wanted.exact)) in matchers.terms
    return replace(wanted, level=Level.SPELLING) if is_whole else wanted


def _level(token: Token, field: str, wanted: Wanted) -> Wanted:
    """Return the level at which a word with the same stem answers: as written, inflected, or another way of writing it."""
    if field != fields.STEM:
        return wanted
    if token.exact == wanted.exact:
        return _at(wanted, Level.EXACT)
    is_inflected = steps.stem(token.exact) == steps.stem(wanted.exact)
    return _at(wanted, Level.STEM if is_inflected else Level.SPELLING)


def _at(wanted: Wanted, level: Level) -> Wanted:
    return wanted if wanted.level is level else replace(wanted, level=level)


def _runs(tokens: Sequence[Token], run: Run) -> Iterator[Found]:
    terms, first = _column(tokens, run.field), set(chain.from_iterable(run.positions[:1] if run.in_order else run.positions))
    for start, term in enumerate(() if first.isdisjoint(terms) else terms):
        if term in first:
            chosen = _row(terms, start, run) if run.in_order else _near(terms, start, run)
            placed = sorted((at, _level(tokens[at], run.field, run.positions[n][terms[at]])) for n, at in enumerate(chosen))
            if placed:
                yield Found(tuple(at for at, _ in placed), tuple(wanted for _, wanted in placed), run)


def _row(terms: Sequence[str], start: int, run: Run) -> list[int]:
    """Return where the run that begins at `start` has its words, each as early as can be; empty if it is not whole."""
    places = [start]
    for alternatives in run.positions[1:]:
        reach = range(places[-1] + 1, min(len(terms), start + len(places) + run.slop + 1))
        following = next((at for at in reach if terms[at] in alternatives), None)
        if following is None:
            return []
        places.append(following)
    return places


def _near(terms: Sequence[str], start: int, run: Run) -> list[int]:
    """Return where the words of a run without an order stand of which the first stands at `start`; empty if it is not whole."""
    reach = range(start, min(len(terms), start + len(run.positions) + run.slop))
    held: dict[int, int] = {}
    for wanting in range(len(run.positions)):
        if not _placed(terms, reach, run, wanting, held, set()):
            return []
    of_position = {position: at for at, position in held.items()}
    return [of_position[position] for position in range(len(run.positions))]


def _placed(terms: Sequence[str], reach: range, run: Run, wanting: int, held: dict[int, int], tried: set[int]) -> bool:
    """Give the position `wanting` a place in `reach`, moving others of `held` where need be; False if there is none."""
    able = [at for at in reach if at not in tried and terms[at] in run.positions[wanting]]
    for at in sorted(able, key=held.__contains__):  # the free ones first
        tried.add(at)
        if at not in held or _placed(terms, reach, run, held[at], held, tried):
            held[at] = wanting
            return True
    return False
