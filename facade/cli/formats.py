"""The formats of an answer, and the options that choose one and say where it goes.

Not here: the formats themselves (``plain``, ``terminal``, ``tabular``, ``depeche.core.html``).
"""

import codecs
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from depeche.cli.options import gathered
from depeche.cli.printing import as_json, destination, is_terminal, page_through, print_json, safe
from depeche.core.frozen import frozen
from depeche.core.results import Results

if TYPE_CHECKING:
    from depeche.search.options import SearchOptions

__all__ = ["FORMATS", "Output", "output_options", "write"]

_Command = TypeVar("_Command", bound=Callable[..., Any])

FORMATS = ("table", "json", "jsonl", "csv", "html", "trec")
_TOPIC, _TAG = "1", "depeche"
"""The topic and the tag of a run of one question."""
_FORMAT_HELP = "How to print: for people, as JSON, JSON lines, CSV, a page for a browser, or a TREC run."


@frozen
class Output:
    """How an answer is printed and where: one of :data:`FORMATS`, to the `file` or stdout.

    `pager` and `full` are for terminals: whether a pager may be used, and passages shown whole. `passages`: a run lists passages.
    """

    format: str = "table"
    file: str | None = None
    pager: bool = True
    full: bool = False
    passages: bool = False

    @property
    def options(self) -> "SearchOptions":
        """What the format asks of the library: no facets where it shows none, all passages or one a dispatch for a run."""
        if self.format == "json":
            return {"facet_dispatches": True}
        if self.format in ("table", "html"):
            return {}
        bare: SearchOptions = {"facet_limit": 0, "dispatches": False}
        if self.format != "trec":
            return bare
        return {**bare, "copies": True} if self.passages else {**bare, "copies": True, "group": 1}

    def show(self, results: Results) -> None:
        """Print the answer."""
        if self.file is None and self.format == "json":
            print_json(results.to_dict())
        elif self.file is None and self.format == "table" and is_terminal():
            from depeche.cli.terminal import drawn

            page_through(drawn(results, full=self.full), pager=self.pager)
        elif self.file is None and self.format == "table":
            click.echo("".join(_table(results)), nl=False)
        else:
            write(self._lines(results), self.file, bom=self.format == "csv")

    def _lines(self, results: Results) -> Iterable[str]:
        """Return the lines of the answer, with their ends."""
        from depeche.cli import tabular
        from depeche.core import html

        forms: dict[str, Callable[[Results], Iterable[str]]] = {
            "table": _table,
            "json": lambda answer: [as_json(answer.to_dict()) + "\n"],
            "jsonl": tabular.json_lines,
            "csv": tabular.csv_lines,
            "html": lambda answer: [html.page(answer)],
            "trec": lambda answer: tabular.trec_lines(_TOPIC, tabular.found(answer, passages=self.passages), _TAG),
        }
        return forms[self.format](results)


def _table(results: Results) -> Iterator[str]:
    from depeche.cli.plain import plain

    return (line + "\n" for line in plain(results))


def write(lines: Iterable[str], file: str | None, *, bom: bool = False) -> None:
    """Write `lines` as UTF-8 to `file`, with a byte order mark if `bom`, or to stdout without."""
    to_terminal = file is None and is_terminal()
    with destination(file) as stream:
        if bom and file:
            stream.write(codecs.BOM_UTF8)
        for line in lines:
            shown = safe(line) if to_terminal else line
            stream.write(shown.encode("utf-8", "backslashreplace"))


def output_options(command: _Command) -> _Command:
    """Give `command` the options of output; it gets `output`, an :class:`Output`."""
    return gathered(command, "output", _OPTIONS, _output)


_OPTIONS = {
    "format_": click.option("--format", "format_", type=click.Choice(FORMATS), help=_FORMAT_HELP),
    "json": click.option("--json", is_flag=True, help="Print JSON."),
    "jsonl": click.option("--jsonl", is_flag=True, help="Print a line of JSON for each passage."),
    "csv": click.option("--csv", is_flag=True, help="Print a row of CSV for each passage."),
    "html": click.option("--html", is_flag=True, help="Print a page for a browser."),
    "file": click.option(
        "--output", "file", type=click.Path(dir_okay=False), metavar="FILE", help="Where it goes; else to stdout."
    ),
    "passages": click.option("--passages", is_flag=True, help="With --format trec: passages, not dispatches."),
    "full": click.option("--full", is_flag=True, help="On a terminal: passages whole, not their best part."),
    "pager": click.option("--no-pager", "pager", flag_value=False, default=True, help="On a terminal: no pager for what is long."),
}


def _output(given: dict[str, Any]) -> Output:
    asked = {name for name in FORMATS if given.pop(name, False)} | ({given["format_"]} - {None})
    format_ = min(asked, default="table")
    if len(asked) > 1:
        raise click.UsageError(f"Give one format, not {' and '.join(sorted(asked))}.")
    if given["passages"] and format_ != "trec":
        raise click.UsageError("--passages goes with --format trec.")
    if given["file"] == "":
        raise click.UsageError("--output needs the name of a file.")
    return Output(format_, given["file"], given["pager"], given["full"], given["passages"])
