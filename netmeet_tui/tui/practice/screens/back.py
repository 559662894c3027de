"""Going back to an earlier point of a story, to try another way. It is practice: all can be gone back over."""

from __future__ import annotations

from functools import partial
from textwrap import shorten
from typing import ClassVar, cast

from textual.content import Content

from netmeet_tui.practice.story import Line, Story
from netmeet_tui.tui.keys import Key, bound
from netmeet_tui.tui.practice import desk_text as text
from netmeet_tui.tui.practice import voice
from netmeet_tui.tui.practice.points import Point, points
from netmeet_tui.tui.practice.screens.still import StillRows
from netmeet_tui.tui.widgets.rows import Row, Rows

HEARD = 90
"""Letters of what somebody said that are enough to know it again."""


class BackPage(StillRows):
    """One row for each thing that was done, the newest first."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "take", text.BACK_TAKE, text.BACK_TAKE_HELP),
        Key("down", "move(1)", text.BACK_MOVE, text.MOVE_HELP, ("j",)),
        *StillRows.KEYS[1:],
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def on_mount(self) -> None:
        """Fill it once: nothing changes beneath."""
        super().on_mount()
        play = self.practice.play
        several = len(play.state.concerns) > 1
        there = [point for point in reversed(points(play)) if point.before]
        self.rows.fill([_row(play.story, point, several=several) for point in there], 0)

    def show(self) -> None:
        """Say where we are, and that nothing is lost."""
        self.where(text.BACK_WHERE)
        self.put("#about", text.BACK_TOLD)
        super().show()

    def on_rows_pointed(self, message: Rows.Pointed) -> None:
        """Pointed at once more, it is gone back to."""
        if message.again:
            self.action_take()

    def action_take(self) -> None:
        """Back to just before the marked row."""
        if self.rows.marked is not None:
            self.doing(partial(self._go_back, cast(int, self.rows.marked)))

    async def _go_back(self, records: int) -> None:
        await self.practice.go_back(records)
        self.desk.page.notice(text.BACK_DONE)


def _row(story: Story, point: Point, *, several: bool) -> Row:
    """What was done, in which lane where there are several, and quiet beneath it what was said to it."""
    lane = f"  ·  {point.lane} {point.kind}" if several and point.kind else ""
    done = Content.assemble((f"{point.at:%H:%M}  ", "$quiet"), (point.words, "bold"), (lane, "$quiet"))
    heard = [Content.styled(_heard(story, line), "$quiet") for line in point.said]
    return Row(Content("\n").join([done, *heard]), point.before, hang=7)


def _heard(story: Story, line: Line) -> str:
    return shorten(voice.turn(story, line).plain, HEARD, placeholder="…")
