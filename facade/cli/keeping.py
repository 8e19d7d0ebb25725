"""What the commands on things that an archive keeps have in common: the user's tables, saved questions.

Not here: the things themselves (``depeche.indexer``), how one is told in a line (``gazetteer``, ``saved``).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

import click

from depeche.cli.options import settings
from depeche.cli.printing import print_json, safe

__all__ = ["between", "listed", "removed"]


class _Kept(Protocol):
    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON values."""


_Thing = TypeVar("_Thing", bound=_Kept)


def between(context: click.Context, archive: str | None) -> None:
    """Note the archive that was named between the group of commands and the command."""
    said = settings(context)
    context.obj = replace(said, archive=archive or said.archive)


def listed(things: Sequence[_Thing], line: Callable[[_Thing], str], *, as_json: bool) -> int:
    """Print the things, a line each or all as JSON, and return the exit code: 1 if there is none."""
    if as_json:
        print_json([thing.to_dict() for thing in things])
    for thing in () if as_json else things:
        click.echo(line(thing))
    return 0 if things else 1


def removed(name: str, *, as_json: bool, **more: object) -> int:
    """Say that what had that name has been removed, as JSON with `more`, and return the exit code."""
    print_json({"removed": name, **more}) if as_json else click.echo(f"{safe(name, keep='')} removed")
    return 0
