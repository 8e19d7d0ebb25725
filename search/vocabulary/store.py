"""The archive's own vocabulary: which words and entities it holds that a name of a question may stand for.

Derived from the dictionaries of one commit, kept in the archive's cache under the name of that commit and of the rules, and
derived again when it is lost. Not here: how a name is looked up among the words (``spellings``), the comparison
(``depeche.analyzers.names``), what a question does with it (``compiling``).
"""

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path

from depeche.analyzers import names
from depeche.analyzers.folding import fold
from depeche.analyzers.remembering import Bounded
from depeche.core import cards, fields
from depeche.core.model import Entity, Kind
from depeche.core.plan import Everything, Values
from depeche.indexer.engines.contract import Reader
from depeche.search.vocabulary.derived import Derived
from depeche.search.vocabulary.entity_names import Sounding, is_comparable, key_lines, name_lines, named, sounding
from depeche.search.vocabulary.lines import SortedLines
from depeche.search.vocabulary.spellings import Spelling, coded, cut_alone, key, spellings, table_lines

__all__ = ["Vocabulary"]

_MOST_KNOWN = 20_000
"""So many ids are remembered, with their entities or that they have none, as many words, and names with what spells them."""
_WRITTEN = (fields.CAPITAL, fields.EXACT, fields.TITLE)


