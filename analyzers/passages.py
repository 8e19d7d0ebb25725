"""The passages of a dispatch: runs of whole sentences that partition its prose and never overlap.

A paragraph of up to 200 words is one passage; a longer one is cut at sentences into parts of about 120 words; paragraphs
of one sentence are joined up to 120. A heading (a line without a final stop) goes with the paragraph that follows it, as
far as 200 words allow. These sizes did best among those tried (whole paragraphs up to 60, 120 and 160 words) on
questions over French passages. Words are counted between blanks.

Not here: where sentences end (``sentences``), what of a text is prose (``layout``).
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise

from depeche.analyzers.sentences import paragraphs, sentences
from depeche.core.model import Passage, Span

__all__ = ["passages"]

_WHOLE = 200
_PART = 120
_STOPS = frozenset(".!?…»\"”')]:;")


def passages(text: str, prose: Span) -> list[Passage]:
    """Return the passages of the prose at `prose` in order; an empty prose has one empty passage.

    From the first one's start to the last one's end only blanks lie between them. Spans are code points of `text`.
    """
    groups = [group for joined in _joined(text, _paragraphs(text, prose)) for group in _parted(text, joined)]
    spans = [Span(group[0].start, group[-1].end) for group in groups] or [Span(prose.start, prose.start)]
    return [Passage(ordinal, span.start, span.end) for ordinal, span in enumerate(spans)]


def _paragraphs(text: str, prose: Span) -> Iterator[list[Span]]:
    return (sentences(text, paragraph) for paragraph in paragraphs(text, prose))


def _joined(text: str, each: Iterator[list[Span]]) -> Iterator[list[Span]]:
    held: list[Span] = []
    for paragraph in each:
        if held and not _may_join(text, held, paragraph):
            yield held
            held = []
        held = [*held, *paragraph]
        if len(paragraph) > 1:
            yield held
            held = []
    if held:
        yield held


def _may_join(text: str, held: list[Span], paragraph: list[Span]) -> bool:
    words = _words(text, [*held, *paragraph])
    if text[held[-1].end - 1] not in _STOPS:
        return words <= _WHOLE
    return len(paragraph) == 1 and words <= _PART


def _parted(text: str, group: list[Span]) -> Iterator[list[Span]]:
    done = list(accumulate(_words(text, [sentence]) for sentence in group))
    parts = max(1, round(done[-1] / _PART)) if done[-1] > _WHOLE else 1
    cuts = {_nearest(done, done[-1] * part / parts) for part in range(1, parts)} - {len(group)}
    return (group[start:end] for start, end in pairwise([0, *sorted(cuts), len(group)]))


def _nearest(done: list[int], words: float) -> int:
    """Return after how many sentences the words `done` are nearest to `words`; at least one."""
    at = bisect_left(done, words)
    return at if at > 0 and words - done[at - 1] <= done[at] - words else at + 1


def _words(text: str, spans: list[Span]) -> int:
    """Return how many words stand from the first of `spans`, which follow each other, to the last."""
    return len(text[spans[0].start : spans[-1].end].split())
