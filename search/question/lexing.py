"""The question's characters to lexemes: words, patterns, phrases, brackets, operators, fields; what is no syntax is noted.

A chunk is what stands between blanks, brackets and quotation marks; operators, ``+``, ``-``, ``=`` and fields count at its
beginning only, ``~`` and ``^`` at its end, so ``nord-est``, ``a=b`` and ``16:39`` are words.

Not here: which lexemes have what they need (``mending``), the tree (``reading``).
"""

import re
import unicodedata
from collections.abc import Iterator

from depeche.analyzers.chain import analyze
from depeche.analyzers.tokenizing import APOSTROPHES, INVISIBLE, MARKS
from depeche.search.question.lexemes import BOUNDARY, CHUNK, Kind, Lexeme
from depeche.search.question.notes import Notes
from depeche.search.question.signs import PUNCTUATION, strays
from depeche.search.question.suffixes import SUFFIX, Suffix, suffix_of
from depeche.search.question.wildcards import FEWEST_LETTERS, Piece, has_wildcard, pieces

__all__ = ["FIELDS", "TITLES", "lex"]

FIELDS = {
    "place": "place",
    "lieu": "place",
    "actor": "actor",
    "acteur": "actor",
    "type": "type",
    "country": "country",
    "pays": "country",
    "source": "source",
    "date": "date",
    "month": "month",
    "mois": "month",
    "since": "since",
    "depuis": "since",
    "before": "before",
    "avant": "before",
    "after": "after",
    "après": "after",
    "apres": "after",
}
"""The names that may stand before a colon and a value, in any case, and the field each asks."""
TITLES = ("title", "titre")
"""The names that may stand before a colon and what the title must match."""

_OPERATORS = {
    "AND": Kind.AND,
    "ET": Kind.AND,
    "OR": Kind.OR,
    "OU": Kind.OR,
    "NOT": Kind.NOT,
    "SAUF": Kind.NOT,
    "SENTENCE": Kind.SENTENCE,
    "PHRASE": Kind.SENTENCE,
}
_SIGNS = {
    "-": (Kind.NOT,),
    "+": (Kind.PLUS,),
    "=": (Kind.EXACT,),
    "-=": (Kind.NOT, Kind.EXACT),
    "+=": (Kind.PLUS, Kind.EXACT),
}
_NAMES = {unicodedata.normalize(form, name) for name in (*FIELDS, *TITLES) for form in ("NFC", "NFD")}
_ASKED = ",;?…"
"""What people type behind a value that is no part of it."""
_BEHIND = rf"(?:{SUFFIX}(?:(?=[{PUNCTUATION}])|{BOUNDARY}))?"
_SCANNED = re.compile(
    rf"""
    (?P<phrase>["“«](?P<quoted>[^"“”«»]*)["”»](?P<behind>{_BEHIND}))
  | (?P<open>\() | (?P<close>\)(?P<after>{_BEHIND}))
  | (?P<operator>{"|".join(_OPERATORS)}){BOUNDARY}
  | (?P<atleast>(?:ATLEAST|AUMOINS)(?P<times>[0-9]*)){BOUNDARY}
  | (?P<field>(?i:{"|".join(_NAMES)})):(?P<value>{CHUNK}*)
  | (?P<signs>[-+=!]+)(?=[{INVISIBLE}{APOSTROPHES}*?_]*[^\W_]|["“«(])
  | (?P<quote>["“”«»])
  | (?P<chunk>{CHUNK}+)
    """,
    re.VERBOSE,
)
_SUFFIXED = re.compile(rf"(?P<body>[^~^]++)(?P<suffix>{SUFFIX})[{PUNCTUATION}]*")
_UNKNOWN_FIELD = re.compile(rf"(?P<name>(?:[^\W\d_][{MARKS}]*){{2,20}}):(?!//)(?=[^\s)”»])")
_OPERATOR = re.compile(rf"(?:{'|'.join(_OPERATORS)}|(?:ATLEAST|AUMOINS)[0-9]+){BOUNDARY}")


def lex(text: str, notes: Notes) -> Iterator[Lexeme]:
    """Yield the lexemes of `text` in order, adding to `notes` what is ignored or read as words, and where."""
    return _Lexing(text, notes).lexemes()


