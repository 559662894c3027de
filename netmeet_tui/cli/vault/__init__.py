"""``netmeet vault``: what this computer keeps, backed up, put back, checked, and who may open it."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import LazyGroup


@click.group(
    cls=LazyGroup,
    commands_in={
        "info": "netmeet_tui.cli.vault.info:info",
        "verify": "netmeet_tui.cli.vault.verify:verify",
        "passphrase": "netmeet_tui.cli.vault.passphrase:passphrase",
        "recovery": "netmeet_tui.cli.vault.recovery:recovery",
        "backup": "netmeet_tui.cli.vault.backup:backup",
        "restore": "netmeet_tui.cli.vault.restore:restore",
    },
)
def vault() -> None:
    """Back up what this computer keeps, put it back, check it, and say who may open it."""
