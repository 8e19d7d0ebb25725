"""Options that several commands share: where the archive is, what is asked of it, which page of the answer.

Not here: how an answer is printed (``formats``).
"""

import os
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from depeche.core.fields import FACETS
from depeche.core.frozen import frozen
from depeche.core.model import Level
from depeche.search.options import LARGEST

if TYPE_CHECKING:
    from depeche.search.options import SearchOptions

__all__ = [
    "Settings",
    "archive_option",
    "archive_path",
    "gathered",
    "json_option",
    "page_options",
    "question_options",
    "settings",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Option = Callable[[_Command], _Command]

_FACET_HELP = {
    "place": "Only passages that name this place or one that lies in it, by any name or id.",
    "actor": "Only passages that name this actor, by any name or id.",
    "type": "Only passages that name an actor of this type (armed group, NGO).",
    "country": "Only passages that name this country or a place in it.",
    "source": "Only dispatches of this source.",
    "month": "Only dispatches of this month (2018-07).",
}
_LEVEL_HELP = "How words may answer: so or more strongly; named more than once, just so. Default: alias, which is all."
_WITHIN_HELP = "Where all words of a question must stand together."

archive_option = click.option(
    "-a",
    "--archive",
    metavar="DIR",
    help="The archive; before or after the command. Else $DEPECHE_ARCHIVE, else .depeche here.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def _completer(facet: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Return what gives the values of a facet that begin with what was typed."""

    def values(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
        from depeche.cli import completing

        return completing.values(facet, context, typed)

    return values


_FACET_OPTIONS = {
    facet: click.option(
        f"--{facet}", facet, multiple=True, metavar="VALUE", shell_complete=_completer(facet), help=_FACET_HELP[facet]
    )
    for facet in FACETS
}
_QUESTION_OPTIONS = _FACET_OPTIONS | {
    "levels": click.option("--level", "levels", multiple=True, type=click.Choice([str(each) for each in Level]), help=_LEVEL_HELP),
    "within": click.option("--within", type=click.Choice(["passage", "dispatch"]), default="passage", help=_WITHIN_HELP),
    "strict": click.option("--strict", is_flag=True, help="Refuse a question of which a piece would be ignored."),
    "sort": click.option(
        "--sort", type=click.Choice(["score", "newest", "oldest"]), default="score", help="By score, or by the dispatch's date."
    ),
    "copies": click.option("--all", "copies", is_flag=True, help="Show near-identical passages too, each for itself."),
}
_PAGE_OPTIONS = {
    "limit": click.option(
        "-n", "--limit", type=click.IntRange(0, 10_000), default=10, show_default=True, help="How many passages."
    ),
    "offset": click.option("--offset", type=click.IntRange(0, LARGEST), default=0, help="How many passages to leave out first."),
    "cursor": click.option("--cursor", help="The “next” of the page before, with --json."),
    "group": click.option(
        "--group",
        type=click.IntRange(0, LARGEST),
        default=0,
        metavar="N",
        help="The N best passages of each dispatch; counts dispatches.",
    ),
    "facets": click.option(
        "--facet", "facets", multiple=True, type=click.Choice([*FACETS]), help="Count only this facet; may be named more than once."
    ),
    "facet_limit": click.option(
        "--facet-limit", type=click.IntRange(0, 1000), default=10, show_default=True, help="How many values of each facet."
    ),
    "facet_search": click.option(
        "--facet-search", default="", metavar="TEXT", help="Only values of facets with TEXT, or a spelling of it, in a name."
    ),
    "facet_dispatches": click.option(
        "--dispatches",
        "facet_dispatches",
        is_flag=True,
        help="Print of how many dispatches the passages of each value are; with --json always.",
    ),
    "explain": click.option("--explain", is_flag=True, help="Say what each word was searched as, and what scores are made of."),
}
_DEFAULTS = {"within": "passage", "sort": "score", "limit": 10, "facet_limit": 10}
"""What is not said where it is the default; of all other options, nothing, none or no."""


@frozen
class Settings:
    """What was said before the command."""

    archive: str | None
    verbose: bool


def settings(context: click.Context) -> Settings:
    """Return what was said before the command; commands may also run alone."""
    found = context.find_object(Settings)
    return found or Settings(None, verbose=False)


def archive_path(context: click.Context, archive: str | None) -> Path:
    """Return the archive's folder: named after the command, before it, by $DEPECHE_ARCHIVE, else ``.depeche``."""
    named = archive or settings(context).archive or os.environ.get("DEPECHE_ARCHIVE")
    return Path(named or ".depeche")


def question_options(command: _Command) -> _Command:
    """Give `command` what narrows a question and says how it is understood; it gets `asked`, those that were said."""
    return gathered(command, "asked", _QUESTION_OPTIONS, _asked)


def page_options(command: _Command) -> _Command:
    """Give `command` what says which page of an answer, with what; it gets `paged`, those that were said."""
    return gathered(command, "paged", _PAGE_OPTIONS, _asked)


def gathered(
    command: _Command, name: str, options: Mapping[str, _Option[Any]], make: Callable[[dict[str, Any]], object]
) -> _Command:
    """Give `command` the `options`, by the names of their values; it gets one argument `name`, which `make` makes of them."""

    @wraps(command)
    def called(*arguments: object, **given: object) -> int:
        made = make({key: given.pop(key) for key in options})
        return cast("int", command(*arguments, **given, **{name: made}))

    decorated = cast("_Command", called)
    for option in reversed([*options.values()]):
        decorated = option(decorated)
    return decorated


def _asked(given: dict[str, Any]) -> "SearchOptions":
    """Return those options that are not what the library does anyway."""
    if "levels" in given:
        given["levels"] = _levels(given["levels"])
    said = {key: value for key, value in given.items() if (value != _DEFAULTS[key] if key in _DEFAULTS else value)}
    return cast("SearchOptions", said)


def _levels(named: tuple[str, ...]) -> frozenset[Level] | None:
    """Return the levels named; a single one stands for all stronger ones too."""
    levels = frozenset(map(Level, named))
    return next(iter(levels)).and_stronger if len(named) == 1 else levels or None
