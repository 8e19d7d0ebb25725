"""Which place of a bulk source is one that the tables written by hand have: same country, a shared name, no other province.

Not here: what the two then make together (``bulk``), reading either (``sources``, ``build``, ``geonames``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from depeche.analyzers.gazetteer.naming import key
from depeche.analyzers.gazetteer.records import Record
from depeche.analyzers.names import same_name
from depeche.core.model import Kind

__all__ = ["Site", "matched"]

_TYPES = frozenset({"city", "town", "village", "district", "refugee camp"})
_SAME = 0.85
"""From which probability on two names that share no spelling are one, within a province."""


@dataclass(frozen=True, slots=True)
class Site:
    """A populated place of a bulk source. `provinces` are ids of the tables that hold it, below the country."""

    number: str
    country: str
    provinces: tuple[str, ...]
    name: str
    names: tuple[str, ...]
    population: int

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all its names."""
        return frozenset(map(key, (self.name, *self.names)))


def matched(sites: Iterable[Site], places: Iterable[Record]) -> dict[str, str]:
    """Return the numbers of `sites` to the ids of those `places` that they are: each place to at most one site.

    Of several sites the one is taken whose main name the place has, then that shares most names, then the largest.
    """
    known = {record.id: record for record in places if record.kind == Kind.PLACE}
    all_sites = list(sites)
    provinces = {province for site in all_sites for province in site.provinces}
    homes = {id_: _home(known, id_, provinces) for id_, record in known.items() if record.type in _TYPES}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for pairs in (_by_key(all_sites, known, homes), _by_sound(all_sites, known, homes)):
        for _, number, id_ in sorted(pairs, reverse=True):
            if number not in found and id_ not in taken:
                found[number] = id_
                taken.add(id_)
    return found


def _home(known: Mapping[str, Record], id_: str, provinces: set[str]) -> str:
    """Return the nearest of `provinces` that holds a place; empty where it lies in none or several."""
    for parent in known[id_].parents:
        if parent in provinces:
            return parent
    above = [_home(known, parent, provinces) for parent in known[id_].parents if parent in known and parent != id_]
    return above[0] if len(above) == 1 else ""


_Pairs = Iterator[tuple[tuple[bool, int, float], str, str]]


def _by_key(sites: list[Site], known: Mapping[str, Record], homes: Mapping[str, str]) -> _Pairs:
    names: dict[tuple[str, str], list[str]] = {}
    for id_ in homes:
        for one in _keys(known[id_]):
            names.setdefault((id_[:2], one), []).append(id_)
    for site in sites:
        keys = site.keys
        for id_ in {id_ for one in keys for id_ in names.get((site.country, one), ())}:
            shared = keys & _keys(known[id_])
            is_main = key(site.name) in shared
            if _agree(site.provinces, homes[id_]) and (is_main or key(known[id_].label) in shared or len(shared) > 1):
                yield (is_main, len(shared), float(site.population)), site.number, id_


def _by_sound(sites: list[Site], known: Mapping[str, Record], homes: Mapping[str, str]) -> _Pairs:
    places: dict[str, list[str]] = {}
    for id_, home in homes.items():
        if home:
            places.setdefault(home, []).append(id_)
    for site in sites:
        for id_ in (id_ for province in site.provinces for id_ in places.get(province, ())):
            likeness = max((same_name(site.name, name.text) for name in known[id_].names if name.text[0].isalpha()), default=0.0)
            if likeness >= _SAME:
                yield (False, 0, likeness), site.number, id_


def _agree(provinces: tuple[str, ...], home: str) -> bool:
    return not provinces or not home or home in provinces


@lru_cache(maxsize=10_000)
def _keys(record: Record) -> frozenset[str]:
    return frozenset(key(name.text) for name in record.names)
