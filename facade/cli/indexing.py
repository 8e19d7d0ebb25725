"""``depeche index``, ``depeche rebuild`` and ``depeche remove``."""

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from depeche.cli.options import archive_option, archive_path, gathered, json_option, settings
from depeche.cli.printing import print_json, safe
from depeche.cli.progress import counting, metered
from depeche.cli.stopping import stoppable
from depeche.indexer.pacing import EVERY

if TYPE_CHECKING:
    from depeche.archive import Archive
    from depeche.indexer.report import Report

__all__ = ["Intake", "engine_option", "index", "intake_options", "opened_or_made", "rebuild", "remove", "summary", "tell_problems"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_SHOWN = 20
"""How many dispatches with the text of another are told one by one."""
_CPUS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

engine_option = click.option("--engine", metavar="NAME", help="The engine of a new archive: tantivy (default) or whoosh.")
wait_option = click.option(
    "--wait", type=click.FloatRange(min=0), default=0.0, metavar="SECONDS", help="How long another writer is waited for."
)
_workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=_CPUS,
    metavar="N",
    help="How many processes analyse; as many as there are cores. Small inputs need none.",
)
_INTAKE_OPTIONS: dict[str, Callable[[Any], Any]] = {
    "encoding": click.option("--encoding", metavar="NAME", help="What .txt files are in that are not UTF-8, such as cp1252."),
    "engine": engine_option,
    "entities": click.option(
        "--entities/--no-entities",
        default=None,
        help="For a new archive: search texts for places and actors (default), or not: faster, without their facets.",
    ),
    "prune": click.option("--prune", is_flag=True, help="Drop what was stored from below a PATH and is there no more."),
    "workers": _workers_option,
    "wait": wait_option,
    "commit_every": click.option(
        "--commit-every",
        type=click.FloatRange(min=0, min_open=True),
        default=EVERY,
        metavar="MB",
        help="Megabytes of text after which what is done is made durable.",
    ),
}


