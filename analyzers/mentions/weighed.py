"""The runs of a text with all that bears on them: the cue before each, the name of the tables in its place, the evidence.

What ``deciding`` weighs, and ``benchmarks/train_mentions.py`` learns from.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from depeche.analyzers.gazetteer.store import Candidate, Reading
from depeche.analyzers.mentions.cues import Cue
from depeche.analyzers.mentions.evidence import Evidence, evidence
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


class Weighed(NamedTuple):
    """Runs as columns: of each the name of the tables that stands in the same place, its cue, and the evidence for it."""

    runs: Sequence[Run]
    matches: Sequence[Match | None]
    cues: Sequence[Cue | None]
    evidence: Iterable[Evidence]


def weighed(text: Text, matches: Sequence[Match], cues: Mapping[int, Cue]) -> Weighed:
    """Return the runs that no longer name of the tables holds, with the evidence for each."""
    found, inner = _open(text, matches, runs(text, cues))
    spans: Mapping[tuple[int, ...], Match] = {match[:2]: match for match in matches}
    same, of_runs = list(map(spans.get, found)), [cues.get(start) for start, _ in found]
    said = [
        listed(match.reading, _is_of_persons(text, match)) if match else weights(*_of_inner(run, near)) if near else None
        for run, match, near in zip(found, same, inner, strict=True)
    ]
    return Weighed(found, same, of_runs, evidence(text, found, of_runs, said))


def _open(text: Text, matches: Iterable[Match], found: Iterable[Run]) -> tuple[list[Run], list[list[Match] | None]]:
    """Return the runs that sure names of the tables do not decide on, parted where they are two, and those that lie in each."""
    sure = [match for match in matches if match.reading.sure]
    starts, held = [match.start for match in sure], _held(text, sure)
    open_: list[Run] = []
    inner: list[list[Match] | None] = []
    for run in found:
        start, end = run
        near = _near(sure, starts, run) if held.find(1, start, end) >= 0 else None
        if near and _is_decided(text, run, near):
            continue
        parts = _parts(text, run, near or ()) if end - start > _SHORTEST_PARTED else (run,)
        open_ += parts
        inner += [near] * len(parts)
    return open_, inner


def _near(sure: Sequence[Match], starts: Sequence[int], run: Run) -> list[Match]:
    """Return those of the `sure` names, which begin at `starts`, that share a word with a run."""
    first, last = bisect_left(starts, run[0] - _REACH), bisect_left(starts, run[1])
    return [match for match in sure[first:last] if match.end > run[0]]


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
    named = run[0] + (text.exacts[run[0]] in _ARTICLES)
    for start, end, _ in near:
        if end > run[1] or (start != run[0] and start <= named and end == run[1]):
            return True
    return _is_shouted(text, run)


def _is_shouted(text: Text, run: Run) -> bool:
    """Whether a run of several words is all in capitals, as in a title: they say nothing of where a name ends."""
    return run[1] - run[0] > 1 and text.surface(*run).isupper()


def _parts(text: Text, run: Run, near: Iterable[Match]) -> tuple[Run, ...]:
    """Return a run, or its two parts where a person's first name begins after what is none: (la PDG du) Medef Laurence Parisot."""
    first = traits[text.exacts[run[0]]]
    cuts = {match.end for match in near if match.start == run[0] and match.reading.candidates[0].entity.kind is Kind.PLACE}
    if not first.head and not first.person:
        cuts.update(range(run[0] + 1, run[1] - 1))
    for cut in sorted(cuts):
        whole = run[1] - cut > 1 and text.capital[cut] and text.capital[cut + 1] and not text.hyphenated(cut)
        if whole and traits[text.exacts[cut]].person.startswith("f"):
            return ((run[0], cut), (cut, run[1]))
    return (run,)


def _is_of_persons(text: Text, match: Match) -> bool:
    """Whether a name of the tables is one word that is also a name of persons."""
    return match.end - match.start == 1 and bool(traits[text.exacts[match.start]].person)


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
        where = "begins" if match.start == run[0] else "ends" if match.end == run[1] else "is inside"
        yield f"listed {_group(match.reading.candidates[0])} {where}"


def _group(candidate: Candidate) -> str:
    entity = candidate.entity
    return "place" if entity.kind is Kind.PLACE else _PERSON if entity.type == _PERSON else "organisation"
