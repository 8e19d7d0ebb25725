"""Commands on what an archive holds: ``show``, ``stats``, ``export``."""

import sys
from typing import TYPE_CHECKING, Any

import click

from depeche.cli.options import archive_option, archive_path, json_option
from depeche.cli.printing import is_terminal, print_json, safe
from depeche.core.model import Dispatch

if TYPE_CHECKING:
    from depeche.cli.dispatches import Shown

__all__ = ["export", "show", "stats"]


@click.command()
@click.argument("id_", metavar="ID")
@archive_option
@json_option
@click.option("--raw", is_flag=True, help="Write the file's own bytes; on a terminal its text, what steers escaped.")
@click.option("--plain", is_flag=True, help="Write the text alone after the facts, without marks or colours.")
@click.option("--html", is_flag=True, help="Write a page for a browser, with the mentions marked and listed.")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Where the page goes; else to stdout.")
@click.pass_context
def show(context: click.Context, /, id_: str, archive: str | None, output: str | None, **forms: bool) -> int:
    """Show a dispatch: what is known of it and its text, with its places, actors and dates marked, on a terminal in colours.

    Exits 1 if there is none of that id.
    """
    if sum(forms.values()) > 1 or (output is not None and not (forms["html"] and output)):
        raise click.UsageError("Give one of --json, --raw, --plain, --html; --output FILE goes with --html.")
    from depeche.archive import open_archive
    from depeche.cli.dispatches import shown
    from depeche.core.errors import NotFound

    with open_archive(archive_path(context, archive)) as opened:
        try:
            found = shown(opened.snapshot(), id_)
        except NotFound as error:
            click.echo(f"depeche: {safe(str(error), keep='')}", err=True)
            return 1
    _show(found, output, **forms)
    return 0


@click.command()
@archive_option
@json_option
@click.pass_context
def stats(context: click.Context, archive: str | None, as_json: bool) -> int:
    """Say what an archive holds, what made it and how large it is."""
    from depeche.archive import open_archive

    with open_archive(archive_path(context, archive)) as opened:
        described = opened.describe()
    if as_json:
        print_json(described)
    else:
        click.echo("\n".join(f"{name}: {safe(str(value), keep='')}" for name, value in described.items()))
    return 0


@click.command()
@archive_option
@json_option
@click.pass_context
def export(context: click.Context, archive: str | None, as_json: bool) -> int:  # noqa: ARG001  # JSON lines either way
    """Write all dispatches as JSON lines, which `depeche index` takes back."""
    from depeche.archive import open_archive

    with open_archive(archive_path(context, archive)) as opened:
        for dispatch in opened.snapshot().dispatches():
            print_json({name: value for name, value in _exported(dispatch).items() if value is not None})
    return 0


def _exported(dispatch: Dispatch) -> dict[str, Any]:
    date = dispatch.date.value if dispatch.date else None
    return {
        "id": dispatch.id,
        "title": dispatch.title,
        "date": date,
        "source": dispatch.source,
        "url": dispatch.url,
        "text": dispatch.text,
    }


def _show(found: "Shown", output: str | None, *, as_json: bool, raw: bool, plain: bool, html: bool) -> None:
    from depeche.cli.dispatches import described, print_dispatch
    from depeche.cli.formats import write
    from depeche.cli.page import page

    if raw:
        _write_raw(found.dispatch)
    elif as_json:
        print_json(described(found))
    elif html:
        write([page(found)], output)
    else:
        print_dispatch(found, plain=plain)


def _write_raw(dispatch: Dispatch) -> None:
    if is_terminal():
        click.echo(safe(dispatch.text), nl=False)
    else:
        sys.stdout.buffer.write(dispatch.bom + dispatch.text.encode(dispatch.encoding, "surrogatepass"))
        sys.stdout.flush()
