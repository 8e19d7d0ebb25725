"""What everything that is printed goes through: escapes, encodings, files that are whole or not there, the pager.

Nothing of a text reaches a terminal that could steer it: control and bidirectional characters are shown as escapes.
Not here: what is printed (``dispatches``, ``formats``).
"""

import contextlib
import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

__all__ = ["as_json", "destination", "is_terminal", "page_through", "print_json", "safe", "terminal_size"]

_STEERING = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def as_json(value: object) -> str:
    """Return `value` as one line of JSON. Surrogates become JSON's escapes, so that the line can be encoded."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def print_json(value: object) -> None:
    """Print `value` as one line of JSON, with JSON's escapes for what stdout's encoding lacks or could steer a terminal."""
    line = as_json(value)
    if is_terminal():
        line = "".join(json.dumps(c)[1:-1] if unicodedata.category(c) in _STEERING else c for c in line)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value)
    click.echo(line)


def is_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


def terminal_size() -> tuple[int, int]:
    """Return the columns and the lines of stdout's terminal: by $COLUMNS and $LINES, else as the system says, else 80 and 24."""
    try:
        size = tuple(os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1))
    except (OSError, ValueError):
        size = (0, 0)
    said = (os.environ.get(name, "") for name in ("COLUMNS", "LINES"))
    columns, lines = (int(told) if told.isdecimal() else 0 for told in said)
    return columns or size[0] or 80, lines or size[1] or 24


def safe(text: str, *, keep: str = "\n\t") -> str:
    """Return `text` with characters that steer a terminal, save those of `keep`, as escapes; soft hyphens are dropped."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in keep or unicodedata.category(c) not in _STEERING else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    """Return JSON's escape of a character: two of them beyond U+FFFF."""
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "" if character in "\u00ad\u200b\ufeff\r" else "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


@contextlib.contextmanager
def destination(output: str | None) -> Iterator[BinaryIO]:
    """Give the file named `output`, or stdout, to write bytes to.

    A file is written under another name beside it and gets its own when all is written; if that fails, what was there before stays.
    """
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    path = Path(output).resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    beside = path.with_name(f".{path.name[:200]}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(path)
    except OSError as error:
        if error.filename != str(beside):
            raise
        raise OSError(error.errno, error.strerror, output) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def page_through(text: str, *, pager: bool = True) -> None:
    """Print `text` on a terminal, through $PAGER (else less) where it has more lines than the terminal and `pager` allows it."""
    if pager and is_terminal() and text.count("\n") >= terminal_size()[1]:
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=False)
