"""Names of the gazetteer and runs of words that may be names, weighed against each other: what is found in a text, and where.

The longest from the left wins. A name of the tables stands where its case and the evidence allow it; one that the tables hold
to be weak (a small town, a name that is also a word) counts only where the evidence says so. Names inside a name are kept only
inside those that the tables mark as open (régime de Bachar al-Assad: the government and the man). Not here: which of several
namesakes is meant (``choosing``).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log10

from depeche.analyzers.gazetteer.store import Candidate, Gazetteer, Reading
from depeche.analyzers.mentions.cues import Cue, cued
from depeche.analyzers.mentions.evidence import verdicts
from depeche.analyzers.mentions.found import BODIES, Found, unknown
from depeche.analyzers.mentions.matching import Match, find
from depeche.analyzers.mentions.runs import Run
from depeche.analyzers.mentions.texts import Text
from depeche.analyzers.mentions.weighed import weighed
from depeche.analyzers.mentions.weighing import Named, Verdict
from depeche.analyzers.mentions.wording import ONE
from depeche.core.model import Entity, Kind

__all__ = ["decided"]

_VETO = 0.9
"""How probable it must be that a run is no name for a name of the tables not to stand."""
_OVERRULES = 0.8
"""How probable that it is of another kind than the tables say."""
_PLAIN = frozenset({"place", "title", "organisation"})
"""Groups of cues that say plainly what follows."""
_FEW, _MANY, _CURATED = 3.5, 4.0, 2.0
"""As whose people a place counts that has no number: of the large list, written by hand; and what it adds to be written by hand."""
_OUTDONE = 2.5
"""How much less well known a place of the large list is beside one written by hand."""
_LISTED = "a name of the tables"
_AROUND = "all that stands around it together"
_KINDS = {Named.PLACE: Kind.PLACE, Named.PERSON: Kind.ACTOR, Named.ORGANISATION: Kind.ACTOR}
_PERSON = "person"


def decided(text: Text, known: Gazetteer) -> list[Found]:
    """Return what `text` names: by start, then longest first, with the runs that are no names alone."""
    matches = find(text, known)
    cues = cued(text)
    found = weighed(text, matches, cues)
    each = zip(found.runs, found.matches, found.cues, map(verdicts.__getitem__, found.evidence), strict=True)
    taken = {run: _of_run(text, run, match, cue, said) for run, match, cue, said in each}
    whole = _uncrossed(matches, list(taken))
    return _kept(sorted([*_of_tables(whole, taken, cues), *taken.values()], key=_order))


def _order(one: Found) -> tuple[int, int]:
    return one.start, -one.end


def _uncrossed(matches: Iterable[Match], taken: Sequence[Run]) -> Iterator[Match]:
    """Yield the names of the tables that no run begins inside and goes beyond: le Cap, but not in le Cap Corse."""
    ends = [end for _, end in taken]
    for match in matches:
        place = bisect_left(ends, match.end)
        run = taken[place] if place < len(taken) else None
        if run is None or not match.start < run[0] < match.end < run[1]:
            yield match


def _of_run(text: Text, run: Run, match: Match | None, cue: Cue | None, said: Verdict) -> Found:
    """Return what a run stands for: entities of the tables, an unknown one, or none yet."""
    if cue:
        said = _cued(said, cue)
    listed = _listed(match.reading, cue, said) if match else ()
    if listed:
        return _of_candidates(run, listed, _why(_LISTED, said.reasons), cue)
    start, end = run
    if said.named is None or (cue and cue.kind is None):
        return Found(start, end, (), "", cue)
    entity = unknown(text, start, end, _KINDS[said.named], _type(said.named, cue))
    return Found(start, end, (entity,), _why("", said.reasons), cue)


def _cued(verdict: Verdict, cue: Cue) -> Verdict:
    """Return the verdict that a cue which says plainly what follows brings about, unless all else speaks clearly against it.

    A title stands before persons only: M. Hollande.
    """
    if cue.kind is None or cue.group not in _PLAIN:
        return verdict
    said = Named.PLACE if cue.kind is Kind.PLACE else Named.PERSON if cue.type == _PERSON else Named.ORGANISATION
    sure = max(verdict.probability, _OVERRULES)
    if verdict.named is said:
        return verdict._replace(probability=sure)
    if verdict.probability >= _OVERRULES and cue.group != "title":
        return verdict
    return Verdict(said, _OVERRULES, (f"after “{' '.join(cue.words)}”",))


def _listed(reading: Reading, cue: Cue | None, verdict: Verdict) -> tuple[Candidate, ...]:
    """Return the candidates of the tables that the verdict allows: of its kind, or strong ones that it does not overrule."""
    if verdict.named is None:
        return reading.sure if verdict.probability < _VETO else ()
    is_of_actor = cue is not None and cue.kind is Kind.ACTOR
    return _allowed(reading, is_of_actor, verdict.named, verdict.probability >= _OVERRULES)


@lru_cache(maxsize=20_000)
def _allowed(reading: Reading, is_of_actor: bool, named: Named, clear: bool) -> tuple[Candidate, ...]:
    """Return the candidates that a verdict allows, `clear` or not, after the cue of an actor or not; remembered."""
    candidates = tuple([candidate for candidate in reading.candidates if is_of_actor or _may_stand(candidate, clear=clear)])
    fitting = tuple([candidate for candidate in candidates if candidate.entity.kind is _KINDS[named]])
    curated = tuple([candidate for candidate in candidates if not candidate.weak])
    if fitting:
        return curated if curated and not clear and all(candidate.weak for candidate in fitting) else fitting
    if named is Named.ORGANISATION and reading.sure:
        return reading.sure
    return () if clear else curated


def _may_stand(candidate: Candidate, *, clear: bool) -> bool:
    """Whether the name of an actor that asks for a cue may do without: if the evidence is clear and it is no acronym (SDF)."""
    return not candidate.cue or candidate.entity.kind is Kind.PLACE or (clear and "U" not in candidate.case)


def _type(named: Named, cue: Cue | None) -> str:
    fits = cue is not None and cue.kind is _KINDS[named] and (cue.type == _PERSON) == (named is Named.PERSON)
    return cue.type if cue and fits else str(named)


@lru_cache(maxsize=20_000)
def _why(first: str, reasons: tuple[str, ...]) -> str:
    """Return the reasons in a few words, each once: that all runs may be names, and what `first` says, is left out."""
    said = dict.fromkeys(piece.removesuffix(f", {ONE}") for piece in reasons)
    told = (first, *(piece for piece in said if piece != "name" and not piece.startswith("listed")))
    return "; ".join(filter(None, told)) or _AROUND


def _of_tables(matches: Iterable[Match], taken: Mapping[Run, Found], cues: Mapping[int, Cue]) -> Iterator[Found]:
    """Yield the names of the tables that no run has decided on: those inside others, those with small words."""
    for match in matches:
        if match.reading.sure and match[:2] not in taken:
            yield _of_candidates(match[:2], match.reading.sure, _LISTED, cues.get(match.start))


def _of_candidates(span: tuple[int, int], candidates: tuple[Candidate, ...], why: str, cue: Cue | None) -> Found:
    entities, priors, is_open, weak = _standing(candidates)
    return Found(span[0], span[1], entities, why, cue, is_open, priors, weak)


@lru_cache(maxsize=20_000)
def _standing(candidates: tuple[Candidate, ...]) -> tuple[tuple[Entity, ...], tuple[float, ...], bool, bool]:
    """Return the entities of candidates, their priors, whether the first is open, whether all are weak; remembered."""
    sure = any(not one.weak for one in candidates)
    priors = tuple(_prior(one) - _OUTDONE * (sure and one.weak) for one in candidates) if len(candidates) > 1 else ()
    return tuple(one.entity for one in candidates), priors, candidates[0].open, not sure


def _prior(candidate: Candidate) -> float:
    """Return how well known an entity is by that name: its people, or as if it had some, and more if written by hand."""
    people = candidate.population
    if candidate.weak:
        return log10(people) if people else _FEW
    return (log10(people) if people else _MANY) + (_CURATED / 2 if candidate.cue else _CURATED)


def _kept(found: Sequence[Found]) -> list[Found]:
    """Return of `found`, by start, the longest from the left, and likewise what lies inside open ones and what is no name."""
    kept: list[Found] = []
    at, last = 0, len(found)
    while at < last:
        outer = found[at]
        first = at = at + 1
        while at < last and found[at].start < outer.end:
            at += 1
        kept.append(outer)
        if at > first and (outer.open or not outer.candidates):
            kept += _kept([one for one in found[first:at] if one.end <= outer.end and not _repeats(one, outer)])
    return kept


def _repeats(inner: Found, outer: Found) -> bool:
    """Whether a name in an open one says no more than it: the same entity, or another body of its state (régime in its army)."""
    one, other = inner.entity, outer.entity
    if one is None or other is None:
        return False
    return one.id == other.id or (one.type in BODIES and other.type in BODIES and one.ancestors == other.ancestors)
