"""``depeche search``."""

import re
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

import click

from depeche.cli.options import archive_option, archive_path, facet_options, json_option, settings
from depeche.cli.printing import print_json, print_results, safe
from depeche.core.model import Level

if TYPE_CHECKING:
    from depeche.search.searcher import SearchOptions

__all__ = ["search"]

_GLUED_NUMBER = re.compile(r"-n=?\d+\Z")


class _QuestionCommand(click.Command):
    """A command whose words may begin with a hyphen: only its own options are options, before, between or after them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the options first and the words behind ``--``."""
        valued = {name for option in self._options() if not option.is_flag for name in option.opts}
        flags = {name for option in self._options() if option.is_flag for name in option.opts} | set(ctx.help_option_names)
        options, words = _parted(args, valued, flags)
        return super().parse_args(ctx, [*options, "--", *words])

    def _options(self) -> list[click.Option]:
        return [parameter for parameter in self.params if isinstance(parameter, click.Option)]


def _parted(arguments: Sequence[str], valued: set[str], flags: set[str]) -> tuple[list[str], list[str]]:
    """Return the options, with their values, and the words. An unknown ``--name`` stays an option, for click to refuse."""
    options: list[str] = []
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            words.extend(rest)
        elif argument in valued:
            options += [argument, _value(argument, rest)]
        elif argument in flags or argument.startswith("--") or _GLUED_NUMBER.match(argument):
            options.append(argument)
        else:
            words.append(argument)
    return options, words


def _value(option: str, rest: Iterator[str]) -> str:
    for value in rest:
        return value
    raise click.BadOptionUsage(option, f"Option {option!r} requires an argument.")


@click.command(cls=_QuestionCommand)
@click.argument("question", nargs=-1, metavar="QUERY...")
@archive_option
@json_option
@click.option("-n", "--limit", type=click.IntRange(0, 10_000), default=10, show_default=True, help="How many passages.")
@click.option("--offset", type=click.IntRange(0), default=0, help="How many passages to leave out first.")
@click.option("--cursor", help="The “next” of the page before, with --json.")
@facet_options
@click.option("--facet-limit", type=click.IntRange(0, 1000), default=10, show_default=True, help="How many values of each facet.")
@click.option("--facet-search", default="", metavar="TEXT", help="Only values of facets with TEXT, or a spelling of it, in a name.")
@click.option("--dispatches", is_flag=True, help="Print of how many dispatches the passages of each value are; with --json always.")
@click.option(
    "--level",
    "levels",
    multiple=True,
    type=click.Choice([str(level) for level in Level]),
    help="How words may answer: so or more strongly; named more than once, just so. Default: alias, which is all.",
)
@click.pass_context
def search(  # one parameter an option; those of the facets are `chosen`
    context: click.Context,
    /,
    question: tuple[str, ...],
    archive: str | None,
    as_json: bool,
    limit: int,
    offset: int,
    cursor: str | None,
    facet_limit: int,
    facet_search: str,
    dispatches: bool,
    levels: tuple[str, ...],
    **chosen: tuple[str, ...],
) -> int:
    """Find passages: words, "phrases", AND OR NOT (ET OU SAUF), =word, place: actor: type: country: date: source: filters.

    Words are joined; a question may begin with a hyphen. --place and the other facets narrow the answer; named more than once,
    any of the values will do. With one of them QUERY may be left out. Exits 1 if nothing is found.
    """
    from depeche.archive import open_archive

    if not question and not any(chosen.values()):
        raise click.UsageError("Missing argument 'QUERY...'.")
    page: SearchOptions = {"limit": limit, "offset": offset, "cursor": cursor, "levels": _levels(levels)}
    counts: SearchOptions = {"facet_limit": facet_limit, "facet_search": facet_search, "facet_dispatches": dispatches or as_json}
    begun = time.process_time()
    with open_archive(archive_path(context, archive)) as opened:
        results = opened.search(" ".join(question), **cast("SearchOptions", {**page, **counts, **chosen}))
        if settings(context).verbose:
            click.echo(f"{opened.path}, {opened.engine}, {1000 * (time.process_time() - begun):.0f} ms of CPU", err=True)
    for note in results.notes:
        click.echo(f"note: {safe(note, keep='')}", err=True)
    print_json(results.to_dict()) if as_json else print_results(results)
    return 0 if results.total.passages else 1


def _levels(named: tuple[str, ...]) -> frozenset[Level] | None:
    """Return the levels named; a single one stands for all stronger ones too."""
    levels = frozenset(map(Level, named))
    return next(iter(levels)).and_stronger if len(named) == 1 else levels or None
