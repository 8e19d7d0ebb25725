"""Where each id of a run was first read, in little memory: a run may read millions.

Not here: what is done about an id that is read twice (``registry``).
"""

from hashlib import blake2b

from depeche.core.model import Dispatch

__all__ = ["Places"]

_DIGEST = 12
"""Bytes that stand for an id: of a billion ids, two share theirs once in a hundred thousand million runs."""
_LINES = 1 << 40
"""More lines than a file has."""


class Places:
    """The places of all ids so far, some 100 bytes each: an id is its digest, a place the number of its file and its line.

    A file that is one dispatch mostly ends with its id; then it is what stands before and behind the id that has the number.
    """

    def __init__(self) -> None:
        self._places: dict[bytes, int] = {}
        self._numbers: dict[tuple[str, str, bool], int] = {}
        self._shapes: list[tuple[str, str, bool]] = []

    def first(self, dispatch: Dispatch) -> str | None:
        """Return where the id of `dispatch` was read before; None if it was not, and note that it is now."""
        digest = blake2b(dispatch.id.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
        known = self._places.get(digest)
        if known is None:
            self._places[digest] = self._number(dispatch) * _LINES + (dispatch.line or 0)
            return None
        number, line = divmod(known, _LINES)
        before, behind, is_within = self._shapes[number]
        return _told(f"{before}{dispatch.id if is_within else ''}{behind}", line)

    def _number(self, dispatch: Dispatch) -> int:
        path, id_ = dispatch.path or "", dispatch.id
        is_within = not dispatch.line and id_ in path
        before, _, behind = path.rpartition(id_) if is_within else (path, "", "")
        shape = (before, behind, is_within)
        number = self._numbers.setdefault(shape, len(self._shapes))
        if number == len(self._shapes):
            self._shapes.append(shape)
        return number


def _told(path: str, line: int) -> str:
    return f"{path}, line {line}" if line else path
