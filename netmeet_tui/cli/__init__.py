"""The command line. Each command is a few lines that call a room; it is imported only when it is asked for.

A command may not decide or compute what a room can be asked, and imports what is heavy inside itself. Each ends
with a status that says how it went. Begin with ``lazy.py``, then any command that is a file of its own.
"""

from __future__ import annotations

import click

from netmeet_tui import __version__
from netmeet_tui.cli.front import Front
from netmeet_tui.cli.lazy import Entry

_IN = "netmeet_tui.cli"


@click.group(
    cls=Front,
    parts={
        "In the room": {
            "999": Entry(f"{_IN}.emergency:emergency", "what they ask when you ring 999; needs nothing"),
        },
        "Before and after": {
            "convenor": Entry(f"{_IN}.convenor:convenor", "a page for whoever invites people"),
            "card": Entry(f"{_IN}.card:card", "the card that people take away, to print"),
            "records": Entry(f"{_IN}.records:records", "what is kept of meetings: read, copy, erase"),
            "note": Entry(f"{_IN}.note:note", "what in a text may point to somebody"),
        },
        "Practise": {
            "practice": Entry(f"{_IN}.practice:practice", "stories of invented people, on the same screens"),
        },
        "The policy": {
            "policy": Entry(f"{_IN}.policy:policy", "read, prove, draw and print it; adopt your own"),
        },
        "Keeping safe": {
            "doctor": Entry(f"{_IN}.doctor:doctor", "whether all is in order on this computer"),
            "vault": Entry(f"{_IN}.vault:vault", "passphrase, recovery code, backups"),
        },
        "Organisations": {
            "settings": Entry(f"{_IN}.settings:settings", "what is set here, and who decided it"),
            "directory": Entry(f"{_IN}.directory:directory", "whom to ring, with numbers of your own"),
            "language": Entry(f"{_IN}.language:language", "netmeet in another language"),
        },
        "Using netmeet": {
            "help": Entry(f"{_IN}.helps:helps", "more on a command: netmeet help policy check"),
            "changes": Entry(f"{_IN}.changes:changes", "what is new; --version says which this is"),
            "completion": Entry(f"{_IN}.completion:completion", "so that Tab completes what you type"),
            "manual": Entry(f"{_IN}.manual:manual", "all of this help as a manual page"),
        },
    },
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--plain", is_flag=True, help="In lines, for a screen reader.")
@click.version_option(__version__, prog_name="netmeet", help="Which netmeet this is.")
@click.pass_context
def netmeet(context: click.Context, plain: bool) -> None:
    """Keep a network meeting's confidentiality policy at hand, screen by screen.

    Without a command, the program opens full screen. 9 shows the 999 card from everywhere.
    """
    if context.invoked_subcommand is None:
        from netmeet_tui.start import full_screen

        context.exit(full_screen(plain=plain))
    if plain:
        raise click.UsageError("--plain stands last, as in `netmeet practice --plain`.", context)
