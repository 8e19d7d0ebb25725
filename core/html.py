"""An answer as HTML: a piece for notebooks, a page for browsers.

Passages with their words marked by level, facets beside them. Not here: escaping and the style that pages share (``markup``).
"""

from collections.abc import Iterable, Iterator, Sequence

from depeche.core.fields import FACETS
from depeche.core.markup import STYLE, document, text
from depeche.core.model import Level
from depeche.core.results import Explained, FacetCount, Group, Highlight, Hit, Results
from depeche.core.snippets import pieces
from depeche.core.wording import copies, counted, labels, many, meant, parts, probable, reasons, shown_levels, summary, values

__all__ = ["fragment", "page"]

_LEVELS = {Level.EXACT: "tel quel", Level.STEM: "autre forme", Level.SPELLING: "autre graphie", Level.ALIAS: "autre nom"}
_HEADINGS = {"place": "Lieux", "actor": "Acteurs", "type": "Types", "country": "Pays", "source": "Sources", "month": "Mois"}
_STYLE = """
.depeche mark.exact { background: var(--one) }
.depeche mark.stem { background: var(--two) }
.depeche mark.spelling { background: var(--three) }
.depeche mark.alias { background: var(--four) }
.depeche article { margin-bottom: 1.5rem; overflow-wrap: anywhere }
.depeche article h2, .depeche article p { margin: 0 }
.depeche blockquote { margin: .2rem 0; white-space: pre-wrap; unicode-bidi: plaintext }
.depeche .selected { font-weight: bold }
.depeche aside li { display: flex; gap: .5rem; justify-content: space-between }
.depeche table { border-collapse: collapse; font-size: .9rem }
.depeche td, .depeche th { padding: 0 1rem 0 0; text-align: start; vertical-align: top }
"""


def fragment(results: Results) -> str:
    """Return the answer as a piece of HTML with its style, for a notebook. It needs no script and fetches nothing."""
    return f'<div class="depeche">\n<style>{STYLE}{_STYLE}</style>\n{_body(results)}</div>\n'


def page(results: Results) -> str:
    """Return the answer as a page of its own."""
    return document(results.query or "Dépêche", _STYLE, _body(results))


def _body(results: Results) -> str:
    aside = "".join(_facets(results))
    return (
        f'<header>\n<h1><bdi dir="auto">{text(results.query)}</bdi></h1>\n{"".join(_heading(results))}</header>\n'
        f"<main>\n<section>\n{''.join(_answer(results))}{_explained(results.explained)}</section>\n"
        f"<aside>\n{aside}</aside>\n</main>\n"
    )


def _heading(results: Results) -> Iterator[str]:
    yield _line("p", summary(results), lang="en")
    if suggested := meant(results):
        yield _line("p", f"did you mean: {suggested}", lang="en")
    for note in results.notes:
        yield _line("p", note, lang="en", faint=True)
    legend = [f'<mark class="{level}">{_LEVELS[level]}</mark>' for level in shown_levels(results)]
    if legend:
        yield f"<p>{' '.join(legend)}</p>\n"


def _answer(results: Results) -> Iterator[str]:
    if not results.groups:
        yield from map(_passage, results.passages)
    for group in results.groups:
        yield _group(group)


def _group(group: Group) -> str:
    told = f'<h2><bdi dir="auto">{text(group.dispatch)}</bdi> <small lang="en">{many(group.passages, "passage")}</small></h2>\n'
    similar = _line("p", others, lang="en", faint=True) if (others := copies(group)) else ""
    return f"<section>\n{told}{similar}{''.join(map(_passage, group.hits))}</section>\n"


def _passage(hit: Hit) -> str:
    title = f'<h2><bdi dir="auto">{_pieces(hit.title, hit.title_highlights)}</bdi></h2>\n' if hit.title else ""
    facts = _facts(filter(None, (hit.date, hit.source, hit.dispatch, f"{hit.start}–{hit.end}", f"score {hit.score:.4g}")))
    return (
        f"<article>\n{title}<p><small>{hit.rank}. {facts}</small></p>\n"
        f'<blockquote dir="auto">{_pieces(hit.text, hit.highlights)}</blockquote>\n{"".join(_details(hit))}</article>\n'
    )


def _facts(values: Iterable[str]) -> str:
    return " · ".join(f'<bdi dir="auto">{text(value)}</bdi>' for value in values)


def _pieces(value: str, highlights: Sequence[Highlight]) -> str:
    return "".join(_marked(piece, highlight) for piece, highlight in pieces(value, highlights))


def _marked(piece: str, highlight: Highlight | None) -> str:
    if highlight is None:
        return text(piece)
    return f'<mark class="{highlight.level}" title="{text(_tip(highlight))}">{text(piece)}</mark>'


def _tip(highlight: Highlight) -> str:
    entity = f" : {highlight.entity}" if highlight.entity else ""
    likely = f", {probable(highlight.probability)}" if highlight.probability < 1 else ""
    return f"{_LEVELS[highlight.level]} ({highlight.query}{entity}{likely})"


def _details(hit: Hit) -> Iterator[str]:
    told = {"lieux": labels(hit.places), "acteurs": labels(hit.actors)}
    for name, listed in told.items():
        if listed:
            yield f"<p><small>{name} : {', '.join(f'<bdi>{text(label)}</bdi>' for label in listed)}</small></p>\n"
    for name, line in (("matched: ", ", ".join(reasons(hit))), ("", copies(hit)), ("score: ", parts(hit))):
        if line:
            yield _line("p", name + line, lang="en", faint=True)


def _facets(results: Results) -> Iterator[str]:
    for facet in FACETS:
        counts = results.facets.get(facet, ())
        if counts:
            rows = "".join(map(_value, counts, values(facet, counts)))
            yield f"<section>\n<h2>{_HEADINGS[facet]}</h2>\n<ul>\n{rows}</ul>\n</section>\n"


def _value(count: FacetCount, label: str) -> str:
    selected = ' class="selected"' if count.selected else ""
    return f'<li{selected}><bdi dir="auto">{text(label)}</bdi> <small>{counted(count.totals)}</small></li>\n'


def _explained(rows: Sequence[Explained]) -> str:
    if not rows:
        return ""
    names = ("mot", "niveau", "champ", "terme", "passages", "poids")
    head = "".join(f"<th>{name}</th>" for name in names)
    return f"<table>\n<tr>{head}</tr>\n{''.join(map(_row, rows))}</table>\n"


def _row(row: Explained) -> str:
    cells = (row.query, _LEVELS[row.level], row.field, row.term, str(row.passages), f"{row.weight:.3f}")
    written = "".join(f'<td><bdi dir="auto">{text(cell)}</bdi></td>' for cell in cells)
    return f"<tr>{written}</tr>\n"


def _line(tag: str, value: str, *, lang: str = "", faint: bool = False) -> str:
    """Return `value` as an element of its own, in small letters where it is `faint`."""
    inner = f'<bdi dir="auto">{text(value)}</bdi>'
    language = f' lang="{lang}"' if lang else ""
    small = f"<small>{inner}</small>" if faint else inner
    return f"<{tag}{language}>{small}</{tag}>\n"
