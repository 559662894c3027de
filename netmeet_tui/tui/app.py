"""The app: it wires the screens together and knows which one is shown. It decides nothing about the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.widgets import Input

from netmeet_tui.tui.guard import GuardedApp
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.screens.home import HomePage
from netmeet_tui.tui.theme import THEMES

if TYPE_CHECKING:
    from netmeet_tui.tui.page import Page


class NetmeetApp(GuardedApp[None]):
    """netmeet, full screen."""

    TITLE = None
    CSS_PATH: ClassVar = ["page.tcss", "screens/home.tcss"]
    BINDINGS: ClassVar = [Binding("enter", "entered", priority=True, show=False)]

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.keeper = keeper
        for theme in THEMES.values():
            self.register_theme(theme)
        # Worn before anything watches it, so that the stylesheets are read once before the first frame, not thrice.
        self.set_reactive(NetmeetApp.theme, THEMES["dark"].name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.busy = False
        """Whether something is being made durable just now; one thing at a time."""
        self.unreadable: set[str] = set()
        """Open meetings that could not be resumed: they are offered for erasing."""

    def get_default_screen(self) -> HomePage:
        """Home is the first screen: no other is imported before it is shown."""
        return HomePage()

    def dress(self) -> None:
        """Wear the theme that the settings name."""
        self.theme = THEMES[self.keeper.theme].name

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter goes to the fields where there are any, and to the screen's own keys elsewhere."""
        if action == "entered":
            return self._page_here.field is not None
        return super().check_action(action, parameters)

    def action_entered(self) -> None:
        """Enter a field, or leave it, before the next key is looked at: typed fast, nothing lands elsewhere."""
        page = self._page_here
        if isinstance(self.focused, Input):
            page.leave_field(self.focused)
        else:
            page.set_focus(page.field)

    @property
    def _page_here(self) -> Page[object]:
        return cast("Page[object]", self.screen)

    async def leave(self) -> None:
        """Answer Ctrl+Q: ask first while a meeting is being held."""
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

    async def on_unmount(self) -> None:
        """Close what is open, however the program ends."""
        self.keeper.close()

    # -- going from one screen to another ----------------------------------------------------------------

    @property
    def ringing(self) -> bool:
        """Whether the 999 card is up and has not been left: then it stays, whatever is finished beneath it."""
        return any(getattr(screen, "stays", False) for screen in self.screen_stack)

    @property
    def reading(self) -> bool:
        """Whether something is up that is only read, and left again to what is beneath it."""
        return getattr(self.screen, "only_read", False)

    async def home(self, notice: str = "") -> None:
        """Back to the first screen."""
        ringing = self.ringing
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        assert isinstance(self.screen, HomePage)
        self.screen.show()
        self.screen.notice(notice)
        if ringing:
            await self.emergency()

    async def go(self, view: str) -> None:
        """Turn to a view of the meeting, and note it, so that a restart comes back to it. Raises Trouble."""
        session = self.keeper.session
        await self.keeper.do(lambda: session.turn(view))
        await self.follow()

    async def follow(self) -> None:
        """Show the view that the meeting is at."""
        from netmeet_tui.meeting.state import AT_EMERGENCY

        state, ringing = self.keeper.session.state, self.ringing
        view = state.came_from if state.view == AT_EMERGENCY else state.view
        page = self._page(view)
        screen = self.screen
        if isinstance(screen, page):
            screen.show()
        else:
            await self._show(page())
        if state.view == AT_EMERGENCY or ringing:
            await self.emergency()

    async def emergency(self) -> None:
        """The 999 card over whatever is open (D-5). Shown first; what has to be noted is noted after."""
        from netmeet_tui.tui.screens.emergency import EmergencyPage

        beneath = next(screen for screen in reversed(self.screen_stack) if not getattr(screen, "only_read", False))
        if isinstance(beneath, EmergencyPage) or getattr(beneath, "at_emergency", False):
            while self.screen is not beneath:
                await self.pop_screen()
        else:
            await self.push_screen(EmergencyPage())

    async def policy(self) -> None:
        """The policy, to read, over whatever is open. Nothing is noted, and nothing beneath changes."""
        from netmeet_tui.tui import text

        here = self._page_here
        if self.busy:  # what is being done may turn to another screen
            return
        if self.keeper.pack is None:
            here.notice(text.POLICY_UNREAD)
            return
        from netmeet_tui.tui.screens.policy import PolicyPage

        if not any(isinstance(screen, PolicyPage) for screen in self.screen_stack):
            steps = (cast("Page[object]", screen).step_shown for screen in reversed(self.screen_stack))
            await self.push_screen(PolicyPage(self.keeper.pack, next(filter(None, steps), None)))
        elif not self.reading:
            here.notice(text.POLICY_BENEATH)
        else:
            while not isinstance(self.screen, PolicyPage):
                await self.pop_screen()

    async def _show(self, page: Page[None]) -> None:
        """Put a screen in place of whatever stands over home."""
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        await (self.switch_screen(page) if len(self.screen_stack) > 1 else self.push_screen(page))

    @staticmethod
    def _page(view: str) -> type[Page[None]]:
        from netmeet_tui.meeting.state import AT_END, AT_FLAG, lane_of

        if lane_of(view) is not None:
            from netmeet_tui.tui.screens.step import StepPage

            return StepPage
        if view == AT_FLAG:
            from netmeet_tui.tui.screens.flag import FlagPage

            return FlagPage
        if view == AT_END:
            from netmeet_tui.tui.screens.end import EndPage

            return EndPage
        from netmeet_tui.tui.screens.meeting import MeetingPage

        return MeetingPage
