"""The trailer: what stands behind the last sentence of a dispatch.

Signatures (``(©AFP / 31 juillet 2018 16h39)``, ``(afp)``, ``Avec AFP``, a last line ``France 24``), translators
(``(Name; Name pour le service français)``), photo credits, reserved rights, desk initials, publication lines and links to other
stories (``Lire aussi : …``). A photo credit names no source of the text. Read from the end backwards, so that several
may follow each other; some prose always remains.
"""

import re
from collections.abc import Callable

from depeche.analyzers.layout import dates, signature
from depeche.analyzers.layout.header import publication
from depeche.analyzers.layout.parts import LINE, Part, fold, line_start, loose, skip_space_back

__all__ = ["read"]

_PIECES = 12
_LINKS = 10
_LINK = 180
_GAP = r"[^\S\r\n]{1,3}"
_PAREN = re.compile(r"[(\[]([^()\[\]\r\n]{1,160})[)\]]\s?\.?$")
_CLOSING = frozenset(")]")
_COPYRIGHT = re.compile(r"©[^©\r\n]{1,120}$")
_STOP = re.compile(r"[.!?…»”\")](?=\s*[^\W\d_][^.!?…»”\")]{0,80}\.?$)")
_FINISHED = re.compile(r"[.!?…»”\"'’)\]:;]\s*$|[\r\n]\s*$")
_TRANSLATED = re.compile(r"\b(?:pour le )?service francais\b|\bversion francaise\b|\bedite par\b|\btraduit par\b")
_CREDIT = rf"{loose('crédit')}s?(?:{_GAP}photos?)?|photos?(?:{_GAP}de{_GAP}une)?|image|{loose('légende')}"
_PHOTO = re.compile(rf"(?:{_CREDIT})\s{{0,2}}[:©]|©\s?\S|photo\s(?=(?-i:[A-Z]{{2,}})\b)", re.IGNORECASE)
_DESK = re.compile(r"[a-z]{2,5}(?:-[a-z]{2,5}){0,6}(?:/[a-z]{2,5}(?:-[a-z]{2,5}){0,3}){1,6}")
_RIGHTS = re.compile(r"\btous droits\b.{0,60}\breserves\b")
_END = re.compile(r"\(?fin\)?|#{2,5}|\*{3,5}|[-–—_]{2,40}", re.IGNORECASE)
_READ = rf"(?:{loose('à')}{_GAP})?(?:lire|voir|{loose('écouter')})"
_LINKING = re.compile(
    rf"[^\w\s]{{0,3}}\s{{0,2}}{_READ}(?:{_GAP}(?:aussi|{loose('également')}|la{_GAP}suite|notre)\b|\s{{0,2}}(?::|$))", re.IGNORECASE
)


def read(text: str, low: int) -> list[Part]:
    """Return the parts of the trailer of `text`, last first; none begins at `low` (where the prose begins) or before."""
    end = skip_space_back(text, low, len(text))
    found: list[Part] = []
    while len(found) < _PIECES and (part := _piece(text, low, end)):
        found.append(part)
        end = skip_space_back(text, low, part.start)
    return found


def _piece(text: str, low: int, end: int) -> Part | None:
    start = line_start(text, low, end)
    part = _line(text, start, end) if start is not None and start > low else None
    part = part or _within(text, low, end) or _links(text, low, end)
    return part if part and skip_space_back(text, low, part.start) > low else None


def _line(text: str, start: int, end: int) -> Part | None:
    line = text[start:end]
    signed = signature.read(line)
    if signed:
        return Part(start, end, signed.date, signed.source)
    rules: tuple[Callable[[str], bool], ...] = (_credit, _desk, _link, _translated, _rights)
    if any(rule(line) for rule in rules):
        return Part(start, end)
    date = dates.parse(line) or publication(line)
    return Part(start, end, date) if date and len(date.value) >= 10 else None


def _credit(line: str) -> bool:
    return bool(_PHOTO.match(line)) and len(line) <= 160


def _desk(line: str) -> bool:
    return bool(_DESK.fullmatch(line) or _END.fullmatch(line))


def _link(line: str) -> bool:
    return bool(_LINKING.match(line)) and not line[0].islower()


def _translated(line: str) -> bool:
    return line[0] in "([" and line[-1] in ")]" and bool(_TRANSLATED.search(fold(line)))


def _rights(line: str) -> bool:
    return len(line) <= LINE and bool(_RIGHTS.search(fold(line)))


def _within(text: str, low: int, end: int) -> Part | None:
    """Return the signature that ends the last line behind a sentence."""
    first = max(low, end - LINE)
    window = text[first:end]
    found = _paren(window) or _tail(window)
    if found is None:
        return None
    start, signed = found
    return Part(first + start, end, signed.date, signed.source)


def _paren(window: str) -> tuple[int, signature.Signature] | None:
    found = _PAREN.search(window) if not _CLOSING.isdisjoint(window[-3:]) else None
    if not found:
        return None
    if _TRANSLATED.search(fold(found[1])):
        return found.start(), signature.Signature(None, None)
    signed = signature.read(found[1])
    if not signed and _PHOTO.match(found[1]):
        return found.start(), signature.Signature(None, None)
    return (found.start(), signed) if signed and not _explains(window, found, signed) else None


def _explains(window: str, found: re.Match[str], signed: signature.Signature) -> bool:
    """Say whether the parenthesis belongs to the sentence: its stop follows, or it gives the acronym of the name before it."""
    before = window[: found.start()]
    if _FINISHED.search(before):
        return False
    words = " ".join(before.split()[-4:])
    return found.group().endswith(".") or any(_names(tail, signed.source) for tail in _tails(words))


def _tails(words: str) -> list[str]:
    parts = words.replace("’", "'").replace("'", " ").split()
    return [" ".join(parts[n:]) for n in range(len(parts))]


def _names(text: str, source: str | None) -> bool:
    signed = signature.read(text)
    return bool(signed and source and signed.source == source)


def _tail(window: str) -> tuple[int, signature.Signature] | None:
    for found in (_COPYRIGHT.search(window), _STOP.search(window)):
        start = 0 if found is None else found.start() + (window[found.start()] != "©")
        start += len(window[start:]) - len(window[start:].lstrip())
        signed = signature.read(window[start:]) if found else None
        if signed and (window[start] == "©" or window[start].isupper()):
            return start, signed
    return None


def _links(text: str, low: int, end: int) -> Part | None:
    """Return a list of links: a heading such as ``À lire aussi :`` and the short lines without a stop behind it."""
    for _ in range(_LINKS):
        start = line_start(text, low, end)
        if start is None or start <= low or end - start > _LINK:
            return None
        line = text[start:end]
        if _link(line):
            return Part(start, skip_space_back(text, low, len(text)))
        if line[-1] in ".…»":
            return None
        end = skip_space_back(text, low, start)
    return None
