"""The places and actors that are known: by id, and by the tokens of a name. Loaded when first asked for.

Not here: where names stand in a text (``matching``), names that no table has (``cues``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from depeche.analyzers.mentions.cache import compiled
from depeche.analyzers.mentions.compiling import Compiled
from depeche.core.model import Entity, Kind

__all__ = ["Candidate", "Gazetteer", "entity", "gazetteer", "spread", "unpacked"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may stand for: its number, the case that the name asks of each token, and if it needs a cue."""

    number: int
    case: str
    cue: bool


class Gazetteer:
    """Places and actors in their compiled form. Safe to share between threads."""

    def __init__(self, form: Compiled) -> None:
        self.names = form.names
        self.lengths = form.lengths
        self._rows = form.entities
        self._made: dict[int, Entity] = {}

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
        return self.numbered(self._numbers[identifier])

    def numbered(self, number: int) -> Entity:
        """Return the entity at that place of the tables."""
        made = self._made.get(number)
        if made is None:
            row = self._rows[number].split("\t")
            made = Entity(row[0], Kind(row[1]), row[2], row[3], tuple(row[4].split("|")), tuple(self._ancestors(row[5].split("|"))))
            self._made[number] = made
        return made

    def is_open(self, number: int) -> bool:
        """Whether names inside a name of that entity are mentions too (régime de Bachar al-Assad)."""
        return self._rows[number].endswith("\topen")

    def candidates(self, words: Sequence[str]) -> tuple[Candidate, ...]:
        """Return what the name of these tokens (exact forms) may stand for, the likeliest first."""
        packed = self.names.get(" ".join(words))
        return unpacked(packed) if packed else ()

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
    return tuple(Candidate(int(number), case, flag == "!") for number, case, flag in parts)


@cache
def spread(mask: int) -> tuple[int, ...]:
    """Return the lengths that a mask of the compiled form holds, longest first."""
    return tuple(length for length in range(mask.bit_length(), 0, -1) if mask >> length & 1)


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the tables that ship with the package; loaded once."""
    return Gazetteer(compiled())


def entity(identifier: str) -> Entity:
    """Return the entity of the tables with that id. Raises KeyError where there is none (also for ids made by cue)."""
    return gazetteer()[identifier]
