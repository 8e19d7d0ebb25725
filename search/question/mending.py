"""Lexemes that lack what they need are taken out, with a note of each, until all that is left can be read.

Unpaired and empty brackets, brackets too deep, empty phrases, operators with nothing to join; what stood for something ignored
goes last, with the operators right before it. Not here: what means nothing where it stands (``nesting``), the tree (``reading``).
"""

from collections.abc import Callable, Sequence

from depeche.analyzers.chain import analyze
from depeche.core.frozen import frozen
from depeche.search.question.lexemes import Kind, Lexeme
from depeche.search.question.nesting import reread
from depeche.search.question.notes import Notes

__all__ = ["DEEPEST", "mend"]

DEEPEST = 30
"""How deep brackets may nest."""

_TEXTS = frozenset([Kind.WORD, Kind.PATTERN, Kind.PHRASE])
_ATOMS = _TEXTS | {Kind.FILTER, Kind.FIELD, Kind.TITLE, Kind.EXACT, Kind.ATLEAST, Kind.OPEN}
_BEGINS = _ATOMS | {Kind.NOT, Kind.PLUS}
_ENDS = _TEXTS | {Kind.FILTER, Kind.CLOSE}
_JOINING = frozenset([Kind.AND, Kind.OR, Kind.SENTENCE])
_FOLLOWERS = {
    **dict.fromkeys(_JOINING, _BEGINS | {Kind.VOID}),
    Kind.NOT: _BEGINS,
    Kind.PLUS: _ATOMS,
    Kind.ATLEAST: _TEXTS | {Kind.EXACT, Kind.OPEN, Kind.FILTER, Kind.FIELD, Kind.TITLE},
    Kind.TITLE: _TEXTS | {Kind.EXACT, Kind.OPEN},
    Kind.EXACT: frozenset([Kind.WORD, Kind.PHRASE]),
    Kind.FIELD: _TEXTS | {Kind.OPEN},
}
_STANDS_BEFORE = {
    Kind.PLUS: "a word, a phrase, a field or a bracket",
    Kind.ATLEAST: "a word, a phrase or a bracket",
    Kind.EXACT: "a word or a phrase in quotation marks",
    Kind.FIELD: "a value",
}
"""What those may stand before that are ignored before something else."""


def mend(lexemes: Sequence[Lexeme], text: str, notes: Notes) -> list[Lexeme]:
    """Return `lexemes` of the question `text` without those that cannot be read, adding a note to `notes` for each kind."""
    mending = _Mending(text, notes)
    return mending.mended(reread(mending.mended(_without_bad_brackets(list(lexemes), notes)), text, notes))


@frozen
class _Mending:
    text: str
    notes: Notes

    def mended(self, lexemes: list[Lexeme]) -> list[Lexeme]:
        kept, at = list(lexemes), 0
        while at < len(kept):
            at = max(at - 1, 0) if self._mended(kept, at) else at + 1
        return kept

    def _mended(self, lexemes: list[Lexeme], at: int) -> bool:
        """Mend what is wrong with the lexeme at `at`; return whether something was."""
        one, before, after = lexemes[at], _kind(lexemes, at - 1), _kind(lexemes, at + 1)
        if one.kind is Kind.VOID:
            del lexemes[at]
        elif one.kind is Kind.OPEN and after is Kind.CLOSE:
            lexemes[at : at + 2] = [self._ignored("an empty bracket", one.start, lexemes[at + 1].end)]
        elif one.kind is Kind.PHRASE and not analyze(self.text[slice(*one.inner)]):
            lexemes[at] = self._ignored("an empty phrase", one.start, one.end)
        elif after not in _FOLLOWERS.get(one.kind, (after,)) or (one.kind in _JOINING and before not in _ENDS):
            self._cannot_take(one, after)
            del lexemes[at]
        else:
            return False
        return True

    def _cannot_take(self, one: Lexeme, after: Kind | None) -> None:
        sign = self.text[one.start : one.end]
        if after in _BEGINS and one.kind in _STANDS_BEFORE:
            self.notes.add(f"{sign} was ignored: it stands only before {_STANDS_BEFORE[one.kind]}", one.start, one.end)
        else:
            self._ignored(f"{sign} with nothing to join", one.start, one.end)

    def _ignored(self, what: str, start: int, end: int) -> Lexeme:
        self.notes.add(f"{what} was ignored", start, end)
        return Lexeme(Kind.VOID, start, end)


def _kind(lexemes: list[Lexeme], at: int) -> Kind | None:
    return lexemes[at].kind if 0 <= at < len(lexemes) else None


def _without_bad_brackets(lexemes: list[Lexeme], notes: Notes) -> list[Lexeme]:
    unpaired, depth = _brackets(lexemes)
    if depth > DEEPEST:
        return _without(lexemes, lambda at: _is_bracket(lexemes[at]), notes, f"brackets deeper than {DEEPEST} were ignored")
    return _without(lexemes, unpaired.__contains__, notes, "a bracket without its pair was ignored")


def _is_bracket(one: Lexeme) -> bool:
    return one.kind in (Kind.OPEN, Kind.CLOSE)


def _brackets(lexemes: list[Lexeme]) -> tuple[set[int], int]:
    """Return which lexemes are unpaired brackets, and how deep they nest."""
    opened: list[int] = []
    lone: set[int] = set()
    deepest = 0
    for at, one in enumerate(lexemes):
        if one.kind is Kind.OPEN:
            opened.append(at)
            deepest = max(deepest, len(opened))
        elif one.kind is Kind.CLOSE and opened:
            opened.pop()
        elif one.kind is Kind.CLOSE:
            lone.add(at)
    return lone.union(opened), deepest


def _without(lexemes: list[Lexeme], is_bad: Callable[[int], bool], notes: Notes, what: str) -> list[Lexeme]:
    bad = [at for at in range(len(lexemes)) if is_bad(at)]
    for at in bad:
        notes.add(what, lexemes[at].start, lexemes[at].end)
    return [one for at, one in enumerate(lexemes) if not is_bad(at)]
