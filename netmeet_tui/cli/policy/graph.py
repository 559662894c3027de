"""``netmeet policy graph``: the flow as an outline to read, or as a drawing for Mermaid or Graphviz."""

from __future__ import annotations

from pathlib import Path

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import NATION_OPTION, PACK_OPTION, pack_in


@click.command(cls=Command, examples=["netmeet policy graph", "netmeet policy graph --kind child"])
@click.option(
    "--format",
    "form",
    type=click.Choice(["outline", "mermaid", "dot"]),
    default="outline",
    show_default=True,
    help="An outline to read, or the language of a program that draws.",
)
@click.option("--kind", shell_complete=complete.kinds, help="Only what this kind of concern can take.")
@NATION_OPTION
@PACK_OPTION
def graph(form: str, kind: str | None, folder: Path | None, nation: str | None) -> None:
    """Draw the flow: every step, every choice, and where it leads."""
    from netmeet_tui.cli.policy.printed import WrongWord, say, width
    from netmeet_tui.policy import drawn
    from netmeet_tui.policy.graph import graph as graph_of
    from netmeet_tui.policy.outline import outline

    pack = pack_in(folder).under(nation or "unset")
    if kind is not None and kind not in pack.start:
        raise WrongWord(f"The policy has no kind “{kind}”; there are: {', '.join(pack.start)}.")
    flow = graph_of(pack, kind)
    if form == "outline":
        say(outline(pack, flow, width()))
    else:
        say(drawn.mermaid(pack, flow) if form == "mermaid" else drawn.dot(pack, flow))
