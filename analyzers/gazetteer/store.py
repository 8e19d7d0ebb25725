"""The places and actors that are known: by id, and by the tokens of a name. Loaded when first asked for.

Not here: where names stand in a text (``matching``), names that no table has (``mentions.deciding``).
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from depeche.analyzers.folding import fold
from depeche.analyzers.gazetteer.cache import compiled, fingerprint
from depeche.analyzers.gazetteer.compiling import Compiled
from depeche.analyzers.names import likeness, same_name, skeletons
from depeche.analyzers.remembering import Remembered
from depeche.core.model import Entity, Kind

__all__ = ["Candidate", "Gazetteer", "Reading", "entity", "gazetteer", "spread"]

_SPELLED, _SPELLED_ACTOR = 0.93, 0.92
"""How probable a spelling must be for a place, and for an actor, to be known by it."""
_PERSON = "person"
_OF_ACTOR = f"\t{Kind.ACTOR}\t"
_MOST_WORDS = 5
"""Words of the longest label whose spellings are looked for: those of persons and of groups."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An entity that a name may stand for, with its number, the case that the name asks of each token, and if it needs a cue.

    `weak` says that the name comes from a bulk source (the cities of the world): it counts only where the text gives evidence.
    `population` is 0 where it is not known; `open` says that names inside a name of the entity are mentions too.
    """

    number: int
    case: str
    cue: bool
    weak: bool
    entity: Entity
    population: int
    open: bool

    def fits(self, case: str) -> bool:
        """Whether words that are written in that `case` (``U``, ``C`` or ``.`` each) may be the last words of the name."""
        return all(
            asked in (".", written) or asked + written == "CU"
            for asked, written in zip(self.case[-len(case) :], case, strict=False)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a name that is written in a certain case may stand for, the likeliest first.

    `sure` are those of the candidates that ask for no cue and no evidence.
    """

    candidates: tuple[Candidate, ...]
    sure: tuple[Candidate, ...]


