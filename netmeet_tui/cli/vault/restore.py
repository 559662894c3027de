"""``netmeet vault restore``: what is missing or broken, put back from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused


@click.command(cls=Command, examples=["netmeet vault restore netmeet.nmb"])
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put back from the backup FILE what is missing or broken of this computer's vault.

    A vault that is in order is left alone, a broken file is kept beside the new one, and no meeting is removed.
    Exit status: 0 put back, 2 nothing was changed.
    """
    from netmeet_tui import places
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.vault.asked import for_backup
    from netmeet_tui.cli.vault.told import ALTERED, ways, when
    from netmeet_tui.journal.errors import StoreError
    from netmeet_tui.journal.glance import DB, JSON
    from netmeet_tui.journal.restore import restore as put_back

    folder, path = places.vault_folder(), file.absolute()
    try:
        done = put_back(path, folder, for_backup(path))
    except StoreError as error:
        raise Refused(str(error)) from None
    tell(f"Put back in the folder {folder}: {' and '.join(done.put_back)}, as on {when(done.told.created)}.\n")
    for name in done.kept_aside:
        tell(f"What was broken is now called {name}. Remove it when all is well.\n")
    if JSON in done.put_back:
        tell(f"It opens with {ways(done.told.ways)} of that day. A keyring learns to, when it is next unlocked.\n")
    if DB in done.put_back:
        tell(
            "What is kept of earlier meetings is as it was that day: what was erased since is back, so erase it "
            "again; what was kept since is not there.\n"
        )
        if not done.told.whole:
            click.echo(ALTERED, err=True)
