"""``netmeet language``: for who translates netmeet, every sentence there is, and what a translation still lacks."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import LazyGroup


@click.group(
    cls=LazyGroup,
    commands_in={
        "template": "netmeet_tui.cli.language.template:template",
        "check": "netmeet_tui.cli.language.check:check",
    },
)
def language() -> None:
    """Translate netmeet: write a file with every sentence, and check one."""
