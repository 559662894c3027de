"""``netmeet practice``: stories of invented people, played on the screens of a meeting."""

from __future__ import annotations

import click

from netmeet_tui.cli.lazy import LazyGroup

_PLAY = "play"


class StoryOrCommand(LazyGroup):
    """A group of which the first word may be no command: then what stands there is played."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words after the group's name."""
        if not args or args[0] not in (*self.list_commands(ctx), *ctx.help_option_names):
            args = [_PLAY, *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=StoryOrCommand,
    commands_in={
        _PLAY: "netmeet_tui.cli.practice.play:play",
        "tour": "netmeet_tui.cli.practice.play:tour",
        "check": "netmeet_tui.cli.practice.check:check",
        "new": "netmeet_tui.cli.practice.new:new",
        "map": "netmeet_tui.cli.practice.map:map_",
        "group": "netmeet_tui.cli.practice.group:group",
    },
    options_metavar="[--mode MODE]",
    subcommand_metavar="[STORY] | COMMAND",
)
def practice() -> None:
    """Practise with invented people, on the screens of a meeting. Nothing that is said in it is kept.

    Without a command a practice begins: of STORY (V-03, or 3, or a file of your own), or of the one that you choose
    there. What you choose changes what the people in it say.
    """
