"""Records to the compact form that is searched and cached: plain lists, dicts and strings, so that JSON can carry it.

A name's key is its tokens' exact forms joined by spaces, made by the chain that also analyses the texts: apostrophes,
hyphens, elision, accents and Unicode forms need no rule here. What the case of a name asks of a text is read off its
writing. Not here: reading tables (``sources``), searching (``matching``), cues (``cues``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from depeche.analyzers.chain import analyze, stopwords
from depeche.analyzers.mentions.sources import Name, Record
from depeche.core.model import Token

__all__ = ["ARTICLES", "FORMAT", "Compiled", "compile_records"]

FORMAT = "mentions-3"
"""Version of the compiled form and of the rules that make it: part of the fingerprint."""

ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ad",
        "ed",
        "ar",
        "er",
        "as",
        "es",
        "ach",
        "ech",
        "ash",
        "esh",
        "at",
        "et",
        "az",
        "ez",
        "an",
        "en",
        "ath",
        "eth",
        "adh",
        "edh",
    ],
)
"""The Arabic article in French spellings, with the consonant that it takes from the letter after it."""

_FRENCH_ARTICLES = frozenset({"le", "la", "les"})
_SUN_LETTERS = {"th": ("th", "t"), "dh": ("dh", "d"), "ch": ("ch",), "sh": ("sh",), "j": ()} | {c: (c,) for c in "tdrszn"}


@dataclass(slots=True)
class Compiled:
    """The tables as strings and numbers only, quick to load.

    `entities`: id, kind, type, label, names joined by ``|``, parents joined by ``|``, ``open`` or nothing; joined by tabs.
    `names`: key to ``number case flag`` parts joined by ``|``: the entity's place in `entities`; for each token ``U`` all
    capitals, ``C`` a capital, ``.`` any; ``!`` for a name that counts only after a cue.
    `lengths`: first token to the lengths in tokens of the names that begin with it, bit n for length n. Where the first
    token is a stop word, longer names have theirs at the first two tokens, joined by a space, and it has bit 0.
    """

    entities: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)


def compile_records(records: Iterable[Record]) -> Compiled:
    """Return the compact form of `records`. Names that have no token are left out."""
    compiled = Compiled()
    for number, record in enumerate(records):
        compiled.entities.append(_entity(record))
        for words, case, flag in _forms(record.names):
            _add(compiled.names, " ".join(words), f"{number} {case} {flag}")
            _measure(compiled.lengths, words)
    return compiled


def _entity(record: Record) -> str:
    names = "|".join(dict.fromkeys((*(name.text for name in record.names), *record.also)))
    cells = (
        record.id,
        record.kind.value,
        record.type,
        record.label,
        names,
        "|".join(record.parents),
        "open" if record.open else "",
    )
    return "\t".join(cells)


def _measure(lengths: dict[str, int], words: tuple[str, ...]) -> None:
    first = words[0]
    if first in stopwords() and len(words) > 1:
        lengths[first] = lengths.get(first, 0) | 1
        first = " ".join(words[:2])
    lengths[first] = lengths.get(first, 0) | 1 << len(words)


def _add(names: dict[str, str], key: str, entry: str) -> None:
    known = names.get(key)
    if known is None:
        names[key] = entry
    elif entry not in known.split("|"):
        names[key] = f"{known}|{entry}"


def _forms(names: tuple[Name, ...]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    for name in names:
        tokens = analyze(name.text)
        words = tuple(token.exact for token in tokens)
        case = "".join(_case(name.text, token, len(tokens)) for token in tokens)
        for form in dict.fromkeys(_articles(words, name.text, tokens)) if words else ():
            yield form, case, "!" if name.cue else ""


def _case(text: str, token: Token, count: int) -> str:
    written = text[token.start : token.end]
    if count > 1 and (token.exact in ARTICLES or token.exact in _FRENCH_ARTICLES):
        return "."
    if len(written) > 1 and written.isupper():
        return "U"
    return "C" if token.capital else "."


def _articles(words: tuple[str, ...], text: str, tokens: list[Token]) -> Iterator[tuple[str, ...]]:
    """Yield the words as they are and with every Arabic article written in each usual way (al-Nosra, el-Nosra, an-Nosra)."""
    yield words
    places = [i for i, token in enumerate(tokens[:-1]) if token.exact in ARTICLES and text[token.end : token.end + 1] == "-"]
    if places:
        yield from (_written(words, places, vowel, sun) for vowel in "ae" for sun in (False, True))


def _written(words: tuple[str, ...], places: list[int], vowel: str, sun: bool) -> tuple[str, ...]:
    changed = list(words)
    for place in places:
        changed[place] = vowel + (_assimilated(words[place + 1]) if sun else "l")
    return tuple(changed)


def _assimilated(word: str) -> str:
    endings = _SUN_LETTERS.get(word[:2]) or _SUN_LETTERS.get(word[:1])
    return endings[0] if endings else "l"