class _Lexing:
    def __init__(self, text: str, notes: Notes) -> None:
        self._text, self._notes = text, notes

    def lexemes(self) -> Iterator[Lexeme]:
        for match in _SCANNED.finditer(self._text):
            if match["operator"]:
                yield Lexeme(_OPERATORS[match.group()], *match.span())
            elif match["open"]:
                yield Lexeme(Kind.OPEN, *match.span())
            elif match["quote"]:
                self._notes.add("a quotation mark without its pair was ignored", *match.span())
            else:
                yield from _METHODS[next(name for name in _METHODS if match[name])](self, match)

    def _phrase(self, match: re.Match[str]) -> Iterator[Lexeme]:
        for chunk in re.finditer(r"\S+", match["quoted"]):
            if has_wildcard(chunk.group()):
                start = match.start("quoted")
                message = f"{chunk.group()} was searched as words: between quotation marks there are no patterns"
                self._notes.add(message, start + chunk.start(), start + chunk.end())
        suffix = suffix_of(match["behind"], match.start("behind"), Kind.PHRASE, self._notes)
        yield _suffixed(Kind.PHRASE, match.span(), match.span("quoted"), suffix)

    def _close(self, match: re.Match[str]) -> Iterator[Lexeme]:
        suffix = suffix_of(match["after"], match.start("after"), Kind.CLOSE, self._notes)
        yield _suffixed(Kind.CLOSE, match.span(), (match.start(), match.start("after")), suffix)

    def _at_least(self, match: re.Match[str]) -> Iterator[Lexeme]:
        times = int(match["times"] or 0)
        if not match["times"]:
            self._notes.add(f"{match.group()} without a number was searched as a word", *match.span())
            yield Lexeme(Kind.WORD, *match.span(), match.span())
        elif 2 <= times <= 999:
            yield Lexeme(Kind.ATLEAST, *match.span(), times=times)
        else:
            self._notes.add(f"{match.group()} was ignored: write a number from 2 to 999", *match.span())

    def _signs(self, match: re.Match[str]) -> Iterator[Lexeme]:
        if match.group() not in _SIGNS:
            self._stray(match.group(), match.start())
        for at, kind in enumerate(_SIGNS.get(match.group(), ()), match.start()):
            yield Lexeme(kind, at, at + 1)

    def _field(self, match: re.Match[str]) -> Iterator[Lexeme]:
        name = unicodedata.normalize("NFC", match["field"].lower())
        colon = match.end("field") + 1
        if not match["value"] and self._text[colon : colon + 1] not in tuple('"“«('):
            self._notes.add(f"{match['field']}: without a value was ignored", match.start(), colon)
            yield Lexeme(Kind.VOID, *match.span())
        elif name in TITLES:
            yield Lexeme(Kind.TITLE, match.start(), colon)
            yield from self._in_title(match)
        elif match["value"]:
            yield self._filter(match, FIELDS[name])
        else:
            yield Lexeme(Kind.FIELD, *match.span(), text=FIELDS[name])

    def _filter(self, match: re.Match[str], field: str) -> Lexeme:
        start = match.start("value")
        suffixed = _SUFFIXED.fullmatch(match["value"])
        if not suffixed:
            return Lexeme(Kind.FILTER, *match.span(), (start, start + len(match["value"].rstrip(_ASKED) or match["value"])), field)
        suffix = suffix_of(suffixed["suffix"], start + suffixed.start("suffix"), Kind.FILTER, self._notes)
        return _suffixed(Kind.FILTER, match.span(), (start, start + suffixed.end("body")), suffix, field)

    def _in_title(self, match: re.Match[str]) -> Iterator[Lexeme]:
        start, end = match.span("value")
        value = self._text[start:end]
        signs = value[: len(value) - len(value.lstrip("-+=!"))]
        if signs == "=":
            yield Lexeme(Kind.EXACT, start, start + 1)
        elif signs:
            self._stray(signs, start)
        if operator := _OPERATOR.match(self._text, start + len(signs)):
            message = f"{operator.group()} right behind {match['field']}: was searched as a word: operators go into brackets"
            self._notes.add(message, *operator.span())
        if value:
            yield from list(self._words(start + len(signs), end)) or [Lexeme(Kind.VOID, start, end)]

    def _chunk(self, match: re.Match[str]) -> Iterator[Lexeme]:
        yield from self._words(*match.span())

    def _words(self, start: int, end: int) -> Iterator[Lexeme]:
        """Yield what a chunk holds: words or a pattern, or both in brackets."""
        if unknown := _UNKNOWN_FIELD.match(self._text, start):
            why = "means nothing here" if unknown["name"].lower() in _NAMES else "is no field"
            self._notes.add(f"{unknown['name']}: {why} and was searched as a word", *unknown.span())
        suffixed = _SUFFIXED.fullmatch(self._text, start, end)
        body = suffixed.end("body") if suffixed else end
        ignored = list(strays(self._text, start, body))
        for at, to in ignored:
            self._stray(self._text[at:to], at)
        found = list(self._parts(start, body, end, suffixed))
        yield from found or [Lexeme(Kind.VOID, start, end)] * bool(ignored)

    def _parts(self, start: int, body: int, end: int, suffixed: re.Match[str] | None) -> Iterator[Lexeme]:
        chunk = self._text[start:body]
        kind = Kind.PATTERN if has_wildcard(chunk) else Kind.WORD
        suffix = suffix_of(suffixed["suffix"], suffixed.start("suffix"), kind, self._notes) if suffixed else Suffix()
        if kind is Kind.WORD:
            yield from self._word((start, end), (start, body), suffix)
            return
        found = self._searched(list(pieces(chunk)), start, end)
        if len(found) == 1:
            yield _of_piece(found[0], start, (start, end), suffix)
        elif found:
            yield Lexeme(Kind.OPEN, start, start)
            yield from (_of_piece(piece, start, (start + piece.start, start + piece.end), Suffix()) for piece in found)
            yield _suffixed(Kind.CLOSE, (body, end), (body, body), suffix)
        else:
            yield Lexeme(Kind.VOID, start, end)

    def _word(self, span: tuple[int, int], inner: tuple[int, int], suffix: Suffix) -> Iterator[Lexeme]:
        text = self._text[slice(*inner)]
        if analyze(text):
            yield _suffixed(Kind.WORD, span, inner, suffix)
        elif any(map(str.isalnum, self._text[slice(*span)])):
            self._notes.add(f"{text} holds no word and was ignored", *span)
            yield Lexeme(Kind.VOID, *span)

    def _searched(self, found: list[Piece], start: int, end: int) -> list[Piece]:
        """Return the pieces of the chunk between two places without the patterns that are too short."""
        short = [piece for piece in found if piece.pattern and piece.letters < FEWEST_LETTERS]
        for piece in short:
            text = self._text[start + piece.start : start + piece.end]
            message = f"{text} was ignored: a pattern has at least {FEWEST_LETTERS} letters or digits"
            self._notes.add(message, start + piece.start, end if piece is found[-1] else start + piece.end)
        return [piece for piece in found if piece not in short]

    def _stray(self, sign: str, start: int) -> None:
        self._notes.add(f"{sign} means nothing here and was ignored", start, start + len(sign))


_METHODS = {
    "phrase": _Lexing._phrase,
    "close": _Lexing._close,
    "atleast": _Lexing._at_least,
    "field": _Lexing._field,
    "signs": _Lexing._signs,
    "chunk": _Lexing._chunk,
}
"""What makes the lexemes of a match in which that group is the one that matched."""


def _suffixed(kind: Kind, span: tuple[int, int], inner: tuple[int, int], suffix: Suffix, text: str = "") -> Lexeme:
    return Lexeme(kind, *span, inner, text, suffix.tilde, suffix.boost)


def _of_piece(piece: Piece, chunk: int, span: tuple[int, int], suffix: Suffix) -> Lexeme:
    kind = Kind.PATTERN if piece.pattern else Kind.WORD
    return _suffixed(kind, span, (chunk + piece.start, chunk + piece.end), suffix, piece.pattern)
