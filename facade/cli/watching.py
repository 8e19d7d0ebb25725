"""``depeche watch``: an archive that follows folders.

Changes are told by `watchfiles`, which collects those that come together; where the file system tells none, a look every so often
does. What has changed is found as ``depeche index`` finds it. Not here: that (``indexing``).
"""

import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from depeche.cli.indexing import Intake, intake_options, opened_or_made, summary, tell_problems
from depeche.cli.options import archive_option, archive_path, json_option, settings
from depeche.cli.printing import print_json, safe
from depeche.cli.stopping import stoppable
from depeche.core.errors import ArchiveLocked

if TYPE_CHECKING:
    from depeche.archive import Archive
    from depeche.indexer.report import Report

__all__ = ["watch"]

_LONGEST, _STEP, _TICK = 5000, 400, 500
"""Milliseconds: changes are collected until none comes for a step, or so long at most; the end is looked for once a tick."""

_AGAIN = 5.0
"""Seconds after which a round is tried again that another writer was in the way of."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True), metavar="DIR...")
@archive_option
@json_option
@intake_options
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    help="Look so often as well, for file systems that tell of no changes (network folders).",
)
@click.pass_context
def watch(
    context: click.Context, paths: tuple[str, ...], archive: str | None, as_json: bool, intake: Intake, every: float | None
) -> int:
    """Index folders, then follow them: what is new or has changed is taken in, round by round, until Ctrl-C.

    A line is printed for each round that has changed the archive; each is committed when it is printed.
    """
    from depeche.indexer.readers import read

    read((), encoding=intake.encoding)
    path = archive_path(context, archive)
    with stoppable(lambda: "stopped: what was printed is stored"), opened_or_made(path, intake.engine, intake.entities) as opened:
        told: set[str] = set()
        for number, _ in enumerate(_rounds(paths, path, every, tell=settings(context).verbose)):
            report = _taken_in(opened, paths, intake)
            news = summary(report, ("new", "changed", "moved", "removed"), told)
            tell_problems(report, told)
            if news or number == 0:
                _print_round(report, opened, news or summary(report), as_json=as_json)
    return 0


def _taken_in(opened: "Archive", paths: Sequence[str], intake: Intake) -> "Report":
    """Take in what has changed; while another writer is at work, wait."""
    from depeche.indexer.readers import read  # loads the analysers, which telling the options does not need

    while True:
        try:
            return opened.add(read(paths, encoding=intake.encoding), prune=paths if intake.prune else (), **intake.how)
        except ArchiveLocked as error:
            click.echo(f"waiting: {safe(str(error), keep='')}", err=True)
            threading.Event().wait(_AGAIN)


def _print_round(report: "Report", opened: "Archive", said: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"time": _now(), **report.counts(), "archive": str(opened.path)})
    else:
        click.echo(f"{_now()}  {said or 'nothing there'}")


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _rounds(paths: Sequence[str], archive: Path, every: float | None, *, tell: bool) -> Iterator[None]:
    """Yield once, and then each time that something may have changed."""
    changes = _Changes(paths, archive)
    changes.start()
    try:
        if changes.failure:
            every = every or 10.0
            click.echo(
                f"changes are not told here ({safe(str(changes.failure), keep='')}): looking every {every:g} seconds", err=True
            )
        yield
        while True:
            told = changes.wait(every)
            if tell:
                click.echo("something has changed" if told else "looking", err=True)
            yield
    finally:
        changes.stop()


class _Changes(threading.Thread):
    """Who listens to the file system. `failure` says why it cannot be listened to, if so; whatever it then is, looking helps."""

    def __init__(self, paths: Sequence[str], archive: Path) -> None:
        super().__init__(daemon=True)
        self._paths = paths
        self._archive = archive.resolve()
        self._ready, self._changed, self._stopped = threading.Event(), threading.Event(), threading.Event()
        self.failure: Exception | None = None

    def start(self) -> None:
        """Begin to listen; when this returns, no change is missed."""
        super().start()
        self._ready.wait()

    def run(self) -> None:
        """Listen until the end."""
        try:
            from watchfiles import watch as listen

            changes = listen(
                *self._paths,
                watch_filter=lambda _, path: self._concerns(path),
                debounce=_LONGEST,
                step=_STEP,
                stop_event=self._stopped,
                rust_timeout=_TICK,
                yield_on_timeout=True,
                raise_interrupt=False,
            )
            for told in changes:
                self._ready.set()
                if told:
                    self._changed.set()
        except Exception as error:  # of whatever kind: too many folders, a file system without events, no library
            self.failure = error
        self._ready.set()

    def wait(self, seconds: float | None) -> bool:
        """Wait until something has changed, or so many seconds, and return whether something has."""
        told = self._changed.wait(seconds)
        self._changed.clear()
        return told

    def stop(self) -> None:
        """Listen no more."""
        self._stopped.set()

    def _concerns(self, path: str) -> bool:
        """Return whether a change of `path` may be of a dispatch: not of the archive itself, and of nothing hidden."""
        changed = Path(path)
        return not changed.name.startswith(".") and not changed.resolve().is_relative_to(self._archive)
