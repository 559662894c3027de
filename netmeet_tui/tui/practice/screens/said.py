"""All that was said in a story so far, between what was done."""

from __future__ import annotations

from textual.content import Content

from netmeet_tui.practice.story import Story
from netmeet_tui.tui.practice import desk_text as text
from netmeet_tui.tui.practice import voice
from netmeet_tui.tui.practice.app import Mode
from netmeet_tui.tui.practice.points import Point, points
from netmeet_tui.tui.practice.screens.still import StillRows
from netmeet_tui.tui.widgets.rows import Row


class SaidPage(StillRows):
    """To read back. It begins with the newest in sight."""

    PROSE = True

    def on_mount(self) -> None:
        """Fill it once, when it is known how much room there is: nothing changes beneath."""
        super().on_mount()
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        story = self.practice.play.story
        rows = [row for point in points(self.practice.play) for row in _rows(story, point)]
        self.rows.fill(rows, None)
        self.call_after_refresh(self.rows.scroll_end, animate=False)

    def show(self) -> None:
        """Say where we are."""
        self.where(text.SAID_WHERE)
        self.put("#about", text.SAID_LED if self.practice.mode is Mode.TRAINER else "")
        super().show()


def _rows(story: Story, point: Point) -> list[Row]:
    """What was done, quiet; under it what was said."""
    when = f"{point.at:%H:%M}" if point.at else ""
    done = Row(Content.styled(f"{when:<7}{point.words}", "$quiet"), hang=7)
    return [done, *(Row(voice.turn(story, line), indent=2, hang=2) for line in point.said)]
