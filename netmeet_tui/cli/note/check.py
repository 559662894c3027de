"""``netmeet note check``: what in a text may point to somebody."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused

LARGEST: Final = 1024 * 1024
"""More bytes than a note has."""


@click.command(cls=Command, examples=["netmeet note check note.txt"])
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def check(context: click.Context, file: Path) -> None:
    """Look in a text for names, places, numbers, dates, ages and ways to reach somebody.

    Each is told with its line and column. Nothing is changed or kept. Exit status 0: nothing was found;
    1: something was. It cannot find everything.
    """
    from netmeet_tui.cli.policy.printed import say
    from netmeet_tui.learning import text
    from netmeet_tui.learning.check import check as found_in
    from netmeet_tui.learning.check import line_and_column

    written = _read(file)
    found = found_in(written)
    for start, end, sort in found:
        line, column = line_and_column(written, start)
        shown = "".join(letter if letter.isprintable() else " " for letter in written[start:end])
        say(f"{line}:{column}: “{shown}”: {text.WHY[sort]}\n")
    say(f"{text.LIMITS}\n" if found else f"{text.NOTHING} {text.LIMITS}\n")
    context.exit(1 if found else 0)


def _read(file: Path) -> str:
    from netmeet_tui.journal import files

    try:
        data = files.read(file, LARGEST, through_links=True)
    except OSError:
        data = None
    if data is None:
        raise Refused(f"{file} cannot be read: please name a text file of at most one megabyte.")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused(
            f"{file} is no text in UTF-8: please save it as plain text in UTF-8, and try again."
        ) from None
