"""Countries and capitals that stand for their governments: Moscou dément, la coalition emmenée par Washington.

A place does so as the subject of a verb by which states act (``tables/stances.tsv``), or as the agent of a participle. The place
stays a mention too. Not here: bodies that are described (``describing``), names with a capital in them (forces de Bagdad), which
are in the gazetteer.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from depeche.analyzers.chain import analyze
from depeche.analyzers.gazetteer import Gazetteer
from depeche.analyzers.gazetteer.peoples import capitals
from depeche.analyzers.mentions.found import Found
from depeche.analyzers.mentions.lexicon import PACKAGE
from depeche.analyzers.mentions.texts import Text
from depeche.core.model import Entity
from depeche.core.tables import rows

__all__ = ["metonyms"]

_PARTICIPLES = ("e", "ee", "es", "ees", "i", "ie", "is", "u", "ue", "us")
_OF_MOTION = ("passe", "transite", "entre", "arrive", "venu", "revenu", "parti", "sorti")
_HAVE = frozenset({"a", "ont", "avait", "avaient", "aurait", "auraient", "aura", "auront"})
_ARTICLES = frozenset({"le", "la", "les"})
_ADVERBS = frozenset({"aussi", "deja", "egalement", "encore", "notamment", "jamais", "pas", "toujours"})


def metonyms(text: Text, found: Sequence[Found], known: Gazetteer) -> Iterator[Found]:
    """Yield the governments that the places of `found` stand for, where they stand."""
    for at, one in enumerate(found):
        country = _country(one.candidates[0]) if one.candidates else ""
        if country and _stands_for_a_state(text, found, at):
            id_ = f"actor:{country}.government"
            if id_ in known:
                yield Found(one.start, one.end, (known[id_],), "acts as a state")


def _stands_for_a_state(text: Text, found: Sequence[Found], at: int) -> bool:
    """Whether a place acts as a state, by itself or with another one: Moscou et Ankara."""
    one = found[at]
    after = found[at + 1] if at + 1 < len(found) and _is_joined(text, one, found[at + 1]) else one
    if _acts(text, after.end):
        return True
    return _is_agent(text, (found[at - 1] if at and _is_joined(text, found[at - 1], one) else one).start)


def _is_joined(text: Text, one: Found, other: Found) -> bool:
    """Whether two places are joined by ``et``: Moscou et Ankara."""
    joined_by_et = one.end + 1 == other.start and text.exacts[one.end] == "et"
    return joined_by_et and other.entity is not None and bool(_country(other.entity))


def _country(entity: Entity) -> str:
    """Return the country that a place may stand for: itself, or that of which it is the capital; nothing for other entities."""
    if entity.type == "country":
        return entity.id
    if not entity.ancestors:
        return ""
    country = entity.ancestors[-1]
    return country if entity.label in capitals().get(country, ()) else ""


def _acts(text: Text, at: int) -> bool:
    """Whether a verb of a state follows, with one adverb at most: a déjà condamné."""
    if at >= text.count:
        return False
    present, participles = _verbs()
    if text.exacts[at] in present:
        return _follows(text, at)
    if text.exacts[at] not in _HAVE:
        return False
    rest = [word for word in text.exacts[at + 1 : at + 3] if word not in _ADVERBS]
    return bool(rest) and rest[0] in participles and _follows(text, at)


def _follows(text: Text, at: int) -> bool:
    """Whether a verb may stand at a word, after ``n'`` too: Washington n'a pas commenté."""
    return text.joined(at) or text.gaps[at].strip() in {"n'", "n’"}


def _is_agent(text: Text, start: int) -> bool:
    """Whether a participle and ``par`` stand before: occupé par Israël, les forces appuyées par l'Iran; not passée par Damas."""
    par = start - 2 if start > 1 and text.exacts[start - 1] in _ARTICLES else start - 1
    if par < 1 or text.exacts[par] != "par" or not text.together(par - 1, start + 1):
        return False
    word = text.exacts[par - 1]
    return not text.capital[par - 1] and word.endswith(_PARTICIPLES) and not word.startswith(_OF_MOTION)


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str]]:
    """Return the verbs' present forms and their participles, folded."""
    both = [(analyze(row["present"])[0].exact, analyze(row["participle"])[0].exact) for row in rows(PACKAGE, "stances.tsv")]
    return frozenset(present for present, _ in both), frozenset(participle for _, participle in both)
