"""The passages of a dispatch: runs of whole sentences that partition its prose and never overlap.

A paragraph of up to 200 words is one passage; a longer one is cut at sentences into parts of about 120 words; paragraphs
of one sentence are joined up to 120. A heading (a line without a final stop) goes with the paragraph that follows it, as
far as 200 words allow. These sizes did best among those tried (whole paragraphs up to 60, 120 and 160 words) on
questions over French passages. Words are counted between blanks.

Not here: where sentences end (``sentences``), what of a text is prose (``layout``).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from depeche.analyzers.sentences import Bounds, by_paragraph
from depeche.core.model import Passage, Span

__all__ = ["passages"]

_WHOLE = 200
_PART = 120
_STOPS = frozenset(".!?…»\"”')]:;")


def passages(text: str, prose: Span) -> list[Passage]:
    """Return the passages of the prose at `prose` in order; an empty prose has one empty passage.

    From the first one's start to the last one's end only blanks lie between them. Spans are code points of `text`.
    """
    joined = _joined(text, by_paragraph(text, prose))
    spans = [(group[0][0], group[-1][1]) for held, words in joined for group in _parted(held, words)]
    return [Passage(ordinal, *span) for ordinal, span in enumerate(spans or [(prose.start, prose.start)])]


def _joined(text: str, each: list[list[Bounds]]) -> Iterator[tuple[list[Bounds], list[int]]]:
    """Yield the sentences of paragraphs that stand together, and how many words each has."""
    held: list[Bounds] = []
    words: list[int] = []
    for paragraph in each:
        more = _words(text, paragraph)
        if held and not _may_join(text[held[-1][1] - 1], paragraph, sum(words) + sum(more)):
            yield held, words
            held, words = [], []
        held, words = held + paragraph, words + more
        if len(paragraph) > 1:
            yield held, words
            held, words = [], []
    if held:
        yield held, words


def _words(text: str, paragraph: list[Bounds]) -> list[int]:
    """Return how many words each sentence has; where single blanks are the only white space, these are counted."""
    whole = text[paragraph[0][0] : paragraph[-1][1]]
    if whole.isprintable() and "  " not in whole:
        return [text.count(" ", start, end) + 1 for start, end in paragraph]
    return [len(text[start:end].split()) for start, end in paragraph]


def _may_join(last: str, paragraph: list[Bounds], words: int) -> bool:
    glued = sum(end == start for (_, end), (start, _) in pairwise(paragraph))
    return words - glued <= _WHOLE if last not in _STOPS else len(paragraph) == 1 and words <= _PART


def _parted(group: list[Bounds], words: list[int]) -> Iterable[list[Bounds]]:
    if sum(words) <= _WHOLE:
        return [group]
    done = list(accumulate(words))
    parts = round(done[-1] / _PART)
    cuts = {_nearest(done, done[-1] * part / parts) for part in range(1, parts)} - {len(group)}
    return (group[start:end] for start, end in pairwise([0, *sorted(cuts), len(group)]))


def _nearest(done: list[int], words: float) -> int:
    """Return after how many sentences the words `done` are nearest to `words`; at least one."""
    at = bisect_left(done, words)
    return at if at > 0 and words - done[at - 1] <= done[at] - words else at + 1
