"""Which of an archive's words may spell a name: found by consonant skeleton, screened, and compared in pairs.

The table has a line for each skeleton of each word, so that those that a name must be compared with stand together.
Not here: which words are in the table (``vocabulary``), runs of words (``listing``), the comparison (``depeche.analyzers.names``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from depeche.analyzers import names
from depeche.analyzers.chain import exacts, stopwords
from depeche.core.frozen import frozen
from depeche.search.vocabulary.lines import SortedLines

__all__ = ["CUT", "FEWEST_CONSONANTS", "Spelling", "coded", "cut_alone", "foremost", "key", "spellings", "table_lines"]

CUT = 0.6
"""The probability from which a term counts as a spelling of a name: more than even, for an archive offers many to choose from."""
FEWEST_CONSONANTS = 3
"""Of a name that may be a misspelt one of an entity: shorter ones meet too many others (Amman, Oman, Yémen)."""
_CUT_ALONE, _CUT_SHORT = 0.8, 0.95
"""The same for a name with no words around it, of one word, and of one with fewer consonants (Oran, Iran; Konya, Kenya)."""
_NONE: Mapping[str, Sequence[str]] = {}


@frozen
class Spelling:
    """A term of the archive (folded) that may spell a name: in how many passages it stands, and how probable that is."""

    term: str
    passages: int
    probability: float


def table_lines(counted: Iterable[tuple[str, int]], known: Mapping[str, Sequence[str]] = _NONE) -> Iterator[str]:
    """Yield the lines of the table of folded terms and the passages that each stands in.

    Words with digits are left out, which have no other spelling, and French words that only begin a sentence with a capital.
    `known` has how the lines of terms begin that an earlier table has (:func:`coded`).
    """
    for term, passages in counted:
        if term in known:
            yield from (f"{begun}\t{term}\t{passages}" for begun in known[term])
        elif term.isalpha() and term not in stopwords() and not names.is_common(term):
            yield from (f"{skeleton}\t{code}\t{term}\t{passages}" for skeleton, code in names.codes(term))


def coded(table: SortedLines, prefix: str = "") -> dict[str, list[str]]:
    """Return how the lines of a table that begin with `prefix` begin before each term: to find that anew takes far longer."""
    found: dict[str, list[str]] = {}
    for line in table.starting(prefix):
        begun, term, _ = line.rsplit("\t", 2)
        found.setdefault(term, []).append(begun)
    return found


def spellings(table: SortedLines, name: str) -> list[Spelling]:
    """Return the terms of `table` that spell `name` at least as probably as :data:`CUT`, the likeliest first."""
    found: dict[str, Spelling] = {}
    for form in sorted({name.lower(), key(name)}):  # as typed, and folded as the terms are
        for spelling in _alike(table, names.Screen(form, CUT)):
            known = found.get(spelling.term)
            if known is None or known.probability < spelling.probability:
                found[spelling.term] = spelling
    return sorted(found.values(), key=lambda each: (-each.probability, -each.passages, each.term))


def _alike(table: SortedLines, screen: "names.Screen") -> Iterator[Spelling]:
    for skeleton in screen.skeletons:
        for (term, passages), probability in screen.among(skeleton, table.starting(f"{skeleton}\t")):
            yield Spelling(term, int(passages), probability)


def foremost(found: Iterable[Spelling], most: int) -> list[Spelling]:
    """Return the `most` likeliest of `found`; of those that are as likely to one decimal, the commonest come first."""
    return sorted(found, key=lambda each: (-round(each.probability, 1), -each.passages, each.term))[:most]


def cut_alone(name: str) -> float:
    """Return the probability from which `name`, asked for by itself, is taken for a misspelt one."""
    reading = names.read(name)
    if len(reading.words) > 1:
        return CUT
    return _CUT_SHORT if reading.joined.consonants < FEWEST_CONSONANTS else _CUT_ALONE


def key(name: str) -> str:
    """Return what two names share if they differ only in case, accents, elisions, hyphens and the like."""
    return " ".join(exacts(name))
