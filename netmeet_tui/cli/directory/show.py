"""``netmeet directory list`` and ``show``: whom to ring, and how that is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command

if TYPE_CHECKING:
    from netmeet_tui.directory.book import Directory
    from netmeet_tui.directory.service import Service

NATIONS = ("ENG", "WLS", "SCT", "NIR")


@click.command("list", cls=Command, examples=["netmeet directory list", "netmeet directory list --nation SCT"])
@click.option(
    "--nation",
    type=click.Choice(NATIONS, case_sensitive=False),
    metavar="[ENG|WLS|SCT|NIR]",
    help="Only what serves this nation; else all.",
)
def every(nation: str | None) -> None:
    """List whom to ring, by what they are for, with the id of each."""
    from netmeet_tui.cli.policy.printed import say

    directory = in_use()
    say("\n".join((*_listed(directory.every(nation or "unset"), today()), "")))


def _listed(services: tuple[Service, ...], day: date) -> Iterator[str]:
    from netmeet_tui.directory import words
    from netmeet_tui.directory.record import past, place

    recipient = ""
    for one in services:
        if one.recipient != recipient:
            yield from (*([""] if recipient else []), words.RECIPIENTS[one.recipient])
            recipient = one.recipient
        where = f" ({there})" if (there := place(one)) else ""
        yield f"  {one.id:<20} {one.shown:<14}  {one.label}{where}"
        if one.waits:
            yield f"{'':<39}{words.WAITS}"
        elif sentence := past(one, day):
            yield f"{'':<39}{sentence}"


@click.command(cls=Command, examples=["netmeet directory show samaritans"])
@click.argument("name", metavar="ID", shell_complete=complete.services)
def show(name: str) -> None:
    """Show all that is known of one service; `netmeet directory list` tells the ids."""
    from netmeet_tui.cli.policy.printed import WrongWord, nearest, say, width
    from netmeet_tui.directory.record import record
    from netmeet_tui.policy.picture import wrapped
    from netmeet_tui.policy.written import plain

    directory = in_use()
    service = directory.get(name.lower())
    if service is None:
        known = [one.id for one in directory.every()]
        said = f"The directory has nothing with the id “{plain(name)}”{nearest(name, known)}"
        raise WrongWord(f"{said} `netmeet directory list` tells the ids.")
    rows = list(record(service, today()))
    column = max(len(label) for label, _ in rows) + 2
    lines = [f"{service.label}: {service.shown}"]
    for label, said in rows:
        lines += wrapped(said, width(), f"{label:<{column}}", " " * column)
    say("\n".join((*lines, "")))


def in_use() -> Directory:
    """The directory of this computer; where its own file cannot be used, that is said, and what there is shown."""
    from netmeet_tui import places
    from netmeet_tui.directory.book import DirectoryError, read, spared

    try:
        return read(places.directory_file())
    except DirectoryError as error:
        click.echo(str(error), err=True)
        return spared()


def today() -> date:
    """The day on this computer."""
    return datetime.now().astimezone().date()
