"""JSON Lines: one dispatch a line, an object with `id` and `text` and, where known, `title`, `date`, `source`, `url`.

Always UTF-8, a byte order mark at the start allowed; read line by line, so a file may be larger than memory. Lines end with a
line feed only. Blank lines and unknown keys are passed over. A line that is no such object is a problem and skipped, as is one that
is too long (``files``) or says one of these keys twice; a date that cannot be read is a problem, and the dispatch is kept without
it. A file whose first thousand lines hold no dispatch is given up. What the text says of itself is not read here.
"""

import codecs
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, NoReturn

from depeche.analyzers.layout import dates, sources
from depeche.core.model import Dispatch, DispatchDate
from depeche.indexer.readers.contract import Problem, Source
from depeche.indexer.readers.files import LONGEST, REASON, lines, mark, opened

__all__ = ["JsonLinesReader"]

_MOST_BYTES = 8000
_SHORT = ("id", "title", "source")
"""What is stored with each passage, and so may have no more than so many bytes."""
_OPTIONAL = ("title", "date", "source", "url")
_KEYS = ("id", "text", *_OPTIONAL)
_PATIENCE = 1000
"""How many lines without a dispatch are told one by one."""


class _Unfit(Exception):
    """Why a line is no dispatch."""


class JsonLinesReader:
    """Reads ``.jsonl`` and ``.ndjson`` files."""

    suffixes = (".jsonl", ".ndjson")

    def read(self, source: Source) -> Iterator[Dispatch | Problem]:
        """Yield the dispatches of the file in order, and a problem with its line number for each line that is none."""
        try:
            with opened(source.file) as file:
                yield from _fruitful(_items(file, source), source.path)
        except OSError as error:
            yield Problem(source.path, error.strerror or str(error))


def _items(file: BinaryIO, source: Source) -> Iterator[Dispatch | Problem]:
    path = source.path
    for number, line in enumerate(lines(file), 1):
        source.advance(len(line or b""))
        marked = mark(line)[1] if line and number == 1 else ""
        if line is None:
            yield Problem(path, REASON, line=number)
        elif marked not in ("", "utf-8"):
            yield Problem(path, f"is {marked}: JSON Lines are UTF-8")
            return
        else:
            yield from _line(line.removeprefix(codecs.BOM_UTF8) if marked else line, number, path)


def _fruitful(items: Iterable[Dispatch | Problem], path: str) -> Iterator[Dispatch | Problem]:
    """Yield `items`, as long as there are not very many problems and no dispatch: a file of another kind may have any number."""
    is_fruitful = False
    for told, item in enumerate(items, 1):
        yield item
        is_fruitful = is_fruitful or isinstance(item, Dispatch)
        if told == _PATIENCE and not is_fruitful:
            yield Problem(path, f"no dispatch in its first {_PATIENCE} lines: the rest was not read")
            return


def _line(line: bytes, number: int, path: str) -> Iterator[Dispatch | Problem]:
    if not line.strip():
        return
    try:
        row = _checked(_parsed(line))
    except _Unfit as error:
        yield Problem(path, str(error), line=number)
        return
    dispatch = _dispatch(row, number, path)
    if row.get("date") and _dated(row["date"]) is None:
        yield Problem(path, f"the date {row['date'][:40]!r} cannot be read; kept without it", line=number, skipped=False)
    yield dispatch


def _parsed(line: bytes) -> object:
    try:
        return json.loads(
            line.decode("utf-8"), parse_constant=_constant, parse_int=_unread, parse_float=_unread, object_pairs_hook=_object
        )
    except UnicodeDecodeError as error:
        raise _Unfit(f"not UTF-8 at byte {error.start} of the line") from error
    except json.JSONDecodeError as error:
        raise _Unfit(f"not JSON: {error.msg} at character {error.pos}") from error
    except RecursionError as error:
        raise _Unfit("not JSON that can be read: nested too deeply") from error
    except ValueError as error:
        raise _Unfit(f"not JSON that can be read: {error}") from error


def _constant(name: str) -> NoReturn:
    raise _Unfit(f"not JSON: {name} is no value")


def _unread(_: str) -> float:
    """Stand for any number: no key of a dispatch is one, and one of a million digits takes long to read."""
    return 0.0


class _Ambiguous(dict[str, object]):
    """An object that says keys of a dispatch twice. Which of two values counts is not laid down: readers of JSON differ."""

    keys_said_twice: Sequence[str] = ()


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    times, ambiguous = Counter(key for key, _ in pairs), _Ambiguous(made)
    ambiguous.keys_said_twice = [key for key in _KEYS if times[key] > 1]
    return ambiguous


def _checked(row: object) -> dict[str, str]:
    """Return the fields of a dispatch in `row`; those that are null or empty are left out."""
    if not isinstance(row, dict):
        raise _Unfit("not an object")
    if isinstance(row, _Ambiguous) and row.keys_said_twice:
        raise _Unfit(f"says its {row.keys_said_twice[0]} twice")
    for key in ("id", "text"):
        if key not in row:
            raise _Unfit(f"has no {key}")
    fields = {key: _string(row[key], key) for key in _KEYS if key not in _OPTIONAL or row.get(key) is not None}
    if not fields["id"].strip():
        raise _Unfit("its id is empty")
    return {key: value for key, value in fields.items() if key == "text" or value.strip()}


def _string(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise _Unfit(f"its {key} is not a string")
    if key != "text" and "\0" in value:
        raise _Unfit(f"its {key} holds a NUL")
    try:
        size = len(value.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise _Unfit(f"its {key} holds a lone surrogate") from error
    if key in _SHORT and size > _MOST_BYTES:
        raise _Unfit(f"its {key} is longer than {_MOST_BYTES} bytes")
    if len(value) > LONGEST:
        raise _Unfit(REASON)
    return value


def _dated(value: str) -> DispatchDate | None:
    date = dates.parse(value)
    return replace(date, evidence=f"date: {value.strip()}") if date else None


def _dispatch(row: dict[str, str], number: int, path: str) -> Dispatch:
    source = row.get("source")
    return Dispatch(
        id=row["id"],
        text=row["text"],
        date=_dated(row["date"]) if "date" in row else None,
        source=(sources.canonical(source) or source.strip()) if source else None,
        title=row.get("title"),
        url=row.get("url"),
        path=path,
        line=number,
    )
