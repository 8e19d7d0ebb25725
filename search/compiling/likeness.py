"""More like this: the question that a dispatch or a passage would ask, made of its most telling words and of who and what it names.

Words are told by how often the text has them and how rare the archive does, as Lucene's MoreLikeThis does; places and actors
count as entities, so one is met however it is spelled. Not here: answering it (``searcher``).
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from depeche.analyzers.chain import analyze, stopwords
from depeche.core import fields, plan
from depeche.core.model import Kind, Level, Token
from depeche.indexer.payload import StoredPassage
from depeche.search import weights
from depeche.search.compiling import Compiled
from depeche.search.compiling.matchers import Matchers, Wanted
from depeche.search.vocabulary import Vocabulary

__all__ = ["like"]


def like(passages: Sequence[StoredPassage], vocabulary: Vocabulary, levels: Collection[Level], *, copies: bool) -> Compiled:
    """Return what asks for passages like `passages`, which are of one dispatch, whose own do not answer.

    Without `copies` those of its versions do not either. Words answer as written or by their stem, as `levels` allow.
    """
    matchers = Matchers()
    asked = [*_words(passages, vocabulary, levels, matchers), *_entities(passages, vocabulary)]
    marks = tuple(dict.fromkeys(one.version for one in passages if one.version))
    barred = [plan.Values(fields.DISPATCH, (passages[0].dispatch,)), *([plan.Values(fields.VERSION, marks)] if not copies else [])]
    return Compiled(plan.AllOf((plan.AnyOf(tuple(asked)), *map(plan.Not, barred))), matchers, ())


def _words(
    passages: Sequence[StoredPassage], vocabulary: Vocabulary, levels: Collection[Level], matchers: Matchers
) -> Iterator[plan.Node]:
    field, level = (fields.STEM, Level.STEM) if Level.STEM in levels else (fields.EXACT, Level.EXACT)
    tokens = ((token, one.text[token.start : token.end]) for one in passages for token in analyze(one.text))
    kept = (each for each in tokens if each[0].exact not in stopwords() and len(each[0].exact) > 1)
    terms = [(_term(token, field), token, text) for token, text in kept]
    written = {term: (token, text) for term, token, text in reversed(terms)}
    told = _telling(Counter(term for term, *_ in terms), field, vocabulary) if level in levels else {}
    for term, weight in told.items():
        token, text = written[term]
        matchers.add(field, term, Wanted(text, token.exact, level))
        yield plan.Term(field, term, weight)


def _telling(counts: Counter[str], field: str, vocabulary: Vocabulary) -> dict[str, float]:
    """Return the most telling terms, each with its weight, at most 1; a term that no other passage has says nothing."""
    common = {term: passages for term in counts if (passages := vocabulary.passages(term, field)) > 1}
    worth = {term: counts[term] * vocabulary.rarity(passages) for term, passages in common.items()}
    best = sorted(worth, key=lambda term: (-worth[term], term))[: weights.MOST_LIKE]
    return {term: worth[term] / worth[best[0]] for term in best}


def _entities(passages: Sequence[StoredPassage], vocabulary: Vocabulary) -> Iterator[plan.Node]:
    """Yield who and what is named, each worth what its rarity is."""
    counts = Counter(id_ for one in passages for _, _, id_, _ in one.names)
    named = (entity for id_, _ in counts.most_common() if (entity := vocabulary.entity(id_)))
    for entity in islice(named, weights.MOST_LIKE):
        field = fields.PLACE if entity.kind is Kind.PLACE else fields.ACTOR
        yield plan.Constant(plan.Values(field, (entity.id,)), weights.NAMED_LIKE * vocabulary.rarity(vocabulary.naming(entity)))


def _term(token: Token, field: str) -> str:
    return token.stem if field == fields.STEM else token.exact
