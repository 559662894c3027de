"""Talking in lines with the very same app: Textual draws for nobody, and its widgets are read out."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import deque
from contextlib import suppress
from typing import Any, Final, NamedTuple, cast

from textual.app import App
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Key as Pressed
from textual.widgets import Input, TextArea

from netmeet_tui.tui.app import NetmeetApp
from netmeet_tui.tui.keys import EMERGENCY
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.plain import answers, text
from netmeet_tui.tui.plain.answers import Answer, Does, Press, Write
from netmeet_tui.tui.plain.terminal import Terminal
from netmeet_tui.tui.plain.told import Change, Told, change, label, place, same_but_time, told

SIZE: Final = (99, 400)
"""Columns and rows for the pages: nothing has to be scrolled to, and nothing stands on a page twice."""

OFTEN: Final = 0.05
"""How often, in seconds, is looked whether a page has come to rest after a key."""

SELDOM: Final = 0.25
"""How often is looked whether something came up unasked: the room was locked, say."""

CALM: Final = 2
"""So many looks have to see the same."""

PATIENCE: Final = 40
"""So many looks a line waits for the page to come to rest, where something holds it up."""


class Heard(NamedTuple):
    """A line that was typed, and the page and step that had been told by then."""

    line: str
    at: object


class Conversation:
    """One conversation: says what a page says, asks for a line, and presses the keys that it means."""

    def __init__(self, app: NetmeetApp, driver: Driver) -> None:
        self._app = app
        self._driver = driver
        self._terminal = Terminal(self._hear)
        self._lines: deque[Heard] = deque()
        """What was typed and not answered yet."""
        self._came = asyncio.Event()
        self._seen: object = None
        self._calm = 0
        """How often the same was seen."""
        self._page: Page[object] | None = None
        self._told: Told | None = None
        self._at: object = None
        """The page and the step that was told last."""
        self._waiting: deque[str] = deque()
        """Lines for which there was no room yet."""
        self._answering = True
        """Whether somebody waits for what comes of a line."""
        self._asked: object = None
        """The field that was asked for last."""
        self._intro = (*([text.KEEPS_SCREEN] if self._terminal.keeps else []), *text.INTRO, "")
        """What is told before the first page, until somebody has typed something."""
        self._late = False
        """Whether a line came too late for the page that it was typed for."""
        self._ended = False

    async def go(self) -> None:
        """Talk until the program ends."""
        looks = 0
        while True:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._came.wait(), OFTEN if self._answering else SELDOM)
            now = self._look()
            self._calm = self._calm + 1 if now == self._seen and not self._app.busy else 0
            self._seen = now
            looks += 1
            if not self._lines:
                self._came.clear()
                if now is not None and self._calm >= CALM:
                    self._tell(*now)
            elif self._calm >= CALM or looks > PATIENCE or self._lines[0].line in answers.AT_ONCE:
                looks = self._calm = 0
                await self._answer(*self._lines.popleft())
            else:
                await asyncio.sleep(OFTEN)

    def open(self) -> None:
        """Begin to listen to what is typed."""
        self._terminal.open()

    def close(self) -> None:
        """Leave the terminal with nothing on it."""
        if not self._ended:
            self._ended = True
            self._terminal.close()

    def blank(self) -> None:
        """Take away what is shown."""
        self._terminal.clear()

    def again(self) -> None:
        """Tell all of the page once more, on a screen of its own."""
        self._told = None
        self._answering = True

    # -- what is typed -----------------------------------------------------------------------------------

    def _hear(self, line: str | None) -> None:
        """A line was typed; the end of input means leaving. 999 waits for nothing that came before it (I-3)."""
        words = "ctrl+q" if line is None else answers.clean(line)
        if words.strip() in answers.EMERGENCY:
            words = words.strip()
            self._lines.clear()
        self._lines.append(Heard(words, self._at))
        self._came.set()

    async def _answer(self, line: str, at: object) -> None:
        """Do what a line means. One that was typed for another page does nothing on this one, unheard as it is."""
        self._intro = ()
        if at != (self._app.page, place(self._app.page)) and line not in answers.AT_ONCE:
            self._late = self._answering = True
            return
        field = self._app.focused
        if self._waiting:
            more = not line.strip()
            waiting, self._waiting = self._waiting, deque()
            if more:
                self._in_screenfuls(waiting)
                return
        self._answering = True
        match self._meaning(line, field):
            case Press(key, character, times):
                for _ in range(times):
                    await self._press(key, character)
            case Write(words) if isinstance(field, TextArea):
                await self._write_line(field, words)
            case Write(words) if isinstance(field, Input):
                await self._write(field, words)
            case Does.AGAIN:
                self.again()
            case Does.HELP:
                self._terminal.say(text.WRITING)
            case _:
                self._say_and_ask(text.NO_KEY)

    def _meaning(self, line: str, field: object) -> Answer:
        if isinstance(field, (Input, TextArea)):
            return answers.in_field(line, secret=getattr(field, "password", False))
        meant = answers.in_room(line)
        if not isinstance(meant, Press) or not line.strip() or meant.key == EMERGENCY.key:
            return meant
        return meant if meant.key in self._app.active_bindings or self._hears_all() else Does.NOTHING

    def _hears_all(self) -> bool:
        """Whether the page looks at keys that are bound to nothing, too."""
        return "on_key" in vars(type(self._app.page))

    async def _press(self, key: str, character: str | None = None) -> None:
        """Press a key, and wait until the app has handed it on."""
        self._driver.process_message(Pressed(key, character))
        through = asyncio.Event()
        self._app.call_later(through.set)
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(through.wait(), PATIENCE * OFTEN)

    async def _write(self, field: Input, words: str | None) -> None:
        """Put words into a field in place of what is in it, and go on from it."""
        if words is not None:
            if field.max_length and len(words) > field.max_length:
                self._say_and_ask(text.TOO_LONG.format(length=len(words), room=field.max_length))
                return
            field.value = words
            field.cursor_position = len(words)
        await self._press("enter")

    async def _write_line(self, area: TextArea, words: str | None) -> None:
        """One more line; where there is none, on to the next place to write in, or out of the last."""
        if words == "":
            area.text = ""
        elif words is not None:
            area.text = f"{area.text}\n{words}".lstrip("\n")
            area.move_cursor(area.document.end)
        else:
            fields = list(self._app.page.query(TextArea))
            await self._press("tab" if area is not fields[-1] else "escape")

    # -- what is said ------------------------------------------------------------------------------------

    def _look(self) -> tuple[Page[object], Told] | None:
        """The page as it is now; None while it is not all there."""
        page = self._app.page
        if not isinstance(page, Page) or not page.is_up or not page.is_mounted:
            return None
        return page, told(page)

    def _tell(self, page: Page[object], now: Told) -> None:
        """Say what is new, and ask for the next line."""
        before = self._told if page is self._page else None
        if not self._answering and before is not None and same_but_time(before, now):
            return
        new = Change(tuple(now.lines()), whole=True) if before is None else change(before, now)
        lines = [*(self._intro if new.whole else ()), *new.lines]
        if self._late:
            lines.append(text.LATE)
            self._late = False
        if not lines and self._answering and self._asked is self._app.focused:
            lines = [text.SAME]
        self._page, self._told, self._at, self._answering = page, now, (page, now.at), False
        if new.whole:  # what identifies somebody goes with the page that it stood on (I-4)
            self._terminal.clear()
        self._in_screenfuls(deque(self._terminal.wrapped(lines)))

    def _in_screenfuls(self, lines: deque[str]) -> None:
        """Say as many lines as there is room for; the others wait, but not on the 999 card."""
        room = max(self._terminal.rows - 2, 8)
        fits = len(lines) <= room or getattr(self._page, "at_card", False)
        self._terminal.say(lines.popleft() for _ in range(len(lines) if fits else room - 1))
        self._waiting = lines  # none mostly; and never those of the page before
        self._ask()

    def _say_and_ask(self, sentence: str) -> None:
        self._answering = False
        self._terminal.say(self._terminal.wrapped([sentence]))
        self._ask()

    def _ask(self) -> None:
        """Ask for a line: which field it goes into, or that a key is meant."""
        field = self._app.focused
        self._asked = field
        frame = str(self._app.page.border_title or "").split("  ")[0]
        prompt = text.PROMPT_MORE if self._waiting else self._prompt(field)
        if not self._app.page.query("#keys"):  # a clock and nothing else: no word says what the program is for
            prompt = text.PROMPT_ALONE
        self._terminal.ask(f"{frame} {prompt}".lstrip(), secret=getattr(field, "password", False))

    @staticmethod
    def _prompt(field: object) -> str:
        if isinstance(field, TextArea):
            return text.PROMPT_LINES.format(label=label(field))
        if not isinstance(field, Input):
            return text.PROMPT
        asked = text.PROMPT_REWRITE if field.value else text.PROMPT_WRITE
        return (text.PROMPT_HIDDEN if field.password else asked).format(label=label(field))


class LineDriver(HeadlessDriver):
    """A driver for Textual that draws nothing: instead, somebody talks with the app in lines."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        del mouse, size
        super().__init__(app, debug=debug, mouse=False, size=SIZE)
        self._netmeet = cast("NetmeetApp", app)
        self._conversation = Conversation(self._netmeet, self)
        self._talking: asyncio.Task[None] | None = None

    def start_application_mode(self) -> None:
        """Begin to talk."""
        super().start_application_mode()
        self._conversation.open()
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGINT, self._leave)
            loop.add_signal_handler(signal.SIGTSTP, self._put_away)
            loop.add_signal_handler(signal.SIGCONT, self._conversation.again)
        self._talking = asyncio.create_task(self._conversation.go())
        self._talking.add_done_callback(self._done)

    def stop_application_mode(self) -> None:
        """Stop talking."""
        if self._talking is not None:
            self._talking.cancel()
        self._conversation.close()

    def close(self) -> None:
        """Leave nothing behind, however it ends."""
        self.stop_application_mode()
        super().close()

    def _done(self, talking: asyncio.Task[None]) -> None:
        """A fault in talking is one like any other."""
        if not talking.cancelled() and isinstance(error := talking.exception(), Exception):
            self._netmeet._handle_exception(error)

    def _leave(self) -> None:
        """Ctrl+C: leave, and be asked first while a meeting is being held."""
        self.process_message(Pressed("ctrl+q", None))

    def _put_away(self) -> None:
        """Told from outside to stop: what is open is put away first. What closes is closed, and not stopped."""
        if not self._netmeet.ending:
            self._netmeet.run_worker(self._stop(), group="stopping")

    async def _stop(self) -> None:
        try:
            await self._netmeet.put_away()
        finally:
            self._conversation.blank()
            os.kill(os.getpid(), signal.SIGSTOP)
