"""``netmeet directory``: whom to ring, read and checked, and an organisation's own entries."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import LazyGroup


@click.group(
    cls=LazyGroup,
    commands_in={
        "list": "netmeet_tui.cli.directory.show:every",
        "show": "netmeet_tui.cli.directory.show:show",
        "check": "netmeet_tui.cli.directory.own:check",
        "confirm": "netmeet_tui.cli.directory.own:confirm",
        "template": "netmeet_tui.cli.directory.own:template",
    },
)
def directory() -> None:
    """Show whom to ring, check your organisation's own entries, confirm a number."""
