"""``depeche gazetteer``: the user's own tables of places and actors, kept in an archive."""

from typing import TYPE_CHECKING

import click

from depeche.cli.indexing import opened_or_made
from depeche.cli.options import archive_option, archive_path, json_option
from depeche.cli.printing import print_json, safe

if TYPE_CHECKING:
    from depeche.archive import Archive
    from depeche.indexer.user_tables import UserTable

__all__ = ["gazetteer"]


@click.group()
def gazetteer() -> None:
    """Give an archive places and actors of your own, beside those that ship with Dépêche."""


@gazetteer.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False), metavar="FILE")
@archive_option
@json_option
@click.pass_context
def add(context: click.Context, file: str, archive: str | None, as_json: bool) -> int:
    """Copy a table of places and actors in: TSV with a line of column names.

    Columns: label and kind (place, actor); and, where wanted, id, type, names, within, latitude, longitude, population, flags.
    If a row cannot be used, nothing is stored. The archive is made if it is missing.
    """
    with opened_or_made(archive_path(context, archive)) as opened:
        before = {table.name for table in opened.gazetteer.list()}
        table = opened.gazetteer.add(file)
        _stored(opened, table, replaced=table.name in before, as_json=as_json)
    return 0


@gazetteer.command()
@click.option(
    "--geonames", type=click.Path(exists=True, file_okay=False), required=True, metavar="DIR", help="The folder of a GeoNames dump."
)
@archive_option
@json_option
@click.pass_context
def build(context: click.Context, geonames: str, archive: str | None, as_json: bool) -> int:
    """Make a table of the populated places of a GeoNames dump: cities500.txt, SY.txt, allCountries.txt or their .zip files.

    It is called geonames. The archive is made if it is missing.
    """
    with opened_or_made(archive_path(context, archive)) as opened:
        before = {table.name for table in opened.gazetteer.list()}
        table = opened.gazetteer.build(geonames)
        _stored(opened, table, replaced=table.name in before, as_json=as_json)
    return 0


@gazetteer.command("list")
@archive_option
@json_option
@click.pass_context
def list_(context: click.Context, archive: str | None, as_json: bool) -> int:
    """List the archive's own tables, with how many places and actors each has. Exits 1 if there is none."""
    from depeche.archive import open_archive

    with open_archive(archive_path(context, archive)) as opened:
        tables = opened.gazetteer.list()
    if as_json:
        print_json([table.to_dict() for table in tables])
    for table in () if as_json else tables:
        click.echo(_line(table))
    return 0 if tables else 1


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
        if as_json:
            print_json({"removed": name, "outdated": opened.outdated})
        else:
            click.echo(f"{safe(name, keep='')} removed")
        _warn(opened)
    return 0


def _stored(opened: "Archive", table: "UserTable", *, replaced: bool, as_json: bool) -> None:
    if as_json:
        print_json(table.to_dict() | {"replaced": replaced, "outdated": opened.outdated})
    else:
        click.echo(f"{_line(table)}\t{'replaced' if replaced else 'added'}")
    _warn(opened)


def _line(table: "UserTable") -> str:
    return f"{safe(table.name, keep='')}\t{table.places} places\t{table.actors} actors"


def _warn(opened: "Archive") -> None:
    if opened.outdated:
        click.echo("note: the archive answers as before until `depeche rebuild`, and takes in nothing more", err=True)
