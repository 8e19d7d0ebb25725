"""JSON Lines: one dispatch a line, an object with `id` and `text` and, where known, `title`, `date`, `source`, `url`.

Always UTF-8, a byte order mark at the start allowed; read line by line, so a file may be larger than memory. Lines end with a
line feed only. Blank lines and unknown keys are passed over. A line that is no such object is a problem and skipped; a date that
cannot be read is a problem, and the dispatch is kept without it. What the text says of itself is not read here.
"""

import codecs
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import NoReturn

from depeche.analyzers.layout import dates, sources
from depeche.core.model import Dispatch, DispatchDate
from depeche.indexer.readers.contract import Problem, Source

__all__ = ["JsonLinesReader"]

_LONGEST = 8000
_OPTIONAL = ("title", "date", "source", "url")


class _Unfit(Exception):
    """Why a line is no dispatch."""


class JsonLinesReader:
    """Reads ``.jsonl`` and ``.ndjson`` files."""

    suffixes = (".jsonl", ".ndjson")

    def read(self, source: Source) -> Iterator[Dispatch | Problem]:
        """Yield the dispatches of the file in order, and a problem with its line number for each line that is none."""
        try:
            with source.file.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    yield from _line(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, number, source.path)
        except OSError as error:
            yield Problem(source.path, error.strerror or str(error))


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
        return json.loads(line.decode("utf-8"), parse_constant=_constant)
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


def _checked(row: object) -> dict[str, str]:
    """Return the fields of a dispatch in `row`; those that are null or empty are left out."""
    if not isinstance(row, dict):
        raise _Unfit("not an object")
    for key in ("id", "text"):
        if key not in row:
            raise _Unfit(f"has no {key}")
    fields = {
        key: _string(row[key], key) for key in ("id", "text", *_OPTIONAL) if key in ("id", "text") or row.get(key) is not None
    }
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
    if key in ("id", "source") and size > _LONGEST:
        raise _Unfit(f"its {key} is longer than {_LONGEST} bytes")
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
