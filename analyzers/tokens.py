"""The tokens of a text as columns: most callers want one or two of a word's traits, for all words.

A token itself is made when it is asked for. Not here: how words become terms (``chain``), what a token is (``core.model``).
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import repeat
from typing import overload

from depeche.core.model import Token

__all__ = ["Tokens"]


class Tokens(Sequence[Token]):
    """The tokens of one text in order: a sequence of ``Token``, and the columns it is made from, which nobody changes.

    `starts` and `ends` are code points of the text; `exacts` and `stems` terms; `families` how stems begin (``steps.family``),
    empty for words that a question may drop; all five are as long as the sequence.
    `capitals` has the places, in order, of the words written with a capital; `compounds` the forms for the compound field by
    place, for the few words that have any. Two are equal that hold the same tokens; a list of tokens is equal too.
    """

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.exacts: list[str] = []
        self.stems: list[str] = []
        self.families: list[str] = []
        self.capitals: list[int] = []
        self.compounds: dict[int, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self.exacts)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if isinstance(at, slice) or "_tokens" in self.__dict__:
            return self._tokens[at]
        place = range(len(self))[at]
        forms = self.compounds.get(place, ())
        columns = (column[place] for column in (self.starts, self.ends, self.exacts, self.stems))
        return Token._make((*columns, place in self.capitals, forms))

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def __eq__(self, other: object) -> bool:
        return self._tokens == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # equal to lists, which have none

    def __repr__(self) -> str:
        return f"Tokens({self._tokens!r})"

    @cached_property
    def _tokens(self) -> list[Token]:
        written = bytearray(len(self))
        for at in self.capitals:
            written[at] = True
        forms = map(self.compounds.get, range(len(self)), repeat(()))
        rows = zip(self.starts, self.ends, self.exacts, self.stems, map(bool, written), forms, strict=True)
        return list(map(Token._make, rows))