class Vocabulary:
    """The words written with a capital, and the entities, of a reader's commit. May be shared by threads."""

    def __init__(self, reader: Reader, folder: Path, commit: str) -> None:
        self._reader, self._folder, self._commit = reader, folder, commit
        self._known = Bounded[str, Entity | None](_MOST_KNOWN)
        self._counted = Bounded[tuple[str, str], int](_MOST_KNOWN)
        self._spelled = Bounded[str, tuple[Spelling, ...]](_MOST_KNOWN)
        self._sounded = Bounded[str, tuple[Sounding, ...]](_MOST_KNOWN)

    def spellings(self, name: str) -> tuple[Spelling, ...]:
        """Return the terms that may spell `name`, the likeliest first."""
        found = self._spelled.get(name)
        return self._spelled.keep(name, tuple(spellings(self._terms, name))) if found is None else found

    def is_name(self, *terms: str) -> bool:
        """Whether the archive writes the folded `terms`, in texts and titles, mostly with a capital, all of them together."""
        capital, written, titled = (sum(self.passages(term, field) for term in terms) for field in _WRITTEN)
        return 2 * capital >= written + titled

    def passages(self, term: str, field: str = fields.EXACT) -> int:
        """Return in how many passages the `term` of a field stands, by default a folded word."""
        known = self._counted.get((field, term))
        return self._counted.keep((field, term), self._reader.doc_freq(field, term)) if known is None else known

    def rarity(self, passages: int) -> float:
        """Return the idf of the plan's scores, of what stands in so many `passages`."""
        return math.log(1 + (max(0, self._size - passages) + 0.5) / (passages + 0.5))

    def naming(self, entity: Entity) -> int:
        """Return how many passages name `entity`."""
        return self._reader.doc_freq(fields.PLACE if entity.kind is Kind.PLACE else fields.ACTOR, entity.id)

    def rarity_cap(self, passages: Iterable[int], terms: tuple[str, ...]) -> float:
        """Return the factor (at most 1) that brings the rarity of `terms` in a row down to that of words in so many `passages`.

        A rare spelling of a common name says no more than the name, nor does a name
        that is written in more words; BM25 alone would rank it above all others.
        """
        return min(1.0, sum(map(self.rarity, passages)) / sum(self.rarity(self.passages(term)) for term in terms))

    def named(self, name: str) -> list[Entity]:
        """Return the entities that have `name`, up to folding, among their names.

        The dispatches that named one may have been deleted; then no passage has it any more.
        """
        return self._entities(named(self._names, name))

    def nearest(self, name: str, is_wanted: Callable[[str], bool] = bool) -> tuple[float, list[Entity]]:
        """Return how probable the likeliest spelling of `name` among their names is, and the entities that have it.

        `is_wanted` says of an id whether its entity is one to choose from. Acronyms are no spellings, and one word says too little
        to go from one script to another.
        """
        found = (each for each in self._sounding(name) if is_comparable(name, each.name))
        for probability, alike in groupby(sorted(found, key=_likeliest_first), key=attrgetter("probability")):
            ids = list(filter(is_wanted, chain.from_iterable(each.ids for each in alike)))
            if ids:
                return probability, self._entities(ids)
        return 0.0, []

    def matching(self, text: str) -> set[str]:
        """Return the ids of the entities with a name that holds `text` up to folding, or that it spells, whole or a word of it."""
        part, words = key(text), {f" {spelling.term} " for spelling in self.spellings(text)}
        found = {id_ for each in self._sounding(text) for id_ in each.ids}
        for line in self._names.starting("=") if part else ():
            name, _, id_ = line[1:].split("\t")
            if part in name or any(word in f" {name} " for word in words):
                found.add(id_)
        return found

    def entity(self, id_: str) -> Entity | None:
        """Return the entity with the id `id_`, if a dispatch that was taken in names it or what lies in it."""
        with suppress(KeyError):
            return self._known[id_]
        found = next((line for line, _ in self._reader.dictionary(fields.CARD, cards.prefix(id_))), None)
        return self._known.keep(id_, cards.entity(found) if found else None)

    def sources(self, name: str) -> list[str]:
        """Return the sources of that `name` up to folding; if there are none, those with the likeliest spelling of it."""
        every = [source for source, _ in self._reader.dictionary(fields.SOURCE)]
        same = [source for source in every if fold(source) == fold(name) and self.holds(fields.SOURCE, source)]
        return same or self._nearest_sources(name, every)

    @cached_property
    def deleted(self) -> int:
        """How many documents of the snapshot are no passages any more, or never were: what stands in more, a passage holds."""
        return self._reader.size() - self._reader.count(Everything(), dispatches=False).passages

    def holds(self, field: str, *values: str) -> bool:
        """Whether a passage that is not deleted has one of `values` in `field`."""
        return self._reader.count(Values(field, values), dispatches=False).passages > 0

    def derive(self) -> None:
        """Derive the tables now, if the cache does not hold them."""
        _ = self._terms, self._names

    def terms(self, prefix: str) -> Iterator[str]:
        """Yield the folded words of the archive that begin with `prefix`."""
        return (term for term, _ in self._reader.dictionary(fields.EXACT, prefix))

    def _nearest_sources(self, name: str, every: Iterable[str]) -> list[str]:
        cut, scored = cut_alone(name), ((source, names.likeness(name, source)) for source in every)
        likely = {source: score for source, score in scored if score >= cut and self.holds(fields.SOURCE, source)}
        best = max(likely.values(), default=0.0)
        return [source for source, score in likely.items() if score == best]

    def _sounding(self, name: str) -> tuple[Sounding, ...]:
        found = self._sounded.get(name)
        return self._sounded.keep(name, tuple(sounding(self._names, name))) if found is None else found

    def _entities(self, ids: Iterable[str]) -> list[Entity]:
        return [entity for entity in map(self.entity, dict.fromkeys(ids)) if entity]

    @cached_property
    def _size(self) -> int:
        return self._reader.size()

    @cached_property
    def derived(self) -> Derived:
        """The tables, as they are kept."""
        return Derived(self._folder, {self._terms_name: self._term_lines, self._names_name: self._name_lines})

    @property
    def _terms_name(self) -> str:
        return f"terms-{self._commit}-{names.RULES}-titles.lines"

    @property
    def _names_name(self) -> str:
        return f"entities-{self._commit}-{names.RULES}-coded.lines"

    @cached_property
    def _terms(self) -> SortedLines:
        return self.derived.table(self._terms_name)

    @cached_property
    def _names(self) -> SortedLines:
        return self.derived.table(self._names_name)

    def _term_lines(self) -> Iterator[str]:
        """Yield the lines of the words mostly written with a capital, and of those in scripts that have none.

        Each comes with the passages whose text has it, or, of a word of titles alone, with those of these titles.
        """
        capital, written, titled = (dict(self._reader.dictionary(field)) for field in _WRITTEN)
        every = titled | written
        mostly = (term for term, count in capital.items() if 2 * count >= written.get(term, 0) + titled.get(term, 0))
        caseless = (term for term in every if "\u0590" <= term < "\u0700")
        earlier = self.derived.earlier(self._terms_name)
        return table_lines(((term, every.get(term, 1)) for term in chain(mostly, caseless)), coded(earlier) if earlier else {})

    def _name_lines(self) -> Iterator[str]:
        entities = [cards.entity(line) for line, _ in self._reader.dictionary(fields.CARD)]
        earlier = self.derived.earlier(self._names_name)
        return chain(key_lines(entities), name_lines(entities, coded(earlier, "~") if earlier else {}))


def _likeliest_first(found: Sounding) -> tuple[float, str]:
    return -found.probability, found.name
