"""One written form for what differs only in case, accents, ligatures, Unicode form and invisible marks.

``État``, ``Etat``, ``ETAT`` and ``état`` (composed or not) fold to ``etat``; ``cœur`` to ``coeur``. Latin letters go to ASCII,
with Unidecode for those that Unicode does not decompose (ø, ł, ı); other scripts keep their letters without marks.
What is left is letters, digits and the decimal comma. Not here: inflection, transliteration.
"""

import unicodedata
from functools import cache

from unidecode import unidecode

from depeche.core.tables import rows

__all__ = ["fold"]


class _Letters(dict[int, str]):
    """Foldings by code point, computed when first met: ``str.translate`` asks once for each."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = "".join(self._parts(chr(code)))
        return folded

    def _parts(self, character: str) -> list[str]:
        lowered = unicodedata.normalize("NFKD", character).casefold()
        parts = unicodedata.normalize("NFKD", lowered)
        return [self._letter(part) for part in parts if part.isalnum() or part == ","]

    def _letter(self, part: str) -> str:
        if ord(part) in self:
            return self[ord(part)]
        is_latin = not part.isascii() and unicodedata.name(part, "").startswith("LATIN ")
        return "".join(c for c in unidecode(part).lower() if c.isalnum()) if is_latin else part


@cache
def _letters() -> _Letters:
    table = rows("depeche.analyzers", "letters.tsv")
    return _Letters({ord(row["character"]): row["folding"] for row in table})


def fold(word: str) -> str:
    """Return the folded form of `word`; empty where no letter or digit is left. Folding again changes nothing."""
    return word.lower() if word.isascii() and word.isalnum() else word.translate(_letters())
