"""Plain text: one dispatch a file.

UTF-8 with or without a byte order mark, else the encoding that the caller gives. The text is the decoded file as it is: line
ends stay, nothing is normalised, and ``bom + text.encode(encoding)`` gives the file's bytes back; a file of which that
is not so is a problem. Out of scope: guessing an encoding, what the text says of itself.
"""

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from depeche.core.model import Dispatch
from depeche.indexer.readers.contract import Problem, Source

__all__ = ["TextReader"]

_MARKS = {"utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))}
_MARKS["utf-32"] = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"))


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
            data = source.file.read_bytes()
        except OSError as error:
            yield Problem(source.path, error.strerror or str(error))
            return
        decoded = _decode(data, source)
        yield decoded if isinstance(decoded, Problem) else _dispatch(source, decoded)


def _dispatch(source: Source, decoded: _Decoded) -> Dispatch:
    return Dispatch(source.id, decoded.text, path=source.path, encoding=decoded.encoding, bom=decoded.bom)


def _decode(data: bytes, source: Source) -> _Decoded | Problem:
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        return _Decoded(data[len(bom) :].decode("utf-8"), "utf-8", bom)
    except UnicodeDecodeError as error:
        name = codecs.lookup(source.encoding or "utf-8").name
        if bom or name in ("utf-8", "utf-8-sig"):
            return _unfit(source.path, error, len(bom))
    return _decode_as(data, name, source.path)


def _decode_as(data: bytes, name: str, path: str) -> _Decoded | Problem:
    bom, encoding = next(((mark, exact) for mark, exact in _MARKS.get(name, ()) if data.startswith(mark)), (b"", name))
    try:
        text = data[len(bom) :].decode(encoding)
        text.encode("utf-8")
        whole = bom + text.encode(encoding) == data
    except UnicodeDecodeError as error:
        return _unfit(path, error, len(bom))
    except ValueError as error:
        return Problem(path, f"cannot be read as {encoding}: {error}")
    return (
        _Decoded(text, encoding, bom) if whole else Problem(path, f"read as {encoding}, its bytes could not be given back exactly")
    )


def _unfit(path: str, error: UnicodeDecodeError, shift: int) -> Problem:
    offset = error.start + shift
    value = f"0x{error.object[error.start]:02x} " if error.start < len(error.object) else ""
    return Problem(path, f"{value}is not {error.encoding}: {error.reason}".strip(), byte=offset)
