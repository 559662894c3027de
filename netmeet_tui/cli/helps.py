"""``netmeet help``: what ``--help`` says, for those who ask in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netmeet_tui.cli.lazy import Command, LazyGroup, not_known

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _close(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The commands that begin so, in the group that the words before lead to."""
    del param
    try:
        named = _reached(ctx, ctx.params.get("words") or ())
    except click.UsageError:
        return []
    return named.command.shell_complete(named, incomplete) if isinstance(named.command, LazyGroup) else []


@click.command("help", cls=Command, examples=["netmeet help", "netmeet help policy check"])
@click.argument("words", nargs=-1, metavar="[COMMAND]...", shell_complete=_close)
@click.pass_context
def helps(context: click.Context, words: tuple[str, ...]) -> None:
    """Tell what a command does and how it is typed, as `netmeet COMMAND --help` does."""
    click.echo(_reached(context, words).get_help())


def _reached(context: click.Context, words: tuple[str, ...]) -> click.Context:
    """The command that these words lead to. Raises UsageError."""
    named = context.find_root()
    for word in words:
        group = named.command
        if not isinstance(group, LazyGroup):
            raise click.UsageError(f"`{named.command_path}` has no commands of its own.", named)
        command = group.get_command(named, word)
        if command is None:
            raise click.UsageError(not_known(named, word), named)
        named = click.Context(command, info_name=word, parent=named)
    return named
