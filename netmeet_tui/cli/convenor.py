"""``netmeet convenor``: the page for whoever invites people to a meeting, to print or to send."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import PACK_OPTION, Refused, pack_in


@click.command(cls=Command, examples=["netmeet convenor page.pdf"])
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@PACK_OPTION
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def convenor(file: Path, folder: Path | None, force: bool) -> None:
    """Write the page for whoever invites people to a meeting: one side of A4, no names on it."""
    from netmeet_tui import places
    from netmeet_tui.journal import files
    from netmeet_tui.report.convenor_paper import CannotPrint, paper
    from netmeet_tui.settings import SettingsError, fit, read

    pack = pack_in(folder)
    try:
        settings = read(places.settings_file())
        fit(places.settings_file(), pack, settings)
    except SettingsError as error:
        raise Refused(f"{error} Nothing was written.") from None
    try:
        content = paper(pack, datetime.now().date(), settings.policy)
    except CannotPrint as error:
        raise Refused(f"{error} Nothing was written.") from None
    try:
        if file.is_dir():
            raise IsADirectoryError
        files.write(file, content, fresh=not force)
    except FileExistsError:
        raise Refused(f"{file} is there already; nothing was written. With --force it is replaced.") from None
    except OSError:
        raise Refused(
            f"The page could not be written to {file}: please see that the folder is there, that you may write in "
            "it, and that the disk has room."
        ) from None
    click.echo(f"Written to {file}. No name is on it: give it to whoever invites people.")
