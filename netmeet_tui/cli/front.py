"""The command line's own first screen: what netmeet is, how to begin, what to do in an emergency, every command."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any, Final

import click

from netmeet_tui.cli.lazy import Entry, LazyGroup
from netmeet_tui.cli.policy.packs import Refused

TITLE: Final = "netmeet shows a network meeting's confidentiality policy, one screen at a time."

FIRST: Final = {
    "To begin:": "type netmeet; for a screen reader, netmeet --plain",
    "To learn it:": "type netmeet practice tour: ten minutes, a story of ducks",
    "In an emergency:": "ring 999. netmeet 999 shows what they ask; inside, press 9",
}

LAST: Final = {"Exit status": "0 done and in order, 1 somebody has to look, 2 not done"}

PART, NAME = 18, 12
"""Columns: where the names of commands begin, and where after them their lines do."""


class Front(LazyGroup):
    """The group of all commands, in parts that say what they are for."""

    def __init__(
        self,
        name: str | None = None,
        *,
        parts: Mapping[str, Mapping[str, Entry]],
        **settings: Any,  # noqa: ANN401
    ) -> None:
        flat = {name: entry for entries in parts.values() for name, entry in entries.items()}
        super().__init__(name, commands_in=flat, **settings)
        self.parts = dict(parts)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write it so that all of it fits a usual window with the next prompt, each command on a line."""
        del ctx
        formatter.write(_row("", TITLE, formatter.width + 2))
        for label, text in FIRST.items():
            formatter.write(_row(f"{label:<{PART}}", text, formatter.width))
        formatter.write("\n")
        for part, name, line in self._rows():
            formatter.write(_row(f"{part:<{PART}}{name:<{NAME}}", line, formatter.width))
        formatter.write("\n")
        for label, text in LAST.items():
            formatter.write(_row(f"{label:<{PART}}", text, formatter.width))

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        """The name of a part beside the first command in it, the command, and its line."""
        for part, entries in self.parts.items():
            for number, (name, entry) in enumerate(entries.items()):
                yield "" if number else part, name, entry.line

    def main(self, *args: Any, **settings: Any) -> Any:  # noqa: ANN401
        """Read what was typed, and do it. What the system does not allow is one sentence and the exit status 2."""
        try:
            return super().main(*args, **settings)
        except OSError as error:
            click.echo(f"Error: {_not_done(error)}", err=True)
            sys.exit(Refused.exit_code)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Do what was asked for. What is stopped on the way is one sentence and the exit status 2."""
        try:
            return super().invoke(ctx)
        except (EOFError, KeyboardInterrupt, click.Abort):
            click.echo(err=True)  # the line that was being typed
            raise Refused("Stopped before it was done. It can be run again.") from None


def _row(head: str, text: str, width: int) -> str:
    """A line that begins with this; where the window is narrow, it goes on beneath itself."""
    lines = wrap(text, width, initial_indent=head, subsequent_indent=" " * len(head))
    return "".join(f"{line}\n" for line in lines)


def _not_done(error: OSError) -> str:
    """What the system said to something that no command expects."""
    where = f" ({error.filename})" if isinstance(error.filename, str) else ""
    why = error.strerror or "it did not say why"
    return f"The system did not let this be done{where}: {why}. `netmeet doctor` looks what may be wrong."
