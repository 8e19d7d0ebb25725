"""One state of an archive, which questions are answered from: what it answers, and what it stores.

Not here: writing, opening (``archive``), how answers are printed (``depeche.cli``).
"""

from collections.abc import Iterator
from types import TracebackType
from typing import Unpack

from depeche.core import fields
from depeche.core.errors import NotFound
from depeche.core.frozen import frozen
from depeche.core.model import Dispatch, Entity, Mention
from depeche.core.plan import AllOf, Everything, Order, Values
from depeche.core.results import Results, Totals
from depeche.indexer import commits
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.assembling import assemble, first_facts, grouped, mention, mentions
from depeche.indexer.payload import StoredPassage, decode
from depeche.search.answering.facets import FacetCounter
from depeche.search.compiling.selections import Selections
from depeche.search.options import SearchOptions
from depeche.search.searcher import Searcher
from depeche.search.vocabulary import Vocabulary
from depeche.search.vocabulary.spellings import Spelling

__all__ = ["Snapshot", "Stored"]


@frozen
class Stored:
    """A dispatch as an archive stores it: its mentions, without their `why`, and the place where it was filed.

    `entities` has the places and actors of both, and what these lie in, by id.
    """

    dispatch: Dispatch
    mentions: list[Mention]
    dateline: Entity | None
    entities: dict[str, Entity]


class Snapshot:
    """One state of an archive: what was committed when it was opened. May be shared by threads; close it or use ``with``."""

    def __init__(self, folder: ArchiveFolder) -> None:
        self._reader = folder.reader()
        self.commit = commits.name(self._reader.record)
        self._vocabulary = Vocabulary(self._reader, folder.cache_path, self.commit)
        self._searcher = Searcher(self._reader, self._vocabulary, self.commit)

    def search(self, question: str, **options: Unpack[SearchOptions]) -> Results:
        """Answer `question`; as ``Archive.search``."""
        return self._searcher.search(question, **options)

    def more_like(self, id: str, passage: int | None = None, **options: Unpack[SearchOptions]) -> Results:
        """Find what is like a dispatch; as ``Archive.more_like``."""
        stored = self._passages(id)
        if passage is not None and not 0 <= passage < len(stored):
            raise NotFound(f"{id} has no passage {passage}: the last of its {len(stored)} is {len(stored) - 1}")
        return self._searcher.more_like(stored if passage is None else [stored[passage]], **options)

    def run(self, question: str, depth: int = 1000, *, passages: bool = False) -> list[tuple[str, int, float]]:
        """Return the best dispatches for `question`, or passages; as ``Archive.run``."""
        wanted = depth
        while True:
            found = self._searcher.run(question, wanted)
            every = [(match.dispatch, match.ordinal, match.score) for match in found]
            best = every if passages else _best_of_each(every)
            if len(best) >= depth or len(found) < wanted:
                return best[:depth]
            wanted *= 4

    @property
    def arrivals(self) -> int:
        """The number of the commit that this is the state after; 0 before the first. Dispatches keep that of theirs."""
        return commits.number(self._reader.record)

    def values(self, facet: str, beginning: str = "", most: int = 10) -> list[str]:
        """Return the `most` commonest values of a facet whose labels begin so, case apart."""
        looked_at = most
        while True:
            counter = FacetCounter(self._reader, self._vocabulary, looked_at, beginning, dispatches=False, facets=(facet,))
            labels = [count.label for count in counter.counted(Everything(), Selections())[facet]]
            begun = dict.fromkeys(label for label in labels if label.casefold().startswith(beginning.casefold()))
            if len(begun) >= most or len(labels) < looked_at:
                return list(begun)[:most]
            looked_at *= 4

    def versions(self, id: str) -> list[Dispatch]:
        """Return the dispatches that are nearly identical to the one with that id, itself too, the earliest first."""
        mark = self._passages(id)[0].version
        if not mark:
            return [self.dispatch(id)]
        leads = AllOf((Values(fields.VERSION, (mark,)), Values(fields.LEAD, ("1",))))
        found = self._reader.search(leads, self._reader.count(leads, dispatches=False).passages, order=Order.OLDEST)
        return [self.dispatch(match.dispatch) for match in found]

    def spellings(self, name: str) -> list[Spelling]:
        """Return the words and the runs of words of the archive that may spell `name`, folded, the likeliest first."""
        from depeche.search.answering.listing import Listing

        return Listing(self._reader, self._vocabulary).spellings(name)

    def dispatch(self, id: str) -> Dispatch:
        """Return the dispatch with that id, its text exactly as it was read; NotFound if there is none."""
        return assemble(self._passages(id))

    def mentions(self, id: str) -> list[Mention]:
        """Return the mentions of the dispatch with that id as they are stored, without their `why`; NotFound if there is none."""
        return self.stored(id).mentions

    def dateline(self, id: str) -> Entity | None:
        """Return the place where the dispatch with that id was filed, as its dateline names it; NotFound if there is none."""
        return self.stored(id).dateline

    def stored(self, id: str) -> Stored:
        """Return the dispatch with that id and all that is stored of what it names; NotFound if there is none."""
        passages = self._passages(id)
        dispatch, names, filed = assemble(passages), mentions(passages), first_facts(passages).dateline
        entities = self._entities({*(id_ for _, _, id_, _ in names), *([filed] if filed else [])})
        found = [mention(name, dispatch.text, entities.get(name[2])) for name in names]
        return Stored(dispatch, found, entities.get(filed or ""), entities)

    def entity(self, id: str) -> Entity | None:
        """Return the place or actor with that id, if a dispatch names it or something that lies in it."""
        return self._vocabulary.entity(id)

    def dispatches(self) -> Iterator[Dispatch]:
        """Yield all dispatches, by id."""
        return map(assemble, grouped(self._reader.dispatches()))

    def _entities(self, ids: set[str]) -> dict[str, Entity]:
        """Return those of the `ids` that are of places and actors, and what these lie in."""
        found = {id_: one for id_ in ids if (one := self.entity(id_))}
        above = {id_ for one in found.values() for id_ in one.ancestors} - found.keys()
        return found | {id_: one for id_ in above if (one := self.entity(id_))}

    def _passages(self, id: str) -> list[StoredPassage]:
        payloads = self._reader.dispatch(id.encode(errors="replace").decode())
        if not payloads:
            raise NotFound(f"no dispatch {id} in this archive")
        return [decode(payload) for payload in payloads]

    def totals(self) -> Totals:
        """Count all passages and dispatches."""
        count = self._reader.count(Everything())
        return Totals(count.passages, count.dispatches)

    def derive(self) -> None:
        """Derive the vocabulary's tables now rather than at the first question."""
        self._vocabulary.derive()

    def close(self) -> None:
        """Release what the snapshot holds."""
        self._reader.close()

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _best_of_each(matches: list[tuple[str, int, float]]) -> list[tuple[str, int, float]]:
    """Return the first match of each dispatch."""
    best: dict[str, tuple[str, int, float]] = {}
    for match in matches:
        best.setdefault(match[0], match)
    return list(best.values())
