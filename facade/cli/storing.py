"""Commands on what an archive holds: ``show``, ``stats``, ``export``."""

import sys
from typing import Any

import click

from depeche.cli.options import archive_option, archive_path, json_option
from depeche.cli.printing import print_json, safe
from depeche.core.model import Dispatch

__all__ = ["export", "show", "stats"]


@click.command()
@click.argument("id_", metavar="ID")
@archive_option
@json_option
@click.option("--raw", is_flag=True, help="Write the file's own bytes.")
@click.pass_context
def show(context: click.Context, id_: str, archive: str | None, as_json: bool, raw: bool) -> int:
    """Show a dispatch: what is known of it and its text. Exits 1 if there is none of that id."""
    from depeche.archive import open_archive
    from depeche.core.errors import NotFound

    with open_archive(archive_path(context, archive)) as opened:
        try:
            dispatch = opened.snapshot().dispatch(id_)
        except NotFound as error:
            click.echo(f"depeche: {safe(str(error), keep='')}", err=True)
            return 1
    if raw:
        sys.stdout.buffer.write(dispatch.bom + dispatch.text.encode(dispatch.encoding, "surrogatepass"))
    elif as_json:
        print_json(_described(dispatch))
    else:
        click.echo("\n".join(f"{name}: {safe(str(value), keep='')}" for name, value in _facts(dispatch).items() if value))
        click.echo("\n" + safe(dispatch.text))
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


def _facts(dispatch: Dispatch) -> dict[str, str | None]:
    date = dispatch.date
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


def _described(dispatch: Dispatch) -> dict[str, Any]:
    from dataclasses import asdict

    from depeche.analyzers.layout import read

    form = read(dispatch.text)
    spans = {"header": form.header, "dateline": form.dateline, "prose": form.prose, "trailer": form.trailer}
    layout = {name: asdict(span) if span else None for name, span in spans.items()}
    return _facts(dispatch) | {"place": form.place, "layout": layout, "text": dispatch.text}
