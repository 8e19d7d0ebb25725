"""Entities by their names: under the key of each name, and under its consonant skeletons with the code to screen it by.

Lines are ``=key TAB kind TAB id`` and ``~skeleton TAB code TAB name TAB ids``, these joined by ``|``, which no id holds. Long
skeletons have no code: hardly two names share one.
Not here: the entities (``vocabulary``), words of texts (``spellings``), the comparison (``depeche.analyzers.names``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from depeche.analyzers import names
from depeche.analyzers.folding import fold
from depeche.core.model import Entity
from depeche.search.vocabulary.lines import SortedLines
from depeche.search.vocabulary.spellings import CUT, key

__all__ = ["Sounding", "is_comparable", "key_lines", "name_lines", "named", "sounding"]

_LONGEST_CODED = 4
"""Classes of a skeleton whose names have codes; of those of three, a name meets some forty, of those of five, three."""
_NONE: Mapping[str, Sequence[str]] = {}
_BLANK = str.maketrans("\t\n", "  ")


class Sounding(NamedTuple):
    """A name of entities that spells what was asked for, how probable that is, and their ids."""

    name: str
    probability: float
    ids: tuple[str, ...]


def key_lines(entities: Iterable[Entity]) -> Iterator[str]:
    """Yield the lines under the keys of the names of `entities`."""
    for entity in entities:
        for shared in {key(name) for name in (entity.label, *entity.names)}:
            yield f"={shared}\t{entity.kind}\t{entity.id}"


def name_lines(entities: Iterable[Entity], known: Mapping[str, Sequence[str]] = _NONE) -> Iterator[str]:
    """Yield the lines under the skeletons; `known` has how those of a name begin that an earlier table has."""
    having: dict[str, dict[str, None]] = {}
    for entity in entities:
        for name in (entity.label, *entity.names):
            having.setdefault(name.translate(_BLANK), {})[entity.id] = None
    for name, ids in having.items():
        begun = known[name] if name in known else _begun(name)
        yield from (f"{each}\t{name}\t{'|'.join(sorted(ids))}" for each in begun)


def _begun(name: str) -> Iterator[str]:
    return (f"~{skeleton}\t{code}" for skeleton, code in names.codes(name, _LONGEST_CODED))


def named(table: SortedLines, name: str) -> list[str]:
    """Return the ids of the entities that have `name`, up to folding, among their names."""
    return [line.split("\t")[2] for line in table.starting(f"={key(name)}\t")]


def sounding(table: SortedLines, name: str) -> list[Sounding]:
    """Return the names in `table` that spell `name` with a probability of :data:`CUT` or more."""
    found = []
    for spelled, ids in dict(_rows(table, name)).items():
        probability = names.likeness(name, spelled, CUT)
        if probability >= CUT:
            found.append(Sounding(spelled, probability, tuple(ids.split("|"))))
    return found


def _rows(table: SortedLines, name: str) -> Iterator[tuple[str, str]]:
    """Yield the names that `name` must be compared with, some of them twice, and their ids; one word alone is screened."""
    screen, is_one_word = names.Screen(name, CUT), len(names.read(name).words) == 1
    for skeleton in screen.skeletons:
        lines = table.starting(f"~{skeleton}\t")
        if is_one_word and len(skeleton) <= _LONGEST_CODED:
            yield from ((spelled, ids) for _, (spelled, ids) in screen.within(skeleton, lines))
        else:
            yield from ((spelled, ids) for _, _, spelled, ids in (line.split("\t") for line in lines))


def is_comparable(name: str, spelled: str) -> bool:
    """Whether `spelled` may be a spelling of `name`: no acronym is, and one word says too little to go to another script."""
    same_script = fold(name).isascii() == fold(spelled).isascii()
    return not spelled.isupper() and (same_script or min(len(name.split()), len(spelled.split())) > 1)
