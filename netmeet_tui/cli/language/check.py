"""``netmeet language check``: what a translation lacks, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused


@click.command(cls=Command, examples=["netmeet language check cy.po"])
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def check(context: click.Context, file: Path) -> None:
    """Look through a translation. What cannot be used is shown in English.

    Exit status: 0 all that is in it can be used, 1 some cannot, 2 the file cannot be read as a translation.
    """
    from netmeet_tui import translation, translator
    from netmeet_tui.cli.policy.printed import say

    try:
        read, told = translation.parsed(file), list(translator.every())
        translation.read(file)
    except Exception as error:  # whatever is in it: the library that reads it raises many kinds
        reason = " ".join(str(error).split())[:REASON] or type(error).__name__
        raise Refused(f"{file} cannot be used ({reason}): please mend it, or begin anew.") from None
    lacks = list(translator.lacks(read, told))
    for lack in lacks:
        line = f"line {lack.line}: " if lack.line else ""
        say(f"{line}“{_short(lack.english)}”: {lack.problem}\n")
    english = {lack.english for lack in lacks if lack.unfit}
    every = len({(said.english, said.more) for said in told})
    say(f"{every - len(english)} of {every} sentences can be used; the others are shown in English.\n")
    context.exit(1 if english else 0)


REASON = 200
"""Characters of what is wrong with a file that are told."""

SHORT = 60


def _short(sentence: str) -> str:
    line = " ".join(sentence.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"
