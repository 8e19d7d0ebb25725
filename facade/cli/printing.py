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

import click

from depeche.core.model import Kind, Level
from depeche.core.results import EntityRef, FacetCount, Highlight, Hit, Results, Totals

__all__ = ["is_terminal", "print_json", "print_results", "safe"]

_COLOURS = {Level.EXACT: "bold green", Level.STEM: "green", Level.SPELLING: "bold yellow", Level.ALIAS: "bold magenta"}
_JOINING = re.compile(r"[\s'’‑-]*(?:[^\W\d_]{1,2}['’])?")
"""What stands between the words of one name, an elided article with it."""
_SELECTED, _OTHER = "* ", "  "
"""What stands before the values of facets."""
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
    if any(results.facets.values()):
        yield ""
    for row in _facet_rows(results):
        yield "  ".join(row)


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
        console.print()
    for name, count, label in _facet_rows(results):
        style = "bold" if label.startswith(_SELECTED) else ""
        console.print(Text.assemble((f"{name}  ", "bold"), (f"{count}  ", "dim"), (label, style)))


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


def _facet_rows(results: Results) -> Iterator[tuple[str, str, str]]:
    """Yield the values of facets as rows of equal widths: the facet's name (on its first row), the counts, the label."""
    listed = {facet: counts for facet, counts in results.facets.items() if counts}
    widest = max(map(len, listed), default=0)
    digits = max((len(_counts(count.totals)) for counts in listed.values() for count in counts), default=0)
    for facet, counts in listed.items():
        for at, (count, label) in enumerate(zip(counts, _values(facet, counts), strict=True)):
            name = "" if at else facet
            mark = _SELECTED if count.selected else _OTHER
            yield name.ljust(widest), _counts(count.totals).rjust(digits), mark + safe(label, keep="")


def _counts(totals: Totals) -> str:
    return f"{totals.passages} in {totals.dispatches}" if totals.dispatches is not None else str(totals.passages)


def _values(facet: str, counts: Sequence[FacetCount]) -> list[str]:
    """Return the labels of a facet's values, with what each is and where, and its id where that does not tell them apart."""
    return _apart(counts, [count.label + (_told(count) if count.kind and facet != "country" else "") for count in counts])


def _labels(entities: Sequence[EntityRef]) -> list[str]:
    """Return the labels, with the type of actors, and what tells those that share one apart (Deraa the city and the province)."""
    times = Counter(entity.label for entity in entities)
    return _apart(entities, [f"{each.label}{_told(each, alone=times[each.label] == 1)}" for each in entities])


def _apart(shown: Sequence[EntityRef | FacetCount], labels: Sequence[str]) -> list[str]:
    """Return the labels of what is shown, with its id where another has the same."""
    times = Counter(labels)
    return [f"{label} ({each.id})" if times[label] > 1 else label for each, label in zip(shown, labels, strict=True)]


def _told(entity: EntityRef | FacetCount, *, alone: bool = False) -> str:
    if entity.kind is Kind.ACTOR:
        return f" [{entity.type}]"
    return "" if alone else f" [{entity.type}{' in ' * bool(entity.within)}{', '.join(entity.within)}]"


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
