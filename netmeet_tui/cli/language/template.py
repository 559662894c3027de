"""``netmeet language template``: every sentence that netmeet says, as a file to translate."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import Command


@click.command(cls=Command, examples=["netmeet language template > cy.po"])
def template() -> None:
    """Print every sentence as a gettext catalogue; send it into a file: > cy.po."""
    import sys

    from netmeet_tui import __version__, translator

    written = str(translator.template(translator.every(), __version__))
    # As UTF-8 wherever it goes: the file says that it is.
    sys.stdout.buffer.write(f"{written}\n".encode())
    sys.stdout.buffer.flush()
