"""Did you mean: words of the archive near those of the question that found nothing.

Candidates are the archive's words a few letters away, and those that sound like what was typed; the likeliest mistake in the
commonest word comes first. Words with another first letter are looked through where none is near. Not here: which words
found nothing (``meeting``), what a mistake costs (``mistakes``), spellings of names.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import log10

from depeche.analyzers.chain import stopwords
from depeche.analyzers.names.common import common_words
from depeche.core import fields, plan
from depeche.core.results import Suggestion
from depeche.indexer.engines.contract import Reader
from depeche.search.answering.mistakes import cost, first_letters, heard
from depeche.search.compiling.nearby import near
from depeche.search.question.tree import Word

__all__ = ["MOST", "suggestions"]

MOST = 5
"""How many words are suggested for one."""
_MOST_COMPARED = 150
"""How many words are compared in full, the nearest and commonest first."""
_COMMON = 0.25
"""What a mistake may cost more for a word that is ten times as common."""
_DEAREST = 0.34
"""What a mistake may cost at most, for each letter."""


_LONGEST = 30
"""Letters of a word that something is suggested for."""
_VERY_NEAR = 0.17
"""What a mistake may cost in a word that a name answers too, for each letter."""
_SURE = 1.5
"""What the likeliest mistake may cost at most if only words with a likely first letter are looked through."""


def suggestions(unmet: Iterable[Word], reader: Reader, doubtful: Iterable[Word] = ()) -> tuple[Suggestion, ...]:
    """Return what words may have been meant to be, the likeliest first; nothing for a word with no word near it.

    For those in `doubtful`, which some name answers, only common words of French that are very near.
    """
    lexicon = _Lexicon(reader)
    wrong = (suggestion for word in unmet for suggestion in _suggested(word, lexicon, _any(word, lexicon)))
    unsure = (suggestion for word in doubtful for suggestion in _suggested(word, lexicon, _common(word, lexicon)))
    return tuple(sorted((*wrong, *unsure), key=lambda one: one.start))


class _Lexicon:
    """The words of an archive with their passages, read as far as they are asked for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[str, dict[str, int]] = {}

    def starting(self, letters: Iterable[str]) -> dict[str, int]:
        """Return the words that begin with one of `letters`; with the empty one, all."""
        for letter in letters:
            if letter not in self._read:
                self._read[letter] = dict(self._reader.dictionary(fields.EXACT, letter))
        return {term: passages for letter in letters for term, passages in self._read[letter].items()}

    def common(self, exact: str) -> dict[str, int]:
        """Return those of the words that are common in French and near `exact`."""
        near_it = {term for term, _ in near(exact, list(common_words()), _reach(exact))} | (heard(exact) & common_words())
        return {term: passages for term in near_it if (passages := self._reader.doc_freq(fields.EXACT, term))}

    def passages(self, term: str) -> int:
        """Return in how many passages `term` stands, deleted ones apart."""
        return self._reader.count(plan.Term(fields.EXACT, term), dispatches=False).passages


def _suggested(word: Word, lexicon: _Lexicon, terms: Iterable[str]) -> Iterator[Suggestion]:
    for term in terms:
        if passages := lexicon.passages(term):
            yield Suggestion(word.text, word.token.start, word.token.end, term, passages)


def _any(word: Word, lexicon: _Lexicon) -> list[str]:
    exact = word.token.exact
    if len(exact) > _LONGEST:
        return []
    return nearest(exact, lexicon.starting(first_letters(exact))) or nearest(exact, lexicon.starting([""]), _DEAREST * len(exact))


def _common(word: Word, lexicon: _Lexicon) -> list[str]:
    exact = word.token.exact
    found = nearest(exact, lexicon.common(exact)) if len(exact) <= _LONGEST else []
    return [term for term in found if cost(exact, term) <= _VERY_NEAR * len(exact)]


def nearest(exact: str, passages: Mapping[str, int], most: float = _SURE) -> list[str]:
    """Return the words of `passages` that the folded word `exact` may have been meant to be, the likeliest first.

    None if the likeliest mistake costs more than `most`.
    """
    scored = [(cost(exact, term), term) for term in _candidates(exact, passages)]
    likely = [(step - _COMMON * log10(passages[term]), term) for step, term in scored if step <= _DEAREST * len(exact)]
    is_sure = min(scored, default=(most, ""))[0] <= most
    return [term for _, term in sorted(likely)[:MOST]] if is_sure else []


def _candidates(exact: str, passages: Mapping[str, int]) -> set[str]:
    ranked = sorted(near(exact, list(passages), _reach(exact)), key=lambda one: (one[1], -passages[one[0]], one[0]))
    found = {term for term, _ in ranked[:_MOST_COMPARED]} | {term for term in heard(exact) if term in passages}
    return {term for term in found if term not in stopwords() and not term.isdigit()} - {exact}


def _reach(exact: str) -> int:
    """Return how many letters may be mistaken."""
    return 1 if len(exact) < 4 else 2 if len(exact) < 9 else 3
