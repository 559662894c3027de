"""``netmeet vault verify``: every page and every record read, of the vault or of a backup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused

if TYPE_CHECKING:
    from netmeet_tui.journal.vault import Vault


@click.command(cls=Command, examples=["netmeet vault verify", "netmeet vault verify netmeet.nmb"])
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.pass_context
def verify(context: click.Context, file: Path | None) -> None:
    """Read all of the backup FILE; without one, all of the vault and of every open meeting.

    Exit status: 0 all is in order, 1 it is not, 2 it cannot be told.
    """
    from netmeet_tui.cli.vault.asked import Damaged

    try:
        troubles = _of_vault() if file is None else _of_backup(file.absolute())
    except Damaged as error:
        troubles = [str(error.message)]
    for trouble in troubles:
        click.echo(trouble, err=True)
    context.exit(1 if troubles else 0)


def _of_backup(path: Path) -> list[str]:
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.vault.asked import for_backup
    from netmeet_tui.cli.vault.told import ALTERED, holds, size, when
    from netmeet_tui.journal.backup import BackupDamaged
    from netmeet_tui.journal.backup import verify as read
    from netmeet_tui.journal.errors import StoreError

    try:
        told = read(path, for_backup(path))
    except BackupDamaged as error:
        return [str(error)]
    except StoreError as error:
        raise Refused(str(error)) from None
    tell(f"The backup {path.name} of {when(told.created)} ({size(told.size)}) is in order.\n{holds(told)}\n")
    return [] if told.whole else [ALTERED]


def _of_vault() -> list[str]:
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.vault.asked import opened_vault
    from netmeet_tui.cli.vault.told import counted
    from netmeet_tui.journal.errors import StoreError

    with closing(opened_vault()) as vault:
        try:
            troubles = list(_troubles(vault))
            meetings, kept = vault.open_meetings(), vault.records().walk().to_the_end().there
        except StoreError as error:
            raise Refused(str(error)) from None
    if not troubles:
        tell(
            f"All is in order: {counted(len(meetings), 'open meeting')}, "
            f"{counted(kept, 'record')} of meetings that have ended.\n"
        )
    return troubles


def _troubles(vault: Vault) -> Iterator[str]:
    """What is not in order."""
    from netmeet_tui.journal.errors import MeetingDamaged, VaultDamaged

    try:
        vault.read_whole()
    except VaultDamaged as error:
        yield str(error)
        return
    for meeting in vault.open_meetings():
        try:
            with closing(vault.resume(meeting.id)) as journal:
                journal.records()
        except MeetingDamaged as error:
            yield str(error)
    if altered := vault.kept_trouble():
        yield altered
