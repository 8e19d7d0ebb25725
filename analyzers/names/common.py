"""Whether a word typed small is common vocabulary and so no name: ``hommes`` is not Homs.

The words are in tables/common.tsv, made by ``build_common``. Not here: the function words that a search leaves out (the table
of stop words), and whether a word with a capital is a name.
"""

import re
import unicodedata
from functools import cache, lru_cache

from depeche.analyzers.folding import fold
from depeche.core.tables import cells, text

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
    return bool(_SMALL.fullmatch(written)) and _is_listed(fold(written))


@cache
def common_words() -> frozenset[str]:
    """Return the common words of French, folded."""
    return frozenset(cells("depeche.analyzers.names", "common.tsv"))


@lru_cache(maxsize=16_384)
def _is_listed(word: str) -> bool:
    """Whether the table, which is sorted, has `word`: to make a set of it takes as long as a thousand look-ups."""
    table = _table()
    low, high = 0, len(table)
    while low < high:
        begin = table.rfind("\n", low, (low + high) // 2) + 1 or low
        end = table.index("\n", begin)
        if table[begin:end] == word:
            return True
        low, high = (end + 1, high) if table[begin:end] < word else (low, begin)
    return False


@cache
def _table() -> str:
    """Return the words, a line each."""
    whole = text("depeche.analyzers.names", "common.tsv")
    return whole[whole.index("\nword\n") + len("\nword\n") :]


def tells_apart(one: str, other: str) -> bool:
    """Whether one of two strings is a common word, and the other not the same word."""
    return (is_common(one) or is_common(other)) and fold(one) != fold(other)
