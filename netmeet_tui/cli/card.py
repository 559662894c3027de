"""``netmeet card``: the take-away card to print, for who wants some before a meeting."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused


@click.command(cls=Command, examples=["netmeet card card.pdf", "netmeet card card.pdf --nation WLS"])
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option(
    "--nation",
    type=click.Choice(["ENG", "WLS", "SCT", "NIR"], case_sensitive=False),
    metavar="[ENG|WLS|SCT|NIR]",
    help="Whose numbers; the nation of your settings otherwise.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def card(file: Path, nation: str | None, force: bool) -> None:
    """Write the card that people take away: one side of A5, large print, codes for a phone's camera.

    It has no name on it but your organisation's, if your settings give one.
    """
    from netmeet_tui import places
    from netmeet_tui.directory.book import FILE, DirectoryError, read
    from netmeet_tui.report.card import card as made
    from netmeet_tui.report.card_paper import CannotPrint, paper
    from netmeet_tui.report.file import CannotWrite, write
    from netmeet_tui.settings import SettingsError
    from netmeet_tui.settings import read as settings_in

    own = places.settings_file().with_name(FILE)
    try:
        settings = settings_in(places.settings_file())
        where = nation or settings.policy.get("nation", "unset")
        content = paper(made(read(own), where, datetime.now().date(), settings.organisation.name))
        write(file, content, replace=force)
    except (SettingsError, DirectoryError, CannotPrint) as error:
        raise Refused(f"{error} Nothing was written.") from None
    except CannotWrite as error:
        raise Refused(str(error)) from None
    click.echo(f"Written to {file}. It says nothing of any meeting: give it to whoever wants one.")
