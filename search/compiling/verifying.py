"""What no index says of a passage is read from its stored text: words in one sentence, how often one stands, words far apart.

Candidates come from the engine, the best first; no more than :data:`MOST_CHECKED` are read for one part of a question, and each
but once. Not here: what is looked for (``conditions``), what candidates must match anyhow (``certain``), plans (``compiler``).
"""

import sys
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from depeche.analyzers.chain import analyze
from depeche.core import fields, plan
from depeche.core.frozen import frozen
from depeche.core.model import Span, Token
from depeche.indexer.engines.contract import Match, Reader
from depeche.indexer.payload import decode

__all__ = ["MOST_CHECKED", "MOST_PARTS", "MOST_READ", "Around", "Text", "Verified", "Verifier"]

MOST_CHECKED = 10_000
"""How many passages are read for one part of a question: some seconds of it, where all are new."""
MOST_READ = 20_000
"""How many passages are read for all parts together; their words are held in memory, some 25 kB for each passage."""
MOST_PARTS = 20
"""How many parts of a question are read from the texts."""


@frozen
class Around:
    """What passages must match beside the question: `always`, and `chosen`, without some of which facets are counted."""

    always: tuple[plan.Node, ...] = ()
    chosen: tuple[plan.Node, ...] = ()

    def of_dispatch(self) -> "Around":
        """Return what that says of the dispatches of these passages."""
        every = (*self.always, *self.chosen)
        return Around(_in_dispatch(self.always), _in_dispatch(every) if self.chosen else ())


class _Analysed:
    """The words of a stored text, and those of each sentence."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """All words."""
        return [token._replace(exact=sys.intern(token.exact), stem=sys.intern(token.stem)) for token in analyze(self.text)]

    @cached_property
    def sentences(self) -> list[Sequence[Token]]:
        """The words of each sentence that has any."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[Sequence[Token]]:
        from depeche.analyzers.sentences import sentences

        at = 0
        for sentence in sentences(self.text, Span(0, len(self.text))):
            first = at
            while at < len(self.tokens) and self.tokens[at].start < sentence.end:
                at += 1
            if first < at:
                yield self.tokens[first:at]


@frozen
class Text:
    """What is read of a passage: its words, and those of each sentence.

    `key` is the passage's value of ``fields.PASSAGE``, `among` the filter that just the passages read with it match.
    """

    key: str
    among: plan.Values
    analysed: _Analysed

    @property
    def tokens(self) -> Sequence[Token]:
        """All words."""
        return self.analysed.tokens

    @property
    def sentences(self) -> list[Sequence[Token]]:
        """The words of each sentence that has any."""
        return self.analysed.sentences


class Verified(NamedTuple):
    """The passages that are as asked, by their values of ``fields.PASSAGE``, and whether there were more than were read."""

    keys: tuple[str, ...]
    is_cut: bool


class Verifier:
    """Reads passages of one snapshot for the parts of one question, which `around` narrows."""

    def __init__(self, reader: Reader, around: Around) -> None:
        self.reader, self.around = reader, around
        self._texts: dict[tuple[str, bool], _Analysed] = {}
        self._known: dict[Hashable, Verified] = {}

    def verified(self, part: Hashable, candidates: plan.Node, holds: Callable[[Text], bool], *, titles: bool = False) -> Verified:
        """Return those of the best `candidates` whose text, or title, is such that it `holds`.

        `part` stands for all three: the same is read once.
        """
        if part not in self._known:
            self._known[part] = self._verified(candidates, holds, titles)
        return self._known[part]

    def keys(self, asked: plan.Node, among: plan.Values) -> frozenset[str]:
        """Return those of the passages `among` which one is read that match `asked`."""
        return frozenset(_key(match) for match in self.reader.search(plan.AllOf((among, asked)), len(among.values)))

    def _verified(self, candidates: plan.Node, holds: Callable[[Text], bool], titles: bool) -> Verified:
        matches, wanted = self._best(candidates)
        read = [(key, text) for key, match in matches.items() if (text := self._text(key, match, titles))]
        among = plan.Values(fields.PASSAGE, tuple(key for key, _ in read))
        found = tuple(key for key, text in read if holds(Text(key, among, text)))
        return Verified(found, len(wanted) > MOST_CHECKED or not wanted <= set(among.values))

    def _best(self, candidates: plan.Node) -> tuple[dict[str, Match], set[str]]:
        """Return the passages to be read, by key, and the keys of those that had to be read for all to be known."""
        asked = _given(candidates, self.around.always)
        found = self._searched(asked)
        if len(found) <= MOST_CHECKED or not self.around.chosen:
            return _first(found), set(found)
        chosen = self._searched(_given(asked, self.around.chosen))
        return _first(chosen) | _first(found), set(chosen)

    def _searched(self, asked: plan.Node) -> dict[str, Match]:
        return {_key(match): match for match in self.reader.search(asked, MOST_CHECKED + 1)}

    def _text(self, key: str, match: Match, titles: bool) -> _Analysed | None:
        """Return what is read of a passage; None where enough was read for this question."""
        if (key, titles) not in self._texts:
            if len(self._texts) >= MOST_READ:
                return None
            self._texts[key, titles] = _Analysed(_written(match, titles))
        return self._texts[key, titles]


def _first(matches: dict[str, Match]) -> dict[str, Match]:
    return dict(islice(matches.items(), MOST_CHECKED))


def _given(candidates: plan.Node, needed: Sequence[plan.Node]) -> plan.Node:
    """Return those of `candidates` that match all that is `needed`, scored as they are."""
    return plan.AllOf((candidates, *(plan.Constant(each, 0.0) for each in needed))) if needed else candidates


def _in_dispatch(needed: tuple[plan.Node, ...]) -> tuple[plan.Node, ...]:
    return (plan.InDispatch(plan.AllOf(needed)),) if needed else ()


def _written(match: Match, titles: bool) -> str:
    stored = decode(match.payload)
    return (stored.title or "") if titles else stored.text


def _key(match: Match) -> str:
    return fields.passage(match.dispatch, match.ordinal)
