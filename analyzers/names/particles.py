"""The words of a written name, with what names from Arabic are put together by in one form: article, abd, abou, ben, eddine.

``al-``, ``ez`` and ``ال`` are set apart, ``Abdul`` and ``Abd el-`` become ``abd``, ``bin`` and ``ibn`` ``ben``, ``uddin`` and
``el-Dine`` ``din``. Rules are of the languages' spelling, in any romanisation; the words written together with the next one are in
tables/parts.tsv. Cyrillic and Greek letters become Latin ones (Unidecode, and tables/letters.tsv where it writes them otherwise
than the press does). Not here: the letters of a word (``reading``).
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from unidecode import unidecode

from depeche.analyzers.folding import fold
from depeche.core.tables import rows

__all__ = ["LONGEST", "Wording", "joined_parts", "wording"]

LONGEST = 100
"""Code points of a name that are read; what follows is no name."""

_BREAKS = re.compile(r"[\s\-‐‑–_./,]+")
_SUN = "sh|ch|dh|th|[srzdnt]"
_ARTICLE = re.compile(r"(?:ال|[aeiou]l|l|ale|aal|[aeiou](?:ş|sh|ch|dh|th|[srzdnt]|ssh))\Z")
_ARABIC_ARTICLE = re.compile(r"(?<![^و])ال(?=\w{2})")
_ABD = re.compile(r"abd(?:[aeou]{1,2}[lrnsztd]?)?\Z")
_FUSED_ABD = re.compile(r"\Aabd(?:ou|[aeou])(?:l|([rnsztd])(?=\1))(?=\w{3})")
_ARABIC_ABD = re.compile(r"\Aعبدال(?=\w{2})")
_ABOU = re.compile(r"\Aab(?:ou|u|o)'?(?:[ae]?l)(?:\Z|(?=\w{3}))")
_BEN = frozenset(["ben", "ibn", "bin", "bn", "ibnou", "ibnu"])
_DIN = re.compile(r"(?:\A[aeiou]d|(?<=\w{2})(?:[aeou]d|[aeou]l|d)?)d(?:ine|in|een|yn|ene)\Z")
_ALLAH = re.compile(r"(?<=\w{2})[oeiu]llah?\Z")
_ALEF_BEFORE_TIED_TA = re.compile(r"ا(?=[ةه]\Z)")
_FIRST_HAMZA = re.compile(r"\bئ(?=\w)")
_LILLAH = re.compile(r"لل(?=ه\Z)")
_GLUED = re.compile(rf"[aeiou]({_SUN})(?=\1[aeiouyw]\w)|[aeiou]?l(?=[^'l]\w\w)")
_GLUED_WHOLE = re.compile(rf"[aeiou](?:({_SUN})(?=\1)|l(?=\w\w))")
_LAST_ARTICLE = re.compile(rf"(?<=\w{{3}})[aeo]({_SUN})(?=[-‐‑]\1)")
"""The article of the next word, written with the one before (Deyrez-Zor)."""
_M_BEFORE_B = re.compile(r"(?:(?<=\w[aeiou])|(?<=\Aa))m(?=[bp])|(?<=\w)م(?=[بپ])")
"""An n that is spoken as m (Manbij, Membij). Not in the first syllable of Imbarek: that m is one."""
_DIGRAPH = re.compile(r"(?<!\w)(?:μπ|ντ|γκ)|γγ|γι(?=[αάεέοόωώυύ])|кс")
_ELISION = re.compile(r"\A\s*[dl]['’](?=\w{3})")
"""A French article or preposition: l'Arabie, d'Alep."""
_HAMZA_AND_L = re.compile(r"(?<!\w)[أإآ](?=ل)")
"""The beginning of a name such as Elias (إلياس), which is no article."""
_KEPT = frozenset("'şىةهāīūéè")


class Wording(NamedTuple):
    """The words of a name, whether an article stood apart, and the words less a glued article (none where there is none).

    `is_doubled`: a doubled consonant speaks for the glued article (Ezzor); else it is a guess (Lamrabat).
    """

    words: tuple[str, ...]
    has_article: bool
    bare: tuple[str, ...]
    is_doubled: bool


def wording(name: str) -> Wording:
    """Return the words of the first :data:`LONGEST` code points of `name`, lower case and folded; any string is accepted."""
    plain = _folded(name[:LONGEST]).split()
    last = len(plain) - 1
    kept = [word for at, word in enumerate(plain) if at == last or not _ARTICLE.match(word)]
    before = [False, *map(_is_abd, kept)]
    words = tuple(filter(None, [_plain(word, before[at], at + 1 == len(kept)) for at, word in enumerate(kept)]))
    has_article = len(kept) < len(plain) or any(map(_ARABIC_ARTICLE.search, kept))
    glued = _GLUED.match(words[0]) if words and not has_article else None
    bare = (words[0][glued.end() :], *words[1:]) if glued else ()
    return Wording(words, has_article, bare, bool(glued and glued[1]))


def joined_parts(name: str) -> tuple[str, ...]:
    """Return the two words that a fused name of one word is made of, if it begins or ends with one of tables/parts.tsv.

    ``Abdulrahman`` gives ``abdul``, ``rahman``; ``Deirezzor`` gives ``deir``, ``ezzor``; what is not fused gives none.
    """
    folded = _folded(name[:LONGEST])
    if " " in folded:
        return ()
    last = _parts("last").search(folded)
    if last:
        return (folded[: last.start()], last[0])
    first = _FUSED_ABD.match(folded) or _ARABIC_ABD.match(folded) or _ABOU.match(folded) or _parts("first").match(folded)
    return (folded[: first.end()], folded[first.end() :]) if first and first.end() < len(folded) else ()


@cache
def _parts(side: str) -> re.Pattern[str]:
    table = (row["word"] for row in rows("depeche.analyzers.names", "parts.tsv") if row["side"] == side)
    words = "|".join(sorted(table, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?=\w{{3}})" if side == "first" else rf"(?<=\w{{3}})(?:{words})\Z")


def _folded(name: str) -> str:
    lowered = name.lower()
    if not lowered.isascii():
        lowered = _HAMZA_AND_L.sub("ا'", unicodedata.normalize("NFKC", lowered)[:LONGEST])
    written = _LAST_ARTICLE.sub("", _ELISION.sub("", lowered))
    if not written.isascii():
        written = _FIRST_HAMZA.sub("", _DIGRAPH.sub(lambda match: _letters().get(match[0], match[0]), written))
    return " ".join("".join(map(_kept, word)) for word in _BREAKS.split(written))


@cache
def _kept(letter: str) -> str:
    """Return how `letter` is written here: by the table, kept where its mark tells something, else folded or in Latin letters."""
    known = _letters().get(letter)
    if known is not None or letter in _KEPT:
        return letter if known is None else known
    return fold(unidecode(letter) if "\u0370" <= letter < "\u0530" else letter)


def _is_abd(word: str) -> bool:
    return word == "abed" or _ABD.match(word) is not None


@lru_cache(maxsize=16_384)
def _plain(word: str, after_abd: bool, is_last: bool) -> str:
    """Return `word` in the one form; remembered, for names share their words."""
    if word in _BEN:
        return "ben"
    if _ABD.match(word) or (word == "abed" and not is_last):
        return "abd"
    word = _ARABIC_ARTICLE.sub("", _ARABIC_ABD.sub("عبد", word), count=1)
    if after_abd:
        word = _GLUED_WHOLE.sub("", word, count=1) if _GLUED_WHOLE.match(word) else word
    word = _ABOU.sub("abou", _FUSED_ABD.sub("abd'", word))
    word = _ALLAH.sub("allah", _DIN.sub("din", word)) if len(word) > 4 else word
    word = _M_BEFORE_B.sub(lambda match: "n" if match[0] == "m" else "ن", word)
    return _LILLAH.sub("ل", _ALEF_BEFORE_TIED_TA.sub("", word))


@cache
def _letters() -> dict[str, str]:
    return {row["letter"]: row["written"] for row in rows("depeche.analyzers.names", "letters.tsv")}
