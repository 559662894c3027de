"""``netmeet practice`` and ``netmeet practice tour``: a story played."""

from __future__ import annotations

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused

_PLAIN = click.option(
    "--plain", is_flag=True, help="In lines, for a screen reader or where the screens cannot be shown."
)


@click.command(cls=Command, examples=["netmeet practice", "netmeet practice V-03 --mode pair"])
@click.argument("story", metavar="[STORY]", default="", shell_complete=complete.stories_or_files)
@click.option(
    "--mode",
    type=click.Choice(["solo", "pair", "trainer"]),
    help="Alone, two of you at one laptop, or led by a trainer, who has notes and can bring things in.",
)
@click.option("--back", is_flag=True, hidden=True)
@_PLAIN
@click.pass_context
def play(context: click.Context, story: str, mode: str | None, back: bool, plain: bool) -> None:
    """Play a story: V-03, or 3, or a file of your own. Without one, you choose it there."""
    from netmeet_tui import start
    from netmeet_tui.practice.read import StoryError, find, ids

    if story:
        try:
            find(story)
        except StoryError:
            raise Refused(_nothing_like(story, (*ids(), *_commands(context)))) from None
    context.exit(start.practice(story, mode or "", back=back, plain=plain))


def _commands(context: click.Context) -> list[str]:
    group = context.parent.command if context.parent is not None else None
    return group.list_commands(context) if isinstance(group, click.Group) else []


def _nothing_like(name: str, known: tuple[str, ...]) -> str:
    from netmeet_tui.cli.policy.printed import nearest
    from netmeet_tui.policy.written import plain

    said = f"There is no story or command '{plain(name)}'{nearest(name, known)}".rstrip(".")
    return f"{said}{'' if said.endswith('?') else '.'} `netmeet practice` shows every story."


@click.command(cls=Command, examples=["netmeet practice tour"])
@_PLAIN
@click.pass_context
def tour(context: click.Context, plain: bool) -> None:
    """Learn the keys in ten minutes, on a harmless story."""
    from netmeet_tui import start

    context.exit(start.practice(tour=True, plain=plain))
