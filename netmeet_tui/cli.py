"""The command line. Each command is a few lines that call a room; heavy imports stay inside the command."""

from __future__ import annotations

import os
import sys

import click

from netmeet_tui import __version__

EMERGENCY = "In an emergency ring 999; `netmeet 999` shows what they will ask."


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="netmeet")
@click.pass_context
def netmeet(context: click.Context) -> None:
    """Keep a network meeting's confidentiality policy at hand, screen by screen.

    Without a command, the program opens full screen. 9 shows the 999 card from everywhere.
    """
    if context.invoked_subcommand is None:
        context.exit(_full_screen())


@netmeet.command("999")
def emergency() -> None:
    """Show the 999 card: no vault, no settings, no passphrase."""
    from netmeet_tui.card999 import plain

    click.echo(plain())


def main() -> None:
    """Run the command line, with the process hardened before anything else is imported."""
    from netmeet_tui import process

    process.harden()
    netmeet.main(prog_name="netmeet")


def _full_screen() -> int:
    """Open the program; the exit status. Says in one sentence why it does not, where it cannot."""
    if trouble := _unfit_terminal():
        click.echo(f"{trouble} {EMERGENCY}", err=True)
        return 2

    from netmeet_tui import places
    from netmeet_tui.tui.app import NetmeetApp
    from netmeet_tui.tui.guard import run_guarded
    from netmeet_tui.tui.keeper import Keeper

    return run_guarded(NetmeetApp(Keeper(places.vault_folder(), places.settings_file())))


def _unfit_terminal() -> str:
    """Why this terminal cannot show the screens, in one sentence; empty when it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "netmeet shows its screens on a terminal only, and this is not one."
    if os.environ.get("TERM", "") in ("dumb", "unknown") or (os.name != "nt" and not os.environ.get("TERM")):
        return "This terminal cannot show full screens (TERM is 'dumb' or not set): please use another window."
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        return (
            "This terminal is not set to UTF-8, so the screens would be garbled: please run `LANG=C.UTF-8 netmeet`."
        )
    return ""
