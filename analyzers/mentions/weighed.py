"""The runs of a text with all that bears on them: the cue before each, the name of the tables in its place, the evidence.

What ``deciding`` weighs, and ``benchmarks/train_mentions.py`` learns from.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from depeche.analyzers.gazetteer.store import Candidate, Reading
from depeche.analyzers.mentions.cues import Cue
from depeche.analyzers.mentions.evidence import evidence
from depeche.analyzers.mentions.matching import Match
from depeche.analyzers.mentions.runs import Run, runs
from depeche.analyzers.mentions.texts import Text
from depeche.analyzers.mentions.traits import traits
from depeche.analyzers.mentions.weighing import Weights, weights
from depeche.core.model import Kind

__all__ = ["Weighed", "listed", "weighed"]

_REACH = 16
"""Tokens that the longest name of the tables may have."""
_SHORTEST_PARTED = 2
_ARTICLES = frozenset({"le", "la", "les"})
_PERSON = "person"
_SWAPPED = bytes([1, 0]) + bytes(254)
"""Makes of the columns of capitals one of what is written small."""


class Weighed(NamedTuple):
    """A run with the name of the tables that stands in the same place, its cue, and the evidence for it."""

    run: Run
    match: Match | None
    cue: Cue | None
    evidence: tuple[Weights, ...]


def weighed(text: Text, matches: Sequence[Match], cues: Mapping[int, Cue]) -> Iterator[Weighed]:
    """Yield the runs that no longer name of the tables holds, with the evidence for each."""
    spans: Mapping[tuple[int, ...], Match] = {match[:2]: match for match in matches}
    sure = [match for match in matches if match.reading.sure]
    starts = [match.start for match in sure]
    held = _held(text, sure)
    small = set(compress(text.stems, text.capital.translate(_SWAPPED)))
    for whole in runs(text, cues):
        start, end = whole
        near: list[Match] = []
        if held.find(1, start, end) >= 0:
            first = bisect_left(starts, start - _REACH)
            near = [match for match in sure[first : bisect_left(starts, end)] if match.end > start]
        if near and _is_decided(text, whole, near):
            continue
        for run in _parts(text, whole, near) if end - start > _SHORTEST_PARTED else (whole,):
            same, cue = spans.get(run), cues.get(run.start)
            found = evidence(text, run, cue, small)
            if same:
                found.append(listed(same.reading, _is_of_persons(text, same)))
            elif near:
                found.append(weights(*_of_inner(run, near)))
            yield Weighed(run, same, cue, tuple(found))


def _held(text: Text, sure: Iterable[Match]) -> bytearray:
    """Return which words of a text are of names that are `sure`."""
    held = bytearray(text.count)
    for start, end, _ in sure:
        held[start:end] = b"\1" * (end - start)
    return held


def _is_decided(text: Text, run: Run, near: Iterable[Match]) -> bool:
    """Whether names of the tables leave nothing to weigh.

    One goes beyond the run, or is all of it but an article (Le Mali); or the run is a title in capitals.
    """
    named = run.start + (text.exacts[run.start] in _ARTICLES)
    for start, end, _ in near:
        if end > run.end or (start != run.start and start <= named and end == run.end):
            return True
    return _is_shouted(text, run)


def _is_shouted(text: Text, run: Run) -> bool:
    """Whether a run of several words is all in capitals, as in a title: they say nothing of where a name ends."""
    return run.end - run.start > 1 and text.surface(*run).isupper()


def _parts(text: Text, run: Run, near: Iterable[Match]) -> tuple[Run, ...]:
    """Return a run, or its two parts where a person's first name begins after what is none: (la PDG du) Medef Laurence Parisot."""
    first = traits(text.exacts[run.start])
    cuts = {match.end for match in near if match.start == run.start and match.reading.candidates[0].entity.kind is Kind.PLACE}
    if not first.head and not first.person:
        cuts.update(range(run.start + 1, run.end - 1))
    for cut in sorted(cuts):
        whole = run.end - cut > 1 and text.capital[cut] and text.capital[cut + 1] and not text.hyphenated(cut)
        if whole and traits(text.exacts[cut]).person.startswith("f"):
            return (Run(run.start, cut), Run(cut, run.end))
    return (run,)


def _is_of_persons(text: Text, match: Match) -> bool:
    """Whether a name of the tables is one word that is also a name of persons."""
    return match.end - match.start == 1 and bool(traits(text.exacts[match.start]).person)


@lru_cache(maxsize=20_000)
def listed(reading: Reading, is_of_persons: bool) -> Weights:
    """Return what the tables say of a run that is one of their names; remembered by reading, of which a name has one."""
    if reading.sure:
        return weights(*(f"listed {group}" for group in sorted({_group(one) for one in reading.sure})))
    asks = {_group(one) for one in reading.candidates if not one.weak}
    said = [f"listed {group}, after a cue" for group in sorted(asks)]
    largest = max((one.population for one in reading.candidates if one.weak), default=-1)
    if largest >= 0:
        said.append(f"in the large list, {len(str(largest))} digits")
        said += ["in the large list, a word"] * all(one.cue for one in reading.candidates)
        said += ["in the large list, a name of persons"] * is_of_persons
    return weights(*said)


def _of_inner(run: Run, near: Iterable[Match]) -> Iterator[str]:
    """Yield what the tables say of names inside a run."""
    for match in near:
        where = "begins" if match.start == run.start else "ends" if match.end == run.end else "is inside"
        yield f"listed {_group(match.reading.candidates[0])} {where}"


def _group(candidate: Candidate) -> str:
    entity = candidate.entity
    return "place" if entity.kind is Kind.PLACE else _PERSON if entity.type == _PERSON else "organisation"
