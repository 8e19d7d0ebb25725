"""Which names of a bulk source of places a text may use, and what each asks of the text.

GeoNames gives a town dozens of names without their languages: Cham is one of Damascus, DAM another; Tours and Orange are towns
and words. A text may use the main name, spellings of it in Latin letters that no larger place has, and Arabic names; the others
only a question. Not here: the sources (``build``, ``geonames``), whether a weak name counts in a text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from depeche.analyzers.chain import exacts, stopwords
from depeche.analyzers.gazetteer.records import CUE
from depeche.analyzers.gazetteer.sources import PACKAGE, curated
from depeche.analyzers.names import is_common, same_name
from depeche.analyzers.tokenizing import APOSTROPHES, INVISIBLE
from depeche.core.model import Kind
from depeche.core.tables import rows

__all__ = ["Chosen", "Taken", "first_of_each", "flagged", "is_arabic", "key", "needs_cue", "plain", "size"]

_MENTIONS = "depeche.analyzers.mentions"
"""Whose tables of words tell names from words."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff' .-]+")
_ARABIC = re.compile(r"[\u0621-\u064a][\u0621-\u064a ]+")
_FRENCH = re.compile(r"[A-Za-zÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸàâäçéèêëîïôöùûüÿŒœ' .-]+")
_WIRE = re.compile("ou|ch|dj|kh|[éèï]|ine\\b", re.IGNORECASE)
"""Letters that French copy writes in names of other scripts."""
_APOSTROPHE = re.compile(f"[{APOSTROPHES}ʿʾʹ]")
_UNSEEN = re.compile(f"[|{{}}{INVISIBLE}\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f]")
"""What parts the cells and names of a table, and what cannot be seen, control characters that are no blanks among it."""
_SAME = 0.5
"""From which probability on a name is a spelling of the main name."""
_SHORTEST, _SHORTEST_ARABIC = 4, 3
"""Letters of the shortest name that a text may use without a cue; Arabic writes no short vowels."""
_SCRIPTS = frozenset({"LATIN", "ARABIC", "CYRILLIC", "GREEK", "HEBREW", "ARMENIAN", "GEORGIAN", "CJK", "HANGUL", "KATAKANA"})
"""Scripts of the names that a question may use."""


_ENGLISH = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northwest",
        "northeast",
        "southwest",
        "southeast",
    ],
)
"""Points of the compass, as in names of provinces."""
_CITY, _TOWN = 50_000, 5_000
"""People from which on a place is a city, a town."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The names of one place: those that a text may use, each with ``{cue}`` where it needs one, and those of a question."""

    names: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(slots=True)
class Taken:
    """The names that larger places have; feed places the largest first."""

    keys: set[str] = field(default_factory=set)

    def choose(self, label: str, others: Iterable[str], *, most: int, most_also: int) -> Chosen:
        """Return the names of the place `label` among `others`: up to `most` in Latin letters, as many Arabic, the rest in `also`.

        Of what is left up to `most_also` of each script are kept.
        """
        found = first_of_each([label, *map(plain, others)])
        free = [text for text in found[1:] if key(text) not in self.keys]
        latin = sorted((text for text in free if most > 1 and _spells(label, text)), key=_foreignness)[: most - 1]
        names = (label, *latin, *sorted(filter(is_arabic, free), key=len)[:most])
        self.keys.update(map(key, names))
        rest = (text for text in found if text not in names)
        return Chosen(tuple(map(flagged, names)), tuple(_worth_asking(rest, most_also)))


def first_of_each(texts: Iterable[str]) -> tuple[str, ...]:
    """Return `texts` with the first of each key, without those that have no token."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(key(text), text)
    return tuple(text for one, text in found.items() if one)


def plain(text: str) -> str:
    """Return a name as our tables write it: composed, with straight apostrophes, without what parts cells."""
    return " ".join(_APOSTROPHE.sub("'", _UNSEEN.sub("", unicodedata.normalize("NFC", text))).split())


@lru_cache(maxsize=100_000)
def key(text: str) -> str:
    """Return the exact forms of the tokens of `text`, joined by blanks: names of one key are one name."""
    return " ".join(exacts(text))


def size(population: int) -> str:
    """Return the type of a populated place: city, town or village."""
    if population >= _TOWN:
        return "city" if population >= _CITY else "town"
    return "village"


def is_arabic(text: str) -> bool:
    """Whether `text` is written in the letters of Arabic alone."""
    return _ARABIC.fullmatch(text) is not None


def flagged(text: str) -> str:
    """Return a name with ``{cue}`` after it if it needs a cue."""
    return text + CUE if needs_cue(text) else text


def needs_cue(text: str) -> bool:
    """Whether a name of a bulk source counts only after a cue: a common word, an acronym, a person's name, a short one."""
    letters = [c for c in text if c.isalpha()]
    is_acronym = len(letters) > 1 and all(c.isupper() for c in letters)
    is_short = len(letters) < (_SHORTEST_ARABIC if is_arabic(text) else _SHORTEST)
    is_phrase = all(map(_no_names().__contains__ if "-" in text else _is_word, key(text).split()))
    return is_short or is_acronym or is_phrase or key(text) in _cued()


def _is_word(word: str) -> bool:
    return word in _no_names() or is_common(word)


@cache
def _no_names() -> frozenset[str]:
    tables = ((_MENTIONS, "no_names.tsv", "word"), (_MENTIONS, "first_names.tsv", "name"), (_MENTIONS, "cues.tsv", "cue"))
    columns = (*tables, (PACKAGE, "demonyms.tsv", "masculine"))
    known = (key(row[column]) for package, table, column in columns for row in rows(package, table))
    return stopwords() | _ENGLISH | frozenset(word for word in known if " " not in word) | _surnames()


@cache
def _surnames() -> frozenset[str]:
    persons = (record for record in curated() if record.type == "person")
    return frozenset(word for record in persons for name in record.names for word in exacts(name.text))


@cache
def _cued() -> frozenset[str]:
    """Return the keys of the names that a place written by hand has with a cue, or an actor has."""
    found = ((record.kind, name) for record in curated() for name in record.names)
    return frozenset(key(name.text) for kind, name in found if name.cue or kind == Kind.ACTOR)


def _spells(label: str, text: str) -> bool:
    """Whether `text` is a name in Latin letters and a spelling of `label`."""
    return _is_latin_name(text) and same_name(label, text) >= _SAME


def _foreignness(text: str) -> tuple[bool, bool, int]:
    return _FRENCH.fullmatch(text) is None, _WIRE.search(text) is None, len(text)


def _worth_asking(texts: Iterable[str], most: int) -> Iterator[str]:
    """Yield the first names of each script, in which a question may be asked."""
    counts: Counter[str] = Counter()
    for text in texts:
        script = unicodedata.name(text[0], "").partition(" ")[0]
        if script not in _SCRIPTS or (script == "LATIN" and not _is_latin_name(text)):
            continue
        counts[script] += 1
        if counts[script] <= most:
            yield text


def _is_latin_name(text: str) -> bool:
    return _LATIN.fullmatch(text) is not None and text[0].isupper() and not text.isupper() and len(text) >= _SHORTEST
