"""The lexemes of a question: what they are and where they stand. Not here: how they are found (``lexing``)."""

from enum import Enum, auto

from depeche.core.frozen import frozen

__all__ = ["BOUNDARY", "CHUNK", "Kind", "Lexeme"]

CHUNK = r"[^\s()\"“”«»]"
"""A character of a chunk: what stands between blanks, brackets and quotation marks."""
BOUNDARY = rf"(?!{CHUNK})"
"""What follows the last character of a chunk."""


class Kind(Enum):
    """What a lexeme is. FILTER is a field with its value, FIELD one that stands before a phrase or a bracket.

    VOID stands for what was ignored, so that an operator before it does not take what comes after it.
    """

    WORD = auto()
    PATTERN = auto()
    PHRASE = auto()
    FILTER = auto()
    FIELD = auto()
    TITLE = auto()
    EXACT = auto()
    PLUS = auto()
    NOT = auto()
    ATLEAST = auto()
    SENTENCE = auto()
    AND = auto()
    OR = auto()
    OPEN = auto()
    CLOSE = auto()
    VOID = auto()


@frozen
class Lexeme:
    """A lexeme with its span in the question (code points), and `inner`, the span of what it holds: words, a filter's value.

    `text` is a PATTERN's, folded, or the English name of a FILTER's or FIELD's field. `tilde` is the number behind ``~`` (a
    word's edits, a phrase's slop), `boost` the one behind ``^``, `times` an ATLEAST's; 0 is none.
    """

    kind: Kind
    start: int
    end: int
    inner: tuple[int, int] = (0, 0)
    text: str = ""
    tilde: int = 0
    boost: float = 0.0
    times: int = 0
