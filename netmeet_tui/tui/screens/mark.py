"""A round or a pause: a sign in the top line, for those who want one. Nothing acts on it (L-8)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from netmeet_tui.meeting.state import PAUSE, ROUND
from netmeet_tui.tui import meeting_text as text
from netmeet_tui.tui.choices import listed
from netmeet_tui.tui.keys import Key, bound, numbered
from netmeet_tui.tui.page import Page

PAUSES: Final = (5, 10, 20)
"""Minutes."""

MARKS: Final = ((ROUND, 0), *((PAUSE, minutes) for minutes in PAUSES), ("", 0))


class MarkPage(Page[None]):
    """Five lines, and back."""

    CSS_PATH = "room.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *numbered("pick", len(MARKS)),
        Key("escape", "back", text.ROOM_BACK, text.ROOM_BACK_HELP, ("m",)),
    )
    BINDINGS: ClassVar = [*bound(KEYS)]

    def body(self) -> ComposeResult:
        """What it is, and the lines."""
        with VerticalScroll(classes="body", can_focus=False):
            yield Static(text.MARK_TITLE, classes="title")
            yield Static(text.MARK_LINES, classes="quiet")
            pauses = (text.mark_pause(minutes) for minutes in PAUSES)
            yield Static(listed([text.MARK_ROUND, *pauses, text.MARK_NONE]), id="lines")

    def show(self) -> None:
        """Say where we are."""
        self.where(text.MEETING, text.MARK_TITLE)
        super().show()

    def action_pick(self, place: int) -> None:
        """That is the sign."""
        self.doing(partial(self._mark, *MARKS[place - 1]))

    async def _mark(self, what: str, minutes: int) -> None:
        session = self.keeper.session
        await self.keeper.do(lambda: session.mark(what, minutes))
        if self.is_current:
            self.dismiss()

    def action_back(self) -> None:
        """Back to the meeting."""
        self.dismiss()
