"""Every command that there is, by what is typed for it."""

from __future__ import annotations

import click

from netmeet_tui.cli import netmeet
from netmeet_tui.cli.lazy import LazyGroup, every

assert isinstance(netmeet, LazyGroup)
ROOT = netmeet
"""The group of all commands."""


def beginning() -> click.Context:
    """Where a command line begins."""
    return click.Context(ROOT, info_name="netmeet", **ROOT.context_settings)


def commands() -> dict[str, click.Command]:
    """The commands and the groups of commands."""
    return dict(every(ROOT, beginning(), "netmeet"))


def groups() -> dict[str, LazyGroup]:
    """The groups alone, the first of all with them."""
    found = {path: command for path, command in commands().items() if isinstance(command, LazyGroup)}
    return {"netmeet": ROOT, **found}


def leads_to(words: list[str]) -> click.Command:
    """The command that these words are read as. Raises ClickException where something is wrong with them."""
    assert words[0] == "netmeet"
    command: click.Command = ROOT
    context, rest = beginning(), words[1:]
    while isinstance(command, click.Group):
        if command.name == "practice":
            command.parse_args(context, rest)  # a story may stand in the place of a command
            rest = [*context._protected_args, *context.args]
        _, found, rest = command.resolve_command(context, rest)
        assert found is not None
        command = found
        context = click.Context(command, info_name=command.name, parent=context)
    command.make_context(command.name, rest, parent=context.parent)
    return command
