"""``depeche saved``: questions kept in an archive and asked again, also of no more than what has come in since.

Not here: how an answer is printed (``formats``), where questions are kept (``depeche.indexer.saved``).
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import click
from click.core import ParameterSource

from depeche.cli.formats import Output, output_options
from depeche.cli.keeping import between, listed, removed
from depeche.cli.options import archive_option, archive_path, json_option, page_options, question_options
from depeche.cli.printing import print_json, safe
from depeche.cli.words import QuestionCommand
from depeche.core.errors import QuestionError
from depeche.core.fields import FACETS
from depeche.core.frozen import frozen
from depeche.search.options import LARGEST

if TYPE_CHECKING:
    from depeche.archive import Archive
    from depeche.indexer.saved import SavedQuestion
    from depeche.search.options import SearchOptions
    from depeche.snapshot import Snapshot

__all__ = ["saved"]

_MOST = 10_000
"""How many passages are shown of what is new, where no limit is said."""


@click.group()
@archive_option
@click.pass_context
def saved(context: click.Context, archive: str | None) -> None:
    """Keep questions in an archive, and ask them again, also of no more than what has come in since."""
    between(context, archive)


@saved.command(cls=QuestionCommand)
@click.argument("name", metavar="NAME")
@click.argument("question", nargs=-1, metavar="QUERY...")
@archive_option
@json_option
@click.option("--replace", "replacing", is_flag=True, help="Take the place of a question of that name.")
@click.option("-n", "--limit", type=click.IntRange(0, 10_000), help="How many passages.")
@click.option(
    "--group", type=click.IntRange(0, LARGEST), metavar="N", help="The N best passages of each dispatch; counts dispatches."
)
@question_options
@click.pass_context
def add(
    context: click.Context,
    /,
    name: str,
    question: tuple[str, ...],
    archive: str | None,
    as_json: bool,
    replacing: bool,
    limit: int | None,
    group: int | None,
    asked: "SearchOptions",
) -> int:
    """Keep a question, with options of a search, under a NAME of letters, digits, - and _.

    One that cannot be asked is refused. With --place or another facet QUERY may be left out. One that is replaced is new again.
    """
    from depeche.archive import open_archive

    if not question and not any(facet in asked for facet in FACETS):
        raise click.UsageError("Missing argument 'QUERY...'.")
    with open_archive(archive_path(context, archive)) as opened:
        nothing: SearchOptions = {**asked, "limit": 0, "facet_limit": 0, "dispatches": False}
        tried = opened.search(" ".join(question), **nothing)
        kept = opened.saved.add(name, " ".join(question), replace=replacing, limit=limit, group=group, **asked)
    for note in tried.notes:
        click.echo(f"note: {safe(note, keep='')}", err=True)
    print_json(kept.to_dict()) if as_json else click.echo(_line(kept))
    return 0


@saved.command("list")
@archive_option
@json_option
@click.pass_context
def list_(context: click.Context, archive: str | None, as_json: bool) -> int:
    """List the questions, with their options and the last commit whose dispatches were shown as new. Exits 1 if there is none."""
    from depeche.archive import open_archive

    with open_archive(archive_path(context, archive)) as opened:
        return listed(opened.saved.list(), _line, as_json=as_json)


@saved.command()
@click.argument("name", metavar="NAME")
@archive_option
@json_option
@click.pass_context
def remove(context: click.Context, name: str, archive: str | None, as_json: bool) -> int:
    """Remove a question."""
    from depeche.archive import open_archive

    with open_archive(archive_path(context, archive)) as opened:
        opened.saved.remove(name)
    return removed(name, as_json=as_json)


@saved.command()
@click.argument("name", required=False, metavar="NAME")
@archive_option
@click.option("--all", "every", is_flag=True, help="Ask all questions, one after the other.")
@click.option("--new", is_flag=True, help="Only of dispatches that were taken in since the last run with --new.")
@page_options
@output_options
@click.pass_context
def run(
    context: click.Context,
    /,
    name: str | None,
    archive: str | None,
    every: bool,
    new: bool,
    paged: "SearchOptions",
    output: Output,
) -> int:
    """Ask a saved question again, and print the answer as search does.

    With --new, what was shown counts as seen once it is printed; the first time all is new. With --all each answer stands under
    its question's name. Exits 1 if nothing is found.
    """
    from depeche.archive import open_archive

    _check(name, paged, output, every=every, new=new)
    with open_archive(archive_path(context, archive)) as opened:
        questions = opened.saved.list() if every else [opened.saved.get(name or "")]
        asking = _Asking(opened, opened.snapshot(), cast("SearchOptions", {**paged, **_said(context)}), output, every, new)
        codes = set(map(asking.one_of_all if every else asking.answer, questions))
    return next((code for code in (2, 0) if code in codes), 1)


def _check(name: str | None, paged: "SearchOptions", output: Output, *, every: bool, new: bool) -> None:
    if (name is None) != every:
        raise click.UsageError("Name one question, or give --all.")
    if every and (output.file or output.format not in {"table", "json"}):
        raise click.UsageError("--all prints on stdout, as a table or JSON.")
    if new and ("offset" in paged or "cursor" in paged):
        raise click.UsageError("--new goes without --offset and --cursor: what they leave out would count as seen.")


def _said(context: click.Context) -> dict[str, int]:
    """Return those of limit and group that were said, even if they are what is usual: the saved question may say otherwise."""
    given = (key for key in ("limit", "group") if context.get_parameter_source(key) is ParameterSource.COMMANDLINE)
    return {key: context.params[key] for key in given}


@frozen
class _Asking:
    """Asks questions of one snapshot and prints the answers: of all saved ones if `every`, of what none has seen if `new`."""

    opened: "Archive"
    snapshot: "Snapshot"
    paged: "SearchOptions"
    output: Output
    every: bool
    new: bool

    def one_of_all(self, one: "SavedQuestion") -> int:
        """As :meth:`answer`, under the question's name; what cannot be asked is told and does not stop the others."""
        if self.output.format == "table":
            click.echo(f"\n== {safe(': '.join(filter(None, [one.name, one.question])), keep='')}\n")
        try:
            return self.answer(one)
        except QuestionError as error:
            click.echo(f"depeche: {safe(f'{one.name}: {error}', keep='')}", err=True)
            return 2

    def answer(self, one: "SavedQuestion") -> int:
        """Ask a question, print the answer, note what has been seen, and return the exit code."""
        results = self.snapshot.search(one.question, **self._options(one))
        more = self.new and (results.next or (results.total.passages and not results.passages))
        unseen = ["not all that is new is shown, but all of it counts as seen now; -n sets how much is"] if more else []
        for note in (*self._notes(one), *results.notes, *unseen):
            click.echo(f"note: {safe(f'{one.name}: {note}' if self.every else note, keep='')}", err=True)
        if self.every and self.output.format == "json":
            print_json({"name": one.name, **results.to_dict()})
        else:
            replace(self.output, pager=self.output.pager and not self.every).show(results)
        self._mark(one)
        return 0 if results.total.passages else 1

    def _options(self, one: "SavedQuestion") -> "SearchOptions":
        fixed = {"limit": _MOST, "arrived_after": self._seen(one)} if self.new else {}
        return cast("SearchOptions", {"facet_dispatches": False, **fixed, **one.options, **self.paged, **self.output.options})

    def _seen(self, one: "SavedQuestion") -> int:
        """Return the number up to which the question was shown; 0 if this archive has not come so far, so it was another."""
        return one.seen if one.seen <= self.snapshot.arrivals else 0

    def _notes(self, one: "SavedQuestion") -> Iterator[str]:
        if self.new and self._seen(one) < one.seen:
            yield f"seen up to commit {one.seen}, but the archive has come to {self.snapshot.arrivals}: all is shown as new"

    def _mark(self, one: "SavedQuestion") -> None:
        """Note what has been shown, once it has left."""
        sys.stdout.flush()
        if self.new and self.snapshot.arrivals != one.seen:
            self.opened.saved.mark(one, self.snapshot.arrivals)


def _line(one: "SavedQuestion") -> str:
    options = "; ".join(f"{key}: {', '.join(value) if isinstance(value, tuple) else value}" for key, value in one.options.items())
    seen = f"seen up to commit {one.seen}" if one.seen else "all new"
    return "\t".join(safe(cell, keep="") for cell in (one.name, one.question, options, seen))
