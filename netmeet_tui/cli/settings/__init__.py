"""``netmeet settings``: what is set on this computer, told and changed, and who decided it."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import LazyGroup


@click.group(
    cls=LazyGroup,
    commands_in={
        "list": "netmeet_tui.cli.settings.listed:listed",
        "set": "netmeet_tui.cli.settings.changed:changed",
        "questions": "netmeet_tui.cli.settings.questions:questions",
        "answer": "netmeet_tui.cli.settings.questions:answer",
    },
)
def settings() -> None:
    """Tell and change what is set on this computer, and put down who decided it."""
