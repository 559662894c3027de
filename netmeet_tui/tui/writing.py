"""Pages over the meeting with fields, of which each is kept as soon as it is left."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from textual.widgets import Input

from netmeet_tui.tui.page import Page
from netmeet_tui.tui.trouble import Trouble


class KeepingPage(Page[None]):
    """A page that keeps what is written on it. Subclasses say in ``keep`` what that is, and where it goes."""

    def __init__(self) -> None:
        super().__init__()
        self._one_at_a_time = asyncio.Lock()

    async def keep(self) -> None:
        """Make durable what is written and not kept yet. Raises Trouble."""

    async def keep_written(self) -> None:
        """Make durable what is written: when this returns, all of it is. Raises Trouble.

        One at a time: what was looked at before is not written over what came after it, nor after that was taken
        back, nor for another person whose fields are shown by then.
        """
        async with self._one_at_a_time:
            await self.keep()

    def entered(self, _field: Input) -> None:
        """Keep what was written."""
        self.keep_soon()

    def covered(self) -> None:
        """Something came over this screen, the 999 card even while a field is written in: keep what it holds."""
        if self.keeper.holding:
            self.keep_soon()

    def keep_soon(self, then: Callable[[], Awaitable[None]] | None = None) -> None:
        """Keep it even while something else is being done."""
        self.desk.run_worker(self.while_up(partial(self._keeping, then)), group="keeping")

    async def _keeping(self, then: Callable[[], Awaitable[None]] | None) -> None:
        try:
            await self.keep_written()
            if then is not None:
                await then()
        except Trouble as trouble:
            self.say_trouble(trouble)


class WritingPage(KeepingPage):
    """One that is there for its fields alone."""

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

    def on_input_blurred(self) -> None:
        """Leaving a field keeps what was written."""
        self.keep_soon()

    async def _keeping(self, then: Callable[[], Awaitable[None]] | None) -> None:
        await super()._keeping(then)
        if self.is_current and self.keeper.holding:
            self.show()
