"""``netmeet records``: what is kept of meetings that ended, to be read, given away, checked and erased."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import LazyGroup


@click.group(
    cls=LazyGroup,
    commands_in={
        "list": "netmeet_tui.cli.records.show:list_",
        "show": "netmeet_tui.cli.records.show:show",
        "export": "netmeet_tui.cli.records.export:export",
        "erase": "netmeet_tui.cli.records.decide:erase",
        "renew": "netmeet_tui.cli.records.decide:renew",
        "verify": "netmeet_tui.cli.records.verify:verify",
    },
)
def records() -> None:
    """Read what is kept of meetings that ended, write it into a file, check it, keep it longer, erase it.

    A record is named by the beginning of its number, as long as it is clear which one is meant.
    """
