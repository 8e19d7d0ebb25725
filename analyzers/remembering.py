"""What was found before, by what it was found from: so many of each sort, of which the oldest go.

A plain dict: what is met again costs one look-up, and no list of what was asked last is kept, as ``functools.lru_cache`` does.
Not here: what is worth keeping.
"""

from collections.abc import Callable
from itertools import islice
from typing import TypeVar

__all__ = ["Bounded", "Remembered"]

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Bounded(dict[_Key, _Value]):
    """A dict of at most so many values: full, it drops the half that was kept first. Threads may share it."""

    __slots__ = ("_most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: _Key, value: _Value) -> _Value:
        """Keep the `value` of a key, and return it."""
        if len(self) >= self._most:
            for old in list(islice(self, self._most // 2)):
                self.pop(old, None)
        self[key] = value
        return value


class Remembered(Bounded[_Key, _Value]):
    """A bounded dict that makes a value when it is first asked for, by `make`. Two threads may make it at once: it is the same."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[_Key], _Value], most: int) -> None:
        super().__init__(most)
        self._make = make

    def __missing__(self, key: _Key) -> _Value:
        return self.keep(key, self._make(key))
