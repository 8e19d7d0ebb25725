"""``depeche index`` and ``depeche rebuild``."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from depeche.cli.options import archive_option, archive_path, json_option, settings
from depeche.cli.printing import print_json, safe

if TYPE_CHECKING:
    from depeche.archive import Archive
    from depeche.indexer.ingest import Report

__all__ = ["engine_option", "index", "opened_or_made", "rebuild"]

engine_option = click.option("--engine", metavar="NAME", help="The engine of a new archive: tantivy (default) or whoosh.")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True), metavar="PATH...")
@archive_option
@json_option
@click.option("--encoding", metavar="NAME", help="What .txt files are in that are not UTF-8, such as cp1252.")
@engine_option
@click.option("--strict", is_flag=True, help="Exit 3 if anything was skipped.")
@click.pass_context
def index(  # one parameter an option
    context: click.Context,
    paths: tuple[str, ...],
    archive: str | None,
    as_json: bool,
    encoding: str | None,
    engine: str | None,
    strict: bool,
) -> int:
    """Take dispatches in: .txt files, one dispatch each, and .jsonl files, one a line.

    Folders are read with all below them. The archive is made if it is missing; a dispatch whose id it holds is replaced.
    What cannot be read is listed on stderr and skipped.
    """
    from depeche.indexer.readers import read

    items = read(paths, encoding=encoding)
    with opened_or_made(archive_path(context, archive), engine) as opened, _progress() as advance:
        report = opened.add(items, progress=advance)
    _print_problems(report)
    if settings(context).verbose:
        click.echo(f"{opened.path}, {opened.engine}", err=True)
    if as_json:
        print_json(_counts(report, opened) | {"problems": [problem.to_dict() for problem in report.problems]})
    else:
        click.echo(f"{report.dispatches} dispatches stored in {opened.path}, as {report.passages} passages")
    return 3 if strict and any(problem.skipped for problem in report.problems) else 0


@click.command()
@archive_option
@json_option
@click.option("--engine", metavar="NAME", help="The engine that the archive shall have: tantivy or whoosh; else the one it has.")
@click.pass_context
def rebuild(context: click.Context, archive: str | None, as_json: bool, engine: str | None) -> int:
    """Analyse all dispatches of an archive again, with the rules and tables of now.

    Needed after an update of Dépêche or a change of the user's tables. Interrupted, the archive stays as it was.
    """
    from depeche.archive import open_archive

    with open_archive(archive_path(context, archive)) as opened, _progress() as advance:
        report = opened.rebuild(engine=engine, progress=advance)
    if as_json:
        print_json(_counts(report, opened) | {"engine": opened.engine})
    else:
        click.echo(f"{report.dispatches} dispatches analysed again in {opened.path}, as {report.passages} passages")
    return 0


def opened_or_made(path: Path, engine: str | None = None) -> "Archive":
    """Open the archive in `path`, or make it if there is none; ArchiveError if it is of another engine than `engine`."""
    from depeche.archive import create, open_archive
    from depeche.core.errors import ArchiveError, ArchiveNotFound

    try:
        opened = open_archive(path)
    except ArchiveNotFound:
        return create(path, engine=engine)
    if engine not in (None, opened.engine):
        raise ArchiveError(f"{path} was made by the engine {opened.engine}: index into a new archive to use {engine}")
    return opened


def _counts(report: "Report", opened: "Archive") -> dict[str, Any]:
    counts = {"dispatches": report.dispatches, "passages": report.passages, "characters": report.characters}
    return counts | {"archive": str(opened.path)}


def _print_problems(report: "Report") -> None:
    for problem in report.problems:
        click.echo(f"{'skipped' if problem.skipped else 'warning'}: {safe(str(problem), keep='')}", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[object], object] | None]:
    """Show on a terminal how many dispatches have been analysed, and how many a second; give None elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} dispatches"), TextColumn("{task.fields[rate]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("index", total=None, rate="")

        def advance(_: object) -> None:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"{speed:.0f}/s" if speed else "")

        yield advance
