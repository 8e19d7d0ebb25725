"""Which words of a question the archive answers at all, and which of them only by names that they may spell.

Not here: what is suggested for the others (``suggesting``).
"""

from collections import defaultdict
from collections.abc import Iterator

from depeche.core import fields, plan
from depeche.core.model import Level
from depeche.indexer.engines.contract import Reader
from depeche.search.compiling.matchers import Matchers, Wanted
from depeche.search.compiling.titles import FIELDS
from depeche.search.question.tree import Word
from depeche.search.vocabulary import Vocabulary

__all__ = ["Held", "Meeting"]

_SURE = frozenset({Level.EXACT, Level.STEM})


class Held:
    """What terms the archive of a reader, with its vocabulary, holds in passages that are not deleted."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary) -> None:
        self._reader, self._vocabulary = reader, vocabulary
        self._known: dict[tuple[str, str], bool] = {}

    def holds(self, name: str, term: str) -> bool:
        """Whether a passage holds `term` in the field `name`."""
        if (name, term) not in self._known:
            passages = self._reader.doc_freq(name, term)
            self._known[name, term] = passages > 0 and (passages > self._vocabulary.deleted or self._is_counted(name, term))
        return self._known[name, term]

    def _is_counted(self, name: str, term: str) -> bool:
        return self._reader.count(plan.Term(name, term), dispatches=False).passages > 0


class Meeting:
    """What of `matchers` an archive holds, in its texts or titles, or, for a part that asks for `titles`, in those."""

    def __init__(self, matchers: Matchers, held: Held, *, titles: bool) -> None:
        self._matchers, self._held, self._titles = matchers, held, titles
        self._answers: dict[str, list[tuple[str, str, Level]]] = defaultdict(list)
        for name, term, wanted in self._terms():
            for part in wanted.exact.split():
                self._answers[part].append((name, term, wanted.level))

    def meets(self, word: Word) -> bool:
        """Whether something answers `word`, at whatever level."""
        return any(self._holds(name, term) for name, term, _ in self._answers[word.token.exact]) or self._is_held(word)

    def is_doubtful(self, word: Word) -> bool:
        """Whether but spellings and other names of a name answer `word`, which is not typed as one."""
        sure = ((name, term) for name, term, level in self._answers[word.token.exact] if level in _SURE)
        return not word.token.capital and not any(self._holds(*one) for one in sure) and not self._is_held(word)

    def _is_held(self, word: Word) -> bool:
        """Whether an archive's word has its stem, which the first of the question's words with that stem answers for all."""
        asked = ((fields.EXACT, word.token.exact), (fields.STEM, word.token.stem), (fields.COMPOUND, word.token.exact))
        return any(self._holds(*term) for term in asked if term in self._matchers.terms)

    def _terms(self) -> Iterator[tuple[str, str, Wanted]]:
        """Yield the terms with what they answer, alone or in a row."""
        yield from ((name, term, wanted) for (name, term), wanted in self._matchers.terms.items())
        runs = ((run.field, position) for run in self._matchers.runs for position in run.positions)
        yield from ((name, term, wanted) for name, position in runs for term, wanted in position.items())

    def _holds(self, name: str, term: str) -> bool:
        asked = (FIELDS.get(name), None if self._titles else name)
        return any(self._held.holds(each, term) for each in asked if each)
