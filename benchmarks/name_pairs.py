"""Pairs of names to learn from: spellings of one name, and different names that look alike; and words to measure with.

Pairs are drawn by fixed seeds: the same files give the same pairs. Not here: what is learned from them, and the measuring.
"""

import csv
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

from unidecode import unidecode

from depeche.analyzers.names.reading import read

__all__ = ["Different", "Group", "Names", "Pair", "fold", "respelled", "some"]

_Item = TypeVar("_Item")
_COLUMNS = ("a", "b", "type", "how", "group_a", "group_b")
_BUCKETS = {"geonames": "place", "wikidata-unit": "name", "wikidata-full": "fullname"}
"""What a group is, by its source up to the slash: a place, a part of a person's name, or a whole one."""
_ARTICLES = re.compile(r"(?:^|(?<=[\s-]))(?:[aeiu]l|[ae](?:[srzdnt]|sh|th|dh)|[ae]ch)[-\s]+(?=\w{2})")
_ARABIC_ARTICLE = re.compile(r"(^|\s)ال(?=\S{2})")
_ARABIC_LETTERS = str.maketrans("ٱىیېۍێکگھہةەڕڵۆ", "ايييييككههههرلو", "ءـ")
_DIFFERENT = 1.2
"""How much more a pair of different names counts than one of spellings."""
_PERSONS = 2.0
"""How much more a pair of different parts of persons' names counts than one of places: they are short, and many are alike."""


@dataclass(frozen=True, slots=True)
class Group:
    """The spellings of one name; `forms` are theirs folded, with and without articles, and tell groups of one name."""

    key: str
    bucket: str
    latin: tuple[str, ...]
    arabic: tuple[str, ...]
    forms: frozenset[str]


class Different(NamedTuple):
    """A listed pair of different names: its type, how it was found, and the groups (the second empty for a word)."""

    one: str
    other: str
    type: str
    how: str
    group: str
    other_group: str


class Pair(NamedTuple):
    """Two written names, how much the pair counts, and whether they are spellings of one name."""

    one: str
    other: str
    weight: float
    is_same: bool


class Names:
    """Groups by key, listed pairs of different names, and words with the commonest first; each by consonant skeleton too."""

    def __init__(self, pairs: Path, negatives: Path, words: Path) -> None:
        self.groups = {group.key: group for group in _groups(pairs)}
        self.different = [Different(*map(row.__getitem__, _COLUMNS)) for row in _rows(negatives)]
        self.words = [line.split("\t")[0] for line in words.read_text("utf-8").split("\n") if line]
        self._spellings: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self._words: dict[str, list[str]] = defaultdict(list)
        self._index()
        draw = random.Random(1)
        self._same = {key: _same(group, draw) for key, group in self.groups.items()}

    def _index(self) -> None:
        for group in self.groups.values():
            for spelling in group.latin[:12]:
                for key in read(spelling).joined.keys:
                    self._spellings[group.bucket, key].append((group.key, spelling))
        for word in self.words:
            for key in read(word).joined.keys:
                self._words[key].append(word)

    def training(self, keys: Sequence[str]) -> list[Pair]:
        """Return the pairs to learn from that are of the groups `keys` alone, first the spellings of one name."""
        draw, known = random.Random(2), set(keys)
        found = self._listed(known)
        for group in map(self.groups.__getitem__, keys):
            found += self._alike(group, known, draw)
        same = [pair for key in keys for pair in self._same[key]]
        return same + [pair._replace(weight=pair.weight * _DIFFERENT) for pair in found]

    def others(self, group: Group, spelling: str) -> list[tuple[str, str]]:
        """Return the spellings of other names in the bucket of `group` that a key of `spelling` meets, each after its group."""
        return [(key, other) for key, other in sorted(set(self._meeting(group, spelling))) if self._is_other(group, key)]

    def other_words(self, group: Group, spelling: str) -> list[str]:
        """Return the words that a key of `spelling` meets and that are no form of the name."""
        found = {word for key in read(spelling).joined.keys for word in self._words.get(key, ())}
        return sorted(word for word in found if fold(word) not in group.forms)

    def _meeting(self, group: Group, spelling: str) -> list[tuple[str, str]]:
        keys = sorted(read(spelling).joined.keys)
        return [met for key in keys for met in self._spellings.get((group.bucket, key), ())]

    def _is_other(self, group: Group, key: str) -> bool:
        return key != group.key and group.forms.isdisjoint(self.groups[key].forms)

    def _listed(self, known: set[str]) -> list[Pair]:
        kept = (row for row in self.different if row.group in known and row.other_group in known)
        return [Pair(row.one, row.other, 1.0, False) for row in kept]

    def _alike(self, group: Group, known: set[str], draw: random.Random) -> Iterator[Pair]:
        """Yield pairs with other names that share a key; where there are many, those drawn stand for the rest."""
        much = _PERSONS if group.bucket == "name" else 1.0
        asked, most = (group.latin[:1], 4) if group.bucket == "fullname" else (some(group.latin, 10, draw), 50)
        for spelling in asked:
            met = sorted(set(some(self._meeting(group, spelling), 400, draw)))
            others = [(key, other) for key, other in met if key in known and self._is_other(group, key)]
            share = max(1, len(others) / most) ** 0.5 / 5
            for _, other in some(others, most, draw):
                yield Pair(spelling, other, 0.25 * much * share, False)
            for key, _ in some(others, 2, draw) if group.arabic else ():
                for arabic in self.groups[key].arabic[:1]:
                    yield Pair(spelling, arabic, 0.1 * much * share, False)


