"""``netmeet records``: what is kept of meetings that ended, to be read, given away, checked and erased.

Nothing may be erased here that a person did not name. Begin with ``show.py``.
"""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import Entry, LazyGroup

_IN = "netmeet_tui.cli.records"


@click.group(
    cls=LazyGroup,
    commands_in={
        "list": Entry(f"{_IN}.show:list_", "what is kept of meetings that ended"),
        "show": Entry(f"{_IN}.show:show", "all of one record"),
        "export": Entry(f"{_IN}.export:export", "a copy of one, for the person or the lead"),
        "renew": Entry(f"{_IN}.decide:renew", "keep one as long again"),
        "erase": Entry(f"{_IN}.decide:erase", "erase one"),
        "verify": Entry(f"{_IN}.verify:verify", "whether it is what was kept, all of it or a copy"),
    },
)
def records() -> None:
    """Read what is kept of meetings that ended, write it into a file, check it, keep it longer, erase it.

    A record is named by the beginning of its number, as long as it is clear which one is meant.
    """
