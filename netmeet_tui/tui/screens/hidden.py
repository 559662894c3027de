"""Hidden: a clock and nothing else, over whatever is open. Beneath it everything goes on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Digits

from netmeet_tui.tui.page import Page


class HiddenPage(Page[None]):
    """Only the key that hid it brings the room back; 999 is one key away here as everywhere (I-3).

    No help, no policy, no key bar and no notice: no word on it says what the program is for.
    """

    CSS_PATH = "hidden.tcss"

    def compose(self) -> ComposeResult:
        """The clock."""
        yield Digits(id="clock")

    def each_second(self) -> None:
        """Look at the clock."""
        self.show()

    def show(self) -> None:
        """Say what time it is."""
        clock = self.query_one(Digits)
        now = self.keeper.clock().strftime("%H:%M")
        if clock.value != now:
            clock.update(now)

    def notice(self, sentence: str) -> None:
        """Say nothing."""

    async def action_hide(self) -> None:
        """The same key again: everything is back."""
        await self.desk.unhide()

    async def action_help(self) -> None:
        """Tell nothing."""

    async def action_policy(self) -> None:
        """Show nothing."""

    async def action_memory(self) -> None:
        """Ask nothing."""
