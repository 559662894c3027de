"""``netmeet directory``: whom to ring, read and checked, and an organisation's own entries.

What a service is and what is wrong with one is known by the room of that name, and may not be said again here.
Begin with ``show.py``.
"""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import Entry, LazyGroup

_IN = "netmeet_tui.cli.directory"


@click.group(
    cls=LazyGroup,
    commands_in={
        "list": Entry(f"{_IN}.show:every", "whom to ring, by what they are for"),
        "show": Entry(f"{_IN}.show:show", "all that is known of one service"),
        "check": Entry(f"{_IN}.own:check", "whether your organisation's own entries can be used"),
        "confirm": Entry(f"{_IN}.own:confirm", "put down that you have tried a number"),
        "template": Entry(f"{_IN}.own:template", "an entry to fill in"),
    },
)
def directory() -> None:
    """Show whom to ring, check your organisation's own entries, confirm a number."""
