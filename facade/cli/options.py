"""Options that several commands share, those that choose in facets, and where the archive is."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from depeche.core.fields import FACETS

__all__ = ["Settings", "archive_option", "archive_path", "facet_options", "json_option", "settings"]

_Command = TypeVar("_Command", bound=Callable[..., Any])

_HELP = {
    "place": "Only passages that name this place or one that lies in it, by any name or id.",
    "actor": "Only passages that name this actor, by any name or id.",
    "type": "Only passages that name an actor of this type (armed group, NGO).",
    "country": "Only passages that name this country or a place in it.",
    "source": "Only dispatches of this source.",
    "month": "Only dispatches of this month (2018-07).",
}
"""The help of each facet's option."""

archive_option = click.option(
    "-a",
    "--archive",
    metavar="DIR",
    help="The archive; before or after the command. Else $DEPECHE_ARCHIVE, else .depeche here.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def facet_options(command: _Command) -> _Command:
    """Give `command` an option for each facet, which can be repeated; they arrive as tuples, by the facets' names."""
    for facet in reversed(FACETS):
        command = click.option(f"--{facet}", facet, multiple=True, metavar="VALUE", help=_HELP[facet])(command)
    return command


@dataclass(frozen=True, slots=True)
class Settings:
    """What was said before the command."""

    archive: str | None
    verbose: bool


def settings(context: click.Context) -> Settings:
    """Return what was said before the command; commands may also run alone."""
    found = context.find_object(Settings)
    return found or Settings(None, verbose=False)


def archive_path(context: click.Context, archive: str | None) -> Path:
    """Return the archive's folder: named after the command, before it, by $DEPECHE_ARCHIVE, else ``.depeche``."""
    named = archive or settings(context).archive or os.environ.get("DEPECHE_ARCHIVE")
    return Path(named or ".depeche")
