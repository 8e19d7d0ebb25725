"""The dictionary of an archive, read once for all parts of a question. Not here: which of its words answer.

Words that only titles have are words of texts too: a title counts as part of the first passage.
"""

from collections.abc import Iterable, Iterator, Mapping

from depeche.core import fields
from depeche.indexer.engines.contract import Reader

__all__ = ["Lexicon"]


class Lexicon:
    """The terms of a snapshot's fields with their passages, deleted ones among them, read as far as they are asked for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[tuple[str, str], dict[str, int]] = {}
        self._of_length: dict[tuple[str, str], dict[int, list[str]]] = {}
        self._lines: dict[tuple[str, str], str] = {}

    def terms(self, field: str, prefix: str = "") -> Mapping[str, int]:
        """Return the terms of `field` that begin with `prefix`, with the passages of each; EXACT has those of TITLE too."""
        if (field, prefix) not in self._read:
            whole = self._read.get((field, ""))
            found = ((term, n) for term, n in whole.items() if term.startswith(prefix)) if whole else None
            self._read[field, prefix] = self._dictionary(field, prefix) if found is None else dict(found)
        return self._read[field, prefix]

    def _dictionary(self, field: str, prefix: str) -> dict[str, int]:
        titles = self._reader.dictionary(fields.TITLE, prefix) if field == fields.EXACT else ()
        return {**dict(titles), **dict(self._reader.dictionary(field, prefix))}

    def of_lengths(self, lengths: Iterable[int], field: str, prefix: str = "") -> list[str]:
        """Return those of the terms that have one of these `lengths`, in letters."""
        if (field, prefix) not in self._of_length:
            sorted_out: dict[int, list[str]] = {}
            for term in self.terms(field, prefix):
                sorted_out.setdefault(len(term), []).append(term)
            self._of_length[field, prefix] = sorted_out
        known = self._of_length[field, prefix]
        return [term for length in lengths for term in known.get(length, ())]

    def holding(self, letters: str, field: str, prefix: str = "") -> Iterator[str]:
        """Yield those of the terms that hold these `letters` in a row, of which there is one at least."""
        if (field, prefix) not in self._lines:
            self._lines[field, prefix] = "\n".join(("", *self.terms(field, prefix), ""))
        lines = self._lines[field, prefix]
        at = lines.find(letters)
        while at >= 0:
            end = lines.find("\n", at)
            yield lines[lines.rfind("\n", 0, at) + 1 : end]
            at = lines.find(letters, end)
