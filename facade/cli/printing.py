"""How answers are shown: JSON, plain text in a pipe, colour on a terminal (rich is imported only there).

Nothing of a text reaches a terminal that could steer it: control and bidirectional characters are shown as escapes.
Not here: which answer is shown (the commands).
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from depeche.core.model import Kind, Level
from depeche.core.results import EntityRef, FacetCount, Highlight, Hit, Results

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["is_terminal", "print_json", "print_results", "safe"]

_COLOURS = {Level.EXACT: "bold green", Level.STEM: "green", Level.SPELLING: "bold yellow", Level.ALIAS: "bold magenta"}
_JOINING = re.compile(r"[\s'’‑-]*(?:[^\W\d_]{1,2}['’])?")
"""What stands between the words of one name, an elided article with it."""
_STEERING = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def print_json(value: object) -> None:
    """Print `value` as one line of JSON, with escapes where stdout is in an encoding that lacks a character."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value)
    click.echo(line)


def is_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


def safe(text: str, *, keep: str = "\n\t") -> str:
    """Return `text` with characters that steer a terminal, save those of `keep`, as escapes; soft hyphens are dropped."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in keep or unicodedata.category(c) not in _STEERING else _escaped(c) for c in text)


def print_results(results: Results) -> None:
    """Print passages and facets for people: coloured on a terminal, else plain with matched words between asterisks."""
    if is_terminal():
        _print_rich(results)
    else:
        click.echo("\n".join(_plain(results)))


def _escaped(character: str) -> str:
    return "" if character in "\u00ad\u200b\ufeff\r" else f"\\u{ord(character):04x}"


def _plain(results: Results) -> Iterator[str]:
    for hit in results.passages:
        yield from (_headline(hit), f"   {_line(_marked(hit, '*', '*'))}", *_details(hit), "")
    yield _summary(results)
    for name, counts in results.facets.items():
        if counts:
            yield f"{name}: {', '.join(_counted(counts))}"


def _print_rich(results: Results) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for hit in results.passages:
        console.print(Text(_headline(hit), style="bold"))
        text = Text()
        for piece, level in _pieces(hit):
            text.append(_line(piece), style=_COLOURS[level] if level else "")
        console.print(Padding(text, (0, 0, 0, 3)))
        for detail in _details(hit):
            console.print(Padding(Text(detail.strip(), style="dim"), (0, 0, 0, 3)))
        console.print()
    console.print(Text(_summary(results), style="bold"))
    if any(results.facets.values()):
        console.print(_facet_table(results))


def _facet_table(results: Results) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    shown = {name: _counted(counts) for name, counts in results.facets.items() if counts}
    for name in shown:
        table.add_column(name)
    for at in range(max(map(len, shown.values()))):
        table.add_row(*(Text(values[at]) if at < len(values) else "" for values in shown.values()))
    return table


def _headline(hit: Hit) -> str:
    facts = [hit.dispatch, hit.date or "no date", hit.source or "", f"{hit.start}-{hit.end}", f"score {hit.score:.4g}"]
    return safe(f"{hit.rank}. " + "  ".join(filter(None, facts)), keep="")


def _details(hit: Hit) -> Iterator[str]:
    matched = dict.fromkeys(_explained(hit, run) for run in _runs(hit) if run[0].level is not Level.EXACT)
    rows = {"matched": list(matched), "places": _labels(hit.places), "actors": _labels(hit.actors)}
    for name, values in rows.items():
        if values:
            yield safe(f"   {name}: {', '.join(values)}", keep="")


def _runs(hit: Hit) -> Iterator[list[Highlight]]:
    """Yield the highlights, neighbours that answer the same together: the words of a name."""
    run: list[Highlight] = []
    for highlight in hit.highlights:
        between = hit.text[run[-1].end : highlight.start] if run else ""
        if run and (not _JOINING.fullmatch(between) or _reason(highlight) != _reason(run[-1])):
            yield run
            run = []
        run.append(highlight)
    if run:
        yield run


def _reason(highlight: Highlight) -> tuple[str, Level, str | None]:
    return highlight.query, highlight.level, highlight.entity


def _explained(hit: Hit, run: Sequence[Highlight]) -> str:
    highlight = run[0]
    relation = {Level.STEM: "form of", Level.SPELLING: "spelling of", Level.ALIAS: "other name of"}[highlight.level]
    named = f": {highlight.entity}" if highlight.entity else ""
    probability = min(each.probability for each in run)
    return f"{_line(hit.text[highlight.start : run[-1].end])} ({relation} {highlight.query}{named}{_likelihood(probability)})"


def _likelihood(probability: float) -> str:
    """Return the probability with two decimals, nothing for what is certain; what is not certain is never shown as 1."""
    return f", {min(probability, 0.99):.2f}".replace("0.", ".") if probability < 1 else ""


def _summary(results: Results) -> str:
    total = results.total
    return f"{total.passages} passages in {total.dispatches} dispatches" if total.passages else "nothing found"


def _counted(counts: Sequence[FacetCount]) -> list[str]:
    return [safe(f"{label} {count.totals.passages}", keep="") for label, count in zip(_labels(counts), counts, strict=True)]


def _labels(entities: Sequence[EntityRef | FacetCount]) -> list[str]:
    """Return the labels, with the type of actors, and of places that share one (Deraa the city and the province)."""
    times = Counter(entity.label for entity in entities)
    typed = [entity.kind is Kind.ACTOR or (entity.type and times[entity.label] > 1) for entity in entities]
    return [f"{each.label} [{each.type}]" if shown else each.label for each, shown in zip(entities, typed, strict=True)]


def _line(text: str) -> str:
    return safe(text.replace("\n", " ").replace("\t", " "), keep="")


def _marked(hit: Hit, before: str, after: str) -> str:
    return "".join(f"{before}{piece}{after}" if level else piece for piece, level in _pieces(hit))


def _pieces(hit: Hit) -> Iterator[tuple[str, Level | None]]:
    """Yield the passage's text in pieces, each with the level at which it matched, or None."""
    at = 0
    for highlight in hit.highlights:
        yield hit.text[at : highlight.start], None
        yield hit.text[highlight.start : highlight.end], highlight.level
        at = highlight.end
    yield hit.text[at:], None
