"""What no index says of a passage is read from its stored text: words in one sentence, how often one stands, words far apart.

Candidates come from the engine, the best first; no more than :data:`MOST_CHECKED` are read. Not here: what is looked for
(``conditions``), plans (``compiling``).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from depeche.analyzers.chain import analyze
from depeche.analyzers.sentences import sentences
from depeche.core import fields, plan
from depeche.core.model import Span, Token
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import decode

__all__ = ["MOST_CHECKED", "Text", "Verified", "Verifier"]

MOST_CHECKED = 10_000
"""How many passages are read for one part of a question."""


@dataclass(frozen=True)
class Text:
    """What is read of a passage: its words, and those of each sentence.

    `key` is the passage's value of ``fields.PASSAGE``, `among` the filter that just the passages read with it match.
    """

    key: str
    text: str
    among: plan.Values

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """All words."""
        return analyze(self.text)

    @cached_property
    def sentences(self) -> list[Sequence[Token]]:
        """The words of each sentence that has any."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[Sequence[Token]]:
        at = 0
        for sentence in sentences(self.text, Span(0, len(self.text))):
            first = at
            while at < len(self.tokens) and self.tokens[at].start < sentence.end:
                at += 1
            if first < at:
                yield self.tokens[first:at]


class Verified(NamedTuple):
    """The passages that are as asked, by their values of ``fields.PASSAGE``, and whether there were more than were read."""

    keys: tuple[str, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Verifier:
    """Reads passages of one snapshot."""

    reader: Reader

    def verified(self, candidates: plan.Node, holds: Callable[[Text], bool], *, titles: bool = False) -> Verified:
        """Return those of the best `candidates` whose text, or title, is such that it `holds`."""
        matches = self.reader.search(candidates, MOST_CHECKED + 1)
        read = matches[:MOST_CHECKED]
        among = plan.Values(fields.PASSAGE, tuple(map(_key, read)))
        texts = (Text(_key(match), _written(match, titles), among) for match in read)
        return Verified(tuple(text.key for text in texts if holds(text)), len(matches) > len(read))

    def keys(self, asked: plan.Node, among: plan.Values) -> frozenset[str]:
        """Return those of the passages `among` which one is read that match `asked`."""
        return frozenset(_key(match) for match in self.reader.search(plan.AllOf((among, asked)), len(among.values)))


def _written(match: Match, titles: bool) -> str:
    stored = decode(match.payload)
    return (stored.title or "") if titles else stored.text


def _key(match: Match) -> str:
    return fields.passage(match.dispatch, match.ordinal)
