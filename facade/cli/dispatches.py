"""A dispatch with its facts and its mentions, as text and as JSON.

Not here: the commands (``storing``), the page for a browser (``page``), how answers to a question are shown (``printing``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click

from depeche.cli.drawing import Piece, styled
from depeche.cli.printing import is_terminal, safe
from depeche.core.frozen import frozen
from depeche.core.model import Dispatch, Entity, Kind, Mention
from depeche.core.results import EntityRef
from depeche.snapshot import Snapshot

__all__ = ["Shown", "described", "facts", "first_and_latest", "parts", "print_dispatch", "shown"]

_COLOURS = {Kind.PLACE: "green", Kind.ACTOR: "magenta", Kind.DATE: "cyan"}


@frozen
class Shown:
    """What is shown of a dispatch: its mentions, where it was filed, and the labels of the places and actors, by id.

    `versions` are the dispatches that are nearly identical, itself among them, the earliest first.
    """

    dispatch: Dispatch
    mentions: Sequence[Mention]
    dateline: EntityRef | None
    labels: dict[str, str]
    versions: Sequence[Dispatch] = ()

    def within(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Return the labels of those `ids` that have one."""
        return tuple(self.labels[id_] for id_ in ids if id_ in self.labels)


def shown(snapshot: Snapshot, id_: str) -> Shown:
    """Return the dispatch with that id as the archive stores it; NotFound if there is none."""
    found = snapshot.stored(id_)
    labels = {id_: entity.label for id_, entity in found.entities.items()}
    return Shown(found.dispatch, found.mentions, _reference(found.dateline, labels), labels, snapshot.versions(id_))


def _reference(place: Entity | None, labels: dict[str, str]) -> EntityRef | None:
    if place is None:
        return None
    within = tuple(labels[id_] for id_ in place.ancestors if id_ in labels)
    return EntityRef(place.kind, place.id, place.label, place.type, within)


def facts(found: Shown) -> dict[str, str | None]:
    """Return what is known of the dispatch itself, in the order in which it is shown."""
    dispatch, date = found.dispatch, found.dispatch.date
    return {
        "dispatch": dispatch.id,
        "path": dispatch.path,
        "title": dispatch.title,
        "date": date.value if date else None,
        "precision": str(date.precision) if date else None,
        "evidence": date.evidence if date else None,
        "source": dispatch.source,
        "url": dispatch.url,
    }


def first_and_latest(found: Shown) -> tuple[str, str] | None:
    """Return the first and the latest of several versions, each by date, source and id, as far as known; None of only one."""
    if len(found.versions) < 2:
        return None
    latest = next((each for each in reversed(found.versions) if each.date), found.versions[-1])
    return _named(found.versions[0]), _named(latest)


def _named(dispatch: Dispatch) -> str:
    return " ".join(filter(None, (dispatch.date.value if dispatch.date else None, dispatch.source, dispatch.id)))


def described(found: Shown) -> dict[str, Any]:
    """Return all that is shown as JSON values."""
    from depeche.analyzers.layout import read

    form = read(found.dispatch.text)
    spans = {"header": form.header, "dateline": form.dateline, "prose": form.prose, "trailer": form.trailer}
    return {
        **facts(found),
        "place": form.place,
        "dateline": found.dateline.to_dict() if found.dateline else None,
        "versions": [version.id for version in found.versions],
        "layout": {name: asdict(span) if span else None for name, span in spans.items()},
        "mentions": [mention.to_dict() for mention in found.mentions],
        "text": found.dispatch.text,
    }


def parts(text: str, mentions: Sequence[Mention]) -> Iterator[str | tuple[Mention, bool]]:
    """Yield `text` in pieces, with each mention before its first piece (True) and after its last one (False).

    `mentions` come by start, then longer first; one that begins in another and ends behind it is left out.
    """
    open_: list[Mention] = []
    at = 0
    for one in mentions:
        while open_ and open_[-1].end <= one.start:
            yield text[at : open_[-1].end]
            at = open_[-1].end
            yield open_.pop(), False
        if open_ and one.end > open_[-1].end:
            continue
        yield text[at : one.start]
        at = one.start
        yield one, True
        open_.append(one)
    while open_:
        yield text[at : open_[-1].end]
        at = open_[-1].end
        yield open_.pop(), False
    yield text[at:]


def print_dispatch(found: Shown, *, plain: bool) -> None:
    """Print facts and text: each mention as ``[Deraa|SY.deraa]``, on a terminal in colours; `plain` marks none."""
    place = found.dateline
    filed = f"{', '.join((place.label, *place.within))} [{place.id}]" if place else None
    ends = first_and_latest(found)
    rows = facts(found) | {
        "dateline": filed,
        "versions": f"{len(found.versions)}, first {ends[0]}, latest {ends[1]}" if ends else None,
    }
    click.echo("\n".join(f"{name}: {safe(value, keep='')}" for name, value in rows.items() if value))
    click.echo()
    if plain:
        click.echo(safe(found.dispatch.text))
    elif is_terminal():
        click.echo("".join(map(styled, _coloured(found))), color=True)
    else:
        click.echo("".join(map(_marked, parts(found.dispatch.text, found.mentions))))


def _marked(part: str | tuple[Mention, bool]) -> str:
    if isinstance(part, str):
        return safe(part)
    mention, begins = part
    return "[" if begins else f"|{safe(mention.id, keep='')}]"


def _coloured(found: Shown) -> Iterator[Piece]:
    within: list[Kind] = []
    for part in parts(found.dispatch.text, found.mentions):
        if isinstance(part, str):
            yield safe(part), _COLOURS[within[-1]] if within else ""
        elif part[1]:
            within.append(part[0].kind)
        else:
            within.pop()
