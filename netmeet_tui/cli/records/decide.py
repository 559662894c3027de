"""``netmeet records erase`` and ``netmeet records renew``: what a person decides about a record."""

from __future__ import annotations

from datetime import datetime

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused


@click.command(cls=Command, examples=["netmeet records erase 3f9a1c20"])
@click.argument("number", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask once more.")
def erase(number: str, yes: bool) -> None:
    """Erase one record. That there was one, and when it was erased, stays noted.

    Exit status: 0 erased, 2 nothing was.
    """
    from netmeet_tui.catalogue import day
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.records.found import open_vault, there
    from netmeet_tui.cli.records.told import date_of

    with open_vault() as vault:
        stands = there(vault, number)
        kept_on = day(date_of(stands.kept_on))
        if not yes and not click.confirm(f"Erase the record kept on {kept_on}? Nobody can read it after that"):
            raise Refused("Nothing was erased.")
        vault.erase_kept(stands.id, datetime.now().date().isoformat())
    tell(f"The record kept on {kept_on} was erased. A backup made before still holds it.\n")


@click.command(cls=Command, examples=["netmeet records renew 3f9a1c20"])
@click.argument("number", metavar="ID")
def renew(number: str) -> None:
    """Keep one record as long again, from today: until the review that the settings say.

    Exit status: 0 it is kept longer, 2 nothing was changed.
    """
    from netmeet_tui import places
    from netmeet_tui.catalogue import day
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.cli.records.found import open_vault, there
    from netmeet_tui.settings import SettingsError, read
    from netmeet_tui.tui.records import months_after

    try:
        months = read(places.settings_file()).review_after_months
    except SettingsError as error:
        raise Refused(str(error)) from None
    today = datetime.now().date()
    until = months_after(today, months)
    with open_vault() as vault:
        vault.renew_kept(there(vault, number).id, today.isoformat(), until.isoformat())
    tell(f"It is kept, for review on {day(until)}.\n")
