"""``netmeet vault backup``: one encrypted file that can bring the vault back, and no meeting with it."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused


@click.command(cls=Command, examples=["netmeet vault backup netmeet.nmb"])
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def backup(context: click.Context, file: Path) -> None:
    """Write a backup of the vault into FILE, which must not be there yet, and read it back.

    It holds who may open the vault, and what is kept of meetings that have ended. A meeting that is open is not in
    it. Exit status: 0 written, 1 written but what is kept is not in order, 2 it cannot be written.
    """
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.vault.asked import opened_vault
    from netmeet_tui.cli.vault.told import ALTERED, holds, size
    from netmeet_tui.journal.backup import make
    from netmeet_tui.journal.errors import StoreError

    path = file.absolute()
    with closing(opened_vault()) as vault:
        try:
            left_out = vault.open_meetings()
            made = make(vault, path, datetime.now().astimezone().isoformat(timespec="seconds"))
        except StoreError as error:
            raise Refused(str(error)) from None
    tell(f"Written to {path} ({size(made.size)}) and read back.\n{holds(made)}\n")
    if left_out:
        tell("A meeting is open: nothing of it is in the backup, so the backup cannot bring it back.\n")
    if "recovery" not in made.ways:
        tell(
            "There is no recovery code: `netmeet vault recovery` makes one, for when the passphrase is forgotten.\n"
        )
    if not made.whole:
        click.echo(ALTERED, err=True)
        context.exit(1)
