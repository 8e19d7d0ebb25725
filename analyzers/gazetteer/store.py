"""The places and actors that are known: by id, and by the tokens of a name. Loaded when first asked for.

Not here: where names stand in a text (``matching``), names that no table has (``mentions.deciding``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from depeche.analyzers.folding import fold
from depeche.analyzers.gazetteer.cache import compiled, fingerprint
from depeche.analyzers.gazetteer.compiling import Compiled
from depeche.analyzers.names import likeness, same_name, skeletons
from depeche.core.model import Entity, Kind

__all__ = ["Candidate", "Gazetteer", "entity", "gazetteer", "spread", "unpacked"]

_SPELLED, _SPELLED_ACTOR = 0.93, 0.92
"""How probable a spelling must be for a place, and for an actor, to be known by it."""
_PERSON = "person"
_MOST_WORDS = 5
"""Words of the longest label whose spellings are looked for: those of persons and of groups."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may stand for: its number, the case that the name asks of each token, and if it needs a cue.

    `weak` says that the name comes from a bulk source (the cities of the world): it counts only where the text gives evidence.
    """

    number: int
    case: str
    cue: bool
    weak: bool = False


class Gazetteer:
    """Places and actors in their compiled form. Safe to share between threads."""

    def __init__(self, form: Compiled) -> None:
        self.names = form.names
        self.lengths = form.lengths
        self.small = form.small
        self._skeletons = form.skeletons
        self._rows = form.entities
        self._made: dict[int, Entity] = {}
        self.places_spelled = lru_cache(maxsize=10_000)(self._places_spelled)
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

    def numbered(self, number: int) -> Entity:
        """Return the entity at that place of the tables."""
        made = self._made.get(number)
        if made is None:
            row = self._rows[number].split("\t")
            above = tuple(self._ancestors(row[5].split("|")))
            names, before = tuple(row[4].split("|")), tuple(filter(None, row[7].split("|")))
            made = Entity(row[0], Kind(row[1]), row[2], row[3], names, above, _pair(row[6]), before)
            self._made[number] = made
        return made

    def is_open(self, number: int) -> bool:
        """Whether names inside a name of that entity are mentions too (régime de Bachar al-Assad)."""
        return self._rows[number].endswith("\topen")

    def population(self, number: int) -> int:
        """Return the people of the entity at that place of the tables; 0 where they are not known."""
        return int(self._rows[number].rsplit("\t", 2)[1])

    def candidates(self, words: Sequence[str]) -> tuple[Candidate, ...]:
        """Return what the name of these tokens (exact forms) may stand for, the likeliest first."""
        packed = self.names.get(" ".join(words))
        return unpacked(packed) if packed else ()

    def _places_spelled(self, surface: str) -> tuple[tuple[float, Entity], ...]:
        """Return the places of which `surface` is likely another spelling, each with the probability, the likeliest first."""
        keys = {key for skeleton in skeletons(surface) for key in self._skeletons.get(skeleton, "").split("|") if key}
        scored = ((likeness(surface, key), key) for key in keys)
        found = [(worth, one.number) for worth, key in scored if worth >= _SPELLED for one in self.candidates(key.split(" "))]
        places = [(worth, self.numbered(number)) for worth, number in found]
        return tuple(sorted(((worth, one) for worth, one in places if one.kind is Kind.PLACE), key=lambda pair: -pair[0]))

    def _actor_spelled(self, label: str, *, person: bool) -> Entity | None:
        """Return the person or other actor whose label has as many words as `label`, one of them the same, and spells it."""
        words = label.split()
        others = {one.id: one for word in words if word[0].isupper() for one in self._actors_by_word.get(fold(word), ())}
        same_kind = [one for one in others.values() if (one.type == _PERSON) == person]
        alike = [one for one in same_kind if len(one.label.split()) == len(words)] if len(words) > 1 else []
        best = max(((same_name(label, one.label), one) for one in alike), key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] >= _SPELLED_ACTOR else None

    @cached_property
    def _actors_by_word(self) -> dict[str, tuple[Entity, ...]]:
        """The actors whose labels have several words, by each folded word of the label but the small ones."""
        found: dict[str, dict[str, Entity]] = {}
        for row in self._rows:
            id_, kind, _, label = row.split("\t", 4)[:4]
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


@lru_cache(maxsize=20_000)
def unpacked(packed: str) -> tuple[Candidate, ...]:
    """Return the candidates that a compiled entry holds."""
    parts = (entry.split(" ") for entry in packed.split("|"))
    return tuple(Candidate(int(number), case, "!" in flags, "~" in flags) for number, case, flags in parts)


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
