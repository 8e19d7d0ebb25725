"""Which words of a question the archive answers at all, and which of them only by names that they may spell.

Not here: what is suggested for the others (``suggesting``).
"""

from collections.abc import Iterator

from depeche.core import fields
from depeche.core.model import Level
from depeche.indexer.engines.contract import Reader
from depeche.search.compiling.matchers import Matchers, Wanted
from depeche.search.compiling.titles import FIELDS
from depeche.search.question.tree import Word

__all__ = ["Meeting"]

_SURE = frozenset({Level.EXACT, Level.STEM})


class Meeting:
    """What of `matchers` the archive of a reader holds, in its texts or, for a part that asks for `titles`, in those."""

    def __init__(self, matchers: Matchers, reader: Reader, *, titles: bool) -> None:
        self._matchers, self._reader, self._titles = matchers, reader, titles
        answered = list(self._answered())
        self._met = {part for wanted in answered for part in wanted.exact.split()}
        self._sure = {part for wanted in answered if wanted.level in _SURE for part in wanted.exact.split()}

    def meets(self, word: Word) -> bool:
        """Whether something answers `word`, at whatever level."""
        return word.token.exact in self._met or self._is_held(word)

    def is_doubtful(self, word: Word) -> bool:
        """Whether but spellings and other names of a name answer `word`, which is not typed as one."""
        return not word.token.capital and word.token.exact not in self._sure and not self._is_held(word)

    def _is_held(self, word: Word) -> bool:
        """Whether an archive's word has its stem, which the first of the question's words with that stem answers for all."""
        asked = ((fields.EXACT, word.token.exact), (fields.STEM, word.token.stem), (fields.COMPOUND, word.token.exact))
        if any(self._holds(*term) for term in asked if term in self._matchers.terms):
            return True
        return (fields.STEM, word.token.stem) in self._matchers.terms and self._reader.doc_freq(
            fields.TITLE_STEM, word.token.stem
        ) > 0

    def _answered(self) -> Iterator[Wanted]:
        """Yield what terms of the archive answer."""
        runs = ((run.field, item) for run in self._matchers.runs for position in run.positions for item in position.items())
        single = ((name, (term, wanted)) for (name, term), wanted in self._matchers.terms.items())
        return (wanted for name, (term, wanted) in (*single, *runs) if self._holds(name, term))

    def _holds(self, name: str, term: str) -> bool:
        asked = FIELDS.get(name) if self._titles else name
        return asked is not None and self._reader.doc_freq(asked, term) > 0
