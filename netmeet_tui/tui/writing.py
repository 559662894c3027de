"""A page over the meeting with fields, of which each is kept as soon as it is left."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from textual.widgets import Input

from netmeet_tui.tui.keeper import Trouble
from netmeet_tui.tui.page import Page


class WritingPage(Page[None]):
    """Subclasses say in ``keep_written`` what is kept, and how."""

    def action_back(self) -> None:
        """Out of the field; then back to the meeting."""
        if isinstance(self.focused, Input):
            self.set_focus(None)
        else:
            self.doing(self._leave)

    async def _leave(self) -> None:
        await self.keep_written()
        if self.is_current:
            self.dismiss()

    def entered(self, _field: Input) -> None:
        """Keep what was written."""
        self._keep_soon()

    def on_input_blurred(self) -> None:
        """Leaving a field keeps what was written."""
        self._keep_soon()

    def covered(self) -> None:
        """Something came over this screen: keep what the fields hold."""
        if self.keeper.holding:
            self._keep_soon()

    def _keep_soon(self, then: Callable[[], Awaitable[None]] | None = None) -> None:
        """Keep it even while something else is being done."""
        self.desk.run_worker(self.while_up(partial(self._keeping, then)), group="keeping")

    async def _keeping(self, then: Callable[[], Awaitable[None]] | None) -> None:
        try:
            await self.keep_written()
            if then is not None:
                await then()
        except Trouble as trouble:
            self.say_trouble(trouble)
            return
        if self.is_current and self.keeper.holding:
            self.show()
