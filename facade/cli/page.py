"""A dispatch as one HTML page: the text with its mentions marked, and lists of what it names.

Not here: what a dispatch names (the archive says so), the text for a terminal (``dispatches``), what pages share
(``depeche.core.markup``).
"""

from collections.abc import Iterator
from itertools import count

from depeche.cli.dispatches import Shown, facts, first_and_latest, parts
from depeche.core.markup import document, text
from depeche.core.model import Kind, Mention, Precision

__all__ = ["page"]

_HEADINGS = {Kind.PLACE: "Lieux", Kind.ACTOR: "Acteurs", Kind.DATE: "Dates"}
_FACTS = {
    "dispatch": "Identifiant",
    "date": "Date",
    "precision": "Précision",
    "evidence": "D’après",
    "source": "Source",
    "path": "Fichier",
    "url": "Adresse",
}
_PRECISIONS = {Precision.YEAR: "année", Precision.MONTH: "mois", Precision.DAY: "jour", Precision.MINUTE: "minute"}
_STYLE = """
.depeche { --place: var(--one); --actor: var(--four); --date: var(--five) }
.depeche dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; color: var(--faint); font-size: .9rem }
.depeche dd { margin: 0; overflow-wrap: anywhere }
.depeche article { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext }
.depeche mark:target { outline: 2px solid currentColor }
.place { background: var(--place) }
.actor { background: var(--actor) }
.date { background: var(--date) }
.described { font-style: italic }
"""


def page(found: Shown) -> str:
    """Return the page, whole."""
    title = found.dispatch.title or found.dispatch.id
    legend = " ".join(f'<mark class="{kind}">{name}</mark>' for kind, name in _HEADINGS.items())
    body = (
        f"<header>\n<h1><bdi>{text(title)}</bdi></h1>\n<dl>\n{_facts(found)}</dl>\n"
        f'<p>{legend} <span class="described">décrit sans être nommé</span></p>\n</header>\n'
        f"<main>\n<article>{_article(found)}</article>\n<aside>\n{''.join(_lists(found))}</aside>\n</main>\n"
    )
    return document(title, _STYLE, body)


def _facts(found: Shown) -> str:
    known = facts(found)
    rows = {name: known[key] for key, name in _FACTS.items()}
    place = found.dateline
    if found.dispatch.date:
        rows[_FACTS["precision"]] = _PRECISIONS[found.dispatch.date.precision]
    rows["Lieu"] = ", ".join((place.label, *place.within)) if place else None
    if ends := first_and_latest(found):
        rows["Versions"] = f"{len(found.versions)}, la première {ends[0]}, la dernière {ends[1]}"
    return "".join(f"<dt>{name}</dt><dd><bdi>{text(value)}</bdi></dd>\n" for name, value in rows.items() if value)


def _marked(found: Shown) -> list[Mention]:
    """Return the mentions that the text is marked with; the place of each in the list is its anchor's number."""
    return [part[0] for part in parts(found.dispatch.text, found.mentions) if not isinstance(part, str) and part[1]]


def _article(found: Shown) -> str:
    numbers = count()
    return "".join(_part(part, found, numbers) for part in parts(found.dispatch.text, found.mentions))


def _part(part: str | tuple[Mention, bool], found: Shown, numbers: Iterator[int]) -> str:
    if isinstance(part, str):
        return text(part)
    mention, begins = part
    if not begins:
        return "</mark>"
    described = " described" if mention.level == "described" else ""
    return f'<mark class="{mention.kind}{described}" id="m{next(numbers)}" title="{_tip(mention, found)}">'


def _tip(mention: Mention, found: Shown) -> str:
    within = found.within(mention.ancestors)
    inside = f" — {', '.join(within)}" if within else ""
    type_ = f" ({_type(mention)})" if mention.type else ""
    return text(f"{mention.label}{type_}{inside}")


def _type(mention: Mention) -> str:
    return _PRECISIONS[Precision(mention.type)] if mention.kind is Kind.DATE else mention.type


def _lists(found: Shown) -> Iterator[str]:
    groups: dict[str, list[tuple[int, Mention]]] = {}
    for number, one in enumerate(_marked(found)):
        groups.setdefault(one.id, []).append((number, one))
    for kind, name in _HEADINGS.items():
        listed = sorted((group for group in groups.values() if group[0][1].kind is kind), key=len, reverse=True)
        rows = "".join(_row(group, found) for group in listed)
        if rows:
            yield f"<section>\n<h2>{name}</h2>\n<ul>\n{rows}</ul>\n</section>\n"


def _row(group: list[tuple[int, Mention]], found: Shown) -> str:
    number, first = group[0]
    detail = ", ".join(filter(None, (_type(first), *found.within(first.ancestors))))
    name = f'<a href="#m{number}"><bdi>{text(first.label)}</bdi></a>'
    return f"<li>{name} {len(group)} <small><bdi>{text(detail)}</bdi></small></li>\n"
