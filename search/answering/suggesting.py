"""Did you mean: words of the archive near those of the question that found nothing.

Candidates are the archive's words a few letters away, and those that sound like what was typed; the likeliest mistake in the
commonest word comes first. Words with another first letter are looked through where none is near. Not here: which words
found nothing (``meeting``), what a mistake costs (``mistakes``), spellings of names.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import log10

from depeche.analyzers.chain import analyze, stopwords
from depeche.analyzers.names.common import common_words
from depeche.core import fields, plan
from depeche.core.results import Suggestion
from depeche.indexer.engines.contract import Reader
from depeche.indexer.payload import decode
from depeche.search.answering.mistakes import cost, first_letters, heard
from depeche.search.compiling.lexicon import Lexicon
from depeche.search.compiling.nearby import near
from depeche.search.question.tree import Word

__all__ = ["MOST", "suggestions"]

MOST = 5
"""How many words are suggested for one."""
_MOST_COMPARED = 150
"""How many words are compared in full, the nearest and commonest first. 10 to 500 are as good in benchmarks/suggestions.py."""
_COMMON = 0.25
"""What a mistake may cost more for a word that is ten times as common. Of the words there 97 in 100 come first with 0.1 to 0.25,
98 with 0.5, 96 with 0, 94 with 1."""
_DEAREST = 0.34
"""What a mistake may cost at most, for each letter. All words there are found from 0.25 on, one is not with 0.15."""
_VERY_NEAR = 0.17
"""What a mistake may cost in a word that a name answers too, for each letter: half of that.

Of two lists of 100 misspelt words, asked of 10,000 articles, 83 and 80 had the wanted one suggested with 0.125, 87 and 82 with
0.17, 88 and 83 with 0.25; but with that 10 of 66 names typed small were taken for mistakes, with 0.17 2.
"""
_SURE = 1.5
"""What the likeliest mistake may cost if only words with a likely first letter are looked through. As good from 0.5 to 2.5, but 0.5
takes twice the time."""
_LONGEST = 30
"""Letters of a word that something is suggested for: few words are longer, and comparing takes time with their square."""


def suggestions(
    unmet: Iterable[Word], reader: Reader, doubtful: Iterable[Word] = (), in_titles: Collection[Word] = ()
) -> tuple[Suggestion, ...]:
    """Return what words may have been meant to be, the likeliest first; nothing for a word with no word near it.

    For those in `doubtful`, which some name answers, only common words of French that are very near. Words `in_titles` are
    suggested words of titles, and the passages are those of dispatches with such a title.
    """
    lexicon = Lexicon(reader)
    texts, titles = _Words(reader, lexicon, fields.EXACT), _Words(reader, lexicon, fields.TITLE)
    asked = [(word, titles if word in in_titles else texts) for word in unmet]
    unsure = [(word, titles if word in in_titles else texts) for word in doubtful]
    found = [(word, words, _any(word, words)) for word, words in asked]
    found += [(word, words, _common(word, words)) for word, words in unsure]
    every = (suggestion for word, words, terms in found for suggestion in _suggested(word, words, terms))
    return tuple(sorted(every, key=lambda one: one.start))


class _Words:
    """The words of a field of an archive with their passages."""

    def __init__(self, reader: Reader, lexicon: Lexicon, field: str) -> None:
        self._reader, self._lexicon, self._field = reader, lexicon, field

    def starting(self, letters: Iterable[str]) -> Mapping[str, int]:
        """Return the words that begin with one of `letters`; with the empty one, all."""
        found = dict[str, int]()
        for letter in letters:
            found |= self._lexicon.terms(self._field, letter)
        return found

    def common(self, exact: str) -> dict[str, int]:
        """Return those of the words that are common in French and near `exact`."""
        near_it = {term for term, _ in near(exact, list(common_words()), _reach(exact))} | (heard(exact) & common_words())
        held = ((term, max(self._reader.doc_freq(field, term) for field in self._fields)) for term in near_it)
        return {term: passages for term, passages in held if passages}

    def passages(self, term: str) -> int:
        """Return in how many passages `term` stands, deleted ones apart, or of how many the titles have it."""
        counts = (self._reader.count(plan.Term(field, term), dispatches=False).passages for field in self._fields)
        return next(filter(None, counts), 0)

    @property
    def _fields(self) -> tuple[str, ...]:
        return (fields.EXACT, fields.TITLE) if self._field == fields.EXACT else (self._field,)

    def written(self, term: str) -> str:
        """Return `term` as the passage that has it most writes it, with its accents, and in small letters if it ever does."""
        asked = plan.AnyOf(tuple(plan.Term(field, term) for field in self._fields))
        passage = decode(self._reader.search(asked, 1)[0].payload)
        texts = (passage.text if self._field == fields.EXACT else "", passage.title or "")
        found = [text[token.start : token.end] for text in texts for token in analyze(text) if token.exact == term]
        return next((word for word in found if word.islower()), found[0] if found else term)


def _suggested(word: Word, held: _Words, terms: Iterable[str]) -> Iterator[Suggestion]:
    for term in terms:
        if passages := held.passages(term):
            yield Suggestion(word.text, word.token.start, word.token.end, held.written(term), passages)


def _any(word: Word, held: _Words) -> list[str]:
    exact = word.token.exact
    if len(exact) > _LONGEST:
        return []
    likely = nearest(exact, held.starting(first_letters(exact)))
    return likely or nearest(exact, held.starting([""]), _DEAREST * len(exact))


def _common(word: Word, held: _Words) -> list[str]:
    exact = word.token.exact
    found = nearest(exact, held.common(exact)) if len(exact) <= _LONGEST else []
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
