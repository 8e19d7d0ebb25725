"""What of a dispatch's text is not prose: header, dateline and trailer, and what they say.

Rules of the genre (French wire copy). What is not sure stays in the prose. Out of scope: sentences and passages of
the prose, and what the places and sources are.

The date is that of the header, the dateline, the trailer or a publication line near the start, in this order: the first,
made more precise by those that agree with it; one that contradicts it is left out. The source is that of the
dateline, the trailer, the header or the first lines, in this order; of several in one signature the first
(``Le Monde avec AFP`` is Le Monde's).
"""

from collections.abc import Iterable

from depeche.analyzers.layout import dateline, dates, header, trailer
from depeche.analyzers.layout.parts import Part, first_lines, skip_space, skip_space_back
from depeche.core.model import Layout, Span

__all__ = ["read"]


def read(text: str) -> Layout:
    """Return the layout of `text`: spans in code points of `text` as given, without the white space around them.

    Header, dateline, prose and trailer follow each other in this order; only white space lies between and around them.
    Any string is accepted; the prose is empty only where the text holds nothing but a header.
    """
    head = header.read(text)
    pos = skip_space(text, head[-1].end) if head else skip_space(text, 0)
    line = dateline.read(text, pos, preposition=bool(head))
    start = skip_space(text, line.end) if line else pos
    tail = trailer.read(text, start)
    end = skip_space_back(text, start, tail[-1].start if tail else len(text))
    return _layout(text, head, line, tail, Span(min(start, end), end))


def _layout(text: str, head: list[Part], line: Part | None, tail: list[Part], prose: Span) -> Layout:
    first = [line] if line else []
    lines = list(first_lines(text, prose.start))
    near = list(header.hints(text, lines))
    filed = dateline.hints(text, lines) if not line else None
    near += [filed] if filed else []
    known = [part.date for part in (*head, *first, *tail, *near) if part.date]
    return Layout(
        prose=prose,
        header=_span(head),
        dateline=_span(first),
        trailer=_span(tail),
        date=dates.complete(dates.agree(known), line.day if line else None),
        source=_first(part.source for part in (*first, *tail, *head, *near)),
        place=_first(part.place for part in (*first, *near)),
    )


def _span(parts: list[Part]) -> Span | None:
    return Span(min(part.start for part in parts), max(part.end for part in parts)) if parts else None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
