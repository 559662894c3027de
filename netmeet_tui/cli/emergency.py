"""``netmeet 999``: the card, wherever there is a terminal."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import Command


@click.command("999", cls=Command, examples=["netmeet 999"])
def emergency() -> None:
    """Show the 999 card: no vault, no settings, no passphrase."""
    from netmeet_tui.card999 import plain

    click.echo(plain(), nl=False)
