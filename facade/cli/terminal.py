"""An answer on a terminal: colours by level with a legend, snippets, facets beside the passages where there is room.

Everything of a text is made safe before it is drawn. Not here: lines and styles (``drawing``), the pager (``printing``), what is
told in words (``depeche.core.wording``).
"""

from collections.abc import Iterator, Sequence

from depeche.cli.drawing import Line, Piece, beside, cells, padded, shown, wrapped
from depeche.cli.plain import details, explained_rows, facet_rows, grouped, headline, summaries
from depeche.cli.printing import safe, terminal_size
from depeche.core.model import Level
from depeche.core.results import Highlight, Hit, Results
from depeche.core.snippets import pieces, snippet
from depeche.core.wording import one_line, shown_levels

__all__ = ["draw", "drawn"]

_COLOURS = {Level.EXACT: "bold green", Level.STEM: "green", Level.SPELLING: "bold yellow", Level.ALIAS: "bold magenta"}
_MEANINGS = {
    Level.EXACT: "as written",
    Level.STEM: "another form",
    Level.SPELLING: "another spelling",
    Level.ALIAS: "another name",
}
_WIDE = 120
"""The columns from which facets stand beside the passages."""
_ASIDE = 44
"""The columns that they then have."""
_APART = 2
"""The columns between the two, and behind them."""
_NARROWEST = 8
"""The columns that labels of facets need, if they are to stand in a column of their own."""
_INDENT = 3
_LINES, _SHORTEST = 3, 160
"""How many lines a snippet has, and how many code points at least."""


def drawn(results: Results, *, full: bool = False) -> str:
    """Return the answer as stdout's terminal shows it, with its escapes for colour; passages whole where `full`."""
    return shown(draw(results, terminal_size()[0], full=full))


def draw(results: Results, width: int, *, full: bool = False) -> Iterator[Line]:
    """Yield the lines of the answer on a terminal of `width` cells."""
    rows = list(facet_rows(results))
    is_beside = bool(rows) and width >= _WIDE and bool(results.passages)
    left = width - (_ASIDE + _APART if is_beside else 0)
    room = None if full else max(_LINES * (left - _INDENT), _SHORTEST)
    within = left - (_APART if is_beside else 0)
    lines = (*_head(results, within), *_passages(results, within, room), *_explained(results, within))
    yield from beside(lines, _facets(rows, _ASIDE), left) if is_beside else (*lines, *_facets(rows, width))


def _head(results: Results, width: int) -> Iterator[Line]:
    """Yield how much was found, what may have been meant, and what the colours mean."""
    for line in summaries(results):
        yield from wrapped([(line, "bold")], width)
    legend = [piece for level in shown_levels(results) for piece in (("  ", ""), (_MEANINGS[level], _COLOURS[level]))]
    yield from wrapped(legend[1:], width) if legend else ()
    yield []


def _passages(results: Results, width: int, room: int | None) -> Iterator[Line]:
    for line, hits in grouped(results):
        yield from wrapped([(line, "bold underline")], width) if line else ()
        for hit in hits:
            yield from _passage(hit, width, room)


def _passage(hit: Hit, width: int, room: int | None) -> Iterator[Line]:
    text = hit if room is None else snippet(hit, room)
    yield from wrapped([(headline(hit), "bold")], width)
    if hit.title:
        yield from wrapped(list(_coloured(hit.title, hit.title_highlights, "italic")), width, _INDENT)
    yield from wrapped(list(_coloured(text.text, text.highlights)), width, _INDENT)
    for line in details(hit):
        yield from wrapped([(line, "dim")], width, _INDENT)
    yield []


def _coloured(value: str, highlights: Sequence[Highlight], style: str = "") -> Iterator[Piece]:
    """Yield a text with its words in the colours of their levels."""
    for piece, highlight in pieces(value, highlights):
        yield safe(one_line(piece), keep=""), f"{style} {_COLOURS[highlight.level]}" if highlight else style


def _facets(rows: Sequence[tuple[str, str, str]], width: int) -> Iterator[Line]:
    """Yield the values of facets: name and count in columns, the label in what is left, or behind them where that is little."""
    for name, count, label in rows:
        begun: Line = [(name, "bold"), (" ", ""), (count, "dim"), (" ", "")]
        told = (label, "bold" if label.startswith("*") else "")
        taken = sum(cells(piece) for piece, _ in begun)
        if width - taken < _NARROWEST:
            yield from wrapped([*begun, told], width)
            continue
        first, *others = wrapped([told], width - taken)
        yield [*begun, *first]
        yield from ([*padded([], taken), *line] for line in others)


def _explained(results: Results, width: int) -> Iterator[Line]:
    rows = list(explained_rows(results))
    for at, row in enumerate(rows):
        yield from wrapped([("  ".join(row).rstrip(), "" if at else "bold")], width)
    yield from [[]] if rows else ()
