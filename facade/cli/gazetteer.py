"""``depeche gazetteer``: the user's own tables of places and actors, kept in an archive."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from depeche.cli.indexing import engine_option, opened_or_made
from depeche.cli.keeping import between, listed, removed
from depeche.cli.options import archive_option, archive_path, json_option
from depeche.cli.printing import print_json, safe

if TYPE_CHECKING:
    from depeche.archive import Archive
    from depeche.indexer.user_tables import Draft, UserTable

__all__ = ["gazetteer"]


@click.group()
@archive_option
@click.pass_context
def gazetteer(context: click.Context, archive: str | None) -> None:
    """Give an archive places and actors of your own, beside those that ship with Dépêche."""
    between(context, archive)


@gazetteer.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False), metavar="FILE")
@archive_option
@json_option
@engine_option
@click.pass_context
def add(context: click.Context, file: str, archive: str | None, as_json: bool, engine: str | None) -> int:
    """Copy a table of places and actors in: TSV with a line of column names.

    Columns: label and kind (place, actor); and, where wanted, id, type, names, within, latitude, longitude, population, flags.
    If a row cannot be used, nothing is stored. The archive is made if it is missing.
    """
    from depeche.indexer.user_tables import copied

    return _store(copied(file), archive_path(context, archive), engine, as_json=as_json)


@gazetteer.command()
@click.option(
    "--geonames", type=click.Path(exists=True, file_okay=False), required=True, metavar="DIR", help="The folder of a GeoNames dump."
)
@archive_option
@json_option
@engine_option
@click.pass_context
def build(context: click.Context, geonames: str, archive: str | None, as_json: bool, engine: str | None) -> int:
    """Make a table of the populated places of a GeoNames dump: cities500.txt, SY.txt, allCountries.txt or their .zip files.

    It is called geonames. The archive is made if it is missing.
    """
    from depeche.indexer.user_tables import converted

    return _store(converted(geonames), archive_path(context, archive), engine, as_json=as_json)


@gazetteer.command("list")
@archive_option
@json_option
@click.pass_context
def list_(context: click.Context, archive: str | None, as_json: bool) -> int:
    """List the archive's own tables, with how many places and actors each has. Exits 1 if there is none."""
    from depeche.archive import open_archive

    with open_archive(archive_path(context, archive)) as opened:
        return listed(opened.gazetteer.list(), _line, as_json=as_json)


@gazetteer.command()
@click.argument("name", metavar="NAME")
@archive_option
@json_option
@click.pass_context
def remove(context: click.Context, name: str, archive: str | None, as_json: bool) -> int:
    """Remove one of the archive's own tables."""
    from depeche.archive import open_archive

    with open_archive(archive_path(context, archive)) as opened:
        opened.gazetteer.remove(name)
        code = removed(name, as_json=as_json, outdated=opened.outdated)
        _warn(opened)
    return code


def _store(drafting: AbstractContextManager["Draft"], path: Path, engine: str | None, *, as_json: bool) -> int:
    """Store a table once it has been checked; only then is the archive made."""
    with drafting as draft, opened_or_made(path, engine) as opened:
        replaced = opened.gazetteer.store(draft)
        if as_json:
            print_json(draft.table.to_dict() | {"replaced": replaced, "outdated": opened.outdated})
        else:
            click.echo(f"{_line(draft.table)}\t{'replaced' if replaced else 'added'}")
        _warn(opened)
    return 0


def _line(table: "UserTable") -> str:
    return f"{safe(table.name, keep='')}\t{table.places} places\t{table.actors} actors"


def _warn(opened: "Archive") -> None:
    if opened.outdated:
        click.echo("note: the archive answers as before until `depeche rebuild`, and takes in nothing more", err=True)
