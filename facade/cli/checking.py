"""The command ``check``: whether an archive is whole, and making again what can be made again."""

from typing import TYPE_CHECKING

import click

from depeche.cli.options import archive_option, archive_path, json_option
from depeche.cli.printing import print_json, safe

if TYPE_CHECKING:
    from depeche.checking import Finding

__all__ = ["check"]


@click.command()
@archive_option
@json_option
@click.option("--deep", is_flag=True, help="Analyse all texts again and compare them with the index; else some.")
@click.option("--repair", is_flag=True, help="Make again what is derived from what is whole; nothing whole is thrown away.")
@click.pass_context
def check(context: click.Context, archive: str | None, as_json: bool, deep: bool, repair: bool) -> int:
    """Check that an archive is whole: its files, its texts and what finds them.

    Exits 1 if something is wrong, and after --repair if something still is.
    """
    from depeche import checking

    path = archive_path(context, archive)
    if repair:
        repaired = checking.repair(path, deep=deep)
        found = repaired.left
        for line in repaired.done:
            click.echo(safe(line, keep=""), err=True)
    else:
        found = tuple(checking.check(path, deep=deep))
    _print(found, as_json=as_json)
    return int(any(not one.harmless for one in found))


def _print(found: "tuple[Finding, ...]", *, as_json: bool) -> None:
    if as_json:
        print_json([one.to_dict() for one in found])
        return
    for one in found:
        click.echo(safe(str(one), keep=""))
    if all(one.harmless for one in found):
        click.echo("whole")
