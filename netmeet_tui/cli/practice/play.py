"""``netmeet practice`` and ``netmeet practice tour``: a story played."""

from __future__ import annotations

import click

from netmeet_tui.cli.policy.packs import Refused


@click.command()
@click.argument("story", metavar="[STORY]", required=False, default="")
@click.option("--mode", type=click.Choice(["solo", "pair", "trainer"]), help="Who practises.")
@click.pass_context
def play(context: click.Context, story: str, mode: str | None) -> None:
    """Play a story: V-03, or 3, or a file of your own; without one, choose there."""
    from netmeet_tui import start
    from netmeet_tui.practice.read import StoryError, find

    if story:
        try:
            find(story)
        except StoryError as error:
            raise Refused(f"{error}. `netmeet practice` alone shows them all.") from None
    context.exit(start.practice(story, mode or ""))


@click.command()
@click.pass_context
def tour(context: click.Context) -> None:
    """Learn the keys in ten minutes, on a harmless story."""
    from netmeet_tui import start

    context.exit(start.practice(tour=True))
