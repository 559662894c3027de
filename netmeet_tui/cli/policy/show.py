"""``netmeet policy show``: a step, a clause, or the whole policy at a glance, as text."""

from __future__ import annotations

from pathlib import Path

import click

from netmeet_tui.cli.policy.packs import NATION_OPTION, PACK_OPTION, pack_in


@click.command()
@click.argument("name", required=False, metavar="[STEP|CLAUSE]")
@NATION_OPTION
@PACK_OPTION
def show(name: str | None, folder: Path | None, nation: str | None) -> None:
    """Show a step or a clause in plain words; without a name, all of them at a glance."""
    from netmeet_tui.cli.policy.printed import WrongWord, nearest, say, width
    from netmeet_tui.policy import picture

    pack = pack_in(folder).under(nation or "unset")
    known = {known.lower(): known for known in picture.names(pack)}
    if name is not None and name.lower() not in known:
        raise WrongWord(f"The policy has no step or clause “{name}”{nearest(name, known.values())}")
    say(picture.show(pack, None if name is None else known[name.lower()], width()))
