"""The chain as a Whoosh analyzer, for anybody's Whoosh schema.

::

    from whoosh.fields import ID, TEXT, Schema
    from depeche.analyzers.whoosh import FrenchAnalyzer

    schema = Schema(path=ID(stored=True), text=TEXT(analyzer=FrenchAnalyzer(), stored=True))

Whoosh pickles its schema, so an index made this way opens only where this package can be imported. Our own Whoosh engine
does not use this class: it is given finished terms. Not here: spellings of names, which need an archive's vocabulary.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from whoosh.analysis import Token, Tokenizer

from depeche.analyzers.chain import analyze
from depeche.core import model

__all__ = ["FrenchAnalyzer"]


@dataclass(frozen=True)
class FrenchAnalyzer(Tokenizer):  # type: ignore[misc]  # Whoosh has no types
    """French tokens for Whoosh, one a word; filters can follow: ``FrenchAnalyzer() | StopFilter(stoplist=stopwords())``.

    `stem` says whether terms are stems, or the folded words. Offsets are code points of the text, as Whoosh's ``chars`` asks.
    """

    stem: bool = True

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        start_pos: int = 0,
        start_char: int = 0,
        tokenize: bool = True,
        **options: Any,
    ) -> Iterator[Token]:
        """Yield Whoosh's token for each word of `value`: one object over and over, as Whoosh's own tokenizers do."""
        token = Token(positions, chars, **options)
        words = analyze(value) if tokenize else [model.Token(0, len(value), value, value)]
        for position, word in enumerate(words, start_pos):
            token.text, token.boost, token.stopped, token.pos = word.stem if self.stem else word.exact, 1.0, False, position
            token.startchar, token.endchar = start_char + word.start, start_char + word.end
            if keeporiginal:
                token.original = value[word.start : word.end]
            yield token
