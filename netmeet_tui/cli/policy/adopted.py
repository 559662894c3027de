"""``netmeet policy adopted``: which policy is in force, since when, by whom, and what was before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from netmeet_tui.adoption import Record


@click.command()
def adopted() -> None:
    """Tell which policy is in force on this computer, since when, by whom, and what was before."""
    from netmeet_tui import places
    from netmeet_tui.adoption import history, live, unbroken

    folder = places.policy_folder()
    found = live(folder)
    click.echo("In force:")
    if found.adopted is None:
        click.echo(f"  {found.pack.title} ({found.pack.name} {found.pack.version})")
        click.echo("  the policy that comes with netmeet; nobody has adopted another one")
    else:
        for line in told(found.adopted):
            click.echo(f"  {line}")
    try:
        entries = history(folder)
    except OSError:
        entries = ()
    if entries:
        click.echo("Adopted on this computer, the newest first:")
    for entry in entries:
        if entry.record is None:
            click.echo(f"  {entry.file} {entry.problem}")
        else:
            when = entry.record.when.strftime("%Y-%m-%d %H:%M %z")
            name = f"{entry.record.name} {entry.record.version}"
            click.echo(f"  {when}  {entry.record.hash[:12]}  {name}, by {entry.record.who}")
    if not unbroken(entries):
        click.echo("This list is not whole: a record was changed or removed.", err=True)
    if found.notice:
        click.echo(found.notice, err=True)


def told(record: Record) -> Iterator[str]:
    """An adoption in a few lines."""
    from netmeet_tui.adoption import SHORT, day

    yield f"{record.title} ({record.name} {record.version})"
    yield f"by {record.who} on {day(record.when)} at {record.when:%H:%M %z}"
    yield "the policy that comes with netmeet" if record.shipped else f"from {record.source}"
    yield f"hash {record.hash[:SHORT]}"
    counted = ((record.states, "states proved"), (record.plans, "plans run"))
    if known := ", ".join(f"{number:,} {what}" for number, what in counted if number is not None):
        yield known
