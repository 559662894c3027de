"""Which pack a command is about, and how it says that one cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack

PACK_OPTION = click.option(
    "--pack",
    "folder",
    type=click.Path(path_type=Path),
    help="The folder of another policy pack than the one in use.",
)


def pack_in(folder: Path | None) -> Pack:
    """The pack in a folder, or the one in use when none is named. Raises ClickException with one sentence."""
    from netmeet_tui.policy.load import PackError, load, shipped

    try:
        return shipped() if folder is None else load(folder)
    except PackError as error:
        raise click.ClickException(f"This policy pack cannot be used: {error}") from None
