"""``netmeet practice``: stories of invented people, played on the screens of a meeting."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import LazyGroup

_PLAY = "play"


class StoryOrCommand(LazyGroup):
    """A group of which the first word may be a story, or missing: then one is played."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words after the group's name."""
        if not args or args[0] not in (*self.list_commands(ctx), *ctx.help_option_names):
            args = [_PLAY, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands but the one that needs no name."""
        return [name for name in super().list_commands(ctx) if name != _PLAY]


@click.group(
    cls=StoryOrCommand,
    commands_in={
        _PLAY: "netmeet_tui.cli.practice.play:play",
        "tour": "netmeet_tui.cli.practice.play:tour",
        "check": "netmeet_tui.cli.practice.check:check",
        "new": "netmeet_tui.cli.practice.new:new",
    },
    options_metavar="[--mode MODE]",
    subcommand_metavar="[STORY] | COMMAND",
)
def practice() -> None:
    """Practise with invented people, on the screens of a meeting. Nothing of it is kept.

    Without a command a practice begins: of STORY (V-03, or 3, or a file of your own), or of the one that you choose
    there. What you choose changes what the people in it say.

    \b
    --mode solo      you practise alone
    --mode pair      two of you, at one laptop
    --mode trainer   led by somebody who has notes, and can bring things in
    """
