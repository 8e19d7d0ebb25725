"""The group of commands, and the one place where errors become a line on stderr and an exit code.

A command's module is imported when the command is asked for: what the others need takes longer than a small search.
"""

import contextlib
import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TextIO, cast

import click

from depeche._version import __version__
from depeche.cli.options import Settings, archive_option
from depeche.cli.printing import safe
from depeche.core.errors import DepecheError, QuestionError

__all__ = ["DONE", "FAILED", "NOTHING", "STOPPED", "USAGE", "depeche", "main", "run"]

DONE, NOTHING, USAGE, FAILED, STOPPED = 0, 1, 2, 3, 130
"""Exit codes: found or done; nothing found; a command or question that cannot be understood; input or archive error; stopped.

The last is what shells give for a command that Ctrl-C ended, 128 and the signal's number; where SIGTERM stops work, it is the same.
"""


_MODULES = {
    **dict.fromkeys(("index", "rebuild", "remove"), "indexing"),
    "watch": "watching",
    **dict.fromkeys(("search", "like"), "searching"),
    **dict.fromkeys(("show", "stats", "export"), "storing"),
    **dict.fromkeys(("analyze", "mentions", "spellings"), "explaining"),
    **dict.fromkeys(("run", "eval"), "running"),
    **{"check": "checking", "saved": "saved", "gazetteer": "gazetteer", "completion": "completing"},
}
"""The module of each command. It calls the command by its name, save where that is one of Python's."""
_OTHER_NAMES = {"eval": "evaluate"}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click gives it
        """Return the names of all commands."""
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # likewise
        """Return the command of that name, if there is one."""
        if cmd_name not in _MODULES:
            return None
        module = import_module(f"depeche.cli.{_MODULES[cmd_name]}")
        return cast("click.Command", getattr(module, _OTHER_NAMES.get(cmd_name, cmd_name)))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@archive_option
@click.option("-v", "--verbose", is_flag=True, help="Say on stderr what is used and how long it takes.")
@click.version_option(__version__, "--version", prog_name="depeche", message="%(prog)s %(version)s")
@click.pass_context
def depeche(context: click.Context, archive: str | None, verbose: bool) -> None:
    """Search French news dispatches, and find a place or a person however it is spelled.

    \b
    depeche index FOLDER                  take in .txt and .jsonl dispatches
    depeche search évacuation Daraa       ranked passages, with places and actors

    Exit codes: 0 found or done, 1 nothing found, 2 usage, 3 input or archive error, 130 stopped.
    """  # noqa: D301  # click reads the backspace as: keep these lines
    context.obj = Settings(archive, verbose)


def main() -> None:
    """Run the command line and exit with its code."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name) or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # stdout that was closed
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
        setattr(sys, name, stream)
    code = run([os.fsencode(argument).decode("utf-8", "surrogateescape") for argument in sys.argv[1:]])
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.exit(code)
    _discard(sys.stdout)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line with `arguments` and return its exit code; raises nothing but programming errors."""
    if "_DEPECHE_COMPLETE" in os.environ:
        import_module("depeche.cli.completing")  # where a shell asks, it must be known how each is answered
    try:
        return int(depeche.main(arguments, prog_name="depeche", standalone_mode=False) or DONE)
    except click.ClickException as error:
        return _refused(error)
    except (click.Abort, KeyboardInterrupt) as error:
        return _failed(str(error.__cause__ or error) or "stopped", STOPPED)
    except (BrokenPipeError, SystemExit):  # click exits where a pipe is closed
        _discard(sys.stdout)
        return DONE
    except QuestionError as error:
        return _failed(str(error), USAGE)
    except (DepecheError, OSError) as error:
        return _failed(str(error))


def _refused(error: click.ClickException) -> int:
    told = io.StringIO()
    error.show(told)
    click.echo(safe(told.getvalue()), err=True, nl=False)
    return USAGE


def _failed(message: str, code: int = FAILED) -> int:
    click.echo(f"depeche: {safe(' '.join(message.split()), keep='')}", err=True)
    return code


def _discard(stream: TextIO) -> None:
    """Let what is still buffered for a pipe that nobody reads go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
