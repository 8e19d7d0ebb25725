"""The group of commands, and the one place where errors become a line on stderr and an exit code."""

import contextlib
import os
import sys
from pathlib import Path
from typing import TextIO

import click

from depeche._version import __version__
from depeche.cli.completing import completion
from depeche.cli.explaining import analyze, mentions, spellings
from depeche.cli.gazetteer import gazetteer
from depeche.cli.indexing import index, rebuild
from depeche.cli.options import Settings, archive_option
from depeche.cli.printing import safe
from depeche.cli.running import evaluate
from depeche.cli.running import run as run_topics
from depeche.cli.saved import saved
from depeche.cli.searching import like, search
from depeche.cli.storing import export, show, stats
from depeche.core.errors import DepecheError, QuestionError

__all__ = ["DONE", "FAILED", "NOTHING", "STOPPED", "USAGE", "depeche", "main", "run"]

DONE, NOTHING, USAGE, FAILED, STOPPED = 0, 1, 2, 3, 130
"""Exit codes: found or done; nothing found; a command or question that cannot be understood; input or archive error; Ctrl-C.

The last is what shells give for a command that SIGINT ended, 128 and the signal's number.
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


_COMMANDS = (
    *(index, search, like, show, analyze, mentions, spellings),
    *(saved, gazetteer, rebuild, stats, export, run_topics, evaluate, completion),
)
for _command in _COMMANDS:
    depeche.add_command(_command)


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
    try:
        return int(depeche.main(arguments, prog_name="depeche", standalone_mode=False) or DONE)
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return _failed("stopped", STOPPED)
    except (BrokenPipeError, SystemExit):  # click exits where a pipe is closed
        _discard(sys.stdout)
        return DONE
    except QuestionError as error:
        return _failed(str(error), USAGE)
    except (DepecheError, OSError) as error:
        return _failed(str(error))


def _failed(message: str, code: int = FAILED) -> int:
    click.echo(f"depeche: {safe(' '.join(message.split()), keep='')}", err=True)
    return code


def _discard(stream: TextIO) -> None:
    """Let what is still buffered for a pipe that nobody reads go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
