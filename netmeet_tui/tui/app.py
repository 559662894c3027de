"""The app: it wires the screens together and knows which one is shown. It decides nothing about the policy."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, TypeVar, cast

from textual.actions import ActionParseResult
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.events import Event, MouseEvent, Paste
from textual.events import Key as Pressed
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker

from netmeet_tui.tui.guard import GuardedApp, finished
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.keys import Key
from netmeet_tui.tui.page import Page
from netmeet_tui.tui.screens.home import HomePage
from netmeet_tui.tui.sentry import Listen, Sentry
from netmeet_tui.tui.theme import THEMES
from netmeet_tui.tui.trouble import Trouble

T = TypeVar("T")

HERE = Path(__file__).parent
SECOND = 1.0

READ_AHEAD = ("emergency", "hidden", "meeting", "step")
"""How the screens look that are imported once the first is shown."""


class NetmeetApp(GuardedApp[None]):
    """netmeet, full screen."""

    TITLE = None
    LOOKS: ClassVar[Mapping[str, Theme]] = THEMES
    """What the settings' themes look like here."""

    CSS_PATH: ClassVar = ["page.tcss", "screens/home.tcss"]
    BINDINGS: ClassVar = [
        Binding("enter", "entered", priority=True, show=False),
        Binding("tab", "next_field(1)", priority=True, show=False),
        Binding("shift+tab", "next_field(-1)", priority=True, show=False),
    ]

    def __init__(self, keeper: Keeper, listen: Listen | None = None) -> None:
        """``listen`` tells what the system does: without it, nothing is heard of screen lock or sleep."""
        super().__init__()
        self.animation_level = "none"  # whatever TEXTUAL_ANIMATIONS says: what moves draws the eye in the room
        self.keeper = keeper
        for theme in self.LOOKS.values():
            self.register_theme(theme)
        # Worn before anything watches it, so that the stylesheets are read once before the first frame, not thrice.
        self.set_reactive(NetmeetApp.theme, self.LOOKS["dark"].name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.busy = False
        """Whether something is being made durable just now; one thing at a time."""
        self.unreadable: set[str] = set()
        """Open meetings that could not be resumed: they are offered for erasing."""
        self.hidden = False
        """Whether nothing is to be seen but a clock."""
        self.locking = False
        """Whether the room is being locked just now."""
        self.then = ""
        """What is to be started in this program's place once it has been left; nothing mostly."""
        self.after: tuple[str, ...] = ()
        """What the first screen offers since a meeting has just ended, for this moment only."""
        self._paused: frozenset[int] = frozenset()
        """The concerns of this meeting after which a pause has been offered."""
        self.sentry = Sentry(self, listen)

    def get_default_screen(self) -> Screen[None]:
        """Home is the first screen: no other is imported before it is shown."""
        return HomePage()

    def dress(self) -> None:
        """Wear the theme that the settings name."""
        self.theme = self.LOOKS[self.keeper.settled.theme].name

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter goes to fields, where there are any, Tab from one to the next; elsewhere they are the screen's."""
        if action == "entered":
            return self.page.field is not None
        if action == "next_field":
            return self.focused is not None
        return super().check_action(action, parameters)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key is for. One that comes before its page is all there, or after it was left, does nothing."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except NoMatches:
            page = default_namespace if isinstance(default_namespace, Page) else self.page
            if page.is_up:
                raise
            return True

    def forgives(self, error: Exception, node: MessagePump | None) -> bool:
        """That a place is missing on a page which was left is no fault. (One that is coming would be deaf.)"""
        if not isinstance(error, NoMatches) or not isinstance(node, DOMNode):
            return False
        page = next((part for part in node.ancestors_with_self if isinstance(part, Page)), None)
        return page is not None and page.is_left

    def action_help_quit(self) -> None:
        """Answer Ctrl+C; not while everything is hidden."""
        if not self.hidden:
            super().action_help_quit()

    def action_entered(self) -> None:
        """Enter a field, or leave it, before the next key is looked at: typed fast, nothing lands elsewhere."""
        page = self.page
        if isinstance(self.focused, Input):
            page.leave_field(self.focused)
        else:
            page.set_focus(page.field)

    def action_next_field(self, by: int) -> None:
        """From one field to the next before the next key is looked at, as Enter does."""
        if by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    # -- for practice, which adds to every page ----------------------------------------------------------

    def beside(self) -> Iterable[Widget]:
        """What every page has besides: nothing where a meeting is held."""
        return ()

    def more_keys(self, page: Page[Any]) -> tuple[Key, ...]:
        """The keys that every page has besides."""
        del page
        return ()

    def came(self, page: Page[Any]) -> None:
        """A page came up, before it is filled."""

    def shown(self, page: Page[Any]) -> None:
        """A page was filled from the state."""

    # ----------------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page[object]:
        """The page that is shown."""
        return cast("Page[object]", self.screen)

    async def leave(self) -> None:
        """Answer Ctrl+Q: ask first while a meeting is being held."""
        if self.hidden:
            return
        if not self.keeper.holding:
            self.exit()
            return
        from netmeet_tui.tui import text
        from netmeet_tui.tui.screens.ask import AskPage

        def answered(close: bool | None) -> None:
            if close:
                self.exit()

        if not isinstance(self.screen, AskPage):
            lines = text.LEAVE_MEMORY if self.keeper.in_memory else text.LEAVE_OPEN
            await self.push_screen(AskPage(text.LEAVE_TITLE, lines, text.LEAVE_CHOICES), answered)

    def on_mount(self) -> None:
        """Begin to watch for the moments at which the room is to be locked, and to let pages look at the clock."""
        self.sentry.begin()
        self.set_interval(SECOND, self._each_second)

    def _each_second(self) -> None:
        if self.screen_stack and isinstance(self.screen, Page) and self.page.is_up:  # there is none while it closes
            self.page.each_second()

    async def on_unmount(self) -> None:
        """Close what is open, however the program ends."""
        self.sentry.end()
        self.keeper.close()

    async def on_event(self, event: Event) -> None:
        """Every key and every move of the mouse says that somebody is here."""
        if isinstance(event, (Pressed, MouseEvent, Paste)):
            self.sentry.somebody_is_here()
        await super().on_event(event)

    # -- going from one screen to another ----------------------------------------------------------------

    @property
    def ringing(self) -> bool:
        """Whether the 999 card is up and has not been left: then it stays, whatever is finished beneath it."""
        return any(getattr(screen, "stays", False) for screen in self.screen_stack)

    @property
    def reading(self) -> bool:
        """Whether something is up that is only read, and left again to what is beneath it."""
        return getattr(self.screen, "only_read", False)

    async def ask(self, page: Page[T]) -> T | None:
        """Put a page over what is shown, and wait for what it is left with; None where it is taken away unanswered.

        It is withdrawn when whoever asked gives up waiting: nobody would hear the answer.
        """
        answer: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()

        def answered(result: T | None) -> None:
            if not answer.done():
                answer.set_result(result)

        try:
            await self.push_screen(page, answered)
            return await answer
        except asyncio.CancelledError:
            page.dismiss()
            raise

    async def home(self, notice: str = "") -> None:
        """Back to the first screen."""
        self._paused = frozenset()
        async with self._beneath():
            await self._down_to_home()
            self.page.show()
            self.page.notice(notice)

    async def _down_to_home(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    async def go(self, view: str) -> None:
        """Turn to a view of the meeting, and note it, so that a restart comes back to it. Raises Trouble."""
        session = self.keeper.session
        await self.keeper.do(lambda: session.turn(view))
        await self.follow()
        await self._pause(view)

    def prepare(self) -> None:
        """Import the next screens and read how they look, while nobody waits for it.

        When a screen comes up whose looks are not read yet, Textual reads those of all the others again, too: the
        999 card would come later the first time.
        """
        self.keeper.prepare(for_good=not self.is_headless)  # a test is not all that its process does
        for name in READ_AHEAD:
            self.stylesheet.read(HERE / "screens" / f"{name}.tcss")
        self.stylesheet.parse()

    async def resumed(self) -> None:
        """Show the meeting that was resumed. Where nothing was open in it, a pause has been offered before."""
        from netmeet_tui.tui.screens.check_in import due

        session = self.keeper.session
        self._paused = due(session.pack, session.state)
        await self.follow()

    async def _pause(self, view: str) -> None:
        """Back at the meeting, offer the facilitators a pause where one is due; over nothing else (N-17)."""
        from netmeet_tui.meeting.state import AT_MEETING

        if view != AT_MEETING or self.ringing or self.hidden:
            return
        from netmeet_tui.tui.screens.check_in import CheckInPage, due

        session = self.keeper.session
        fresh = due(session.pack, session.state) - self._paused
        if fresh:
            self._paused |= fresh
            await self.push_screen(CheckInPage())

    async def follow(self) -> None:
        """Show the view that the meeting is at."""
        from netmeet_tui.meeting.state import AT_EMERGENCY, AT_END

        state = self.keeper.session.state
        view = state.came_from if state.view == AT_EMERGENCY else state.view
        if state.ended:  # nothing is left to do but to keep and to erase
            view = AT_END
        kind, opened = self._page(view)
        if not isinstance(self.screen, kind):
            await self.show_page(opened())
        elif self.screen.is_up:  # and one that is on its way shows it when it comes
            self.screen.show()
        if state.view == AT_EMERGENCY:
            await self.emergency()

    async def emergency(self) -> None:
        """The 999 card over whatever is open (D-5). Shown first; what has to be noted is noted after.

        While everything is hidden it shows the card alone, and after it the clock again.
        """
        from netmeet_tui.tui.screens.emergency import EmergencyPage

        stack = [screen for screen in self.screen_stack if not getattr(screen, "only_read", False)]
        covered = stack[-2:-1] if self.hidden else []
        beneath = covered[0] if covered and isinstance(covered[0], EmergencyPage) else stack[-1]
        at_step = getattr(beneath, "at_emergency", False) and not self.hidden
        there = at_step or getattr(beneath, "stays", False)
        while there and beneath in self.screen_stack[:-1]:
            await self.pop_screen()
        if not there or self.screen is not beneath:  # none is up, or it is just being left
            await self.push_screen(EmergencyPage())

    async def policy(self) -> None:
        """The policy, to read, over whatever is open. Nothing is noted, and nothing beneath changes."""
        from netmeet_tui.tui import text

        here = self.page
        if self.busy:  # what is being done may turn to another screen
            return
        if self.keeper.pack is None:
            here.notice(text.POLICY_UNREAD)
            return
        from netmeet_tui.tui.screens.policy import PolicyPage

        if not any(isinstance(screen, PolicyPage) for screen in self.screen_stack):
            steps = (cast("Page[object]", screen).step_shown for screen in reversed(self.screen_stack))
            pack, there = self.keeper.pack.under(self.keeper.nation), next(filter(None, steps), None)
            await self.push_screen(PolicyPage(pack, there, self.keeper.settled.organisation.disclaimer))
        elif not self.reading:
            here.notice(text.POLICY_BENEATH)
        else:
            while any(isinstance(screen, PolicyPage) for screen in self.screen_stack[:-1]):
                await self.pop_screen()

    # -- hiding and locking ------------------------------------------------------------------------------

    async def hide(self) -> None:
        """Show a clock and nothing else, until the same key is pressed again. Nothing stops beneath it."""
        self.hidden = True
        await self._cover()

    async def unhide(self) -> None:
        """Show everything again."""
        from netmeet_tui.tui.screens.hidden import HiddenPage

        self.hidden = False
        if isinstance(self.screen, HiddenPage):
            await self.pop_screen()

    async def stay_hidden(self) -> None:
        """Put the clock over whatever has come up, if everything is hidden; never over the 999 card (I-3)."""
        if self.hidden and not self._card_is_up:
            await self._cover()

    async def _cover(self) -> None:
        from netmeet_tui.tui.screens.hidden import HiddenPage

        if not isinstance(self.screen, HiddenPage):
            await self.push_screen(HiddenPage())

    @property
    def _card_is_up(self) -> bool:
        return getattr(self.screen, "stays", False)

    @asynccontextmanager
    async def _beneath(self) -> AsyncIterator[None]:
        """Change the screens beneath the 999 card and the clock: whichever was over them comes back over them."""
        ringing, card_was_up = self.ringing, self._card_is_up
        with self.batch_update():  # what is hidden does not show for a moment
            yield
            if ringing:
                await self.emergency()
            if self.hidden and not card_was_up:
                await self._cover()

    def lock_soon(self, because: str) -> None:
        """Lock as soon as what is being made durable is durable. ``because``: a sentence for the lock screen."""
        self.locking = self.keeper.lockable
        self.run_worker(self.lock(because), group="locking")

    async def lock(self, because: str) -> None:
        """Close the vault, drop its keys and every screen, and ask for the way in again.

        A meeting that is kept in memory only would be lost: it is hidden. Where nothing is open, nothing happens.
        The 999 card stays up where it was, and can be called for (I-3).
        """
        if not self.keeper.lockable:
            if self.keeper.holding:
                self.hidden = True
                await self.stay_hidden()
            return
        self.locking, was_hidden = True, self.hidden
        while self._making_durable():
            self.hidden = True  # a disk may be slow
            await self.stay_hidden()
            await self._made_durable()
        try:
            if self.keeper.lockable:  # not so when it was locked meanwhile
                for screen in self.screen_stack:
                    with suppress(Trouble):  # a disk that cannot write must not keep the room open
                        await cast("Page[object]", screen).keep_written()
                await self._lock(because)
        finally:
            self.locking = False
        if not was_hidden:
            await self.unhide()

    def _making_durable(self) -> list[Worker[Any]]:
        return [one for one in self.workers if one.group in ("doing", "keeping") and not one.is_finished]

    async def _made_durable(self) -> None:
        """Wait until nothing is being done or kept any more."""
        while working := self._making_durable():
            await finished(working[0])

    async def put_away(self) -> None:
        """Lock before the process is stopped: nobody looks after it then, and it may never go on."""
        from netmeet_tui.tui import text

        await self.lock(text.LOCKED_ASLEEP)

    async def _lock(self, because: str) -> None:
        from netmeet_tui.tui.screens.passphrase import LockPage

        self.workers.cancel_group(self, "choosing")  # a reason that nobody waits for any more
        self.forget_copied()
        self.after = ()
        async with self._beneath():
            await self._down_to_home()
            await self.push_screen(LockPage(because))
        await self.keeper.lock()
        if self.page.is_up:  # and one that was called for meanwhile shows its keys when it comes
            self.page.show_keys()

    async def unlocked(self, notice: str = "") -> None:
        """Back to the screen where it was locked, with something to say there."""
        try:
            resumed = await self.keeper.resume_locked()
        except Trouble as trouble:
            await self.home(str(trouble))
            return
        if not resumed:
            await self.home(notice)
            return
        await self.follow()
        self.page.notice(notice)

    async def show_page(self, page: Page[None]) -> None:
        """Put a screen in place of whatever stands over home; the 999 card and the clock stay over it."""
        if len(self.screen_stack) > 2 or self.ringing or self.hidden:
            async with self._beneath():
                while len(self.screen_stack) > 2:
                    await self.pop_screen()
                await self._put_over_home(page)
        else:  # with nothing in between to be held back, it need not be painted a second time once that is over
            await self._put_over_home(page)

    async def _put_over_home(self, page: Page[None]) -> None:
        await (self.switch_screen(page) if len(self.screen_stack) > 1 else self.push_screen(page))

    @staticmethod
    def _page(view: str) -> tuple[type[Page[None]], Callable[[], Page[None]]]:
        """The kind of page that shows a view, and what opens one."""
        from netmeet_tui.meeting.state import AT_END, AT_FLAG, lane_of

        if (number := lane_of(view)) is not None:
            from netmeet_tui.tui.screens.step import StepPage

            return StepPage, partial(StepPage, number)
        if view == AT_FLAG:
            from netmeet_tui.tui.screens.flag import FlagPage

            return FlagPage, FlagPage
        if view == AT_END:
            from netmeet_tui.tui.screens.end import EndPage

            return EndPage, EndPage
        from netmeet_tui.tui.screens.meeting import MeetingPage

        return MeetingPage, MeetingPage
