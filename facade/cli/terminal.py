"""An answer on a terminal: colours by level with a legend, snippets, facets beside the passages where there is room.

rich is imported here alone of what answers need, and only when an answer goes to a terminal. Everything of a text is made safe
before it is drawn. Not here: the pager (``printing``), what is told in words (``depeche.core.wording``).
"""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from depeche.cli.plain import details, explained_rows, facet_rows, grouped, headline, summaries
from depeche.cli.printing import safe
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
_INDENT = 3
_LINES, _SHORTEST = 3, 160
"""How many lines a snippet has, and how many code points at least."""


def drawn(results: Results, *, full: bool = False) -> str:
    """Return the answer as stdout's terminal shows it, with its escapes for colour; passages whole where `full`."""
    console = Console(highlight=False)
    with console.capture() as captured:
        draw(console, results, full=full)
    return captured.get()


def draw(console: Console, results: Results, *, full: bool = False) -> None:
    """Draw the answer on `console`, as wide as that is."""
    facets = _facets(results)
    beside = facets is not None and console.width >= _WIDE and bool(results.passages)
    width = console.width - (_ASIDE + 2 if beside else 0)
    room = None if full else max(_LINES * (width - _INDENT), _SHORTEST)
    passages = Group(*_head(results), *_passages(results, room), *_explained(results))
    if beside:
        page = Table.grid(padding=(0, 2, 0, 0))
        page.add_column(width=width - 2)
        page.add_column(width=_ASIDE)
        page.add_row(passages, facets)
        console.print(page)
    else:
        console.print(passages)
        console.print(facets or "", end="")


def _head(results: Results) -> Iterator[RenderableType]:
    """Yield how much was found, what may have been meant, and what the colours mean."""
    yield from (Text(line, style="bold") for line in summaries(results))
    if levels := shown_levels(results):
        yield Text("  ").join(Text(_MEANINGS[level], style=_COLOURS[level]) for level in levels)
    yield ""


def _passages(results: Results, room: int | None) -> Iterator[RenderableType]:
    for line, hits in grouped(results):
        if line:
            yield Text(line, style="bold underline")
        for hit in hits:
            yield from _passage(hit, room)


def _passage(hit: Hit, room: int | None) -> Iterator[RenderableType]:
    yield Text(headline(hit), style="bold")
    if hit.title:
        yield _indented(_coloured(hit.title, hit.title_highlights, style="italic"))
    yield _indented(_text(hit, room))
    yield from (_indented(Text(line, style="dim")) for line in details(hit))
    yield ""


def _text(hit: Hit, room: int | None) -> Text:
    """Return the passage, or the part of it that there is `room` for, with its words in the colours of their levels."""
    shown = hit if room is None else snippet(hit, room)
    return _coloured(shown.text, shown.highlights)


def _coloured(value: str, highlights: Sequence[Highlight], style: str = "") -> Text:
    text = Text(style=style)
    for piece, highlight in pieces(value, highlights):
        text.append(safe(one_line(piece), keep=""), style=_COLOURS[highlight.level] if highlight else "")
    return text


def _indented(what: RenderableType) -> Padding:
    return Padding(what, (0, 0, 0, _INDENT))


def _facets(results: Results) -> Table | None:
    rows = list(facet_rows(results))
    table = Table.grid(padding=(0, 1, 0, 0))
    for style, justify in (("bold", "left"), ("dim", "right"), ("", "left")):
        table.add_column(style=style, justify=justify, no_wrap=bool(style))  # type: ignore[arg-type]
    for name, count, label in rows:
        table.add_row(name.rstrip(), count, Text(label, style="bold" if label.startswith("*") else ""))
    return table if rows else None


def _explained(results: Results) -> Iterator[RenderableType]:
    rows = list(explained_rows(results))
    yield from (Text("  ".join(row).rstrip(), style="" if at else "bold") for at, row in enumerate(rows))
    if rows:
        yield ""
