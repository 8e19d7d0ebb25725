"""What means nothing inside the bracket of ``title:``, ``ATLEAST`` or a field is read otherwise, with a note.

A title has no place or date of its own, and a condition on a dispatch cannot be counted: there a filter's value is searched as
words. Not here: lexemes that lack something (``mending``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from depeche.search.question.lexemes import Kind, Lexeme
from depeche.search.question.notes import Notes

__all__ = ["reread"]

_WORDS_ONLY = frozenset([Kind.FILTER, Kind.FIELD, Kind.TITLE, Kind.ATLEAST, Kind.SENTENCE])
_MEANINGLESS = {
    Kind.TITLE: _WORDS_ONLY,
    Kind.ATLEAST: _WORDS_ONLY,
    Kind.FIELD: frozenset([Kind.EXACT, Kind.ATLEAST]),
}
"""Before a bracket: what means nothing in it."""


def reread(lexemes: Sequence[Lexeme], text: str, notes: Notes) -> list[Lexeme]:
    """Return `lexemes` of the question `text`, mended, with what means nothing in its bracket read otherwise and noted."""
    kept: list[Lexeme] = []
    around: list[Lexeme | None] = [None]
    for one in lexemes:
        if one.kind is Kind.OPEN:
            around.append(kept[-1] if kept and kept[-1].kind in _MEANINGLESS else around[-1])
        elif one.kind is Kind.CLOSE:
            around.pop()
        kept.extend(_inside(one, around[-1], text, notes))
    return kept


def _inside(one: Lexeme, around: Lexeme | None, text: str, notes: Notes) -> Iterator[Lexeme]:
    if around is None or one.kind not in _MEANINGLESS[around.kind]:
        yield one
        return
    where = f"means nothing inside {text[around.start : around.end]}"
    if one.kind is Kind.FILTER:
        notes.add(f"{text[one.start : one.inner[0]]} {where} and only its value was searched", one.start, one.inner[0])
        yield replace(one, kind=Kind.WORD, start=one.inner[0])
    elif one.kind is Kind.SENTENCE:
        notes.add(f"{text[one.start : one.end]} {where} and was read as AND", one.start, one.end)
        yield replace(one, kind=Kind.AND)
    else:
        notes.add(f"{text[one.start : one.end]} {where} and was ignored", one.start, one.end)
