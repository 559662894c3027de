"""Which pack a command is about, and how it says that one cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli import complete

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack

PACK_OPTION = click.option(
    "--pack",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    shell_complete=complete.folders,
    help="The folder of another policy pack than the one in use.",
)

NATION_OPTION = click.option(
    "--nation",
    type=click.Choice(["ENG", "WLS", "SCT", "NIR"]),
    help="With the law of this nation named; without it, none is.",
)


class Refused(click.ClickException):
    """What was asked for cannot be done, and nothing has changed: one sentence, and the exit status for it."""

    exit_code = 2


def pack_in(folder: Path | None) -> Pack:
    """The pack in a folder, or the one in use when none is named. Raises Refused."""
    from netmeet_tui.policy.load import PackError, load

    if folder is None:
        from netmeet_tui import places
        from netmeet_tui.adoption import live

        found = live(places.policy_folder())
        if found.notice:
            click.echo(found.notice, err=True)
        return found.pack
    try:
        return load(folder)
    except PackError as error:
        begun = (folder / "pack.toml").is_file()
        hint = "" if begun else "; `netmeet policy init DIR` writes a folder that has everything"
        raise Refused(f"This policy pack cannot be used: {error}{hint}") from None
