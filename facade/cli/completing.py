"""What a shell may complete: the script that it needs, and the values that an archive has for an option.

Not here: commands and options, which click completes by itself.
"""

import re

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, get_completion_class

from depeche.cli.options import archive_path
from depeche.cli.printing import print_json, safe
from depeche.core.errors import DepecheError

__all__ = ["completion", "values"]

_MOST = 50
"""How many values are offered at most."""


_SPECIAL = re.compile(r"([^\w%+=:,./@-])")
"""What a shell would take for more than itself."""


class _Bash(BashComplete):
    """Completion for Bash that escapes blanks and the like in a value: twice, for the script's ``read`` takes one away."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return the line of an item."""
        value = _SPECIAL.sub(r"\\\\\1", item.value)
        return f"{item.type},{value}"


add_completion_class(_Bash)


def values(facet: str, context: click.Context, typed: str) -> list[str]:
    """Return the values of a facet that begin with what was typed, in the archive that the command names.

    Nothing is offered where there is no archive, or it cannot be read; nor a value that would steer the terminal.
    """
    from depeche.archive import open_archive

    try:
        with open_archive(archive_path(context, context.params.get("archive") or _archive(context))) as opened:
            return [value for value in opened.snapshot().values(facet, typed, _MOST) if safe(value, keep="") == value]
    except (DepecheError, OSError):
        return []


def _archive(context: click.Context) -> str | None:
    """Return the archive named before the command, which has not been run when a shell asks."""
    named = context.find_root().params.get("archive")
    return str(named) if named else None


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def completion(context: click.Context, shell: str, as_json: bool) -> None:
    """Print the script by which a shell completes commands, options and values.

    \b
    eval "$(depeche completion bash)"           in ~/.bashrc; zsh: in ~/.zshrc
    depeche completion fish | source            in ~/.config/fish/config.fish
    """  # noqa: D301  # click reads the backspace as: keep these lines
    found = get_completion_class(shell)
    root = context.find_root().command
    script = found(root, {}, "depeche", "_DEPECHE_COMPLETE").source() if found else ""
    print_json({"shell": shell, "script": script}) if as_json else click.echo(script)
