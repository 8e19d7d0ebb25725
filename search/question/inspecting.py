"""A look over the question before Whoosh's parser reads it: that parser reports nothing, so what it would drop is found here.

Whatever is found is mended (blanked out, so that positions stay) and noted; any string can be searched.
Not here: the syntax itself (``reading``).
"""

import re
from itertools import chain

__all__ = ["DEEPEST", "LONGEST", "inspect"]

DEEPEST = 30
"""How deep brackets may nest."""
LONGEST = 4000
"""Code points of a question that are read."""

_QUOTES = '"“”«»'
_QUOTED = re.compile(rf"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]")
_INFIX = re.compile(r'(?<![^\s()"])(?:AND|OR|ET|OU)(?![^\s()"])')
_ANY_OPERATOR = re.compile(r'(?<![^\s()"])(?:AND|OR|ET|OU|NOT|SAUF)(?![^\s()"])')
_FIELD = re.compile(r"(?<![\w:/.])([^\W\d_]{2,20}):(?!//)(?=(\s|\)|$)?)")
_ENDS_WITH_OPERATOR = re.compile(rf"{_ANY_OPERATOR.pattern}\Z")
_PREFIX = ("NOT", "SAUF")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def inspect(question: str, fields: frozenset[str]) -> tuple[str, list[str]]:
    """Return `question` mended, of the same length up to :data:`LONGEST`, and notes on what was ignored and where.

    `fields` are the names that may stand before a colon. Places are counted from 1.
    """
    notes: list[str] = []
    text = _CONTROL.sub(" ", question[:LONGEST])
    if len(question) > LONGEST:
        notes.append(f"only the first {LONGEST} characters were read")
    for mend in (_quotes, _brackets):
        text = mend(text, notes)
    return _operators(_fields(text, fields, notes), notes), notes


def _quotes(text: str, notes: list[str]) -> str:
    unpaired = [at for at, c in enumerate(_QUOTED.sub(lambda m: " " * len(m.group()), text)) if c in _QUOTES]
    return _blanked(text, unpaired, notes, "a quotation mark without its pair was ignored")


def _brackets(text: str, notes: list[str]) -> str:
    outside = _QUOTED.sub(lambda m: " " * len(m.group()), text)
    opened: list[int] = []
    lone: list[int] = []
    deepest = 0
    for at, c in enumerate(outside):
        if c == "(":
            opened.append(at)
        elif c == ")" and opened:
            opened.pop()
        elif c == ")":
            lone.append(at)
        deepest = max(deepest, len(opened))
    if deepest > DEEPEST:
        every = [at for at, c in enumerate(outside) if c in "()"]
        return _blanked(text, every, notes, f"brackets deeper than {DEEPEST} were ignored")
    return _blanked(text, sorted(chain(opened, lone)), notes, "a bracket without its pair was ignored")


def _operators(text: str, notes: list[str]) -> str:
    for match in _ANY_OPERATOR.finditer(_masked(text)):
        if not _joins(_masked(text), match):
            text = _blanked(text, list(range(*match.span())), notes, f"{match.group()} with nothing to join was ignored")
    return text


def _joins(outside: str, operator: re.Match[str]) -> bool:
    """Whether an operator has what it needs: something after it, and if it is no NOT something before it."""
    before, after = outside[: operator.start()].rstrip(), outside[operator.end() :].lstrip()
    has_right = bool(after) and not after.startswith(")") and not _INFIX.match(after)
    has_left = bool(before) and not before.endswith("(") and not _ENDS_WITH_OPERATOR.search(before)
    return has_right and (has_left or operator.group() in _PREFIX)


def _masked(text: str) -> str:
    """Return `text` with what is quoted made unreadable, of the same length."""
    return _QUOTED.sub(lambda m: '"' + "_" * (len(m.group()) - 2) + '"', text)


def _fields(text: str, fields: frozenset[str], notes: list[str]) -> str:
    """Note words before a colon that name no field, and ignore fields without a value."""
    for match in _FIELD.finditer(_masked(text)):
        name = match.group(1)
        if name.lower() in fields and match.group(2):
            text = _blanked(text, list(range(*match.span())), notes, f"{name}: without a value was ignored")
        elif name.lower() not in fields and not match.group(2):
            notes.append(f"{name}: is no field and was searched as a word (character {match.start() + 1})")
    return text


def _blanked(text: str, places: list[int], notes: list[str], what: str) -> str:
    if not places:
        return text
    notes.append(f"{what} (character {places[0] + 1})")
    letters = list(text)
    for at in places:
        letters[at] = " "
    return "".join(letters)
