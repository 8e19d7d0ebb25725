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

from depeche.analyzers.gazetteer.store import Candidate, Gazetteer
from depeche.analyzers.mentions.cues import Cue, cued
from depeche.analyzers.mentions.found import BODIES, Found, unknown
from depeche.analyzers.mentions.matching import Match, find
from depeche.analyzers.mentions.runs import Run
from depeche.analyzers.mentions.weighed import Weighed, weighed
from depeche.analyzers.mentions.weighing import Named, Verdict, weigh
from depeche.analyzers.mentions.wording import ONE
from depeche.core.model import Kind, Token

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


def decided(text: str, tokens: Sequence[Token], known: Gazetteer) -> list[Found]:
    """Return what `tokens`, the tokens of `text`, name: by start, then longest first, with the runs that are no names alone."""
    matches = find(text, tokens, known)
    cues = cued(text, tokens)
    taken = {one.run: _of_run(text, tokens, one, known) for one in weighed(text, tokens, matches, cues, known)}
    whole = _uncrossed(matches, list(taken))
    return list(_kept([*_of_tables(whole, taken, cues, known), *taken.values()]))


def _uncrossed(matches: Iterable[Match], taken: Sequence[Run]) -> Iterator[Match]:
    """Yield the names of the tables that no run begins inside and goes beyond: le Cap, but not in le Cap Corse."""
    ends = [run.end for run in taken]
    for match in matches:
        place = bisect_left(ends, match.end)
        run = taken[place] if place < len(taken) else None
        if run is None or not match.start < run.start < match.end < run.end:
            yield match


def _of_run(text: str, tokens: Sequence[Token], one: Weighed, known: Gazetteer) -> Found:
    """Return what a run stands for: entities of the tables, an unknown one, or none yet."""
    verdict = _cued(weigh(one.pieces), one.cue)
    start, end = one.run
    listed = _listed(one.match, one.cue, verdict, known) if one.match else ()
    if listed:
        return _of_candidates(one.run, listed, _why(_LISTED, verdict.reasons), one.cue, known)
    if verdict.named is None or (one.cue and one.cue.kind is None):
        return Found(start, end, cue=one.cue)
    kind = _KINDS[verdict.named]
    entity = unknown(text, tokens, start, end, kind, _type(verdict.named, one.cue))
    return Found(start, end, (entity,), _why("", verdict.reasons), one.cue)


def _cued(verdict: Verdict, cue: Cue | None) -> Verdict:
    """Return the verdict that a cue which says plainly what follows brings about, unless all else speaks clearly against it.

    A title stands before persons only: M. Hollande.
    """
    if cue is None or cue.kind is None or cue.group not in _PLAIN:
        return verdict
    said = Named.PLACE if cue.kind is Kind.PLACE else Named.PERSON if cue.type == _PERSON else Named.ORGANISATION
    sure = max(verdict.probability, _OVERRULES)
    if verdict.named is said:
        return verdict._replace(probability=sure)
    if verdict.probability >= _OVERRULES and cue.group != "title":
        return verdict
    return Verdict(said, _OVERRULES, (f"after “{' '.join(cue.words)}”",))


def _listed(match: Match, cue: Cue | None, verdict: Verdict, known: Gazetteer) -> Sequence[Candidate]:
    """Return the candidates of the tables that the verdict allows: of its kind, or strong ones that it does not overrule."""
    clear = verdict.probability >= _OVERRULES
    if verdict.named is None:
        return match.sure if verdict.probability < _VETO else ()
    candidates = [candidate for candidate in match.candidates if _may_stand(candidate, cue, known, clear=clear)]
    fitting = [candidate for candidate in candidates if known.numbered(candidate.number).kind is _KINDS[verdict.named]]
    curated = [candidate for candidate in candidates if not candidate.weak]
    if fitting:
        return curated if curated and not clear and all(candidate.weak for candidate in fitting) else fitting
    if verdict.named is Named.ORGANISATION and match.sure:
        return match.sure
    return () if clear else curated


def _may_stand(candidate: Candidate, cue: Cue | None, known: Gazetteer, *, clear: bool) -> bool:
    """Whether the name of an actor that asks for a cue has one, or clear evidence if it is no acronym (SDF has many bearers)."""
    if not candidate.cue or (cue is not None and cue.kind is Kind.ACTOR):
        return True
    return known.numbered(candidate.number).kind is Kind.PLACE or (clear and "U" not in candidate.case)


def _type(named: Named, cue: Cue | None) -> str:
    fits = cue is not None and cue.kind is _KINDS[named] and (cue.type == _PERSON) == (named is Named.PERSON)
    return cue.type if cue and fits else str(named)


@lru_cache(maxsize=20_000)
def _why(first: str, reasons: tuple[str, ...]) -> str:
    """Return the reasons in a few words, each once: that all runs may be names, and what `first` says, is left out."""
    said = dict.fromkeys(piece.removesuffix(f", {ONE}") for piece in reasons)
    told = (first, *(piece for piece in said if piece != "name" and not piece.startswith("listed")))
    return "; ".join(filter(None, told)) or _AROUND


def _of_tables(
    matches: Iterable[Match],
    taken: Mapping[Run, Found],
    cues: Mapping[int, Cue],
    known: Gazetteer,
) -> Iterator[Found]:
    """Yield the names of the tables that no run has decided on: those inside others, those with small words."""
    for match in matches:
        if match.sure and Run(match.start, match.end) not in taken:
            yield _of_candidates(match[:2], match.sure, _LISTED, cues.get(match.start), known)


def _of_candidates(
    span: tuple[int, int],
    candidates: Sequence[Candidate],
    why: str,
    cue: Cue | None,
    known: Gazetteer,
) -> Found:
    sure = any(not one.weak for one in candidates)
    entities = tuple(known.numbered(one.number) for one in candidates)
    priors = tuple(_prior(one, known) - _OUTDONE * (sure and one.weak) for one in candidates) if len(candidates) > 1 else ()
    return Found(*span, entities, why, cue, known.is_open(candidates[0].number), priors, weak=not sure)


def _prior(candidate: Candidate, known: Gazetteer) -> float:
    """Return how well known an entity is by that name: its people, or as if it had some, and more if written by hand."""
    people = known.population(candidate.number)
    if candidate.weak:
        return log10(people) if people else _FEW
    return (log10(people) if people else _MANY) + (_CURATED / 2 if candidate.cue else _CURATED)


def _kept(found: Iterable[Found]) -> Iterator[Found]:
    """Yield the longest from the left, and likewise what lies inside open ones and inside what is no name."""
    rest = sorted(found, key=lambda one: (one.start, -one.end))
    at = 0
    while at < len(rest):
        outer, first = rest[at], at + 1
        at = next((i for i in range(first, len(rest)) if rest[i].start >= outer.end), len(rest))
        yield outer
        if outer.open or not outer.candidates:
            yield from _kept(one for one in rest[first:at] if one.end <= outer.end and not _repeats(one, outer))


def _repeats(inner: Found, outer: Found) -> bool:
    """Whether a name in an open one says no more than it: the same entity, or another body of its state (régime in its army)."""
    one, other = inner.entity, outer.entity
    if one is None or other is None:
        return False
    return one.id == other.id or (one.type in BODIES and other.type in BODIES and one.ancestors == other.ancestors)
