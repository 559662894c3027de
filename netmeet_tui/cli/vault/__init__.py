"""``netmeet vault``: what this computer keeps, backed up, put back, checked, and who may open it.

A passphrase is typed on a terminal, and may not come from a pipe, an argument or the environment. Begin with
``info.py``.
"""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import Entry, LazyGroup

_IN = "netmeet_tui.cli.vault"


@click.group(
    cls=LazyGroup,
    commands_in={
        "info": Entry(f"{_IN}.info:info", "where it is, what opens it, how much there is"),
        "passphrase": Entry(f"{_IN}.passphrase:passphrase", "a new passphrase"),
        "recovery": Entry(f"{_IN}.recovery:recovery", "a new recovery code, or a try of the one on paper"),
        "backup": Entry(f"{_IN}.backup:backup", "an encrypted backup"),
        "verify": Entry(f"{_IN}.verify:verify", "read all of the vault, or all of a backup"),
        "restore": Entry(f"{_IN}.restore:restore", "put back what is missing or broken"),
    },
)
def vault() -> None:
    """Back up what this computer keeps, put it back, check it, and say who may open it."""
