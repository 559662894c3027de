"""The command line. Each command is a few lines that call a room; it is imported only when it is asked for."""

from __future__ import annotations

import click

from netmeet_tui import __version__
from netmeet_tui.cli.lazy import LazyGroup


@click.group(
    cls=LazyGroup,
    commands_in={
        "policy": "netmeet_tui.cli.policy:policy",
        "practice": "netmeet_tui.cli.practice:practice",
        "vault": "netmeet_tui.cli.vault:vault",
        "records": "netmeet_tui.cli.records:records",
        "card": "netmeet_tui.cli.card:card",
        "convenor": "netmeet_tui.cli.convenor:convenor",
        "directory": "netmeet_tui.cli.directory:directory",
        "doctor": "netmeet_tui.cli.doctor:doctor",
        "language": "netmeet_tui.cli.language:language",
        "note": "netmeet_tui.cli.note:note",
        "settings": "netmeet_tui.cli.settings:settings",
    },
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="netmeet")
@click.pass_context
def netmeet(context: click.Context) -> None:
    """Keep a network meeting's confidentiality policy at hand, screen by screen.

    Without a command, the program opens full screen. 9 shows the 999 card from everywhere.
    """
    if context.invoked_subcommand is None:
        from netmeet_tui.start import full_screen

        context.exit(full_screen())


@netmeet.command("999")
def emergency() -> None:
    """Show the 999 card: no vault, no settings, no passphrase."""
    from netmeet_tui.card999 import plain

    click.echo(plain(), nl=False)
