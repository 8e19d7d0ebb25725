"""The question's characters to lexemes: words, phrases, brackets, operators, fields; what is no syntax is noted.

A chunk is what stands between blanks, brackets and quotation marks; operators, ``-``, ``=`` and fields count at its beginning
only, so ``nord-est``, ``a=b`` and ``16:39`` are words.

Not here: which lexemes have what they need (``mending``), the tree (``reading``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["FIELDS", "Kind", "Lexeme", "lex"]

FIELDS = {
    "place": "place",
    "lieu": "place",
    "actor": "actor",
    "acteur": "actor",
    "type": "type",
    "country": "country",
    "pays": "country",
    "date": "date",
    "source": "source",
}
"""The names that may stand before a colon, in any case, and the field each asks."""


class Kind(Enum):
    """What a lexeme is. FIELD stands before a phrase or a bracket, FILTER is a field with its value."""

    WORD = auto()
    PHRASE = auto()
    FILTER = auto()
    FIELD = auto()
    EXACT = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A lexeme and its span in the question (code points); `value` is what it holds: a phrase's words, a filter's value.

    `field` is the English name of a FILTER's or FIELD's field; `slop` a phrase's.
    """

    kind: Kind
    start: int
    end: int
    value: str = ""
    field: str = ""
    slop: int = 0


_OPERATORS = {"AND": Kind.AND, "ET": Kind.AND, "OR": Kind.OR, "OU": Kind.OR, "NOT": Kind.NOT, "SAUF": Kind.NOT}
_CHUNK = r"[^\s()\"“”«»]+"
_SCANNED = re.compile(
    rf"""
    (?P<phrase>["“«](?P<inner>[^"“”«»]*)["”»](?:~(?P<slop>[1-9][0-9]{{0,2}})(?!\w))?)
  | (?P<open>\() | (?P<close>\))
  | (?P<operator>{"|".join(_OPERATORS)})(?![^\s()"“”«»])
  | (?P<field>(?i:{"|".join(FIELDS)})):(?P<value>{_CHUNK}|(?=["“«(])|(?=[\s)]|\Z))
  | (?P<minus>-)(?=[\w"“«(=])
  | (?P<equals>=)(?=[\w"“«])
  | (?P<quote>["“”«»])
  | (?P<word>{_CHUNK})
    """,
    re.VERBOSE,
)
_UNKNOWN_FIELD = re.compile(r"([^\W\d_]{2,20}):(?!//)(?=.)")
_STRAY = re.compile(r"[*^~]|^[!+](?=\w)|^(?:&&|\|\||[-=!+])$")


def lex(text: str, notes: list[str]) -> Iterator[Lexeme]:
    """Yield the lexemes of `text` in order, adding to `notes` what is ignored or read as words, and where, from 1."""
    for match in _SCANNED.finditer(text):
        group = match.lastgroup or ""
        if match["quote"]:
            notes.append(f"a quotation mark without its pair was ignored (character {match.start() + 1})")
        elif match["word"]:
            yield from _word(match, notes)
        elif match["field"]:
            yield from _field(match, notes)
        elif match["phrase"]:
            yield Lexeme(Kind.PHRASE, match.start(), match.end(), match["inner"], slop=int(match["slop"] or 0))
        else:
            yield Lexeme(_simple(group, match.group()), *match.span())


def _simple(group: str, text: str) -> Kind:
    kinds = {"open": Kind.OPEN, "close": Kind.CLOSE, "minus": Kind.NOT, "equals": Kind.EXACT}
    return kinds.get(group) or _OPERATORS[text]


def _word(match: re.Match[str], notes: list[str]) -> Iterator[Lexeme]:
    chunk = match.group()
    unknown = _UNKNOWN_FIELD.match(chunk)
    if unknown:
        notes.append(f"{unknown.group(1)}: is no field and was searched as a word (character {match.start() + 1})")
    for stray in _STRAY.finditer(chunk):
        notes.append(f"{stray.group()} means nothing here and was ignored (character {match.start() + stray.start() + 1})")
    if any(character.isalnum() for character in chunk):
        yield Lexeme(Kind.WORD, *match.span(), chunk)


def _field(match: re.Match[str], notes: list[str]) -> Iterator[Lexeme]:
    field = FIELDS[match["field"].lower()]
    follows = match.string[match.end() : match.end() + 1]
    if match["value"]:
        yield Lexeme(Kind.FILTER, *match.span(), match["value"], field)
    elif follows and follows in '"“«(':
        yield Lexeme(Kind.FIELD, *match.span(), match["field"], field)
    else:
        notes.append(f"{match['field']}: without a value was ignored (character {match.start() + 1})")
