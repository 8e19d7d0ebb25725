"""An answer as plain lines, for pipes and files: passages with matched words between asterisks, then counts and facets.

Not here: what is told in words (``depeche.core.wording``), colour (``terminal``).
"""

from collections.abc import Iterator, Sequence

from depeche.cli.printing import safe
from depeche.core.results import Highlight, Hit, Results
from depeche.core.snippets import pieces
from depeche.core.wording import copies, counted, labels, many, meant, one_line, parts, reasons, summary, values

__all__ = ["details", "explained_rows", "facet_rows", "grouped", "headline", "plain", "summaries"]

_SELECTED, _OTHER = "* ", "  "
"""What stands before the values of facets."""


def plain(results: Results) -> Iterator[str]:
    """Yield the lines of an answer."""
    for line, hits in grouped(results):
        yield from (line, "") if line else ()
        for hit in hits:
            marked = ((hit.title or "", hit.title_highlights), (hit.text, hit.highlights))
            lines = [*(_marked(*told) for told in marked[not hit.title :]), *details(hit)]
            yield from (headline(hit), *(f"   {line}" for line in lines), "")
    yield from summaries(results)
    for table in (explained_rows(results), facet_rows(results)):
        rows = ["  ".join(row).rstrip() for row in table]
        yield from ("", *rows) if rows else ()


def grouped(results: Results) -> Iterator[tuple[str, Sequence[Hit]]]:
    """Yield the passages of each dispatch with the line above them, or, where they are not grouped, all of them with none."""
    if not results.groups:
        yield "", results.passages
    for group in results.groups:
        told = filter(None, (f"{group.dispatch}: {many(group.passages, 'passage')}", copies(group)))
        yield safe(one_line("  ".join(told)), keep=""), group.hits


def headline(hit: Hit) -> str:
    """Return rank, dispatch, date, source, span and score of a passage."""
    facts = [hit.dispatch, hit.date or "no date", hit.source or "", f"{hit.start}-{hit.end}", f"score {hit.score:.4g}"]
    return safe(f"{hit.rank}. " + "  ".join(filter(None, facts)), keep="")


def details(hit: Hit) -> Iterator[str]:
    """Yield what else is told of a passage: why it answers, what it names, what it stands for, what its score is made of."""
    told = {"matched": ", ".join(reasons(hit)), "places": ", ".join(labels(hit.places)), "actors": ", ".join(labels(hit.actors))}
    lines = [f"{name}: {value}" for name, value in (told | {"score": parts(hit)}).items() if value]
    yield from (safe(one_line(line), keep="") for line in (*lines, copies(hit)) if line)


def summaries(results: Results) -> Iterator[str]:
    """Yield how much was found, and what may have been meant where a word found nothing."""
    yield summary(results)
    if suggested := meant(results):
        yield safe(f"did you mean: {suggested}", keep="")


def facet_rows(results: Results) -> Iterator[tuple[str, str, str]]:
    """Yield the values of facets as rows of equal widths: the facet's name (on its first row), the counts, the label."""
    listed = {facet: counts for facet, counts in results.facets.items() if counts}
    widest = max(map(len, listed), default=0)
    digits = max((len(counted(count.totals)) for counts in listed.values() for count in counts), default=0)
    for facet, counts in listed.items():
        for at, (count, label) in enumerate(zip(counts, values(facet, counts), strict=True)):
            name = "" if at else facet
            mark = _SELECTED if count.selected else _OTHER
            yield name.ljust(widest), counted(count.totals).rjust(digits), mark + safe(label, keep="")


def explained_rows(results: Results) -> Iterator[tuple[str, ...]]:
    """Yield what each word of the question was searched as, in columns below their names; nothing where that was not asked."""
    names = ("word", "level", "field", "term", "passages", "weight")
    cells = [
        (each.query, each.level, each.field, each.term, str(each.passages), f"{each.weight:.3f}") for each in results.explained
    ]
    rows = [tuple(safe(one_line(cell), keep="") for cell in row) for row in cells]
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    for row in (names, *rows) if rows else ():
        yield tuple(cell.ljust(width) for cell, width in zip(row, widths, strict=True))


def _marked(text: str, highlights: Sequence[Highlight]) -> str:
    return safe(one_line("".join(f"*{piece}*" if found else piece for piece, found in pieces(text, highlights))), keep="")
