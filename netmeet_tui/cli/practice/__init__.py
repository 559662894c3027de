"""``netmeet practice``: stories of invented people, played on the screens of a meeting.

No command here opens a file of the vault, or grades anybody. Begin with ``play.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Entry, LazyGroup

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_IN = "netmeet_tui.cli.practice"
_PLAY = "play"


class StoryOrCommand(LazyGroup):
    """A group of which the first word may be no command: then what stands there is played."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words after the group's name; where a line is only being completed, there may be none yet."""
        if ctx.resilient_parsing and not args:
            return super().parse_args(ctx, args)
        if not args or args[0] not in (*self.list_commands(ctx), *ctx.help_option_names):
            args = [_PLAY, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and stories that begin so, or the options of what is played."""
        play = self.get_command(ctx, _PLAY)
        assert play is not None
        playing = click.Context(play, info_name=_PLAY, parent=ctx)
        if incomplete.startswith("-"):
            return play.shell_complete(playing, incomplete)
        return [*super().shell_complete(ctx, incomplete), *complete.stories(playing, play.params[0], incomplete)]


@click.group(
    cls=StoryOrCommand,
    commands_in={
        _PLAY: Entry(f"{_IN}.play:play", "a story; without `play` it is played as well"),
        "tour": Entry(f"{_IN}.play:tour", "the keys in ten minutes, on a harmless story"),
        "map": Entry(f"{_IN}.map:map_", "what you have practised, when, and what is next"),
        "group": Entry(f"{_IN}.group:group", "the maps of several people side by side"),
        "new": Entry(f"{_IN}.new:new", "a small story, to write your own"),
        "check": Entry(f"{_IN}.check:check", "whether stories are in order"),
    },
    options_metavar="[--mode MODE]",
    subcommand_metavar="[STORY] | COMMAND",
)
def practice() -> None:
    """Practise with invented people, on the screens of a meeting. Nothing that is said in it is kept.

    Without a command a practice begins: of STORY (V-03, or 3, or a file of your own), or of the one that you choose
    there. What you choose changes what the people in it say.
    """
