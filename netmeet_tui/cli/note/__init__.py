"""``netmeet note``: what can be done with a note about the work outside the program.

It checks a text, and may not keep one. Begin with ``check.py``.
"""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import Entry, LazyGroup

_IN = "netmeet_tui.cli.note"


@click.group(
    cls=LazyGroup,
    commands_in={
        "check": Entry(f"{_IN}.check:check", "names, places, numbers, dates and ages in a text"),
    },
)
def note() -> None:
    """Notes about the work, and not about the people."""
