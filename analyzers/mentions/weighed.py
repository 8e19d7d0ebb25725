"""The runs of a text with all that bears on them: the cue before each, the name of the tables in its place, the evidence.

What ``deciding`` weighs, and ``benchmarks/train_mentions.py`` learns from.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from depeche.analyzers.gazetteer.store import Gazetteer
from depeche.analyzers.mentions.cues import Cue
from depeche.analyzers.mentions.evidence import evidence
from depeche.analyzers.mentions.matching import Match
from depeche.analyzers.mentions.runs import Run, runs
from depeche.analyzers.mentions.spans import hyphenated
from depeche.analyzers.mentions.traits import traits
from depeche.core.model import Entity, Kind, Token

__all__ = ["Weighed", "weighed"]

_REACH = 16
"""Tokens that the longest name of the tables may have."""
_SHORTEST_PARTED = 2
_ARTICLES = frozenset({"le", "la", "les"})
_PERSON = "person"


class Weighed(NamedTuple):
    """A run with the name of the tables that stands in the same place, its cue, and the evidence for it."""

    run: Run
    match: Match | None
    cue: Cue | None
    pieces: tuple[str, ...]


def weighed(
    text: str, tokens: Sequence[Token], matches: Sequence[Match], cues: Mapping[int, Cue], known: Gazetteer
) -> Iterator[Weighed]:
    """Yield the runs that no longer name of the tables holds, with the evidence for each."""
    spans = {match[:2]: match for match in matches}
    sure = [match for match in matches if match.sure]
    starts = [match.start for match in sure]
    small = {token.stem for token in tokens if not token.capital}
    for whole in runs(text, tokens, cues):
        first, last = bisect_left(starts, whole.start - _REACH), bisect_left(starts, whole.end)
        near = [match for match in sure[first:last] if match.end > whole.start]
        if near and _is_decided(text, tokens, whole, near):
            continue
        for run in _parts(text, tokens, whole, near, known) if whole.end - whole.start > _SHORTEST_PARTED else (whole,):
            same, cue = spans.get(run), cues.get(run.start)
            listed = _of_gazetteer(tokens, same, known) if same else _of_inner(run, near, known) if near else ()
            yield Weighed(run, same, cue, (*evidence(text, tokens, run, cue, small), *listed))


def _is_decided(text: str, tokens: Sequence[Token], run: Run, near: Iterable[Match]) -> bool:
    """Whether names of the tables leave nothing to weigh.

    One goes beyond the run, or is all of it but an article (Le Mali); or the run is a title in capitals.
    """
    named = run.start + (tokens[run.start].exact in _ARTICLES)
    beyond = any(
        match.end > run.end or (match.start != run.start and match.start <= named and match.end == run.end) for match in near
    )
    return beyond or _is_shouted(text, tokens, run)


def _is_shouted(text: str, tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run of several words is all in capitals, as in a title: they say nothing of where a name ends."""
    return run.end - run.start > 1 and text[tokens[run.start].start : tokens[run.end - 1].end].isupper()


def _parts(text: str, tokens: Sequence[Token], run: Run, near: Iterable[Match], known: Gazetteer) -> tuple[Run, ...]:
    """Return a run, or its two parts where a person's first name begins after what is none: (la PDG du) Medef Laurence Parisot."""
    first = traits(tokens[run.start].exact)
    cuts = {
        match.end for match in near if match.start == run.start and known.numbered(match.candidates[0].number).kind is Kind.PLACE
    }
    if not first.head and not first.person:
        cuts.update(range(run.start + 1, run.end - 1))
    for cut in sorted(cuts):
        whole = run.end - cut > 1 and not hyphenated(text, tokens[cut - 1], tokens[cut]) and tokens[cut].capital
        if whole and traits(tokens[cut].exact).person.startswith("f") and tokens[cut + 1].capital:
            return (Run(run.start, cut), Run(cut, run.end))
    return (run,)


def _of_gazetteer(tokens: Sequence[Token], match: Match, known: Gazetteer) -> Iterator[str]:
    """Yield what the tables say of a run that is one of their names."""
    if match.sure:
        yield from (f"listed {group}" for group in sorted({_group(known.numbered(one.number)) for one in match.sure}))
        return
    asks = {_group(known.numbered(one.number)) for one in match.candidates if not one.weak}
    yield from (f"listed {group}, after a cue" for group in sorted(asks))
    largest = max((known.population(one.number) for one in match.candidates if one.weak), default=-1)
    if largest >= 0:
        yield f"in the large list, {len(str(largest))} digits"
        yield from _of_word(tokens, match)


def _of_word(tokens: Sequence[Token], match: Match) -> Iterator[str]:
    """Yield what a name of the large list is besides: a common word, a name of persons."""
    if all(one.cue for one in match.candidates):
        yield "in the large list, a word"
    if match.end - match.start == 1 and traits(tokens[match.start].exact).person:
        yield "in the large list, a name of persons"


def _of_inner(run: Run, near: Iterable[Match], known: Gazetteer) -> Iterator[str]:
    """Yield what the tables say of names inside a run."""
    for match in near:
        where = "begins" if match.start == run.start else "ends" if match.end == run.end else "is inside"
        yield f"listed {_group(known.numbered(match.candidates[0].number))} {where}"


def _group(entity: Entity) -> str:
    return "place" if entity.kind is Kind.PLACE else _PERSON if entity.type == _PERSON else "organisation"
