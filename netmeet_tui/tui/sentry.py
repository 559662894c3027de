"""The sentry: notices that nobody is at the keys, that the computer slept, that its screen was locked.

Each of these locks the room. Apart from what the system tells it, it looks about once a second and acts on nothing
else: no choice ever waits for it (L-8), and the 999 card is never taken away.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol

from netmeet_tui.tui import text
from netmeet_tui.watch import Gaps

if TYPE_CHECKING:
    from netmeet_tui.tui.app import NetmeetApp
    from netmeet_tui.tui.page import Page

EVERY = 1.0
"""Seconds between two looks."""

NOTICE = 60.0
"""How long before it locks, in seconds, a meeting is told; half the time where that is shorter."""


class Listener(Protocol):
    """Hears from the system that the screen is locked, or that the computer goes to sleep."""

    def done(self) -> None:
        """It is locked: the computer may sleep now."""

    def close(self) -> None:
        """Hear no more."""


Listen = Callable[[Callable[[], None]], Listener | None]
"""Begins to listen: is given what to call, on any thread; None where there is nothing to listen to."""


class Sentry:
    """Locks the room of one app when it is left alone."""

    def __init__(
        self,
        app: NetmeetApp,
        listen: Listen | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        gaps: Gaps | None = None,
    ) -> None:
        self._app = app
        self._listen = listen
        self._listener: Listener | None = None
        self._monotonic = monotonic
        self._gaps = Gaps() if gaps is None else gaps
        self._seen = monotonic()
        self._told: Page[object] | None = None
        self._ended = False

    def begin(self) -> None:
        """Begin to look."""
        self._app.set_interval(EVERY, self.look)
        self._app.app_resume_signal.subscribe(self._app, lambda _: self._slept())

    def hear(self) -> None:
        """Begin to listen to the system. It may take its time, so it has a thread of its own."""
        if self._listen is not None:
            loop = asyncio.get_running_loop()
            self._app.run_worker(partial(self._hear, self._listen, loop), thread=True, group="listening")

    def end(self) -> None:
        """Hear no more."""
        self._ended = True
        if self._listener is not None:
            self._listener.close()

    def somebody_is_here(self) -> None:
        """A key was pressed, or the mouse moved."""
        self._seen = self._monotonic()
        told, self._told = self._told, None
        if told is not None and told.is_mounted:
            told.notice("")

    def look(self) -> None:
        """Lock when it is time to, and say so before where a meeting is being held."""
        if self._gaps.tick() is not None:
            self._slept()
        else:
            self._look_at_the_keys()

    def _look_at_the_keys(self) -> None:
        app, keeper = self._app, self._app.keeper
        after = keeper.settled.lock_after * 60
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

    def _slept(self) -> None:
        self._app.lock_soon(text.LOCKED_ASLEEP)

    def _hear(self, listen: Listen, loop: asyncio.AbstractEventLoop) -> None:
        def tell() -> None:
            with suppress(RuntimeError):  # heard when the program has ended already
                loop.call_soon_threadsafe(self._system_locks)

        self._listener = listen(tell)
        if self._ended and self._listener is not None:
            self._listener.close()

    def _system_locks(self) -> None:
        if not self._ended:
            self._app.run_worker(self._lock_for_system(), group="locking")

    async def _lock_for_system(self) -> None:
        await self._app.lock(text.LOCKED_ASLEEP)
        if self._listener is not None:
            self._listener.done()
