"""What is known of a single word, wherever it stands: function word, common word, part of a person's name, people, cue.

Read from this room's tables and from the common words of ``names``, and remembered word by word. Not here: what stands around
a word (``evidence``).
"""

from functools import cache, lru_cache
from typing import NamedTuple

from depeche.analyzers.chain import exacts
from depeche.analyzers.gazetteer.compiling import ARTICLES
from depeche.analyzers.gazetteer.peoples import peoples
from depeche.analyzers.mentions.cues import heads
from depeche.analyzers.mentions.lexicon import PACKAGE
from depeche.analyzers.names.common import common_words
from depeche.analyzers.remembering import Remembered
from depeche.analyzers.steps import stem
from depeche.core.tables import cells, rows

__all__ = ["FRENCH_ARTICLES", "Traits", "is_derived", "traits"]

FRENCH_ARTICLES = frozenset({"le", "la", "les"})
_ENDS = {
    "place": "ville stan bourg burg grad land berg heim wijk pur abad polis gorod sk shire ton town ford mouth wick dorf furt "
    "hausen bad sur court illac anges ingen stadt mont mar esti ovo",
    "person": "ski sky ska ov ova ev eva enko uk ic sson sen ez elli etti ini ian yan oglu son eau ard vic wicz wski pour zadeh "
    "man ich idis opoulos akis escu iu chvili dze",
    "word": "ment ments tion tions sion sions ees ant ants ante antes ique iques isme ismes eurs ite ites",
}
_PLACE_ENDS, _PERSON_ENDS, _WORD_ENDS = (tuple(ends.split()) for ends in _ENDS.values())
_SHORT = 5
"""Letters of a word that is too short for its stem to say where it comes from."""


class Traits(NamedTuple):
    """What is known of a folded word.

    Whether it is no name though it has a capital; a word of common French; a people or its adjective. The group of cues that it
    is of; ``f`` and ``l`` as a first or last name; how it ends. Whether with a capital it begins a name whatever follows: neither
    a function word nor an article, nor of a group of cues.
    """

    no_name: bool
    common: bool
    people: bool
    head: str
    person: str
    ending: str
    begins: bool


def _traits(word: str) -> Traits:
    no_name, head = word in _no_names(), heads().get(word, "")
    return Traits(
        no_name=no_name,
        common=word in common_words(),
        people=word in peoples(),
        head=head,
        person=_person_names().get(word, ""),
        ending=_ending(word),
        begins=not (no_name or head or word in FRENCH_ARTICLES or word in ARTICLES),
    )


traits = Remembered[str, Traits](_traits, 30_000)
"""What is known of each folded word."""


@lru_cache(maxsize=20_000)
def is_derived(word: str) -> bool:
    """Whether the folded `word` has the stem of a word of common French."""
    return len(word) > _SHORT and stem(word) in _common_stems()


def _ending(word: str) -> str:
    if len(word) > 4 and word.endswith(_PLACE_ENDS):
        return "place"
    if len(word) > 4 and word.endswith(_PERSON_ENDS):
        return "person"
    return "word" if len(word) > 5 and word.endswith(_WORD_ENDS) else ""


@cache
def _common_stems() -> frozenset[str]:
    return frozenset(map(stem, common_words()))


@cache
def _no_names() -> frozenset[str]:
    return frozenset(folded[0] for row in rows(PACKAGE, "no_names.tsv") if (folded := exacts(row["word"])))


@cache
def _person_names() -> dict[str, str]:
    first = {word: "f" for row in rows(PACKAGE, "first_names.tsv") for word in exacts(row["name"])}
    listed = [line.split("\t") for line in cells(PACKAGE, "person_names.tsv")]
    return first | {name: "fl" if letters == "l" and name in first else letters for name, letters in listed}
