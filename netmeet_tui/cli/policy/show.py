"""``netmeet policy show``: a step, a clause, or the whole policy at a glance, as text."""

from __future__ import annotations

from pathlib import Path

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import NATION_OPTION, PACK_OPTION, pack_in


@click.command(cls=Command, examples=["netmeet policy show", "netmeet policy show C-25"])
@click.argument("name", required=False, metavar="[STEP|CLAUSE]", shell_complete=complete.steps_and_clauses)
@NATION_OPTION
@PACK_OPTION
def show(name: str | None, folder: Path | None, nation: str | None) -> None:
    """Show a step or a clause in plain words; without a name, all of them at a glance."""
    from netmeet_tui.cli.policy.printed import WrongWord, nearest, say, width
    from netmeet_tui.policy import picture
    from netmeet_tui.policy.written import plain

    pack = pack_in(folder).under(nation or "unset")
    known = {known.lower(): known for known in picture.names(pack)}
    if name is not None and name.lower() not in known:
        said = f"The policy has no step or clause “{plain(name)}”{nearest(name, known.values())}"
        raise WrongWord(f"{said} `netmeet policy show` lists them.")
    say(picture.show(pack, None if name is None else known[name.lower()], width()))
