"""``netmeet practice new``: a story to begin with, with a word on everything in it."""

from __future__ import annotations

from pathlib import Path

import click

from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused


@click.command(cls=Command, examples=["netmeet practice new story.toml"])
@click.argument("file", metavar="FILE.toml", type=click.Path(path_type=Path))
def new(file: Path) -> None:
    """Write a small story into a new file, to make your own of it. It tells you what everything in it is for."""
    from importlib import resources

    from netmeet_tui.report.file import CannotWrite, write

    if file.suffix.lower() != ".toml":
        raise Refused(f"Please give the file a name that ends in .toml, like {file.name or 'story'}.toml.")
    blank = resources.files("netmeet_tui.practice") / "blank.toml"
    try:
        write(file, blank.read_bytes())
    except CannotWrite as error:
        raise Refused(str(error)) from None
    shown = f'"{file}"' if " " in str(file) else str(file)
    click.echo(f"A story is in {file}. Open it in any editor for text; then:")
    click.echo(f"  netmeet practice check {shown}")
    click.echo(f"  netmeet practice {shown}")
