"""The file of saved questions: TOML, a table for each, which people may also write in. Its text is read, checked and edited.

An edit touches the lines of one question and no other: what people wrote beside it, comments and order, stays. TOML Kit edits
within a table; where a table begins and ends is found here, for TOML Kit counts a comment above a table to the table before.
Not here: where the file is, and who may write it when (``saved``).
"""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from depeche.core.errors import InputError, ReadingError
from depeche.core.fields import FACETS
from depeche.core.frozen import field, frozen
from depeche.core.model import Level

__all__ = ["SavedQuestion", "check_name", "checked", "parse", "with_question", "without"]

_NAME = re.compile(r"[\w-]{1,100}")
_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_HEADER = re.compile(r"^[ \t]*\[", re.M)


@frozen
class SavedQuestion:
    """A question with its options, kept under a name.

    `options` are those of a search that say what is found and how it is listed; facets and levels are tuples there. `seen` is
    the number of the last commit that a run for what is new has shown, 0 before the first.
    """

    name: str
    question: str
    options: Mapping[str, Any] = field(default_factory=dict)
    seen: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the question as JSON values."""
        return {"name": self.name, "question": self.question, "options": self._plain_options(), "seen": self.seen}

    def row(self) -> dict[str, Any]:
        """Return what the question's table in the file holds."""
        return {"question": self.question} | self._plain_options() | ({"seen": self.seen} if self.seen else {})

    def _plain_options(self) -> dict[str, Any]:
        return {key: list(value) if isinstance(value, tuple) else value for key, value in self.options.items()}


def check_name(name: str) -> str:
    """Return `name`; InputError unless it is 1 to 100 letters, digits, hyphens and underscores."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise InputError(f"{name!r} is no name for a question: use up to 100 letters, digits, hyphens and underscores")
    return name


def checked(question: object, options: Mapping[str, object]) -> tuple[str, dict[str, Any]]:
    """Return question and options as they are kept, without those that are None or empty; InputError for what cannot be kept."""
    try:
        found = {key: _value(key, value) for key, value in options.items() if value is not None}
        return _text(question), {key: found[key] for key in _OPTIONS if key in found and found[key] != ()}
    except _WrongValue as error:
        raise InputError(str(error)) from error


def parse(text: str, path: object) -> dict[str, SavedQuestion]:
    """Return the questions in a file's text, by name, in its order; ReadingError, which names `path` and line, if it is damaged."""
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = _LINE.search(str(error))
        at = int(line[1]) if line else text.count("\n") + 1
        raise ReadingError(f"{path}, line {at}: {_LINE.sub('', str(error)) or 'no TOML'}") from error
    return {name: _saved(name, table, text, path) for name, table in tables.items()}


def with_question(text: str, saved: SavedQuestion) -> str:
    """Return a file's text with `saved` in the place of the question of its name, or else at the end."""
    span = _span(text, saved.name)
    if not span:
        made = tomlkit.dumps({saved.name: saved.row()})
        return "\n\n".join(filter(None, [text.rstrip("\r\n"), made]))
    start, end = span
    try:
        return text[:start] + _edited(text[start:end].rstrip("\n") + "\n", saved) + text[end:]
    except TOMLKitError as error:
        raise InputError(f"the table of {saved.name} cannot be edited ({error})") from error


def without(text: str, name: str) -> str:
    """Return a file's text without the table of the question `name`, with all comments outside of it."""
    start, end = _span(text, name) or (0, 0)
    before, after = text[:start], text[end:]
    return before + (after.lstrip("\r\n") if not before or before.endswith(("\n\n", "\n\r\n")) else after)


class _WrongValue(Exception):
    """A value that a saved question cannot have."""


def _saved(name: str, table: object, text: str, path: object) -> SavedQuestion:
    if not isinstance(table, dict) or not _NAME.fullmatch(name):
        raise ReadingError(f"{path}, line {_line(text, name)}: {name} is no table with the name of a question")
    for key, value in table.items():
        try:
            _value(key, value)
        except _WrongValue as error:
            raise ReadingError(f"{path}, line {_line(text, name, key)}: {error}") from error
    if "question" not in table:
        raise ReadingError(f"{path}, line {_line(text, name)}: {name} has no question")
    question, seen = table.pop("question"), table.pop("seen", 0)
    return SavedQuestion(name, question, checked(question, table)[1], seen)


