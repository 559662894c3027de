"""``netmeet policy adopted``: which policy is in force, since when, by whom, and what was before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli.lazy import Command

if TYPE_CHECKING:
    from netmeet_tui.adoption import Live
    from netmeet_tui.adoption_records import Entry, Record


@click.command(cls=Command, examples=["netmeet policy adopted"])
def adopted() -> None:
    """Tell which policy is in force on this computer, since when, by whom, and what was before."""
    from netmeet_tui import places
    from netmeet_tui.adoption import history, live
    from netmeet_tui.adoption_records import unbroken
    from netmeet_tui.cli.policy.printed import say

    folder = places.policy_folder()
    found = live(folder)
    try:
        entries = history(folder)
    except OSError:
        entries = ()
    say("\n".join((*_in_force(found), *_before(entries), "")))
    if not unbroken(entries):
        click.echo("This list is not whole: a record was changed or removed.", err=True)
    if found.notice:
        click.echo(found.notice, err=True)


def _in_force(found: Live) -> Iterator[str]:
    yield "In force:"
    if found.adopted is not None:
        yield from told(found.adopted)
        return
    yield f"  {found.pack.title} ({found.pack.name} {found.pack.version})"
    yield "  the policy that comes with netmeet; nobody has adopted another one that can be used"


def _before(entries: Sequence[Entry]) -> Iterator[str]:
    from netmeet_tui.packfiles import SHORT

    if entries:
        yield "Adopted on this computer, the newest first:"
    for entry in entries:
        if (record := entry.record) is None:
            yield f"  {entry.file} {entry.problem}"
        else:
            when = f"{record.when:%Y-%m-%d %H:%M %z}"
            yield f"  {when}  {record.hash[:SHORT]}  {record.name} {record.version}, by {record.who}"


def told(record: Record) -> Iterator[str]:
    """An adoption in a few lines."""
    from netmeet_tui.adoption_records import day
    from netmeet_tui.packfiles import SHORT

    yield f"  {record.title} ({record.name} {record.version})"
    yield f"  by {record.who} on {day(record.when)} at {record.when:%H:%M %z}"
    yield "  the policy that comes with netmeet" if record.shipped else f"  from {record.source}"
    yield f"  hash {record.hash[:SHORT]}"
    counted = ((record.states, "states proved"), (record.plans, "plans run"))
    if known := ", ".join(f"{number:,} {what}" for number, what in counted if number is not None):
        yield f"  {known}"
