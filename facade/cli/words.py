"""Commands whose words may begin with a hyphen, as questions do (``-Damas``)."""

import re
from collections.abc import Iterator, Sequence

import click

__all__ = ["QuestionCommand"]

_GLUED_NUMBER = re.compile(r"-n=?\d+\Z")


class QuestionCommand(click.Command):
    """A command whose words may begin with a hyphen: only its own options are options, before, between or after them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the options first and the words behind ``--``; where a shell asks what may follow, all stays as it stands."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
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
