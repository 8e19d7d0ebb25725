"""Commands that find passages: ``search``, ``like``."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import click

from depeche.cli.formats import Output, output_options
from depeche.cli.options import archive_option, archive_path, page_options, question_options, settings
from depeche.cli.printing import safe
from depeche.cli.words import QuestionCommand
from depeche.core.errors import NotFound
from depeche.core.fields import FACETS

if TYPE_CHECKING:
    from depeche.archive import Archive
    from depeche.core.results import Results
    from depeche.search.options import SearchOptions

__all__ = ["like", "search"]


@click.command(cls=QuestionCommand)
@click.argument("question", nargs=-1, metavar="QUERY...")
@archive_option
@page_options
@question_options
@output_options
@click.pass_context
def search(
    context: click.Context,
    /,
    question: tuple[str, ...],
    archive: str | None,
    paged: "SearchOptions",
    asked: "SearchOptions",
    output: Output,
) -> int:
    """Find passages: words, "phrases", AND OR NOT (ET OU SAUF), =word, place: actor: type: country: date: source: filters.

    Words are joined; a question may begin with a hyphen. --place and the other facets narrow the answer; named more than once,
    any of the values will do. With one of them QUERY may be left out. Exits 1 if nothing is found.
    """
    if not question and not any(facet in asked for facet in FACETS):
        raise click.UsageError("Missing argument 'QUERY...'.")
    options = _options(paged, asked, output)
    return _answer(context, archive, output, lambda opened: opened.search(" ".join(question), **options))


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--passage", type=click.IntRange(0), metavar="N", help="Like its passage N, from 0, not like all of it.")
@archive_option
@page_options
@question_options
@output_options
@click.pass_context
def like(
    context: click.Context,
    /,
    id_: str,
    passage: int | None,
    archive: str | None,
    paged: "SearchOptions",
    asked: "SearchOptions",
    output: Output,
) -> int:
    """Find passages like those of a dispatch, by the words and the names that tell it from others.

    Exits 1 if there are none, or no dispatch of that id.
    """
    options = _options(paged, asked, output)
    try:
        return _answer(context, archive, output, lambda opened: opened.more_like(id_, passage, **options))
    except NotFound as error:
        click.echo(f"depeche: {safe(str(error), keep='')}", err=True)
        return 1


def _options(paged: "SearchOptions", asked: "SearchOptions", output: Output) -> "SearchOptions":
    """Return all that was said, with what the library would do and the command line does not."""
    return cast("SearchOptions", {"facet_dispatches": False, **paged, **asked, **output.options})


def _answer(context: click.Context, archive: str | None, output: Output, ask: Callable[["Archive"], "Results"]) -> int:
    """Ask the archive, print the answer, its notes on stderr, and return the exit code."""
    from depeche.archive import open_archive

    begun = time.process_time()
    with open_archive(archive_path(context, archive)) as opened:
        results = ask(opened)
        if settings(context).verbose:
            click.echo(f"{opened.path}, {opened.engine}, {1000 * (time.process_time() - begun):.0f} ms of CPU", err=True)
    for note in results.notes:
        click.echo(f"note: {safe(note, keep='')}", err=True)
    output.show(results)
    return 0 if results.total.passages else 1
