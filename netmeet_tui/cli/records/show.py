"""``netmeet records list`` and ``netmeet records show``: what is kept, to read."""

from __future__ import annotations

import json as json_
import sys
from datetime import datetime

import click

from netmeet_tui.cli.lazy import Command


@click.command("list", cls=Command, examples=["netmeet records list", "netmeet records list --due"])
@click.option("--due", is_flag=True, help="Only those that are due for review.")
@click.option("--year", metavar="YYYY", default="", help="Only those that were kept in this year.")
@click.option("--json", is_flag=True, help="For other programs.")
def list_(due: bool, year: str, json: bool) -> None:
    """List what is kept of meetings that ended, the latest first; of those that were erased only that they were.

    Exit status: 0 listed, 2 the vault cannot be read.
    """
    from netmeet_tui.cli.policy.printed import say, tell
    from netmeet_tui.cli.records import told
    from netmeet_tui.cli.records.found import every, open_vault, packs, trail_in
    from netmeet_tui.journal.standing import Wanted

    today, pack_of, count, listed = datetime.now().date(), packs(), 0, []
    with open_vault() as vault:
        for stands in every(vault, Wanted(year=year, due_by=today.isoformat() if due else "")):
            trail, count = trail_in(vault.records().one(stands)[0].record), count + 1
            if json:
                listed.append(told.short(stands, trail, today))
            else:
                _row(told.line(stands, trail, pack_of(trail.policy) if trail else None, today))
        if trouble := vault.kept_trouble():
            click.echo(trouble, err=True)
    if json:
        say(json_.dumps({"records": listed}, indent=2) + "\n")
    elif not count:
        tell("No such record is kept.\n" if due or year else "No record is kept.\n")


def _row(line: str) -> None:
    """One record; on a terminal broken between words, and set in beneath its number."""
    from textwrap import fill

    from netmeet_tui.cli.policy.printed import say, width
    from netmeet_tui.cli.records.found import SHORT

    if sys.stdout.isatty():
        line = fill(line, width(), subsequent_indent=" " * (SHORT + 2), break_on_hyphens=False)
    say(f"{line}\n")


@click.command(cls=Command, examples=["netmeet records show 3f9a1c20"])
@click.argument("number", metavar="ID")
@click.option("--json", is_flag=True, help="For other programs.")
def show(number: str, json: bool) -> None:
    """Show all of one record: what was chosen and when, and what the policy says about it.

    Exit status: 0 shown, 2 there is no such record, or it cannot be read.
    """
    import msgspec

    from netmeet_tui.cli.policy.packs import Refused
    from netmeet_tui.cli.policy.printed import say, tell
    from netmeet_tui.cli.records import told
    from netmeet_tui.cli.records.found import open_vault, packs, there, trail_in
    from netmeet_tui.report import record
    from netmeet_tui.report.record_copy import in_words

    with open_vault() as vault:
        stands = there(vault, number)
        trail = trail_in(vault.records().one(stands)[0].record)
    if trail is None:
        raise Refused(f"The record {stands.id}: {told.UNREADABLE}")
    pack = packs()(trail.policy)
    if json:
        words = msgspec.to_builtins(in_words(record.told(trail, pack)))
        both = {**told.short(stands, trail, datetime.now().date()), "in_words": words}
        say(json_.dumps(both, indent=2, ensure_ascii=False) + "\n")
    else:
        tell("".join(f"{line}\n" for line in told.lines(stands, trail, pack)))
