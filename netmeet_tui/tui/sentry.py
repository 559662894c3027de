"""The sentry: notices that nobody is at the keys, that the computer slept, that its screen was locked.

Each of these locks the room. It looks about once a second and acts on nothing else: no choice ever waits for it
(L-8), and the 999 card is never taken away.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from netmeet_tui.tui import text

if TYPE_CHECKING:
    from netmeet_tui.tui.app import NetmeetApp
    from netmeet_tui.tui.page import Page

EVERY = 1.0
"""Seconds between two looks."""

NOTICE = 60.0
"""How long before it locks, in seconds, a meeting is told; half the time where that is shorter."""


class Sentry:
    """Locks the room of one app when it is left alone."""

    def __init__(self, app: NetmeetApp, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._monotonic = monotonic
        self._seen = monotonic()
        self._told: Page[object] | None = None

    def begin(self) -> None:
        """Begin to look."""
        self._app.set_interval(EVERY, self.look)

    def end(self) -> None:
        """Look no more."""

    def somebody_is_here(self) -> None:
        """A key was pressed, or the mouse moved."""
        self._seen = self._monotonic()
        told, self._told = self._told, None
        if told is not None and told.is_mounted:
            told.notice("")

    def look(self) -> None:
        """Lock when it is time to, and say so before where a meeting is being held."""
        self._look_at_the_keys()

    def _look_at_the_keys(self) -> None:
        app, keeper = self._app, self._app.keeper
        after = keeper.lock_after * 60
        if not after or not keeper.lockable or app.ringing:
            self._seen = self._monotonic()  # the time counts from when there is something to lock
            return
        alone = self._monotonic() - self._seen
        if alone >= after:
            self._seen = self._monotonic()
            app.lock_soon(text.LOCKED_IDLE)
        elif keeper.holding and not app.hidden and self._told is None and alone >= after - min(NOTICE, after / 2):
            self._told = app.page
            self._told.notice(text.LOCK_SOON)
