"""Whether a word typed small is common vocabulary and so no name: ``hommes`` is not Homs.

The words are in tables/common.tsv, made by ``build_common``. Not here: the function words that a search leaves out (the table
of stop words), and whether a word with a capital is a name.
"""

import re
import unicodedata
from functools import cache

from depeche.analyzers.folding import fold
from depeche.core.tables import cells

__all__ = ["common_words", "is_common", "tells_apart"]

_LONGEST = 50
"""Code points of the longest word that is looked up, its accents apart."""
_SMALL = re.compile("[a-zàâäæçéèêëîïôöœùûüÿ]+")
"""The small letters of French: a word with others (sūr) or with marks between (ta'is) is transcribed."""


def is_common(word: str) -> bool:
    """Return whether `word` as written, with or without its accents, is a common word of French in small letters.

    Any string is accepted: what has a capital, a blank, a hyphen or an apostrophe is none. A word is common that films or
    books have more than once in a million words, and that is no name of the gazetteer.
    """
    written = unicodedata.normalize("NFC", word) if len(word) <= _LONGEST else ""
    return bool(_SMALL.fullmatch(written)) and fold(written) in common_words()


@cache
def common_words() -> frozenset[str]:
    """Return the common words of French, folded."""
    return frozenset(cells("depeche.analyzers.names", "common.tsv"))


def tells_apart(one: str, other: str) -> bool:
    """Whether one of two strings is a common word, and the other not the same word."""
    return (is_common(one) or is_common(other)) and fold(one) != fold(other)
