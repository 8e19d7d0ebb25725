"""Agencies and media: one label for each, however a signature writes it, and the reading of whole signatures.

``tables/sources.tsv`` holds the labels and forms. Out of scope: where in a text a signature stands (``trailer``,
``dateline``), and sources that a dispatch quotes.
"""

import re
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import NamedTuple

from depeche.analyzers.layout.parts import fold

__all__ = ["Name", "canonical", "names"]

_LONGEST = 160
_BLANKS = 16
_WORDS = 8
_WORD = re.compile(r"\w+")
_FOREIGN = re.compile(r"[^\w\s/,;+&|.:©'’–—-]")
_LINKS = frozenset(("et", "avec", "and", "with", "l", "le", "la", "les", "de", "par", "source", "sources", "c", "copyright"))


class Name(NamedTuple):
    """A source that a signature names. `label` is empty and `kind` ``generic`` for "agences"."""

    label: str
    kind: str


def canonical(text: str) -> str | None:
    """Return the label of the one source whose written form is the whole of `text`, or None."""
    name = _forms().get(_words(text)) if len(text) <= _LONGEST else None
    return (name.label or None) if name else None


def names(text: str) -> tuple[Name, ...]:
    """Return the sources that `text` consists of (``AFP/Reuters``, ``Avec AFP et Reuters``); empty where it holds anything else."""
    if len(text) > _LONGEST or text.count(" ") > _BLANKS or _FOREIGN.search(text):
        return ()
    found, words = [], _words(text)
    while words:
        name, used = _first(words)
        if not used:
            return ()
        found += [name] if name else []
        words = words[used:]
    return tuple(found)


def _first(words: tuple[str, ...]) -> tuple[Name | None, int]:
    """Return the longest form that `words` begin with and its length in words; a linking word has no name; 0 for neither."""
    forms = _forms()
    for size in range(min(len(words), _WORDS), 0, -1):
        if words[:size] in forms:
            return forms[words[:size]], size
    return None, int(words[0] in _LINKS)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


@cache
def _forms() -> dict[tuple[str, ...], Name]:
    table = files(__package__).joinpath("tables/sources.tsv").read_text("utf-8").splitlines()
    comments = sum(1 for _ in takewhile(lambda line: line.startswith("#"), table))
    forms: dict[tuple[str, ...], Name] = {}
    for label, kind, written in (line.split("\t") for line in table[comments + 1 :]):
        for form in (label, *written.split("|")):
            forms.setdefault(_words(form), Name(label, kind))
    forms.pop((), None)
    return forms
