"""A signature: a line or parenthesis at the end of a dispatch that says whose it is, and often when it appeared.

``©AFP / 31 juillet 2018 16h39``, ``Avec AFP et Reuters``, ``France 24``, ``afp``. Out of scope: where in a text
signatures stand (``trailer``).
"""

import re
from typing import NamedTuple

from depeche.analyzers.layout import dates, sources
from depeche.core.model import DispatchDate

__all__ = ["Signature", "read"]

_LONGEST = 160
_JOIN = r"\s/,;|–—-"
_OPENING = re.compile(r"\s*(?:(?:©|\(c\)|copyright)\s{0,3}){0,2}", re.IGNORECASE)
_CLOSED = re.compile(rf"[{_JOIN}]+(?:le|du)?\s*$|^\s*[{_JOIN}]+", re.IGNORECASE)
_YEAR = re.compile(r"^\(?[0-9]{4}\)?\s|\s\(?[0-9]{4}\)?$")
_HOLDER = re.compile(r"[^\W\d_][\w .&'’-]{0,39}")


_NO_DATE = re.compile(r"\s?[0-9]{1,2}[ /.][\w. ]{1,12}[ /.][0-9]{4}[\w: ]{0,12}")


class Signature(NamedTuple):
    """What a signature names. Either may be missing, not both, unless it names only "agences"."""

    source: str | None
    date: DispatchDate | None


def read(text: str) -> Signature | None:
    """Return what `text` says where the whole of it is a signature, else None.

    A holder that no table knows is accepted only between a copyright sign and a date, and gives no source.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    opening = _OPENING.match(text)
    body = text[opening.end() :] if opening else text
    rest, date = _dated(body.rstrip(" ."))
    rest = _YEAR.sub("", rest) if body != text else rest
    named = sources.names(rest)
    if named:
        return Signature(next((name.label for name in named if name.label), None), date)
    if body == text:
        return None
    if date and _HOLDER.fullmatch(rest):
        return Signature(None, date)
    holder, _, when = rest.partition("/")
    label = sources.canonical(holder) if _NO_DATE.fullmatch(when) else None
    return Signature(label, None) if label else None


def _dated(text: str) -> tuple[str, DispatchDate | None]:
    """Return `text` without the date that ends or begins it, and that date."""
    if found := dates.ends(text):
        return _CLOSED.sub("", text[: found[1]]), found[0]
    if first := dates.match(text):
        return _CLOSED.sub("", text[first[1] :]), first[0]
    return text, None
