"""``netmeet vault passphrase``: another passphrase, also when the present one is forgotten."""

from __future__ import annotations

from contextlib import closing

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused


@click.command(cls=Command, examples=["netmeet vault passphrase"])
def passphrase() -> None:
    """Change the passphrase. The recovery code or the keyring will do when the present one is forgotten.

    Exit status: 0 changed, 2 nothing was changed.
    """
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.vault.asked import new_passphrase, opened_vault
    from netmeet_tui.cli.vault.told import ways
    from netmeet_tui.journal.errors import StoreError

    with closing(opened_vault()) as vault:
        try:
            vault.change_passphrase(new_passphrase())
        except StoreError as error:
            raise Refused(str(error)) from None
        others = vault.ways - {"passphrase"}
    still = f" So far {ways(others)} opened the vault as well, and still does." if others else ""
    tell(f"The passphrase is changed.{still}\n")
    tell(
        "Backups that were made before open with the old passphrase, and so does a copy of the vault's folder: "
        "if somebody else knows it, make a new backup and remove those.\n"
    )
