"""Records to the compact form that is searched and cached: plain lists, dicts and strings, so that JSON can carry it.

A name's key is its tokens' exact forms joined by spaces, made by the chain that also analyses the texts: apostrophes,
hyphens, elision, accents and Unicode forms need no rule here. What the case of a name asks of a text is read off its
writing. Not here: reading tables (``sources``), laying one over another (``layering``), searching in texts
(``depeche.analyzers.mentions``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from depeche.analyzers.chain import analyze, exacts
from depeche.analyzers.gazetteer.records import Name, Record
from depeche.analyzers.names import skeletons
from depeche.core.model import Kind, Token

__all__ = ["ARTICLES", "FORMAT", "Compiled", "compile_records", "measure", "ordered"]

FORMAT = "gazetteer-3"
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

    `entities`: id, kind, type, label, names joined by ``|``, parents joined by ``|``, coordinates joined by a blank or nothing,
    predecessors joined by ``|``, population (0 unknown), ``open`` or nothing; joined by tabs.
    `names`: key to ``number case flags`` parts joined by ``|``: the entity's place in `entities`; for each token ``U`` all
    capitals, ``C`` a capital, ``.`` any; ``!`` for a name that counts only after a cue, ``~`` for a weak one.
    `lengths`: first token to the lengths in tokens of the names that begin with it, bit n for length n: 1 for a name of one token,
    0 if there are longer ones, whose lengths stand at the first two tokens, joined by a space. `small`: the
    same of those names only whose first token may be written small. `skeletons`: consonant skeleton (``names.skeletons``) to the
    keys, joined by ``|``, of the sure names of places that have it.
    """

    entities: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    small: dict[str, int] = field(default_factory=dict)
    skeletons: dict[str, str] = field(default_factory=dict)


def compile_records(records: Iterable[Record]) -> Compiled:
    """Return the compact form of `records`. Names that have no token are left out."""
    compiled = Compiled()
    for number, record in enumerate(records):
        compiled.entities.append(_entity(record))
        for key, entry in _entries(record.names):
            _add(compiled.names, key, f"{number} {entry}")
            measure(compiled, key, entry)
        for name in record.names if record.kind is Kind.PLACE else ():
            _outline(compiled.skeletons, name)
    several = ((key, packed) for key, packed in compiled.names.items() if "|" in packed and "~" in packed)
    compiled.names.update([(key, "|".join(ordered(packed.split("|"), compiled.entities))) for key, packed in several])
    return compiled


def ordered(entries: Iterable[str], entities: list[str]) -> list[str]:
    """Return the entries of one name, the sure ones before the weak ones and these by population; no weak one of a sure entity."""
    ranked = sorted(dict.fromkeys(entries), key=lambda entry: _rank(entry, entities))
    sure = {entry.partition(" ")[0] for entry in ranked if not entry.endswith("~")}
    return [entry for entry in ranked if not entry.endswith("~") or entry.partition(" ")[0] not in sure]


def _outline(known: dict[str, str], name: Name) -> None:
    """Note under its skeletons the key of a place's name that asks for no cue and no evidence."""
    key = " ".join(exacts(name.text)) if not (name.cue or name.weak) else ""
    for skeleton in skeletons(name.text) if key else ():
        found = known.get(skeleton)
        if found is None:
            known[skeleton] = key
        elif key not in found.split("|"):
            known[skeleton] = f"{found}|{key}"


def _rank(entry: str, entities: list[str]) -> tuple[bool, int]:
    if not entry.endswith("~"):
        return False, 0
    return True, -int(entities[int(entry.partition(" ")[0])].rsplit("\t", 2)[1])


def _entity(record: Record) -> str:
    names = "|".join(dict.fromkeys((*(name.text for name in record.names), *record.also)))
    cells = (
        record.id,
        record.kind.value,
        record.type,
        record.label,
        names,
        "|".join(record.parents),
        " ".join(map(str, record.coordinates or ())),
        "|".join(record.predecessors),
        str(record.population),
        "open" if record.open else "",
    )
    return "\t".join(cells)


def measure(compiled: Compiled, key: str, entry: str) -> None:
    """Note in `compiled` that there is a name of that key with the case of `entry` (``case flags``)."""
    words = key.split(" ")
    for lengths in (compiled.lengths, compiled.small) if entry.startswith(".") else (compiled.lengths,):
        first = words[0]
        if len(words) > 1:
            lengths[first] = lengths.get(first, 0) | 1
            first = " ".join(words[:2])
        lengths[first] = lengths.get(first, 0) | 1 << len(words)


def _add(names: dict[str, str], key: str, entry: str) -> None:
    known = names.get(key)
    if known is None:
        names[key] = entry
    elif entry not in known.split("|"):
        names[key] = f"{known}|{entry}"


def _entries(names: tuple[Name, ...]) -> Iterator[tuple[str, str]]:
    """Yield keys with the case and flags they ask for: those of names that are not weak, then those only weak ones have."""
    strong = dict.fromkeys(entry for name in names if not name.weak for entry in _forms(name))
    yield from strong
    known = {key for key, _ in strong}
    yield from {key: entry for name in names if name.weak for key, entry in _forms(name) if key not in known}.items()


def _forms(name: Name) -> Iterator[tuple[str, str]]:
    tokens = analyze(name.text)
    words = tuple(token.exact for token in tokens)
    case = "".join(_case(name.text, token, len(tokens)) for token in tokens)
    flags = "!" * name.cue + "~" * name.weak
    for form in dict.fromkeys(_articles(words, name.text, tokens)) if words else ():
        yield " ".join(form), f"{case} {flags}"


def _case(text: str, token: Token, count: int) -> str:
    written = text[token.start : token.end]
    if count > 1 and (token.exact in ARTICLES or token.exact in _FRENCH_ARTICLES):
        return "."
    if len(written) > 1 and written.isupper():
        return "U"
    return "C" if token.capital else "."


def _articles(words: tuple[str, ...], text: str, tokens: Sequence[Token]) -> Iterator[tuple[str, ...]]:
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
