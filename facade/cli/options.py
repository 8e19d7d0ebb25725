"""Options that several commands share, and where the archive is."""

import os
from dataclasses import dataclass
from pathlib import Path

import click

__all__ = ["Settings", "archive_option", "archive_path", "json_option", "settings"]

archive_option = click.option(
    "-a",
    "--archive",
    metavar="DIR",
    help="The archive; before or after the command. Else $DEPECHE_ARCHIVE, else .depeche here.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


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
