"""``netmeet settings``: what is set on this computer, told and changed, and who decided it.

A command here may not write a setting past the checks of the screens: both change the file in the same way. Begin
with ``listed.py``.
"""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import Entry, LazyGroup

_IN = "netmeet_tui.cli.settings"


@click.group(
    cls=LazyGroup,
    commands_in={
        "list": Entry(f"{_IN}.listed:listed", "every setting in plain words, and who decided it"),
        "set": Entry(f"{_IN}.changed:changed", "change a setting, after telling what that changes"),
        "questions": Entry(f"{_IN}.questions:questions", "what only your organisation can find out"),
        "answer": Entry(f"{_IN}.questions:answer", "put a name to a question that was answered"),
    },
)
def settings() -> None:
    """Tell and change what is set on this computer, and put down who decided it."""
