"""``netmeet note``: what can be done with a note about the work outside the program."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import LazyGroup


@click.group(cls=LazyGroup, commands_in={"check": "netmeet_tui.cli.note.check:check"})
def note() -> None:
    """Notes about the work, and not about the people."""