class Gazetteer:
    """Places and actors in their compiled form. Safe to share between threads.

    What was asked last is remembered: 20,000 entities, 30,000 readings of names, 60,000 spellings; some 40 MB when full.
    """

    def __init__(self, form: Compiled) -> None:
        self.names = form.names
        self.lengths = form.lengths
        self.small = form.small
        self._skeletons = form.skeletons
        self._rows = form.entities
        self.numbered = lru_cache(maxsize=20_000)(self._numbered)
        self.readings = Remembered[tuple[str, str], Reading | None](self._reading, 30_000)
        self._keys_alike = lru_cache(maxsize=10_000)(self._keys_named_alike)
        self._places = lru_cache(maxsize=10_000)(self._places_named)
        self._worth = lru_cache(maxsize=20_000)(_worth)
        self.actor_spelled = lru_cache(maxsize=20_000)(self._actor_spelled)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {row.partition("\t")[0]: number for number, row in enumerate(self._rows)}

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._numbers

    def __iter__(self) -> Iterator[Entity]:
        """Yield every entity, in the order of the tables."""
        return (self.numbered(number) for number in range(len(self._rows)))

    def __getitem__(self, identifier: str) -> Entity:
        """Return the entity of that id. Raises KeyError where the tables have none."""
        return self.numbered(self.number(identifier))

    def number(self, identifier: str) -> int:
        """Return the place in the tables of the entity of that id. Raises KeyError where the tables have none."""
        return self._numbers[identifier]

    def _numbered(self, number: int) -> Entity:
        """Return the entity at that place of the tables."""
        row = self._rows[number].split("\t")
        above = tuple(self._ancestors(row[5].split("|")))
        names, before = tuple(row[4].split("|")), tuple(filter(None, row[7].split("|")))
        return Entity(row[0], Kind(row[1]), row[2], row[3], names, above, _pair(row[6]), before)

    def is_open(self, number: int) -> bool:
        """Whether names inside a name of that entity are mentions too (régime de Bachar al-Assad)."""
        return self._rows[number].endswith("\topen")

    def population(self, number: int) -> int:
        """Return the people of the entity at that place of the tables; 0 where they are not known."""
        return int(self._rows[number].rsplit("\t", 2)[1])

    def candidates(self, words: Sequence[str]) -> tuple[Candidate, ...]:
        """Return what the name of these tokens (exact forms) may stand for, the likeliest first."""
        packed = self.names.get(" ".join(words))
        return tuple(map(self._unpacked, packed.split("|"))) if packed else ()

    def reading(self, key: str, case: str) -> Reading | None:
        """Return what the name of that `key` may stand for if its words, or the last of them, have that `case`.

        None where there is no such name.
        """
        return self.readings[key, case]

    def _reading(self, asked: tuple[str, str]) -> Reading | None:
        key, case = asked
        fitting = tuple(one for one in self.candidates(key.split(" ")) if one.fits(case))
        return Reading(fitting, tuple(one for one in fitting if not (one.cue or one.weak))) if fitting else None

    def _unpacked(self, entry: str) -> Candidate:
        number, case, flags = entry.split(" ")
        at = int(number)
        return Candidate(at, case, "!" in flags, "~" in flags, self.numbered(at), self.population(at), self.is_open(at))

    def place_spelled(self, surface: str, within: Container[str]) -> Entity | None:
        """Return the place of which `surface` is the likeliest another spelling, of those that lie `within` one of these ids."""
        best, found = _SPELLED, None
        for key in self._keys_alike(surface):
            near = next((one for one in self._places(key) if any(id_ in within for id_ in one.ancestors)), None)
            worth = self._worth(surface, key) if near else 0.0
            if worth > best or (worth == best and not found):
                best, found = worth, near
        return found

    def _keys_named_alike(self, surface: str) -> tuple[str, ...]:
        """Return the keys of names of places that share a skeleton with `surface`."""
        rows = [self._skeletons[skeleton] for skeleton in skeletons(surface) if skeleton in self._skeletons]
        return tuple(dict.fromkeys(key for row in rows for key in row.split("|")))

    def _places_named(self, key: str) -> tuple[Entity, ...]:
        return tuple(one.entity for one in self.candidates(key.split(" ")) if one.entity.kind is Kind.PLACE)

    def _actor_spelled(self, label: str, *, person: bool) -> Entity | None:
        """Return the person or other actor whose label has as many words as `label`, one of them the same, and spells it."""
        words = label.split()
        if len(words) < 2:
            return None
        others = {one.id: one for word in words if word[0].isupper() for one in self._actors_by_word.get(fold(word), ())}
        alike = [one for one in others.values() if (one.type == _PERSON) == person and len(one.label.split()) == len(words)]
        worth = [same_name(label, one.label, _SPELLED_ACTOR) for one in alike]
        best = max(worth, default=0.0)
        return alike[worth.index(best)] if best >= _SPELLED_ACTOR else None

    @cached_property
    def _actors_by_word(self) -> dict[str, tuple[Entity, ...]]:
        """The actors whose labels have several words, by each folded word of the label but the small ones."""
        found: dict[str, dict[str, Entity]] = {}
        for id_, kind, _, label, _ in [row.split("\t", 4) for row in self._rows if _OF_ACTOR in row]:
            words = label.split() if kind == Kind.ACTOR else []
            for word in words if 1 < len(words) <= _MOST_WORDS else ():
                if word[0].isupper():
                    found.setdefault(fold(word), {})[id_] = self[id_]
        return {word: tuple(entities.values()) for word, entities in found.items()}

    def _ancestors(self, parents: list[str]) -> Iterator[str]:
        seen: set[str] = set()
        level = parents
        while level := [parent for parent in dict.fromkeys(level) if parent not in seen and parent in self._numbers]:
            seen.update(level)
            yield from level
            level = [above for parent in level for above in self._rows[self._numbers[parent]].split("\t")[5].split("|")]


def _worth(surface: str, key: str) -> float:
    return likeness(surface, key, _SPELLED)


def _pair(cell: str) -> tuple[float, float] | None:
    latitude, _, longitude = cell.partition(" ")
    return (float(latitude), float(longitude)) if cell else None


@cache
def spread(mask: int) -> tuple[int, ...]:
    """Return the lengths that a mask of the compiled form holds, longest first."""
    return tuple(length for length in range(mask.bit_length(), 0, -1) if mask >> length & 1)


def gazetteer(*user: Path) -> Gazetteer:
    """Return the gazetteer of the tables that ship, with those of the `user` laid over them; made once for what they hold.

    InputError for a table of the user's that cannot be read.
    """
    return _made(user, fingerprint(*user)) if user else _shipped()


@cache
def _shipped() -> Gazetteer:
    return Gazetteer(compiled())


@lru_cache(maxsize=4)
def _made(user: tuple[Path, ...], mark: str) -> Gazetteer:  # noqa: ARG001 - the mark says what the tables hold
    return Gazetteer(compiled(*user))


def entity(identifier: str) -> Entity:
    """Return the entity of the tables with that id. Raises KeyError where there is none (also for ids made by cue)."""
    return gazetteer()[identifier]
