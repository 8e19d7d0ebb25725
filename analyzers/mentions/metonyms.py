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
from depeche.analyzers.mentions.spans import joined, together
from depeche.core.model import Entity, Token
from depeche.core.tables import rows

__all__ = ["metonyms"]

_PARTICIPLES = ("e", "ee", "es", "ees", "i", "ie", "is", "u", "ue", "us")
_OF_MOTION = ("passe", "transite", "entre", "arrive", "venu", "revenu", "parti", "sorti")
_HAVE = frozenset({"a", "ont", "avait", "avaient", "aurait", "auraient", "aura", "auront"})
_ADVERBS = frozenset({"aussi", "deja", "egalement", "encore", "notamment", "jamais", "pas", "toujours"})


def metonyms(text: str, tokens: Sequence[Token], found: Sequence[Found], known: Gazetteer) -> Iterator[Found]:
    """Yield the governments that the places of `found` stand for, where they stand."""
    for before, one, after in zip([None, *found], found, [*found[1:], None], strict=False):
        id_ = f"actor:{_country(one.entity)}.government" if one.entity else ""
        if id_ not in known:
            continue
        subject = after if after and _is_joined(tokens, one, after) else one
        agent = before if before and _is_joined(tokens, before, one) else one
        if _acts(text, tokens, subject.end) or _is_agent(text, tokens, agent.start):
            yield Found(one.start, one.end, (known[id_],), "acts as a state")


def _is_joined(tokens: Sequence[Token], one: Found, other: Found) -> bool:
    """Whether two places are joined by ``et``: Moscou et Ankara."""
    joined_by_et = one.end + 1 == other.start and tokens[one.end].exact == "et"
    return joined_by_et and other.entity is not None and bool(_country(other.entity))


def _country(entity: Entity) -> str:
    """Return the country that a place may stand for: itself, or that of which it is the capital; nothing for other entities."""
    if entity.type == "country":
        return entity.id
    country = entity.ancestors[-1] if entity.ancestors else ""
    return country if entity.label in capitals().get(country, ()) else ""


def _acts(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of a state follows, with one adverb at most: a déjà condamné."""
    if at >= len(tokens) or not _follows(text, tokens, at):
        return False
    present, participles = _verbs()
    if tokens[at].exact in present:
        return True
    rest = [token.exact for token in tokens[at + 1 : at + 3] if token.exact not in _ADVERBS]
    return tokens[at].exact in _HAVE and bool(rest) and rest[0] in participles


def _follows(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb may stand at a token, after ``n'`` too: Washington n'a pas commenté."""
    gap = text[tokens[at - 1].end : tokens[at].start]
    return joined(text, tokens[at - 1], tokens[at]) or gap.strip() in {"n'", "n’"}


def _is_agent(text: str, tokens: Sequence[Token], start: int) -> bool:
    """Whether a participle and ``par`` stand before: occupé par Israël, les forces appuyées par l'Iran; not passée par Damas."""
    par = start - 2 if start > 1 and tokens[start - 1].exact in {"le", "la", "les"} else start - 1
    if par < 1 or tokens[par].exact != "par" or not together(text, tokens, par - 1, start + 1):
        return False
    word = tokens[par - 1].exact
    return not tokens[par - 1].capital and word.endswith(_PARTICIPLES) and not word.startswith(_OF_MOTION)


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str]]:
    """Return the verbs' present forms and their participles, folded."""
    both = [(analyze(row["present"])[0].exact, analyze(row["participle"])[0].exact) for row in rows(PACKAGE, "stances.tsv")]
    return frozenset(present for present, _ in both), frozenset(participle for _, participle in both)