def _line(text: str, name: str, key: str = "") -> int:
    """Return the line where the table `name`, or a key in it, stands; 1 if it is written in another way than is usual."""
    span = _span(text, name)
    start = span[0] if span else 0
    within = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=" if key or not span else r"^", re.M)
    wanted = within if key or span else re.compile(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(name)}\b", re.M)
    found = wanted.search(text, start)
    return text.count("\n", 0, found.start() if found else start) + 1


def _span(text: str, name: str) -> tuple[int, int] | None:
    """Return where the table of the question `name` begins, at its header, and ends, behind its last value; None without one."""
    word = re.escape(name)
    header = re.compile(rf"^[ \t]*\[[ \t]*(?:{word}|\"{word}\"|'{word}')[ \t]*\][ \t]*(?:#[^\n]*)?\r?$", re.M)
    start = next((found.start() for found in header.finditer(text) if _is_whole(text[: found.start()])), None)
    if start is None:
        return None
    ends = (found.start() for found in _HEADER.finditer(text, text.index("]", start)))
    end = next((at for at in ends if _is_whole(text[start:at])), len(text))
    return start, start + _without_tail(text[start:end])


def _without_tail(block: str) -> int:
    """Return where the last value of a table ends: blank lines and comments below it may be about what follows."""
    lines = block.split("\n")
    ends = list(accumulate(len(line) + 1 for line in lines))
    count = len(lines)
    while count > 1 and lines[count - 1].strip()[:1] in {"", "#"} and _is_whole(block[: ends[count - 2]]):
        count -= 1
    return min(ends[count - 1], len(block))


def _is_whole(text: str) -> bool:
    """Whether `text` is TOML: if not, it ends within a value."""
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _edited(block: str, saved: SavedQuestion) -> str:
    document = tomlkit.parse(block)
    table: Any = document[saved.name]
    row = saved.row()
    for key in [key for key in table if key not in row]:
        table.remove(key)
    for key, value in row.items():
        if key not in table or _value(key, table[key].unwrap()) != _value(key, value):
            table[key] = value
    return tomlkit.dumps(document)


def _value(key: str, value: object) -> object:
    if key not in _CHECKS:
        raise _WrongValue(f"a saved question has no {key!r}")
    try:
        return _CHECKS[key](value)
    except _WrongValue as error:
        raise _WrongValue(f"{key} {error}, not {value!r}") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _WrongValue("must be text")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise _WrongValue("must be text without half characters (surrogates)") from error
    return value


def _texts(value: object) -> tuple[str, ...]:
    """Return one or several texts as a tuple; a set in order."""
    if isinstance(value, str):
        return (_text(value),)
    if not isinstance(value, Collection) or isinstance(value, Mapping) or not all(isinstance(each, str) for each in value):
        raise _WrongValue("must be one text or several")
    return tuple(map(_text, sorted(value) if isinstance(value, AbstractSet) else value))


def _levels(value: object) -> tuple[str, ...]:
    named = set(_texts(value))
    if isinstance(value, str) or not named <= set(Level):
        raise _WrongValue(f"must be a list of {', '.join(Level)}")
    return tuple(str(level) for level in Level if level in named)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _WrongValue("must be a whole number from 0")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongValue("must be true or false")
    return value


def _one_of(*words: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in words:
            raise _WrongValue(f"must be one of {', '.join(words)}")
        return str(value)

    return check


_OPTIONS: Mapping[str, Callable[[object], object]] = {
    **dict.fromkeys(FACETS, _texts),
    "levels": _levels,
    "within": _one_of("passage", "dispatch"),
    "sort": _one_of("score", "newest", "oldest"),
    "group": _number,
    "copies": _flag,
    "limit": _number,
    "strict": _flag,
}
_CHECKS = {"question": _text, **_OPTIONS, "seen": _number}
"""What a table may hold: what makes each value what is kept, or refuses it."""