class Intake:
    """How dispatches are to be taken in, as was said."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.encoding: str | None = given["encoding"]
        self.engine: str | None = given["engine"]
        self.entities: bool | None = given["entities"]
        self.prune: bool = given["prune"]
        self.how = {name: given[name] for name in ("workers", "wait", "commit_every")}


def intake_options(command: _Command) -> _Command:
    """Give `command` what says how dispatches are taken in; it gets `intake`."""
    return gathered(command, "intake", _INTAKE_OPTIONS, Intake)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True), metavar="PATH...")
@archive_option
@json_option
@intake_options
@click.option("--strict", is_flag=True, help="Exit 3 if anything was skipped.")
@click.pass_context
def index(context: click.Context, paths: tuple[str, ...], archive: str | None, as_json: bool, strict: bool, intake: Intake) -> int:
    """Take in what is new or has changed: .txt files, one dispatch each, and .jsonl files, one a line.

    Folders are read with all below them. The archive is made if it is missing; a dispatch whose id it holds is replaced if it
    has changed. What cannot be read is listed on stderr and skipped. Stopped, it keeps what is done; again, it goes on from there.
    """
    from depeche.indexer.readers import read

    stored = _Stored(tell=settings(context).verbose)
    path = archive_path(context, archive)
    with stoppable(stored.told), metered(paths) as meter:
        items = read(paths, encoding=intake.encoding, advance=meter.read if meter else None)
        with opened_or_made(path, intake.engine, intake.entities) as opened:
            report = opened.add(
                meter.counted(items) if meter else items,
                prune=paths if intake.prune else (),
                progress=meter.dealt if meter else None,
                on_commit=stored.note,
                **intake.how,
            )
    tell_problems(report)
    if settings(context).verbose:
        click.echo(f"{_shown(opened)}, {opened.engine}", err=True)
    _print_report(report, opened, as_json=as_json)
    return 3 if strict and any(problem.skipped for problem in report.problems) else 0


@click.command()
@archive_option
@json_option
@click.option("--engine", metavar="NAME", help="The engine that the archive shall have: tantivy or whoosh; else the one it has.")
@_workers_option
@wait_option
@click.pass_context
def rebuild(context: click.Context, archive: str | None, as_json: bool, engine: str | None, workers: int, wait: float) -> int:
    """Analyse all dispatches of an archive again, with the rules and tables of now.

    Needed after an update of Dépêche or a change of the user's tables. Interrupted, the archive stays as it was.
    """
    from depeche.archive import open_archive

    with (
        stoppable(lambda: "stopped: the archive is whole, as before or done"),
        open_archive(archive_path(context, archive)) as opened,
    ):
        with counting(opened.describe()["dispatches"]) as advance:
            report = opened.rebuild(engine=engine, workers=workers, wait=wait, progress=advance)
        made = opened.engine
    if as_json:
        names = ("dispatches", "passages", "characters")
        print_json({name: getattr(report, name) for name in names} | {"archive": str(opened.path), "engine": made})
    else:
        click.echo(f"{report.dispatches} dispatches analysed again in {_shown(opened)}, as {report.passages} passages")
    return 0


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@archive_option
@json_option
@wait_option
@click.pass_context
def remove(context: click.Context, ids: tuple[str, ...], archive: str | None, as_json: bool, wait: float) -> int:
    """Remove dispatches from an archive, by id; exits 1 if it does not hold one of them.

    Where their files are still there, they come back when these are indexed again.
    """
    from depeche.archive import open_archive

    with open_archive(archive_path(context, archive)) as opened:
        removed = opened.remove(ids, wait=wait)
    unknown = [id_ for id_ in dict.fromkeys(ids) if id_ not in removed]
    if as_json:
        print_json({"removed": removed, "unknown": unknown, "archive": str(opened.path)})
    else:
        click.echo(f"{len(removed)} dispatches removed from {_shown(opened)}")
    for id_ in unknown:
        click.echo(f"depeche: no dispatch {safe(id_, keep='')} in this archive", err=True)
    return 1 if unknown else 0


class _Stored:
    """What is known of a run that may be stopped: how many dispatches are stored."""

    def __init__(self, *, tell: bool) -> None:
        self._tell = tell
        self._number = 0

    def note(self, number: int) -> None:
        """Note a commit, after which so many dispatches of the run are stored."""
        self._number = number
        if self._tell:
            click.echo(f"committed {number} dispatches", err=True)

    def told(self) -> str:
        """Return what came of the run, for one who has stopped it."""
        return f"stopped: {self._number} dispatches of this run are stored; the same command goes on from there"


def opened_or_made(path: Path, engine: str | None = None, entities: bool | None = None) -> "Archive":
    """Open the archive in `path`, or make it if there is none; ArchiveError if it is of another engine, or kind, than was said."""
    from depeche.archive import create, open_archive
    from depeche.core.errors import ArchiveError, ArchiveNotFound

    try:
        opened = open_archive(path)
    except ArchiveNotFound:
        return create(path, engine=engine, entities=entities is not False)
    if engine not in (None, opened.engine):
        raise ArchiveError(f"{path} was made by the engine {opened.engine}: index into a new archive to use {engine}")
    if entities not in (None, opened.entities):
        made = "with" if opened.entities else "without"
        raise ArchiveError(f"{path} was made {made} places and actors, and stays so: index into a new archive to change that")
    return opened


def summary(
    report: "Report",
    names: tuple[str, ...] = ("new", "changed", "moved", "unchanged", "removed"),
    told: Collection[str] = (),
) -> str:
    """Return in words what came of a run: ``1 new, 4 unchanged, 2 the same text as others``; of these not those in `told`."""
    same = sum(str(one) not in told for one in report.same)
    counts = [(getattr(report, name), name) for name in names] + [(same, "the same text as others")]
    return ", ".join(f"{count} {name}" for count, name in counts if count)


def tell_problems(report: "Report", told: set[str] | None = None) -> None:
    """Print on stderr what was skipped, and what has the text of another; not what is in `told`, to which it is added."""
    problems = [f"{'skipped' if problem.skipped else 'warning'}: {problem}" for problem in report.problems]
    same = list(map(str, report.same))
    more = [f"and {len(same) - _SHOWN} more that have the text of others; --json lists them"] if len(same) > _SHOWN else []
    for line in (*problems, *same[:_SHOWN], *more):
        if told is None or line not in told:
            click.echo(safe(line, keep=""), err=True)
    if told is not None:
        told.update(problems, same, more)


def _shown(opened: "Archive") -> str:
    return safe(str(opened.path), keep="")


def _print_report(report: "Report", opened: "Archive", *, as_json: bool) -> None:
    if as_json:
        problems = [problem.to_dict() for problem in report.problems]
        double = [{"id": same.id, "of": same.of, "path": same.path} for same in report.same]
        print_json(report.counts() | {"archive": str(opened.path), "double": double, "problems": problems})
        return
    said = "" if report.new == report.dispatches and not (report.unchanged or report.removed) else f": {summary(report)}"
    click.echo(f"{report.dispatches} dispatches stored in {_shown(opened)}, as {report.passages} passages{said}")
