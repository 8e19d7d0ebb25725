"""Lexemes that lack what they need are taken out, with a note of each, until all that is left can be read.

Unpaired and empty brackets, brackets too deep, empty phrases, operators with nothing to join. Not here: the tree (``reading``).
"""

from collections.abc import Callable, Sequence

from depeche.search.question.lexing import Kind, Lexeme

__all__ = ["DEEPEST", "mend"]

DEEPEST = 30
"""How deep brackets may nest."""

_BEGINS = frozenset([Kind.WORD, Kind.PHRASE, Kind.FILTER, Kind.FIELD, Kind.EXACT, Kind.OPEN, Kind.NOT])
_ENDS = frozenset([Kind.WORD, Kind.PHRASE, Kind.FILTER, Kind.CLOSE])
_FOLLOWERS = {
    Kind.AND: _BEGINS,
    Kind.OR: _BEGINS,
    Kind.NOT: _BEGINS,
    Kind.EXACT: frozenset([Kind.WORD, Kind.PHRASE]),
    Kind.FIELD: frozenset([Kind.PHRASE, Kind.OPEN]),
}


def mend(lexemes: Sequence[Lexeme], text: str, notes: list[str]) -> list[Lexeme]:
    """Return `lexemes` of the question `text` without those that cannot be read, adding a note to `notes` for each kind."""
    kept = _without_bad_brackets(list(lexemes), notes)
    while True:
        lacking = next(filter(None, (_lacking(kept, at, text) for at in range(len(kept)))), None)
        if lacking is None:
            return kept
        at, count, what = lacking
        notes.append(f"{what} was ignored (character {kept[at].start + 1})")
        del kept[at : at + count]


def _lacking(lexemes: list[Lexeme], at: int, text: str) -> tuple[int, int, str] | None:
    """Return where to cut, how many lexemes and what they are, if the one at `at` cannot be read."""
    one, before, after = lexemes[at], _kind(lexemes, at - 1), _kind(lexemes, at + 1)
    if one.kind is Kind.OPEN and after is Kind.CLOSE:
        return at, 2, "an empty bracket"
    if one.kind is Kind.PHRASE and not any(map(str.isalnum, one.value)):
        return at, 1, "an empty phrase"
    if one.kind in _FOLLOWERS and after not in _FOLLOWERS[one.kind]:
        return at, 1, f"{text[one.start : one.end]} with nothing to join"
    if one.kind in (Kind.AND, Kind.OR) and before not in _ENDS:
        return at, 1, f"{text[one.start : one.end]} with nothing to join"
    return None


def _kind(lexemes: list[Lexeme], at: int) -> Kind | None:
    return lexemes[at].kind if 0 <= at < len(lexemes) else None


def _without_bad_brackets(lexemes: list[Lexeme], notes: list[str]) -> list[Lexeme]:
    unpaired, depth = _brackets(lexemes)
    if depth > DEEPEST:
        return _without(
            lexemes, lambda one: one.kind in (Kind.OPEN, Kind.CLOSE), notes, f"brackets deeper than {DEEPEST} were ignored"
        )
    return _without(lexemes, lambda one: one.start in unpaired, notes, "a bracket without its pair was ignored")


def _brackets(lexemes: list[Lexeme]) -> tuple[set[int], int]:
    """Return where the unpaired brackets stand, and how deep they nest."""
    opened: list[int] = []
    lone: set[int] = set()
    deepest = 0
    for one in lexemes:
        if one.kind is Kind.OPEN:
            opened.append(one.start)
            deepest = max(deepest, len(opened))
        elif one.kind is Kind.CLOSE and opened:
            opened.pop()
        elif one.kind is Kind.CLOSE:
            lone.add(one.start)
    return lone.union(opened), deepest


def _without(lexemes: list[Lexeme], bad: Callable[[Lexeme], bool], notes: list[str], what: str) -> list[Lexeme]:
    places = [one.start for one in lexemes if bad(one)]
    if places:
        notes.append(f"{what} (character {places[0] + 1})")
    return [one for one in lexemes if not bad(one)]
