"""What means nothing inside the bracket of ``title:``, ``ATLEAST`` or a field, or behind ATLEAST, is read otherwise, with a note.

A title has no place or date of its own, and a condition on a dispatch cannot be counted: there a filter's value is searched as
words. Not here: lexemes that lack something (``mending``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from depeche.analyzers.chain import analyze
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
        before = kept[-1] if kept and kept[-1].kind is Kind.ATLEAST else None
        if before and one.kind in _MEANINGLESS[before.kind]:
            kept.extend(_otherwise(one, f"behind {text[before.start : before.end]}", text, notes))
        else:
            kept.extend(_inside(one, around[-1], text, notes))
    return kept


def _inside(one: Lexeme, around: Lexeme | None, text: str, notes: Notes) -> Iterator[Lexeme]:
    if around is None or one.kind not in _MEANINGLESS[around.kind]:
        yield one
    else:
        yield from _otherwise(one, f"inside {text[around.start : around.end]}", text, notes)


def _otherwise(one: Lexeme, place: str, text: str, notes: Notes) -> Iterator[Lexeme]:
    where = f"means nothing {place}"
    if one.kind is Kind.FILTER and not analyze(text[slice(*one.inner)]):
        notes.add(f"{text[one.start : one.end]} {where} and was ignored", one.start, one.end)
        yield Lexeme(Kind.VOID, one.start, one.end)
    elif one.kind is Kind.FILTER:
        notes.add(f"{text[one.start : one.inner[0]]} {where} and only its value was searched", one.start, one.inner[0])
        yield replace(one, kind=Kind.WORD, start=one.inner[0])
    elif one.kind is Kind.SENTENCE:
        notes.add(f"{text[one.start : one.end]} {where} and was read as AND", one.start, one.end)
        yield replace(one, kind=Kind.AND)
    else:
        notes.add(f"{text[one.start : one.end]} {where} and was ignored", one.start, one.end)