def fold(name: str) -> str:
    """Return the ASCII letters and digits of `name`, lower case."""
    return re.sub("[^a-z0-9]", "", _ascii(name))


def respelled(group: Group) -> list[tuple[str, str]]:
    """Return the pairs of Latin spellings that differ in more than case, accents, spaces and punctuation."""
    return [(one, other) for one, other in combinations(group.latin, 2) if fold(one) != fold(other)]


def some(items: Sequence[_Item], most: int, draw: random.Random) -> Sequence[_Item]:
    """Return all `items`, or `most` of them drawn at random where there are more."""
    return items if len(items) <= most else draw.sample(items, most)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _groups(path: Path) -> Iterator[Group]:
    """Yield the groups that have a Latin spelling, in the order of the file."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows(path):
        found[row["group_id"]].append(row)
    for key, variants in found.items():
        latin, arabic = (tuple(row["variant"] for row in variants if row["script"] == script) for script in ("latin", "arab"))
        source = variants[0]["source"].split("/")[0]
        if latin:
            yield Group(key, _BUCKETS.get(source, source), latin, arabic, frozenset(_forms(latin, arabic)))


def _forms(latin: Iterable[str], arabic: Iterable[str]) -> Iterator[str]:
    for name in latin:
        yield fold(name)
        yield fold(_ARTICLES.sub("", _ascii(name.strip()))) or fold(name)
    for name in arabic:
        yield _arabic_form(name)


def _ascii(name: str) -> str:
    return unidecode(name.lower().replace("ə", "e")).lower()


def _arabic_form(name: str) -> str:
    """Return the letters of `name` without marks, hamzas, articles and spaces, each letter in its Arabic form."""
    parts = unicodedata.normalize("NFKD", name)
    kept = "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Cf")).translate(_ARABIC_LETTERS)
    bare = "".join(_ARABIC_ARTICLE.sub(r"\1", kept.strip()).split())
    return bare[:-1] + "ا" if bare.endswith("ه") else bare


def _same(group: Group, draw: random.Random) -> list[Pair]:
    pairs = some(respelled(group), 40, draw)
    return [Pair(one, other, len(pairs) ** -0.3, True) for one, other in pairs] + _across(group, draw)


def _across(group: Group, draw: random.Random) -> list[Pair]:
    """Return the pairs of an Arabic spelling and a Latin one, and that of the first two Arabic ones."""
    if not group.arabic:
        return []
    arabic, latin = group.arabic[:2], some(group.latin, 8, draw)
    weight = 0.7 * (len(latin) * len(arabic)) ** -0.45
    found = [Pair(one, other, weight, True) for one in arabic for other in latin]
    return found + [Pair(one, other, 0.3, True) for one, other in pairwise(arabic)]
