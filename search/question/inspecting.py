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
_UNKNOWN_FIELD = re.compile(r"(?<![\w:/.])([^\W\d_]{2,20}):(?=[^\s:/])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def inspect(question: str, fields: frozenset[str]) -> tuple[str, list[str]]:
    """Return `question` mended, of the same length up to :data:`LONGEST`, and notes on what was ignored and where.

    `fields` are the names that may stand before a colon. Places are counted from 1.
    """
    notes: list[str] = []
    text = _CONTROL.sub(" ", question[:LONGEST])
    if len(question) > LONGEST:
        notes.append(f"only the first {LONGEST} characters were read")
    for mend in (_quotes, _brackets, _operators):
        text = mend(text, notes)
    notes.extend(_unknown_fields(text, fields))
    return text, notes


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
    outside = _QUOTED.sub(lambda m: '"' + "_" * (len(m.group()) - 2) + '"', text)
    for match in _INFIX.finditer(outside):
        before, after = outside[: match.start()].rstrip(), outside[match.end() :].lstrip()
        lacks_left = not before or before.endswith("(") or bool(re.search(rf"{_ANY_OPERATOR.pattern}\Z", before))
        lacks_right = not after or after.startswith(")") or bool(_INFIX.match(after))
        if lacks_left or lacks_right:
            text = _blanked(text, list(range(*match.span())), notes, f"{match.group()} with nothing to join was ignored")
            outside = outside[: match.start()] + " " * len(match.group()) + outside[match.end() :]
    return text


def _unknown_fields(text: str, fields: frozenset[str]) -> list[str]:
    outside = _QUOTED.sub(lambda m: " " * len(m.group()), text)
    unknown = (m for m in _UNKNOWN_FIELD.finditer(outside) if m.group(1).lower() not in fields)
    return [f"{m.group(1)}: is no field and was searched as a word (character {m.start() + 1})" for m in unknown]


def _blanked(text: str, places: list[int], notes: list[str], what: str) -> str:
    if not places:
        return text
    notes.append(f"{what} (character {places[0] + 1})")
    letters = list(text)
    for at in places:
        letters[at] = " "
    return "".join(letters)
