"""Plain text: one dispatch a file.

UTF-8, or what a byte order mark says (UTF-8, UTF-16, UTF-32), else the encoding that the caller gives. The text is the decoded
file as it is: line ends stay, nothing is normalised, and ``bom + text.encode(encoding)`` gives the file's bytes back; a file of
which that is not so is a problem, and so is one that is too long (``files``) or full of NULs, as no text is.
Out of scope: guessing an encoding, what the text says of itself.
"""

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from depeche.core.model import Dispatch
from depeche.indexer.readers.contract import Problem, Source
from depeche.indexer.readers.files import LARGEST, LONGEST, REASON, mark, opened

__all__ = ["TextReader"]

_MOST_NULS = 10
"""One character in so many may be NUL. UTF-16 read as what it is not, and binary files, have more."""


class _Decoded(NamedTuple):
    text: str
    encoding: str
    bom: bytes


class TextReader:
    """Reads ``.txt`` files."""

    suffixes = (".txt",)

    def read(self, source: Source) -> Iterator[Dispatch | Problem]:
        """Yield the one dispatch of the file, or a problem with the byte that does not fit."""
        try:
            with opened(source.file) as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            yield Problem(source.path, error.strerror or str(error))
            return
        source.advance(len(data))
        decoded = _decode(data, source) if len(data) <= LARGEST else Problem(source.path, REASON)
        yield decoded if isinstance(decoded, Problem) else _dispatch(source, decoded)


def _dispatch(source: Source, decoded: _Decoded) -> Dispatch:
    return Dispatch(source.id, decoded.text, path=source.path, encoding=decoded.encoding, bom=decoded.bom)


def _decode(data: bytes, source: Source) -> _Decoded | Problem:
    bom, marked = mark(data)
    found = _decoded(data, bom, marked or "utf-8", source.path)
    told = codecs.lookup(source.encoding or "utf-8").name
    if isinstance(found, _Decoded) or bom or told in ("utf-8", "utf-8-sig"):
        return found
    return _decoded(data, b"", told, source.path)


def _decoded(data: bytes, bom: bytes, encoding: str, path: str) -> _Decoded | Problem:
    """Return `data` decoded, or a problem if it is no such text, is too long, or could not be given back."""
    try:
        text = data[len(bom) :].decode(encoding)
        text.encode("utf-8")
        whole = bom + text.encode(encoding) == data
    except UnicodeDecodeError as error:
        return _unfit(path, error, len(bom))
    except ValueError as error:
        return Problem(path, f"cannot be read as {encoding}: {error}")
    if not whole:
        return Problem(path, f"read as {encoding}, its bytes could not be given back exactly")
    if text.count("\0") * _MOST_NULS > len(text):
        return Problem(path, f"full of NULs as {encoding}: it is no text, or in an encoding that must be said, such as utf-16-le")
    return _Decoded(text, encoding, bom) if len(text) <= LONGEST else Problem(path, REASON)


def _unfit(path: str, error: UnicodeDecodeError, shift: int) -> Problem:
    offset = error.start + shift
    value = f"0x{error.object[error.start]:02x} " if error.start < len(error.object) else ""
    return Problem(path, f"{value}is not {error.encoding}: {error.reason}".strip(), byte=offset)
